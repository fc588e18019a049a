"""Where the table begins in a file that nobody has described yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from insyn.data.reading.grid import Cell, Grid, Number, Row, text_of
from insyn.data.reading.header import HIGHEST_PREAMBLE
from insyn.data.reading.numbers import is_number
from insyn.data.schema import USUAL_MARKS

_YEAR = re.compile(r"(?:19|20)\d\d")


def guess_header(grid: Grid) -> tuple[int, ...]:
    """Give the lines of the header: the row above the first row of data, and those that group it.

    The first row of data is the first that has numbers or dates where most rows have them, and
    isn't just a row of years. A table of text alone has its header in its first full row.
    """
    rows = [row for row in grid.rows if len(row.filled) > 1]
    if not rows:
        return (grid.rows[0].line,)
    counts = Counter(place for row in rows for place in row.filled if is_value(row.cells[place]))
    usual = {place for place, count in counts.items() if count > len(rows) / 2}
    usual = usual or {place for place, count in counts.items() if count > 1}
    first = next((place for place, row in enumerate(rows) if _is_data(row, rows, usual)), 1)
    if first == 0 or not usual:
        widest = max(len(row.filled) for row in rows)
        full = next(row for row in rows[:HIGHEST_PREAMBLE] if len(row.filled) == widest)
        return (full.line,)
    first = _past_gaps(rows, first, usual)
    last = rows[first - 1]
    header = [last]
    for row in reversed(rows[: first - 1]):
        if row.line != header[0].line - 1 or not _is_upper(row, last):
            break
        header.insert(0, row)
    return tuple(row.line for row in header)


def is_value(cell: Cell) -> bool:
    """Tell whether a cell holds a number or a day."""
    if isinstance(cell, Number | date):
        return True
    return is_number(cell) or bool(re.fullmatch(r"\d{4}-\d\d-\d\d", cell.strip()))


def is_mark(text: str) -> bool:
    """Tell whether a text is one of the signs that usually stand for a missing value."""
    return text.casefold().replace("–", "-") in USUAL_MARKS


def _past_gaps(rows: Sequence[Row], first: int, usual: set[int]) -> int:
    """Go up from the first row of data past those that have gaps where there should be numbers."""

    def has_gaps(row: Row) -> bool:
        return all(is_mark(text_of(row.cells[place])) for place in usual & set(row.filled))

    for top in reversed(range(first)):
        if not has_gaps(rows[top]):
            named = all({*row.filled} <= {*rows[top].filled} for row in rows[top:first])
            return top + 1 if named else first
    return first


def _is_data(row: Row, rows: Sequence[Row], usual: set[int]) -> bool:
    values = [place for place in row.filled if place in usual and is_value(row.cells[place])]
    if not values:
        return False
    years = all(_YEAR.fullmatch(text_of(row.cells[place])) for place in values)
    others = [other.cells[place] for other in rows for place in values if other is not row]
    later = sum(bool(_YEAR.fullmatch(text_of(cell))) for cell in others)
    alike = sum(is_value(row.cells[place]) for place in row.filled) >= len(usual) / 2
    return (not years or later > len(others) / 2) and alike


def _is_upper(row: Row, last: Row) -> bool:
    """Tell whether a row groups the columns of the one below; a title says but one thing.

    One thing over several columns but the first is such a group too.
    """
    said = {text_of(row.cells[place]) for place in row.filled}
    group = len(row.filled) > 1 and row.filled[0] > last.filled[0]
    return (len(said) > 1 or group) and len(row.filled) <= len(last.filled)
