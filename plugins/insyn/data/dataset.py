"""A Dataset: typed columns that don't change, and all that is known of where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from insyn.data.descriptor import Descriptor
from insyn.data.schema import MISSING, ColumnSpec
from insyn.data.sums import Sum
from insyn.data.table import Row, Table
from insyn.data.values import Value
from insyn.data.writing import to_csv
from insyn.incremental.fingerprints import fingerprint_of
from insyn.keeping import digest
from insyn.yamltext import YamlText


@dataclass(frozen=True)
class Whole:
    """A table too large for a page, of which the dataset's own rows are sums.

    `path` is the table as it is published, `count` its rows, `descriptor` what is said of it.
    """

    path: Path
    count: int
    descriptor: Descriptor


@dataclass(frozen=True)
class Dataset:
    """The values of one data file. Numbers are exact Decimals; a missing value is None.

    `sums` are the rows of sums that the file had. `descriptor_text` has the lines of the
    descriptor, for problems found later.
    """

    descriptor: Descriptor
    descriptor_text: YamlText
    table: Table
    sums: tuple[Sum, ...] = ()
    whole: Whole | None = None

    @cached_property
    def told(self) -> bytes:
        """A digest of all that readers may see of it."""
        whole = self.whole and (digest(self.whole.path), self.whole.count, self.whole.descriptor)
        said = (self.csv, self.descriptor, self.table.reasons, self.sums, whole)
        return fingerprint_of(said)

    @property
    def name(self) -> str:
        """The name that posts use."""
        return self.descriptor.name

    @property
    def file(self) -> str:
        """The data file, from the site's root."""
        return self.table.file

    @property
    def columns(self) -> Mapping[str, tuple[Value, ...]]:
        """The values from top to bottom by a column's name."""
        return self.table.columns

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell rows apart: the primary key, otherwise all that aren't numbers."""
        return self.table.keys

    @property
    def measures(self) -> tuple[str, ...]:
        """The columns that hold what was counted or measured, in the file's order."""
        return self.table.measures

    def __len__(self) -> int:
        return len(self.table.lines)

    def rows(self) -> Iterator[Row]:
        """Yield the rows from top to bottom."""
        return self.table.rows()

    def reason(self, column: str, place: int) -> str:
        """Tell why a value is missing, for readers: “uppgift saknas”, “för få svar”."""
        return self.table.reasons.get((column, place), MISSING)

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
    def csv(self) -> bytes:
        """The table as it leaves the house."""
        return to_csv(self.table, self.descriptor.table)
