"""From the text of a CSV file to a Grid: separator, quotation marks and line ends of all kinds."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from insyn.data.reading.encoding import decode
from insyn.data.reading.grid import Grid, Row
from insyn.problems import Problem, ProblemsFound

# In the order of preference: a comma also stands inside Swedish numbers and texts.
_DELIMITERS = ("\t", ";", ",")
_NAMES = {";": "semikolon", ",": "komma", "\t": "tabb", "|": "lodstreck"}
_PROTECTED = re.compile(r'^="([^"]*)"$')  # how Excel is kept from reading a code as a number
_EXCEL_HINT = re.compile(r"sep=(.)\r?\n?")


def read_delimited(
    content: bytes, file: str, delimiter: str | None = None, encoding: str | None = None
) -> Grid:
    """Read a CSV file; raise ProblemsFound with what keeps it from being read for certain."""
    decoded = decode(content, file, encoding)
    text, first = decoded.text, 1
    if hint := _EXCEL_HINT.match(text):
        text, first, delimiter = text[hint.end() :], 2, delimiter or hint[1]
    if not text.strip():
        raise ProblemsFound([Problem(file, 1, "Filen är tom.")])
    delimiter = delimiter or _delimiter(text)
    try:
        rows = tuple(_rows(text, delimiter, first))
    except csv.Error as error:
        line = error.args[0] if isinstance(error.args[0], int) else first
        message = "Ett citattecken öppnas men stängs aldrig, eller står mitt i en cell."
        raise ProblemsFound([Problem(file, line, message)]) from None
    traits = (
        ("Teckenkodning", decoded.encoding),
        ("Avgränsare", _NAMES.get(delimiter, delimiter)),
    )
    return Grid(file, rows, traits)


def _rows(text: str, delimiter: str, first: int) -> Iterator[Row]:
    """Yield the rows that aren't empty, each with the line it begins on.

    A cell may go over several lines, as a header made in Excel does; one that then holds a
    separator has most likely a quotation mark too many, which would swallow rows in silence.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 0
    while True:
        begun = first + line
        try:
            cells = next(reader, None)
        except csv.Error:
            raise csv.Error(begun) from None
        if cells is None:
            return
        line = reader.line_num
        if any(delimiter in cell and re.search(r"[\r\n]", cell) for cell in cells):
            raise csv.Error(begun)
        if any(cell.strip() for cell in cells):
            yield Row(begun, tuple(_PROTECTED.sub(r"\1", cell) for cell in cells))


def _delimiter(text: str) -> str:
    """Choose the separator that splits most rows into equally many cells, two or more.

    A row with a fault ends the counting; what it is comes out when the file is read.
    """

    def evenness(delimiter: str) -> int:
        widths: Counter[int] = Counter()
        with contextlib.suppress(csv.Error):
            for row in _rows(text, delimiter, 1):
                widths[len(row.cells)] += 1
        return max((count for width, count in widths.items() if width > 1), default=0)

    return max(_DELIMITERS, key=evenness)
