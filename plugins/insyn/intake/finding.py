"""Where the table begins in a file that nobody has described yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from insyn.data.reading.grid import Cell, Grid, Number, Row, text_of
from insyn.data.reading.header import HIGHEST_PREAMBLE
from insyn.data.reading.numbers import is_number
from insyn.data.schema import USUAL_MARKS

LONGEST_STEP = 5  # years between the columns of a table
_TIME = re.compile(r"(?:19|20)\d\d(?:-\d\d-\d\d)?")


def guess_header(grid: Grid) -> tuple[int, ...]:
    """Give the lines of the header: the row above the first row of data, and those that group it.

    The first row of data is the first that has numbers or dates where most rows have them. A table
    of text alone has its header in its first full row.
    """
    rows = [row for row in grid.rows if len(row.filled) > 1]
    if not rows:
        return (grid.rows[0].line,)
    counts = Counter(place for row in rows for place in row.filled if is_value(row.cells[place]))
    usual = {place for place, count in counts.items() if count > len(rows) / 2}
    most = max(counts.values(), default=0)
    usual = usual or {place for place, count in counts.items() if count > max(1, most / 2)}
    first = next((place for place in range(len(rows)) if _is_data(place, rows, usual)), 1)
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
    above = _above(rows, first, usual)
    if above is None:
        return first
    top = rows.index(above) + 1
    named = all({*row.filled} <= {*above.filled} for row in rows[top:first])
    return top if named else first


def _above(rows: Sequence[Row], place: int, usual: set[int]) -> Row | None:
    """Give the nearest row above that doesn't just have gaps where there should be numbers."""
    for row in reversed(rows[:place]):
        if not all(is_mark(text) for text in _texts(row, usual)):
            return row
    return None


def _is_data(place: int, rows: Sequence[Row], usual: set[int]) -> bool:
    """Tell whether a row holds data.

    Years and days alone may also be a header's, or said above the table (”Period”, ”2013”). They
    are data where most of the column is such, or where a row above names each of them.
    """
    row = rows[place]
    values = {at for at in row.filled if is_value(row.cells[at])}
    told = [text for text in _texts(row, {*row.filled}) if is_value(text) or is_mark(text)]
    if not values & usual or len(told) < len(usual) / 2:
        return False
    if not all(map(_TIME.fullmatch, told)):
        return True
    below = rows[place + 1] if place + 1 < len(rows) else row
    if _names(below, usual) or (_are_years(below) and len(below.filled) > len(row.filled)):
        return False
    others = [text for other in rows if other is not row for text in _texts(other, values & usual)]
    if sum(map(bool, map(_TIME.fullmatch, others))) > len(others) / 2:
        return True
    above = _above(rows, place, usual)
    if above is None or not {*row.filled} <= {*above.filled}:
        return False
    return _are_years(above) or (_names(above, usual) and not _are_years(row))


def _are_years(row: Row) -> bool:
    """Tell whether the values of a row are years as they follow upon each other in a header."""
    texts = [text for text in _texts(row, {*row.filled}) if is_value(text)]
    if len(texts) < 2 or not all(re.fullmatch(r"\d{4}", text) for text in texts):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(texts)}
    return len(steps) == 1 and 0 < max(map(abs, steps)) <= LONGEST_STEP


def _names(row: Row, usual: set[int]) -> bool:
    """Tell whether a row has words where the data has numbers."""
    texts = _texts(row, usual)
    return bool(texts) and not any(is_mark(text) or is_value(text) for text in texts)


def _texts(row: Row, places: set[int]) -> list[str]:
    return [text_of(row.cells[at]) for at in row.filled if at in places]


def _is_upper(row: Row, last: Row) -> bool:
    """Tell whether a row groups the columns of the one below.

    It says something over columns but the first, or of three columns or more. A title says but
    one thing, and ”Period”, ”2013” two.
    """
    if len(row.filled) < 2 or len(row.filled) > len(last.filled):
        return False
    said = {text_of(row.cells[place]) for place in row.filled}
    if row.filled[0] > last.filled[0]:
        return True
    beside = row.filled[0] < last.filled[0] or said & {text_of(last.cells[last.filled[0]])}
    return len(said) > 2 or (len(said) > 1 and bool(beside))
