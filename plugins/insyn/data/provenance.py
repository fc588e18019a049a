"""What a descriptor says of where figures come from, who decided them and how they change."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from insyn.data.schema import Strict, Text
from insyn.moments import Day

Frequency = Literal[
    "dagligen", "veckovis", "månadsvis", "kvartalsvis", "tre gånger om året", "halvårsvis",
    "årligen", "vartannat år", "vid behov", "uppdateras inte",
]  # fmt: skip
# Those taken by a political body: which one, when and under what number is part of the figure.
DECIDED = ("förslag", "på remiss", "beslutad", "reviderad")


class Source(Strict):
    """Where the figures were taken from, and where they can be read."""

    title: Text
    path: str = ""


class License(Strict):
    """On what terms the figures may be used, as an SPDX name."""

    name: Text
    title: str = ""
    path: str = ""


class Contact(Strict):
    """Who answers questions about the figures: a function, never a person."""

    name: Text
    email: Text


class Decision(Strict):
    """How far the figures have come on the way to a decision, and where that was taken."""

    status: Literal["förslag", "på remiss", "beslutad", "reviderad", "preliminär", "slutlig"]
    body: str = ""
    date: Day | None = None
    dnr: str = ""

    @model_validator(mode="after")
    def _whose(self) -> Self:
        if self.status in DECIDED:
            wanted = {"body": self.body, "date": self.date, "dnr": self.dnr}
            lacking = [name for name, value in wanted.items() if not value]
            if lacking:
                raise ValueError(
                    f"Siffror som är ”{self.status}” behöver {' och '.join(lacking)} under "
                    "decision: vilket organ, vilken dag och vilket diarienummer."
                )
        return self


class Change(Strict):
    """What happened to the figures on a day. `kind` settles which figure older posts show.

    A correction (rättelse) means that the old figure was wrong: every post shows the new one, and
    says so. An update (uppdatering) means that it was right in its day: older posts keep it.
    """

    date: Day
    kind: Literal["rättelse", "uppdatering"]
    note: Text
