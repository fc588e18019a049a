"""Personal identity numbers, in every way they are written: they must never leave the house.

A number is YYMMDD-NNNN or YYYYMMDD-NNNN with a check digit; a coordination number has 60 added to
the day (Folkbokföringslagen 1991:481, 18–18 a §§). The separator may be a hyphen, a plus, a dash,
a space or nothing, with Markdown's marks around it, and the date may be written as 1985-07-09. An
organisation number is none: its third digit is 2 or more.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from personnummer import personnummer

_MARKUP = "[ \u00a0\u2009\u202f*_./\u00ad]*"
_BETWEEN = "[-./ \u00a0]?"
_WRITTEN = re.compile(
    rf"(?<!\d)(?P<year>(?:1[89]|20)?\d{{2}}){_BETWEEN}(?P<month>0[1-9]|1[0-2]){_BETWEEN}"
    r"(?P<day>[0-2]\d|3[01]|[67]\d|8\d|9[01])"
    rf"(?:{_MARKUP}(?P<mark>[-+\u2010-\u2015\u2212])[\s*_\u00ad]*|{_MARKUP})(?P<last>\d{{4}})(?!\d)"
)
# Ten or twelve digits with their thousands apart, as a spreadsheet may show them.
_GROUPED = re.compile(r"(?<![\d,.])\d{1,3}(?:[ \u00a0\u2009\u202f.,'’]\d{3}){3}(?![\d])")
# Tags within a text (runs, spans) part no number; all others do.
_INLINE = re.compile(r"</?(?:\w+:)?(?:t|r|rPr|span|b|i|u|s|sz|color|family|font|a)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_BLOCK = 1 << 20
_OVERLAP = 64
PACKED = {".xlsx", ".xlsm", ".ods", ".odt", ".docx"}
TEXTS = {".md", ".csv", ".yaml", ".yml", ".txt", ".json", ".svg", ".html", ".xml"}


def personal_numbers(text: str, *, grouped: bool = False) -> Iterator[int]:
    """Yield the line, from 1 on, of every personal identity or coordination number in a text.

    `grouped` looks for those written like sums of money too, which only tables have.
    """
    yield from (line for line, _ in _found(text, grouped=grouped))


def personal_numbers_in(path: Path) -> set[tuple[int, str]]:
    """Give such numbers in a file, with their lines: in its text, cells, metadata and parts.

    Those in a file of several parts stand on line 1. Large texts are read in pieces.
    """
    if path.suffix.lower() in PACKED:
        return _in_parts(path)
    if path.suffix.lower() not in TEXTS:
        return _in_picture(path)
    return set.union(*(_in_text(path, encoding) for encoding in ("utf-8", "cp1252", "utf-16")))


def _found(text: str, *, grouped: bool) -> Iterator[tuple[int, str]]:
    """Yield the line and the digits of every number."""
    text = unescape(text)
    for found in _WRITTEN.finditer(text):
        fraction = re.search(r"\d[.,]$", text[max(0, found.start() - 2) : found.start()])
        if fraction and not found["mark"]:
            continue  # the decimals of a number
        mark = "+" if found["mark"] == "+" else "-"
        date = found["year"] + found["month"] + found["day"]
        if personnummer.valid(f"{date}{mark}{found['last']}"):
            yield text.count("\n", 0, found.start()) + 1, found[0]
    for amount in _GROUPED.finditer(text) if grouped else ():
        digits = re.sub(r"\D", "", amount[0])
        if len(digits) in {10, 12} and "00" < digits[-8:-6] < "13" and personnummer.valid(digits):
            yield text.count("\n", 0, amount.start()) + 1, amount[0]


def _in_text(path: Path, encoding: str) -> set[tuple[int, str]]:
    """Read a text in pieces that overlap; a number on the edge of one is whole in the next."""
    numbers: set[tuple[int, str]] = set()
    with path.open(encoding=encoding, errors="replace", newline="") as opened:
        if encoding == "utf-16" and not _is_utf_16(path):
            return numbers
        done, kept = 0, ""
        while piece := opened.read(_BLOCK):
            text = kept + piece
            at_end = len(text) - _OVERLAP if len(piece) == _BLOCK else len(text)
            found = _found(text, grouped=path.suffix.lower() == ".csv")
            numbers.update((done + line, digits) for line, digits in found)
            kept = text[at_end:]
            done += text.count("\n", 0, at_end)
    return numbers


def _is_utf_16(path: Path) -> bool:
    with path.open("rb") as opened:
        start = opened.read(200)
    return start.startswith((b"\xff\xfe", b"\xfe\xff")) or start.count(0) > len(start) / 3


def _in_parts(path: Path) -> set[tuple[int, str]]:
    """Look through every part of a workbook or document: sheets, comments, properties, pictures."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = [packed.read(name) for name in packed.namelist()]
            names = packed.namelist()
    except (zipfile.BadZipFile, OSError, zlib.error):
        return set()
    texts = (part.decode("utf-8", errors="replace") for part in parts)
    return {
        (1, digits)
        for text in (*names, *texts)
        for plain in (_TAG.sub("\n", _INLINE.sub("", text)), _TAG.sub("\n", text), text)
        for _, digits in _found(plain, grouped=True)
    }


def _in_picture(path: Path) -> set[tuple[int, str]]:
    """Look through a picture's metadata: EXIF, XMP and the texts of a PNG, packed ones too."""
    content = path.read_bytes()
    return {
        (1, digits)
        for piece in (content, *_png_texts(content))
        for encoding in ("latin-1", "utf-16-le", "utf-16-be")
        for _, digits in _found(piece.decode(encoding, errors="replace"), grouped=False)
    }


def _png_texts(content: bytes) -> Iterator[bytes]:
    """Unpack the zTXt and iTXt chunks of a PNG (PNG specification, 11.3.3)."""
    opened = io.BytesIO(content)
    if opened.read(8) != b"\x89PNG\r\n\x1a\n":
        return
    while len(head := opened.read(8)) == 8:
        body = opened.read(int.from_bytes(head[:4], "big"))
        opened.read(4)
        if head[4:] in {b"zTXt", b"iTXt"}:
            for start in range(len(body)):
                if body[start : start + 1] == b"\x78":
                    try:
                        yield zlib.decompressobj().decompress(body[start:], _BLOCK)
                    except zlib.error:
                        continue
