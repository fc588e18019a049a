"""What an accessibility statement says, in content/tillganglighet.yaml.

The law (2018:1937) asks for each part; the Commission's decision (EU) 2018/1523 asks for a review
every year.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from insyn.data.schema import Strict
from insyn.moments import Day

FILE = "content/tillganglighet.yaml"
AUTHORITY = "https://www.digg.se/tdosanmalan"
CONFORMS = "helt förenlig"
NOTHING = "inget"

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _listed(value: Any) -> Any:
    """Let “inget” say that there is nothing; saying nothing at all says too little."""
    if value == NOTHING:
        return ()
    if not value or isinstance(value, str):
        raise ValueError(
            f"Skriv en lista med innehåll och skäl, eller {NOTHING} om det inte finns något sådant."
        )
    return value


def _anonymous(value: Any) -> Any:
    if value != "ja":
        raise ValueError(
            "Det ska gå att rapportera brister utan att säga vem man är. Ange ett formulär där "
            "det går, och skriv anonymt: ja."
        )
    return value


class Shortcoming(Strict):
    """Content that some can't use, and why."""

    content: Words = Field(alias="innehåll")
    reason: Words = Field(alias="skäl")


Shortcomings = Annotated[tuple[Shortcoming, ...], BeforeValidator(_listed)]


class Method(Strict):
    """How the service was assessed, and by whom."""

    way: Literal["självskattning", "tredje part"] = Field(alias="sätt")
    by: Words = Field(alias="av")


class Reporting(Strict):
    """How a reader tells of what doesn't work: a form, and whom to reach besides."""

    form: Words = Field(alias="formulär")
    anonymous: Annotated[str, BeforeValidator(_anonymous)] = Field(alias="anonymt")
    email: Words = Field(alias="e-post")
    phone: str = Field(default="", alias="telefon")


class Statement(Strict):
    """The accessibility statement of the site."""

    body: Words = Field(alias="myndighet")
    service: Words = Field(alias="tjänst")
    conformance: Literal["helt förenlig", "delvis förenlig", "inte förenlig"] = Field(
        alias="följsamhet"
    )
    shortcomings: Shortcomings = Field(alias="brister")
    burdensome: Shortcomings = Field(alias="oskäligt betungande")
    outside: Shortcomings = Field(alias="utanför lagen")
    assessed: Day = Field(alias="bedömd")
    updated: Day = Field(alias="uppdaterad")
    method: Method = Field(alias="metod")
    reporting: Reporting = Field(alias="rapportera")

    @property
    def due(self) -> datetime.date:
        """The last day on which the statement holds."""
        return a_year_on(min(self.assessed, self.updated))

    def due_soon(self, today: datetime.date) -> bool:
        """Whether it must be renewed within the two months that a new assessment takes."""
        return today + datetime.timedelta(days=60) > self.due


def a_year_on(day: datetime.date) -> datetime.date:
    """Give the same day a year later; 29 February has 28 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
