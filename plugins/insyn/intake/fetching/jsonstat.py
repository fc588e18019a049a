"""Tables in JSON-stat 2.0 (https://json-stat.org/full/), the form in which PxWeb answers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from math import prod
from typing import Self

from pydantic import BaseModel, Field, model_validator

from insyn.intake.fetching.errors import unfamiliar
from insyn.intake.fetching.table import Key, number_text, plain_text

ByPlace = dict[str, Decimal | None]


class Category(BaseModel):
    """The values of a dimension; either field may be left out."""

    index: dict[str, int] | list[str] = Field(default_factory=list)
    label: dict[str, str] = Field(default_factory=dict)


class Extension(BaseModel):
    """PxWeb's own: whether the dimension may be left out of a question, and is then summed up."""

    elimination: bool = False


class Dimension(BaseModel):
    """One dimension of a table."""

    category: Category
    extension: Extension = Extension()

    @property
    def codes(self) -> list[str]:
        """The codes of its values, in the table's order."""
        index = self.category.index
        if isinstance(index, dict):
            return sorted(index, key=index.__getitem__)
        return index or list(self.category.label)

    @property
    def labels(self) -> dict[str, str]:
        """The names of its values by their codes."""
        return {code: plain_text(self.category.label.get(code, code)) for code in self.codes}


class Role(BaseModel):
    """Which dimensions are time, place and what was measured."""

    time: list[str] = Field(default_factory=list)
    geo: list[str] = Field(default_factory=list)
    metric: list[str] = Field(default_factory=list)


class Table(BaseModel):
    """A table, or what is known of it before its values are asked for."""

    label: str = ""
    id: list[str]
    size: list[int]
    dimension: dict[str, Dimension]
    role: Role = Role()
    value: list[Decimal | None] | ByPlace = Field(default_factory=list)
    status: dict[str, str | None] | list[str | None] | str | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not set(self.id) <= set(self.dimension):
            raise ValueError("id")
        return self

    def cells(self, host: str) -> Iterator[tuple[Key, str]]:
        """Yield every cell with the codes that it stands for, the last of them turning fastest.

        Raises FetchError when the cells aren't as many as the dimensions make.
        """
        codes = [self.dimension[name].codes for name in self.id]
        count = len(self.value) if isinstance(self.value, list) else prod(self.size)
        if [len(some) for some in codes] != self.size or count != prod(self.size):
            raise unfamiliar(host)
        for place, key in enumerate(product(*codes)):
            yield key, self._text(place, host)

    def _text(self, place: int, host: str) -> str:
        """Write a cell's number, otherwise the sign that the service gives in its stead."""
        number = self.value.get(str(place)) if isinstance(self.value, dict) else self.value[place]
        if number is not None:
            return number_text(number, host)
        sign = self.status
        if isinstance(sign, dict):
            sign = sign.get(str(place))
        elif isinstance(sign, list):
            sign = sign[place] if place < len(sign) else None
        sign = plain_text(sign or "").replace("–", "-")
        return "" if any(letter.isdigit() for letter in sign) else sign
