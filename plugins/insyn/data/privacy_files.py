"""Personal identity numbers in files: texts piece by piece, all parts of documents, pictures."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from insyn.data.privacy import found_numbers
from insyn.data.reading.encoding import is_utf_8

Numbers = set[tuple[int, str]]
# Tags within a text (runs, spans) part no number; all others do.
_INLINE = re.compile(r"</?(?:\w+:)?(?:t|r|rPr|span|b|i|u|s|sz|color|family|font|a)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_BLOCK = 1 << 20
_OVERLAP = 64
# Three digits of a row, or signs that are written as numbers (&#45;).
_DIGITS = re.compile(rb"\d\0?\d\0?\d|&\0?#")
_AROUND = 300
PACKED = {".xlsx", ".xlsm", ".ods", ".odt", ".docx"}
TABLES = {".csv", ".tsv", ".txt"}
TEXTS = {*TABLES, ".md", ".yaml", ".yml", ".json", ".svg", ".html", ".xml", ".sha256"}


def personal_numbers_in(path: Path) -> Numbers:
    """Give such numbers in a file, with their lines: in its text, cells, metadata and parts.

    Those in a file of several parts stand on line 1. Large texts are read in pieces.
    """
    if path.suffix.lower() in PACKED:
        return _in_parts(path)
    if path.suffix.lower() not in TEXTS:
        return _in_picture(path)
    return set.union(*(_in_text(path, codec) for codec in _codecs(path)))


def _in_text(path: Path, encoding: str) -> Numbers:
    """Read a text in pieces that overlap; a number on the edge of one is whole in the next."""
    numbers: Numbers = set()
    table = path.suffix.lower() in TABLES
    with path.open(encoding=encoding, errors="replace", newline=None) as opened:
        done, kept = 0, ""
        while piece := opened.read(_BLOCK):
            text = kept + piece
            at_end = len(text) - _OVERLAP if len(piece) == _BLOCK else len(text)
            found = found_numbers(text, table=table)
            numbers.update((done + line, digits) for line, digits in found)
            kept = text[at_end:]
            done += text.count("\n", 0, at_end)
    return numbers


def _codecs(path: Path) -> list[str]:
    """Give the encodings that a text may be in; in UTF-16 zeros stand in every other byte."""
    with path.open("rb") as opened:
        start = opened.read(400)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    if start.count(0) * 3 > len(start):
        return ["utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"]
    return ["utf-8"] if is_utf_8(path) else ["utf-8", "cp1252"]


def unpacked_size(path: Path) -> int:
    """Give the bytes that a workbook or document says that it holds; 0 for other files."""
    if path.suffix.lower() not in PACKED:
        return 0
    try:
        with zipfile.ZipFile(path) as packed:
            return sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError):
        return 0


def _in_parts(path: Path) -> Numbers:
    """Look through every part of a workbook or document: sheets, comments, properties, pictures."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
            parts = [packed.read(name) for name in names]
    except (zipfile.BadZipFile, OSError, RuntimeError, zlib.error):
        return set()  # what nobody can read is refused as data, and is no picture
    texts = (part.decode("utf-8", errors="replace") for part in parts)
    return {
        (1, digits)
        for text in (*names, *texts)
        for plain in (_TAG.sub("\n", _INLINE.sub("", text)), text.replace("<", "\n"))
        for _, digits in found_numbers(plain, table=True)
    }


def _in_picture(path: Path) -> Numbers:
    """Look through a picture's metadata: EXIF, XMP and the texts of a PNG, packed ones too."""
    content = path.read_bytes()
    return {
        (1, digits)
        for whole in (content, content[1:], *_png_texts(content))
        for piece in _near_digits(whole)
        for encoding in ("latin-1", "utf-16-le", "utf-16-be")
        for _, digits in found_numbers(piece.decode(encoding, errors="replace"), table=True)
        if len(digits) > 9  # nine digits are too many other things
    }


def _near_digits(content: bytes) -> Iterator[bytes]:
    """Yield what stands around digits, in one byte each or two; the rest of a picture is points."""
    begin = end = 0
    for found in _DIGITS.finditer(content):
        if found.start() > end + _AROUND:
            yield content[begin : end + _AROUND]
            begin = max(0, found.start() - _AROUND) & ~1  # two bytes are a sign
        end = found.end()
    yield content[begin : end + _AROUND]


def _png_texts(content: bytes) -> Iterator[bytes]:
    """Unpack the packed chunks of a PNG (PNG specification, 11.3.3)."""
    opened = io.BytesIO(content)
    if opened.read(8) != b"\x89PNG\r\n\x1a\n":
        return
    while len(head := opened.read(8)) == 8:
        body = opened.read(int.from_bytes(head[:4], "big"))
        opened.read(4)
        if head[4:] in {b"zTXt", b"iTXt", b"iCCP"}:
            for start in range(len(body)):
                if body[start : start + 1] == b"\x78":
                    try:
                        yield zlib.decompressobj().decompress(body[start:], _BLOCK)
                    except zlib.error:
                        continue
