"""A Table: typed columns on their way from a file to a Dataset."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from insyn.data.descriptor import Descriptor
from insyn.data.values import Value

Row = Mapping[str, Value]


@dataclass(frozen=True)
class Table:
    """Columns by name, from top to bottom, with each row's line in the file.

    `reasons` tells by column and row why a value is missing. `keys` are the columns that tell rows
    apart, `measures` those that hold numbers.
    """

    file: str
    columns: Mapping[str, tuple[Value, ...]]
    lines: tuple[int, ...]
    keys: tuple[str, ...]
    measures: tuple[str, ...]
    types: Mapping[str, str]
    reasons: Mapping[tuple[str, int], str] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """Yield the rows from top to bottom."""
        for values in zip(*self.columns.values(), strict=True):
            yield dict(zip(self.columns, values, strict=True))

    def without(self, places: Collection[int]) -> Table:
        """Leave out the rows at `places`."""
        return self.ordered([place for place in range(len(self.lines)) if place not in places])

    def ordered(self, places: list[int]) -> Table:
        """Give the rows at `places`, in that order."""
        return replace(
            self,
            columns=MappingProxyType(
                {
                    name: tuple(values[place] for place in places)
                    for name, values in self.columns.items()
                }
            ),
            lines=tuple(self.lines[place] for place in places),
            reasons={
                (name, index): self.reasons[name, place]
                for index, place in enumerate(places)
                for name in self.columns
                if (name, place) in self.reasons
            },
        )


def table_of(
    descriptor: Descriptor,
    file: str,
    columns: Mapping[str, tuple[Value, ...]],
    lines: tuple[int, ...],
    reasons: Mapping[tuple[str, int], str],
) -> Table:
    """Make a table; where no key is given, all columns that aren't numbers are the key."""
    fields = descriptor.table.fields
    keys = descriptor.table.primary_key or tuple(spec.name for spec in fields if not spec.numeric)
    return Table(
        file=file,
        columns=MappingProxyType(dict(columns)),
        lines=lines,
        keys=keys,
        measures=tuple(spec.name for spec in fields if spec.numeric and spec.name not in keys),
        types=MappingProxyType({spec.name: spec.type for spec in fields}),
        reasons=MappingProxyType(dict(reasons)),
    )
