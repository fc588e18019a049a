"""Whether a picture's file holds the picture and nothing else: read part by part, not decoded.

JPEG is ITU-T T.81 (annex B), PNG the W3C's (chapter 11), WebP RFC 9649 (section 2).
"""

from __future__ import annotations

LARGEST_PROFILE = 4096  # bytes, of a colour profile that may stay
# Start of frame, tables, scan: all that decodes a JPEG. JFIF's own segment may stay too.
_JPEG = {*range(0xC0, 0xD0), 0xDB, 0xDD, 0xDA, 0xE0, 0xEE}
_PNG = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD"}
_WEBP = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}


def is_bare(content: bytes, kind: str) -> bool:
    """Whether a JPEG, PNG or WebP has no part but the picture; others are never said to be."""
    looks = {"JPEG": _bare_jpeg, "PNG": _bare_png, "WEBP": _bare_webp}
    return kind in looks and looks[kind](content)


def _bare_jpeg(content: bytes) -> bool:
    place = 2
    while content[place : place + 1] == b"\xff":
        mark = content[place + 1]
        size = int.from_bytes(content[place + 2 : place + 4], "big")
        jfif = content[place + 4 : place + 9] == b"JFIF\0" and size <= 16  # without a small picture
        adobe = content[place + 4 : place + 9] == b"Adobe" and size == 14
        if mark not in _JPEG or (mark == 0xE0 and not jfif) or (mark == 0xEE and not adobe):
            return False
        place += 2 + size
        if mark == 0xDA:
            place = _scan_end(content, place)
            if content[place : place + 2] == b"\xff\xd9":
                return place + 2 == len(content)
    return False


def _scan_end(content: bytes, place: int) -> int:
    """Give where the marker after a scan stands: 0xFF is followed by 0 or a restart within it."""
    while (place := content.find(b"\xff", place)) >= 0 and place + 1 < len(content):
        if content[place + 1] != 0 and not 0xD0 <= content[place + 1] <= 0xD7:
            return place
        place += 2
    return len(content)


def _bare_png(content: bytes) -> bool:
    place, name = 8, b""
    while place + 12 <= len(content) and name != b"IEND":
        size, name = (
            int.from_bytes(content[place : place + 4], "big"),
            content[place + 4 : place + 8],
        )
        if name not in _PNG:
            return False
        place += 12 + size
    return name == b"IEND" and place == len(content)


def _bare_webp(content: bytes) -> bool:
    end = 8 + int.from_bytes(content[4:8], "little")
    place = 12
    while place + 8 <= end:
        if content[place : place + 4] not in _WEBP:
            return False
        size = int.from_bytes(content[place + 4 : place + 8], "little")
        place += 8 + size + size % 2
    return place == end == len(content)
