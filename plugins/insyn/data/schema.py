"""What a descriptor says of the table itself: its columns, its key, its texts for missing values.

The words are those of Frictionless Table Schema 2.0 (https://datapackage.org/standard/table-schema/)
and a few of our own: `from`, `unit`, `better`, `plus`, `changeOf` and `notPersonal`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

Text = Annotated[str, Field(min_length=1)]
Better = Literal["higher", "lower"]
# What a person calls the types of columns.
KINDS = {
    "string": "text",
    "number": "tal",
    "integer": "heltal",
    "year": "årtal",
    "date": "datum",
}
MISSING = "uppgift saknas"
TOO_FEW = "för få svar"
# What is read as missing in columns of numbers and dates where the descriptor doesn't say. The
# signs are those of Kolada and SCB; the rest is what Excel and people write.
USUAL_MARKS: Mapping[str, str] = {
    **dict.fromkeys(("", "-", "…", "...", "x", "n/a", "na", "i.u.", "saknas"), MISSING),
    **dict.fromkeys((MISSING, "ingen uppgift", "#saknas!", "#n/a"), MISSING),
    "..": "sekretess",
    ".": "ej tillämpligt",
    TOO_FEW: TOO_FEW,
}


def as_list(value: Any) -> Any:
    """Let a single item be written without list dashes."""
    return [value] if isinstance(value, str) else value


class Strict(BaseModel):
    """What is written in YAML, part by part: no unknown fields, and unchangeable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Constraints(Strict):
    """Bounds of a column; a chart's axis keeps to them too (an index 0–100, a place 1–290)."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None


class ColumnSpec(Strict):
    """One column of the table.

    `source` is its header in the file, where that isn't its name. `plus` says what a positive
    number means where a column has both signs. `change_of` names the column whose change since the
    year before this one holds. `breaks` tells by year how the way of measuring changed.
    `not_personal` tells why ten digits in it are no personal number.
    """

    name: Text
    title: Text
    type: Literal["string", "integer", "number", "year", "date"]
    source: str = Field(default="", alias="from")
    description: str = ""
    unit: str = ""
    better: Better | None = None
    plus: Literal["överskott", "underskott"] | None = None
    change_of: str = Field(default="", alias="changeOf")
    breaks: dict[str, Text] = Field(default={})
    not_personal: str = Field(default="", alias="notPersonal")
    decimal_char: Literal[",", "."] | None = Field(default=None, alias="decimalChar")
    group_char: Literal[" ", ".", ",", "'"] | None = Field(default=None, alias="groupChar")
    format: str = ""
    constraints: Constraints = Constraints()

    @property
    def header(self) -> str:
        """The column's header in the file."""
        return self.source or self.name

    @property
    def numeric(self) -> bool:
        """Whether the column holds numbers that were counted or measured."""
        return self.type in {"integer", "number"}


class Mark(Strict):
    """A text that means that a value is missing, and why it is."""

    value: str
    label: str = MISSING


def _as_marks(value: Any) -> Any:
    marks = as_list(value)
    if not isinstance(marks, list):
        return marks
    return [
        {"value": mark, "label": USUAL_MARKS.get(mark.casefold(), MISSING)}
        if isinstance(mark, str)
        else mark
        for mark in marks
    ]


class Schema(Strict):
    """The columns, what identifies a row, and the texts that mean missing or, of ours, zero."""

    fields: Annotated[tuple[ColumnSpec, ...], Field(min_length=1)]
    primary_key: Annotated[tuple[str, ...], BeforeValidator(as_list)] = Field(
        default=(), alias="primaryKey"
    )
    missing_values: Annotated[tuple[Mark, ...], BeforeValidator(_as_marks)] = Field(
        default=(), alias="missingValues"
    )
    zero_values: Annotated[tuple[str, ...], BeforeValidator(as_list)] = Field(
        default=(), alias="zeroValues"
    )

    @field_validator("fields")
    @classmethod
    def _no_name_twice(cls, fields: tuple[ColumnSpec, ...]) -> tuple[ColumnSpec, ...]:
        names = [field.name for field in fields]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"Kolumnen ”{name}” beskrivs två gånger.")
        return fields

    def reason(self, text: str, column: ColumnSpec) -> str | None:
        """Tell why a cell has no value; None when it has one. `text` is trimmed."""
        if not text:
            return MISSING
        for mark in self.missing_values:
            if text == mark.value:
                return mark.label
        if self.missing_values or column.type == "string":
            return None
        return USUAL_MARKS.get(text.casefold().translate(_DASHES))

    def mark(self, reason: str) -> str:
        """Give the text that stands for a missing value where the table is written again."""
        own = (mark.value for mark in self.missing_values if mark.label == reason)
        usual = (text for text, label in USUAL_MARKS.items() if label == reason)
        return "" if reason == MISSING else next(own, None) or next(usual, reason)


_DASHES = {ord(dash): "-" for dash in "–—−‐‑"}
