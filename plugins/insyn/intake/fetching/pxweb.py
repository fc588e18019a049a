"""Tables from Statistics Sweden (SCB), by PxWebApi 2."""

from __future__ import annotations

import re
from math import prod
from typing import Annotated, Literal
from urllib.parse import quote, urlsplit

from pydantic import BaseModel, BeforeValidator, Field

from insyn.data.schema import Strict, Text, as_list
from insyn.intake.fetching.cube import joined
from insyn.intake.fetching.errors import FetchError, shaped, unfamiliar
from insyn.intake.fetching.http import Client
from insyn.intake.fetching.jsonstat import Table
from insyn.intake.fetching.selection import parts, select
from insyn.intake.fetching.table import Fetched, plain_text

BASE = "https://statistikdatabasen.scb.se/api/v2/"
MOST_CELLS = 1_000_000
Values = Annotated[tuple[Text, ...], BeforeValidator(as_list), Field(min_length=1)]
# The period at the end of a title moves with every publication: “… efter kön. År 2000-2024”.
_TIMES = "år|månad|kvartal|vecka|halvår|läsår|termin|tertial|period"
_PERIOD = re.compile(
    rf"[\s.,]*(?:\b(?:{_TIMES})\s+)?\d{{4}}[\w/]*\s*[-–]\s*\d{{4}}[\w/]*\W*$"
    rf"|[\s.,]*\b(?:{_TIMES})\s+\d{{4}}[\w/]*\W*$",
    re.IGNORECASE,
)


class ScbFetch(Strict):
    """A table by its id, with the title that it must still have, and what to pick of it."""

    source: Literal["scb"] = Field(alias="from")
    table: Annotated[str, Field(min_length=1)]
    title: Text
    select: Annotated[dict[str, Values], Field(min_length=1)]


class _Config(BaseModel):
    maxDataCells: int = 150_000  # noqa: N815  (the service's own names)
    maxCallsPerTimeWindow: int = 30  # noqa: N815
    timeWindow: int = 10  # noqa: N815  (seconds)


def fetch_scb(spec: ScbFetch, client: Client, base: str) -> Fetched:
    """Fetch what a spec picks of a table: a column for each dimension, then one for each measure.

    Columns have their codes' names in lower case; a region has its code in a column of its own.
    Where there is no number stands SCB's sign: `..` for not known or too uncertain, `.` for what
    can't be, and `-` for nothing at all, which is a zero. Asks within the limits of the service's
    /config. Raises FetchError when something goes wrong on the way, when the table is gone or has
    another title, and for values that it lacks.
    """
    host = urlsplit(base).netloc
    config = shaped(_Config, client.get_json(f"{base}config"), host)
    client.limit(base, config.maxCallsPerTimeWindow, config.timeWindow)
    address = f"{base}tables/{quote(spec.table, safe='')}"
    table = _described(spec, client, address, host)
    selection = select(spec.select, table)
    if (cells := prod(map(len, selection.values()))) > MOST_CELLS:
        message = f"Urvalet ger {cells} celler. Välj färre värden, högst {MOST_CELLS} celler."
        raise FetchError(message, "select")
    answers = []
    for part in parts(selection, config.maxDataCells):
        asked = [{"variableCode": name, "valueCodes": codes} for name, codes in part.items()]
        url = f"{address}/data?lang=sv&outputFormat=json-stat2"
        answer = shaped(Table, client.post_json(url, {"selection": asked}), host)
        got = {name: set(answer.dimension[name].codes) for name in answer.id}
        if any(got.get(name) != set(codes) for name, codes in part.items()):
            raise unfamiliar(host)
        answers.append(answer)
    return joined(answers, host)


def _described(spec: ScbFetch, client: Client, address: str, host: str) -> Table:
    """Give what the table holds, if it is there and has its title still."""
    try:
        table = shaped(Table, client.get_json(f"{address}/metadata?lang=sv"), host)
    except FetchError as error:
        if error.status != 404:
            raise
        message = f"Tabellen {spec.table} (”{spec.title}”) finns inte hos SCB. Sök upp dess id."
        raise FetchError(message, "table") from None
    if _title(table.label) != _title(spec.title):
        raise FetchError(
            f"Tabellen {spec.table} heter ”{plain_text(table.label)}” hos SCB, men ”{spec.title}” "
            "här. Kontrollera att det är samma tabell, och rätta i så fall titeln här.",
            "title",
        )
    return table


def _title(text: str) -> str:
    return _PERIOD.sub("", plain_text(text))
