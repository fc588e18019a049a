"""How Kolada's API v3 answers: in pages, with KPIs and with values that may not be there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit, urlunsplit

from pydantic import BaseModel

from insyn.intake.fetching.errors import FetchError, shaped
from insyn.intake.fetching.http import Client
from insyn.intake.fetching.table import number_text

BASE = "https://api.kolada.se/v3/"
IDS = 25  # in one part of an address, years too: the API refuses more
Item = TypeVar("Item", bound=BaseModel)
_SECRET = {"..", "secrecy", "secret", "confidential", "private", "sekretess"}
_NOT_APPLICABLE = {".", "notapplicable", "ejtillämplig"}


class Kpi(BaseModel):
    """A KPI's id and title."""

    id: str
    title: str


class Value(BaseModel):
    """One value: for all (T), women (K) or men (M)."""

    gender: str
    value: Decimal | None = None
    status: str | None = None
    isdeleted: bool = False

    def text(self, host: str) -> str:
        """Write the value, or the sign that Kolada's own tables have for one that isn't there.

        Those are `..` for secrecy, `.` for not applicable and `-` for missing. The API's status is
        empty beside a number and “Missing” beside null; its other words are documented nowhere that
        we know of. So words for secrecy and the signs themselves are understood, and a null with
        anything else is missing. A number that is marked as secret is not written.
        """
        status = re.sub(r"[\s_]", "", self.status or "").casefold()
        if status in _SECRET:
            return ".."
        if self.value is None:
            return "." if status in _NOT_APPLICABLE else "-"
        return number_text(self.value, host)


class Series(BaseModel):
    """The values of one KPI, one municipality and one year."""

    kpi: str
    municipality: str
    period: int
    values: list[Value]


class _Page(BaseModel):
    values: list[Any]
    next_url: str | None = None


def batches(ids: Collection[str]) -> list[str]:
    """Join ids by commas, in as many parts of addresses as are needed."""
    names = list(ids)
    return [",".join(names[start : start + IDS]) for start in range(0, len(names), IDS)]


def read_all(model: type[Item], client: Client, base: str, path: str) -> Iterator[Item]:
    """Yield what stands on all pages; nothing where Kolada has nothing.

    Raises FetchError for a next page that is on another host or has been seen already.
    """
    home, url, seen = urlsplit(base), base + path, set[str]()
    while url not in seen:
        seen.add(url)
        try:
            page = shaped(_Page, client.get_json(url), home.netloc)
        except FetchError as error:
            if error.status == 404:
                return
            raise
        yield from (shaped(model, item, home.netloc) for item in page.values)
        if not page.next_url or not page.values:
            return
        link = urlsplit(urljoin(url, page.next_url))
        if link.netloc != home.netloc:
            raise FetchError(
                f"Kolada hänvisar till {link.netloc} för nästa sida, men Insyn hämtar bara från "
                f"{home.netloc}. Be den som sköter Insyn att se efter."
            )
        url = urlunsplit((home.scheme, home.netloc, link.path, link.query, ""))
    raise FetchError("Kolada hänvisar till samma sida igen. Försök igen om en stund.")
