"""From the table as the file has it to columns by their described names, wide ones made long."""

from __future__ import annotations

from dataclasses import dataclass

from insyn.data.descriptor import Descriptor
from insyn.data.reading.grid import Cell
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
    kept = {spec.name: place[header] for header, spec in descriptor.in_file.items()}
    wide = descriptor.wide
    if wide is None:
        cells = {name: [row[index] for row in raw.rows] for name, index in kept.items()}
        return Long({spec.name: cells[spec.name] for spec in descriptor.table.fields}, raw.lines)
    columns = sorted(wide.columns, key=place.__getitem__)
    cells = {spec.name: [] for spec in descriptor.table.fields}
    for row in raw.rows:
        for header in columns:
            for name, index in kept.items():
                cells[name].append(row[index])
            for name in wide.keys:
                cells[name].append(wide.columns[header].get(name, ""))
            cells[wide.values].append(row[place[header]])
    return Long(cells, tuple(line for line in raw.lines for _ in columns))
