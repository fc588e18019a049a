"""What a dataset's description asks of Kolada: its fetch block, typed."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from insyn.data.schema import Strict, Text, as_list

_YEAR = "(?:19|20)[0-9]{2}"
_SPAN = re.compile(rf"({_YEAR})(?:\s*([-–])\s*({_YEAR})?)?")


def _kpi(text: str) -> str:
    if not re.fullmatch("[A-Z][0-9]{5}", text):
        raise ValueError(f"”{text}” är inget nyckeltal. Skriv dess id, till exempel N00900.")
    return text


def _area(text: str) -> str:
    if not re.fullmatch("[0-9]{4}|G[0-9]+", text):
        raise ValueError(
            f"”{text}” är ingen kommunkod. Skriv fyra siffror, till exempel 0884 (0000 är riket), "
            "eller en grupp, till exempel G37329."
        )
    return text


def _span(text: str) -> str:
    span = _SPAN.fullmatch(text)
    if not span or (span[3] or span[1]) < span[1]:
        raise ValueError(f"”{text}” är inga år. Skriv 2024, 2010–2024 eller 2010– (till i år).")
    return text


class KoladaFetch(Strict):
    """Each KPI by its id, with the title that it must still have; areas, years and genders.

    A span of years that is open at its end goes on to this year.
    """

    source: Literal["kolada"] = Field(alias="from")
    kpis: Annotated[dict[Annotated[str, AfterValidator(_kpi)], Text], Field(min_length=1)]
    municipalities: Annotated[
        tuple[Annotated[str, AfterValidator(_area)], ...],
        BeforeValidator(as_list),
        Field(min_length=1),
    ]
    years: Annotated[
        tuple[Annotated[str, AfterValidator(_span)], ...],
        BeforeValidator(as_list),
        Field(min_length=1),
    ]
    gender: Annotated[
        tuple[Literal["T", "K", "M"], ...], BeforeValidator(as_list), Field(min_length=1)
    ] = ("T",)

    def wanted_years(self, this_year: int) -> list[str]:
        """List every year that is asked for, once each and in order."""
        years: set[int] = set()
        for text in self.years:
            if span := _SPAN.fullmatch(text):
                last = span[3] or (this_year if span[2] else span[1])
                years.update(range(int(span[1]), int(last) + 1))
        return [str(year) for year in sorted(years)]
