"""From the table as the file has it to columns by their described names, wide ones made long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from insyn.data.descriptor import Descriptor
from insyn.data.reading.grid import Cell, text_of
from insyn.data.reading.layout import RawTable


@dataclass(frozen=True)
class Long:
    """Cells by column name, from top to bottom; `lines` gives each row's line in the file."""

    cells: dict[str, list[Cell]]
    lines: tuple[int, ...]


def arranged(raw: RawTable, descriptor: Descriptor) -> Long:
    """Give the described columns.

    A row of a wide table becomes as many rows as it has wide columns, in the header's order; the
    values that the headers stand for become columns of their own.
    """
    place = {name: index for index, name in enumerate(raw.header)}
    rows = _filled(raw.rows, [place[name] for name in descriptor.dialect.fill_down])
    kept = {spec.name: place[header] for header, spec in descriptor.in_file.items()}
    wide = descriptor.wide
    if wide is None:
        cells = {name: [row[index] for row in rows] for name, index in kept.items()}
        return Long({spec.name: cells[spec.name] for spec in descriptor.table.fields}, raw.lines)
    columns = sorted(wide.columns, key=place.__getitem__)
    cells = {spec.name: [] for spec in descriptor.table.fields}
    for row in rows:
        for header in columns:
            for name, index in kept.items():
                cells[name].append(row[index])
            for name in wide.keys:
                cells[name].append(wide.columns[header].get(name, ""))
            cells[wide.values].append(row[place[header]])
    return Long(cells, tuple(line for line in raw.lines for _ in columns))


def _filled(rows: Sequence[tuple[Cell, ...]], places: Sequence[int]) -> list[tuple[Cell, ...]]:
    """Let an empty cell at one of the places be as the one above it."""
    found: list[tuple[Cell, ...]] = []
    for row in rows:
        above = found[-1] if found else row
        found.append(
            tuple(
                above[place] if place in places and not text_of(cell) else cell
                for place, cell in enumerate(row)
            )
        )
    return found
