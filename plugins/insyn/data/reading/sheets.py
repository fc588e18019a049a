"""What spreadsheets of every kind have in common: sheets, merged cells, moments.

A workbook is a zip file; one that unpacks to more than any table needs is refused unread.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from insyn.data.reading.grid import Cell, Grid, Number, Row, text_of
from insyn.problems import Problem, ProblemsFound, unknown

LARGEST = 200_000_000  # bytes, unpacked


def refuse_oversized(content: bytes, file: str) -> None:
    """Raise ProblemsFound for what is no zip file, or one made to fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile:
        message = "Filen går inte att läsa som kalkylark. Spara den på nytt som xlsx eller CSV."
        raise ProblemsFound([Problem(file, 1, message)]) from None
    if size > LARGEST:
        message = "Kalkylarket är för stort. Exportera tabellen som CSV UTF-8."
        raise ProblemsFound([Problem(file, 1, message)])


def choose_sheet(file: str, filled: Mapping[str, int], wanted: str, *, guess: bool) -> str:
    """Give the sheet that is meant: the named one, the only one, or with `guess` the largest.

    `filled` gives how many cells of each sheet have something in them.
    """
    if wanted:
        if wanted not in filled:
            raise ProblemsFound([Problem(file, 1, unknown("Arket", wanted, "", filled))])
        return wanted
    having = [name for name, count in filled.items() if count]
    if not having:
        raise ProblemsFound([Problem(file, 1, "Filen är tom.")])
    if len(having) > 1 and not guess:
        names = ", ".join(f"”{name}”" for name in having)
        message = f"Filen har flera ark: {names}. Skriv sheetName under dialect i beskrivningen."
        raise ProblemsFound([Problem(file, 1, message)])
    return max(having, key=filled.__getitem__)


def moment(value: datetime | date | time) -> Cell:
    """Give a day as a date, and a moment or a time of day as text."""
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(" ", "minutes")
    return value if isinstance(value, date) else value.isoformat("minutes")


def to_grid(
    file: str,
    cells: Mapping[int, Mapping[int, Cell]],
    merged: Sequence[tuple[int, int, int, int]],
    **more: object,
) -> Grid:
    """Make a grid of cells by line and place; a merged cell says the same in all its places.

    `merged` are first line, first place, last line, last place.
    """
    filled = {line: dict(row) for line, row in cells.items()}
    for top, left, bottom, right in merged:
        value = cells.get(top, {}).get(left, "")
        again = replace(value, repeated=True) if isinstance(value, Number) else value
        for line in range(top, bottom + 1):
            for place in range(left, right + 1):
                if (line, place) != (top, left) and text_of(value):
                    filled.setdefault(line, {})[place] = again
    width = max((place for row in filled.values() for place in row), default=-1) + 1
    rows = tuple(
        Row(line, tuple(row.get(place, "") for place in range(width)))
        for line, row in sorted(filled.items())
        if any(text_of(cell) for cell in row.values())
    )
    return Grid(file, rows, **more)  # type: ignore[arg-type]
