"""A whole column read: its values, why some are missing, and the faults in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from insyn.data.reading.grid import Cell
from insyn.data.values import ColumnReader, Value
from insyn.problems import Problem


@dataclass
class Values:
    """The values of a column; `reasons` tells by a row's place why it has none."""

    values: list[Value] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_column(
    cells: Iterable[Cell], lines: tuple[int, ...], reader: ColumnReader, file: str
) -> Values:
    """Read a whole column; the problems are those of each cell, at its line."""
    found, cells = Values(), list(cells)
    for cell, line in zip(cells, lines, strict=True):
        reader.look(cell, line)
    if doubt := reader.doubt():
        found.problems.append(Problem(file, *doubt))
        return found
    for place, (cell, line) in enumerate(zip(cells, lines, strict=True)):
        value = None
        reason = reader.reason(cell)
        if reason is not None:
            found.reasons[place] = reason
        else:
            try:
                value = reader.read(cell)
            except ValueError as error:
                found.problems.append(Problem(file, line, str(error)))
        found.values.append(value)
    share = _mixed_shares(cells, lines, found.values) if reader.unit == "%" else None
    if share is not None:
        message = (
            f"Kolumnen ”{reader.spec.name}” har både procent och tal under 1 utan procenttecken. "
            "Är de andelar? Skriv alla likadant."
        )
        found.problems.append(Problem(file, share, message))
    return found


def _mixed_shares(
    cells: Sequence[Cell], lines: Sequence[int], values: Sequence[Value]
) -> int | None:
    """Give the line of the first share among percentages; None where there are none."""
    bare = [
        (line, value)
        for cell, line, value in zip(cells, lines, values, strict=True)
        if isinstance(value, Decimal) and value and "%" not in str(cell)
    ]
    marked = any("%" in str(cell) for cell in cells)
    return bare[0][0] if marked and bare and all(abs(value) <= 1 for _, value in bare) else None
