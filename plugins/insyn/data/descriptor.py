"""The YAML file beside each CSV: what the figures are, whence they come and who decided them.

The words are those of Frictionless Data Package and Table Schema (https://datapackage.org/),
plus a few of our own: `period`, `place`, `unit`, `better`, `costs`, `decision`, `retrieved` and
`diagram`.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

Text = Annotated[str, Field(min_length=1)]
Better = Literal["higher", "lower"]
MONEY = frozenset({"kr", "tkr", "mnkr"})


def _as_list(value: Any) -> Any:
    """Let a single item be written without list dashes."""
    return [value] if isinstance(value, str) else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """Who made the figures, and where they can be read."""

    title: Text
    path: str = ""


class License(_Strict):
    """On what terms the figures may be used, as an SPDX name."""

    name: Text
    title: str = ""
    path: str = ""


class Decision(_Strict):
    """How far the figures have come on the way to a decision, and where that was taken."""

    status: Literal["förslag", "på remiss", "beslutad", "reviderad", "preliminär", "slutlig"]
    body: str = ""
    date: datetime.date | None = None
    dnr: str = ""


class Dialect(_Strict):
    """How the file is written, where that can't be seen from the file itself."""

    delimiter: Literal[";", ",", "\t"] | None = None


class Constraints(_Strict):
    """Bounds of a column; a chart's axis keeps to them too (an index 0–100, a place 1–290)."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None


class ColumnSpec(_Strict):
    """One column of the table."""

    name: Text
    title: Text
    type: Literal["string", "integer", "number", "year", "date"]
    description: str = ""
    unit: str = ""
    better: Better | None = None
    decimal_char: Literal[",", "."] = Field(default=",", alias="decimalChar")
    constraints: Constraints = Constraints()


class Schema(_Strict):
    """The columns, what identifies a row, and the texts that mean that a value is missing."""

    fields: Annotated[tuple[ColumnSpec, ...], Field(min_length=1)]
    primary_key: Annotated[tuple[str, ...], BeforeValidator(_as_list)] = Field(
        default=(), alias="primaryKey"
    )
    missing_values: Annotated[tuple[str, ...], BeforeValidator(_as_list)] = Field(
        default=("",), alias="missingValues"
    )

    @field_validator("fields")
    @classmethod
    def _no_name_twice(cls, fields: tuple[ColumnSpec, ...]) -> tuple[ColumnSpec, ...]:
        names = [field.name for field in fields]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"Kolumnen ”{name}” beskrivs två gånger.")
        return fields


class Descriptor(_Strict):
    """All that is known of a dataset beside its values.

    `unit` holds for every measure that has none of its own. `costs` says how a cost is written in
    the file, so that a variance can be given the sign Swedish municipalities use (plus = surplus).
    `diagram` holds defaults for the options of a diagram block; the charts layer reads it.
    """

    name: Text
    title: Text
    description: str = ""
    place: Text
    period: Text
    unit: str = ""
    costs: Literal["positive", "negative"] | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    licenses: Annotated[tuple[License, ...], Field(min_length=1)]
    retrieved: datetime.date
    decision: Decision
    dialect: Dialect = Dialect()
    table: Schema = Field(alias="schema")
    diagram: dict[str, Any] = {}

    def unit_of(self, column: ColumnSpec) -> str:
        """Give the unit of a column: its own, otherwise the dataset's."""
        return column.unit or self.unit
