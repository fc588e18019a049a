"""Old addresses of posts and pages: well written, and taken by nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from insyn.posts.source import CHALLENGES, Source
from insyn.problems import Problem
from insyn.publishing.content import RESERVED

# Letters that need no escaping anywhere.
_PART = r"[A-Za-z0-9_~-]+"
_FORM = re.compile(rf"(/{_PART})+(/|\.html?)?")
_CHALLENGE = re.compile(rf"/{CHALLENGES}/{_PART}/?")
_OWN = ("/", "/index.html", "/404.html")


def alias_problems(sources: Sequence[Source]) -> Iterator[Problem]:
    """Find old addresses that no page can stand at, or that something else has.

    Some servers don't tell capitals from small letters, so neither is done here.
    """
    taken = {_plain(source.address): source.file for source in sources}
    for source in sources:
        for place, alias in enumerate(source.head.aliases):
            if fault := _fault(alias, taken):
                yield _problem(source, place, fault)
            taken.setdefault(_plain(alias), source.file)


def file_of(alias: str) -> str:
    """Give the file, from the site's root, of the page that stands at an old address."""
    path = alias.lstrip("/")
    return path if path.endswith((".html", ".htm")) else f"{path.rstrip('/')}/index.html"


def _fault(alias: str, taken: dict[str, str]) -> str:
    """Say what is wrong with an old address; an empty string for nothing."""
    if not alias.startswith("/"):
        return f"Den gamla adressen ”{alias}” ska börja med / och stå utan värdens namn."
    if not _FORM.fullmatch(alias) and alias != "/":
        return (
            f"Den gamla adressen ”{alias}” får bara ha a–z, siffror, bindestreck, understreck och "
            "snedstreck, och sluta på /, .html eller ett ord."
        )
    folded = f"{_plain(alias)}/"
    own = folded.startswith(RESERVED) and not _CHALLENGE.fullmatch(alias)
    if own or alias in _OWN:
        return f"Adressen {alias} används redan av webbplatsen själv."
    if _plain(alias) in taken:
        return f"Adressen {alias} används redan av {taken[_plain(alias)]}."
    return ""


def _plain(address: str) -> str:
    """Make one of the ways of writing an address."""
    return address.casefold().removesuffix("index.html").rstrip("/")


def _problem(source: Source, place: int, message: str) -> Problem:
    return source.head_text.problem(message, "aliases", place)
