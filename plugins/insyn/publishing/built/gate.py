"""The last gate: every page of a built site is whole, and leads only to what is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from insyn.incremental.store import Store
from insyn.problems import Problem
from insyn.publishing.built.page import Page
from insyn.publishing.built.reading import read_site
from insyn.publishing.links import within
from insyn.publishing.safety import is_elsewhere, scheme
from insyn.publishing.texts.reading import Text


@dataclass(frozen=True)
class About:
    """What the gate must know of a site.

    `site` is its whole address; below `others`, from its root, another server answers. `texts`
    give the file of a page and what is known of its text, by the page's address.
    """

    site: str
    others: tuple[str, ...]
    known: frozenset[str]
    texts: Mapping[str, tuple[str, Text | None]]


def built_problems(output: Path, about: About, store: Store) -> list[Problem]:
    """Find what is wrong with the built site in the folder `output`, in order of place."""
    pages = read_site(output, about.site, about.known, store)
    return sorted({problem for place in pages for problem in _problems(place, pages, about)})


def _problems(place: str, pages: Mapping[str, Page], about: About) -> Iterator[Problem]:
    page, address = pages[place], f"/{place.removesuffix('index.html')}"
    file, text = about.texts.get(address, (place, None))
    for message, rule in page.faults:
        yield Problem(file, 1, message, rule)
    for written in page.addresses:
        if fault := _missing(place, written, pages, about):
            yield Problem(file, _line(text, address, written), fault, "links")


def _missing(place: str, written: str, pages: Mapping[str, Page], about: About) -> str:
    """Say what is wrong with an address on a page; an empty string when it leads somewhere."""
    target = _target(place, written, about)
    if target is None or target[0].startswith(about.others):
        return ""
    path, anchor = target
    file = path.lstrip("/")
    found = next((one for one in (file, posixpath.join(file, "index.html")) if one in pages), None)
    if found is None or (path.endswith("/") and found == file):
        return f"Adressen {written} leder inte till något på webbplatsen."
    if anchor and found.endswith(".html") and anchor not in pages[found].ids:
        return f"Adressen {written} leder till ett ställe (#{anchor}) som inte finns på sidan."
    return ""


def _target(place: str, written: str, about: About) -> tuple[str, str] | None:
    """Give the path from the site's root, and the anchor, that an address on a page leads to."""
    whole = re.match(rf"{re.escape(about.site)}(?=[/#?]|$)", written)
    if whole:
        written = written[whole.end() :] or "/"
        if place.endswith("/dcat"):
            written = written.partition("#")[0]  # RDF's own names
    elif scheme(written) or is_elsewhere(written):
        return None
    parts = urlsplit(written)
    path, below = unquote(parts.path), urlsplit(about.site).path.rstrip("/")
    if not whole and path.startswith("/"):
        path = path.removeprefix(below)
    if not path:
        path = f"/{place}"
    joined = posixpath.join("/", posixpath.dirname(place), path)
    normal = posixpath.normpath(joined)
    if joined.endswith(("/", "/.", "/..")) and normal != "/":
        normal += "/"
    return normal, unquote(parts.fragment)


def _line(text: Text | None, page: str, written: str) -> int:
    """Give the line of a text on which an address of its page stands; 1 when it's the theme's."""
    wanted = within(page, written)
    lines = (
        line for address, line in (text.links if text else ()) if within(page, address) == wanted
    )
    return next(lines, 1)
