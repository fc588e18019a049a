"""The last gate: every page of a built site is whole, and leads only to what is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from insyn.incremental.output import Output
from insyn.incremental.store import Store
from insyn.problems import Problem
from insyn.publishing.built.page import Page
from insyn.publishing.built.reading import read_files
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


@dataclass(frozen=True)
class Seen:
    """A file of the site as it was read, and all that must be there for what it leads to."""

    page: Page
    wanted: tuple[str, ...]


def built_problems(
    output: Output, files: Collection[str], about: About, store: Store, before: Mapping[str, Seen]
) -> tuple[list[Problem], dict[str, Seen]]:
    """Find what is wrong with the files of a built site, in order of place.

    Gives what was seen of each file too, which the next build gets as `before`.
    """
    changed = [path for path in files if path in output.changed or path not in before]
    seen = {path: before[path] for path in {*files} - {*changed}}
    for path, page in read_files(output, changed, about.site, about.known, store).items():
        seen[path] = Seen(page, tuple(_wanted(path, page, about)))
    there = set(_names(seen))
    wrong = {
        problem
        for path, one in seen.items()
        if one.page.faults or not there.issuperset(one.wanted)
        for problem in _problems(path, seen, about)
    }
    return sorted(wrong), seen


def _wanted(place: str, page: Page, about: About) -> Iterator[str]:
    """Yield what must be there for all that a page leads to, as `_names` says it."""
    for written in page.addresses:
        target = _target(place, written, about)
        if target is not None and not target[0].startswith(about.others):
            path, anchor = target
            yield f"{path}#{anchor}" if anchor else path


def _names(seen: Mapping[str, Seen]) -> Iterator[str]:
    """Yield all that addresses may lead to: each page by all its names, with each of its ids."""
    for path, one in seen.items():
        names = [f"/{path}"]
        if path == "index.html" or path.endswith("/index.html"):
            folder = path.removesuffix("index.html")
            names += [f"/{folder}", f"/{folder.rstrip('/')}"]
        for name in names:
            yield name
            for anchor in one.page.ids:
                yield f"{name}#{anchor}"


def _problems(place: str, seen: Mapping[str, Seen], about: About) -> Iterator[Problem]:
    page, address = seen[place].page, f"/{place.removesuffix('index.html')}"
    file, text = about.texts.get(address, (place, None))
    for message, rule in page.faults:
        yield Problem(file, 1, message, rule)
    for written in page.addresses:
        if fault := _missing(place, written, seen, about):
            yield Problem(file, _line(text, address, written), fault, "links")


def _missing(place: str, written: str, seen: Mapping[str, Seen], about: About) -> str:
    """Say what is wrong with an address on a page; an empty string when it leads somewhere."""
    target = _target(place, written, about)
    if target is None or target[0].startswith(about.others):
        return ""
    path, anchor = target
    file = path.lstrip("/")
    found = next((one for one in (file, posixpath.join(file, "index.html")) if one in seen), None)
    if found is None or (path.endswith("/") and found == file):
        return f"Adressen {written} leder inte till något på webbplatsen."
    if anchor and found.endswith(".html") and anchor not in seen[found].page.ids:
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
