"""A Dataset: typed columns that don't change, and all that is known of where they come from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from insyn.data.descriptor import ColumnSpec, Descriptor
from insyn.data.values import Value
from insyn.yamltext import YamlText

Row = Mapping[str, Value]


@dataclass(frozen=True)
class Dataset:
    """The values of one CSV file. Numbers are exact Decimals; a missing value is None.

    `columns` maps a column's name to its values from top to bottom; `lines` gives each row's line
    in the file, and `descriptor_text` the lines of the descriptor, for problems found later.
    """

    descriptor: Descriptor
    descriptor_text: YamlText
    file: str
    columns: Mapping[str, tuple[Value, ...]]
    lines: tuple[int, ...]

    @property
    def name(self) -> str:
        """The name that posts use."""
        return self.descriptor.name

    def __len__(self) -> int:
        return len(self.lines)

    def rows(self) -> Iterator[Row]:
        """Yield the rows from top to bottom."""
        for values in zip(*self.columns.values(), strict=True):
            yield dict(zip(self.columns, values, strict=True))

    def column(self, name: str) -> ColumnSpec:
        """Give what the descriptor says of a column; raise KeyError for one that isn't there."""
        return self._specs[name]

    def unit(self, name: str) -> str:
        """Give the unit of a measure: its own, otherwise the dataset's."""
        return self.descriptor.unit_of(self.column(name))

    @cached_property
    def _specs(self) -> dict[str, ColumnSpec]:
        return {spec.name: spec for spec in self.descriptor.table.fields}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell rows apart: the primary key, otherwise all that aren't numbers."""
        return self.descriptor.table.primary_key or tuple(
            spec.name for spec in self._specs.values() if spec.type not in {"number", "integer"}
        )

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """The columns that hold what was counted or measured, in the file's order."""
        return tuple(
            spec.name
            for spec in self._specs.values()
            if spec.type in {"number", "integer"} and spec.name not in self.keys
        )

    @cached_property
    def csv(self) -> bytes:
        """The table as it leaves the house: UTF-8 with BOM, semicolons and decimal comma.

        That is what a Swedish Excel opens rightly on a double click; values are those of the file.
        """
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(self.columns)
        for values in zip(*self.columns.values(), strict=True):
            writer.writerow([_cell(value) for value in values])
        return text.getvalue().encode("utf-8-sig")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
