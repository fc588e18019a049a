"""The YAML file beside each data file: what the figures are, whence they come, who decided them.

The words are those of Frictionless Data Package 2.0 (https://datapackage.org/) where it has one;
ARCHITECTURE.md lists our own. The parts stand in schema.py (the table) and provenance.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from insyn.data.provenance import Change, Contact, Decision, Frequency, License, Source
from insyn.data.schema import ColumnSpec, Schema, Strict, Text, as_list
from insyn.moments import Day, Embargo

FEWEST_ANSWERS = 10  # Kolada's HME measures and most Swedish employee surveys use it
FEWEST_EVER = 5


def _rows(value: Any) -> Any:
    """Let rows be written as a span: 345–355."""
    found: list[Any] = []
    for row in value if isinstance(value, list) else [value]:
        span = re.fullmatch(r"(\d+)[-–](\d+)", row) if isinstance(row, str) else None
        found += range(int(span[1]), int(span[2]) + 1) if span else [row]
    return found


class Dialect(Strict):
    """How the file is written, where that can't be seen from the file itself.

    Rows are numbered from 1 as a spreadsheet shows them. `fill_down` are headers of columns in
    which an empty cell means the same as the one above.
    """

    delimiter: Literal[";", ",", "\t", "|"] | None = None
    header_rows: tuple[int, ...] = Field(default=(), alias="headerRows")
    comment_rows: Annotated[tuple[int, ...], BeforeValidator(_rows)] = Field(
        default=(), alias="commentRows"
    )
    sheet: str = Field(default="", alias="sheetName")
    fill_down: Annotated[tuple[str, ...], BeforeValidator(as_list)] = Field(
        default=(), alias="fillDown"
    )
    hidden_rows: Literal["", "read", "skip"] = Field(default="", alias="hiddenRows")


class Wide(Strict):
    """Columns that are really values of a key: years, scenarios. Each becomes rows of its own.

    `columns` says for each header which key values it stands for; `values` names the column that
    its numbers end up in.
    """

    values: Text
    columns: Annotated[dict[str, dict[str, str]], Field(min_length=1)]

    @property
    def keys(self) -> tuple[str, ...]:
        """The key columns that the headers are turned into."""
        return tuple(dict.fromkeys(name for keys in self.columns.values() for name in keys))


class Total(Strict):
    """A row of sums in the file. `row` is its name, `*` stands for any text.

    `differs` says why the published sum isn't that of the rows, where that is so on purpose.
    """

    row: Text
    differs: str = ""


class Survey(Strict):
    """A survey whose small groups must not be told. `answers` is the column that counts them.

    `groups` are the columns that part the people; datasets with the same `name` hide the same
    groups.
    """

    name: str = ""
    answers: str = ""
    groups: Annotated[tuple[str, ...], BeforeValidator(as_list), Field(min_length=1)]
    minimum: Annotated[int, Field(ge=FEWEST_EVER)] = FEWEST_ANSWERS


class Response(Strict):
    """How many answered a survey, of how many that were asked."""

    answered: Annotated[int, Field(ge=FEWEST_ANSWERS)]
    asked: int

    @model_validator(mode="after")
    def _no_more_than_asked(self) -> Response:
        if self.answered > self.asked:
            raise ValueError("Fler har svarat (answered) än som har fått frågan (asked).")
        return self


class Aggregate(Strict):
    """What is shown of a table too large for a page: sums of `sum` for each `by`."""

    by: Annotated[tuple[str, ...], BeforeValidator(as_list), Field(min_length=1)]
    sum: Annotated[tuple[str, ...], BeforeValidator(as_list), Field(min_length=1)]


class Descriptor(Strict):
    """All that is known of a dataset beside its values.

    `unit` holds for every measure that has none of its own. `costs` says how a cost is written in
    the file, so that a variance can be given the sign Swedish municipalities use (plus = surplus).
    `diagram` holds defaults for the options of a diagram block; the charts layer reads it.
    """

    name: Text
    title: Text
    description: str = ""
    keywords: Annotated[tuple[str, ...], BeforeValidator(as_list)] = ()
    place: Text
    period: Text
    unit: str = ""
    costs: Literal["positive", "negative"] | None = None
    producer: Text
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    licenses: Annotated[tuple[License, ...], Field(min_length=1)]
    contact: Contact | None = None
    frequency: Frequency
    retrieved: Day
    decision: Decision
    changes: tuple[Change, ...] = ()
    publish: bool = False
    embargo: Embargo | None = None
    encoding: Literal["cp437", "cp850", "mac_roman"] | None = None
    dialect: Dialect = Dialect()
    ignore: Annotated[tuple[str, ...], BeforeValidator(as_list)] = ()
    ignore_rows: Annotated[tuple[str, ...], BeforeValidator(as_list)] = Field(
        default=(), alias="ignoreRows"
    )
    wide: Wide | None = None
    totals: tuple[Total, ...] | None = None
    survey: Survey | None = None
    response: Response | None = None
    aggregate: Aggregate | None = None
    table: Schema = Field(alias="schema")
    diagram: dict[str, Any] = Field(default={})
    fetch: Any = None  # read by intake/fetching, which knows the services

    @property
    def in_file(self) -> Mapping[str, ColumnSpec]:
        """The columns that stand in the file, by their headers; not those that `wide` makes."""
        made = {self.wide.values, *self.wide.keys} if self.wide else set()
        return {spec.header: spec for spec in self.table.fields if spec.name not in made}

    def unit_of(self, column: ColumnSpec) -> str:
        """Give the unit of a column: its own, otherwise the dataset's."""
        return column.unit or self.unit
