"""Links and pictures of texts: what they lead to must be there, and be public when they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from insyn.figures.figure import figure_id
from insyn.posts.process_rules import PROCESS
from insyn.posts.source import PICTURES, Source
from insyn.problems import Problem, unknown
from insyn.publishing.content import RESERVED
from insyn.publishing.safety import is_elsewhere, scheme
from insyn.publishing.texts.reading import Text

FORM = re.compile(r"[{|](?P<word>\w*)[}|](?P<path>[^?#]*)[^#]*(?:#(?P<anchor>.*))?", re.DOTALL)
# Anchors that a page gets of the theme, of figures and of what stands beside the posts.
_OF_PAGE = re.compile(r"(?:sidans|figur|kommentar|ord|steg|atagande|uppfoljning)-.+|\d{4}-.+")


@dataclass(frozen=True)
class Targets:
    """What texts may lead to: texts by file and by address, and the files that can be named.

    `texts` are read as HTML; `data` names the datasets that have a page.
    """

    by_file: Mapping[str, Source]
    by_address: Mapping[str, Source]
    texts: Mapping[str, Text]
    named: Sequence[str]
    pictures: Sequence[str]
    data: Sequence[str]


def targets(
    root: Path, sources: Sequence[Source], texts: Mapping[str, Text], data: Sequence[str]
) -> Targets:
    """Gather what the texts of a site may lead to."""
    content = root / "content"
    with_pages = [*content.rglob("*.md"), *content.glob(PROCESS)]
    pictures = [path for path in (content / PICTURES).rglob("*") if path.is_file()]
    return Targets(
        {source.file: source for source in sources},
        {source.address: source for source in sources},
        texts,
        sorted(path.relative_to(root).as_posix() for path in with_pages),
        sorted(path.relative_to(root).as_posix() for path in pictures),
        data,
    )


def link_problems(there: Targets, now: datetime) -> Iterator[Problem]:
    """Find links to what isn't there, and from the public to what isn't public yet."""
    for file, text in there.texts.items():
        source = there.by_file[file]
        for address, line in text.links:
            for message in _faults(source, address, there, now):
                yield Problem(file, line, message, "links")


def files_led_to(source: Source, text: Text, by_address: Mapping[str, Source]) -> set[str]:
    """Name the files of the site that a text links to or shows."""
    found = set()
    for address, _ in (*text.links, *text.pictures):
        if form := FORM.fullmatch(address):
            found.add(target_file(source.file, form["path"]))
        elif to := by_address.get(_folder(within(source.address, address))):
            found.add(to.file)
    return found


def picture_problems(there: Targets) -> Iterator[Problem]:
    """Find pictures that aren't there, and those whose file would not be published."""
    for file, text in there.texts.items():
        for address, line in text.pictures:
            form = FORM.fullmatch(address)
            if form and form["word"] in {"static", "attach"}:
                target = target_file(file, form["path"])
                if target not in there.pictures:
                    message = unknown("Filen", target, "", there.pictures)
                    yield Problem(file, line, message, "links")
            elif not is_elsewhere(address):
                name = PurePosixPath(address).name
                message = f"Skriv bildens plats som {{static}}/bilder/{name}."
                yield Problem(file, line, message, "links")


def _faults(source: Source, address: str, there: Targets, now: datetime) -> Iterator[str]:
    if form := FORM.fullmatch(address):
        if form["word"] not in {"filename", "static", "attach"}:
            yield unknown("Länkformen", form["word"], "", ["filename", "static"])
            return
        file = target_file(source.file, form["path"])
        known = there.named if form["word"] == "filename" else there.pictures
        if file not in known:
            yield unknown("Filen", file, "", known)
        else:
            yield from _text_faults(source, file, form["anchor"] or "", there, now)
    elif path := within(source.address, address):
        yield from _path_faults(source, path, address, there, now)


def _path_faults(
    source: Source, path: str, address: str, there: Targets, now: datetime
) -> Iterator[str]:
    """Say what is wrong with an address within the site; the built pages tell the rest."""
    place, _, anchor = path.partition("#")
    place, folder = unquote(place.partition("?")[0]), _folder(path)
    if place.endswith(".md"):
        yield f"Skriv {{filename}} före länken till {address.partition('#')[0]}."
    elif target := there.by_address.get(folder):
        yield from _text_faults(source, target.file, anchor, there, now)
    elif name := re.fullmatch(r"/data/([\w-]+)/", folder):
        if name[1] not in there.data:
            yield unknown("Datamängden", name[1], " bland dem som publiceras", there.data)
    elif folder != "/" and not folder.startswith(RESERVED) and "." not in PurePosixPath(place).name:
        known = [*there.by_address, *RESERVED]
        yield unknown("Sidan", place, " på webbplatsen", known)


def _text_faults(
    source: Source, file: str, anchor: str, there: Targets, now: datetime
) -> Iterator[str]:
    """Say what is wrong with a link to a text, or to a place in one."""
    target, text = there.by_file.get(file), there.texts.get(file)
    shown = max(now, source.public_from or now)  # when readers first see the link
    if target and source.head.status != "draft" and target.status(shown) == "draft":
        yield f"Länken går till {file}, som inte är publicerad."
    if target and text and anchor and not _OF_PAGE.fullmatch(anchor):
        ids = [*text.ids, *_figures(target)]
        if unquote(anchor) not in ids:
            yield unknown("Stället", f"#{anchor}", f" i {file}", [f"#{name}" for name in ids])


def _figures(source: Source) -> list[str]:
    return [figure_id(source.file, place + 1) for place in range(len(source.fences.diagrams))]


def _folder(path: str) -> str:
    """Give the folder of a page by the way to it, which may leave its last slash out."""
    place = unquote(path.partition("#")[0].partition("?")[0]).removesuffix("index.html")
    return place if place.endswith("/") else f"{place}/"


def within(page: str, address: str) -> str:
    """Give an address that was written by hand on a page, from the site's root.

    An empty string for one that leads to another site, or is written in one of Pelican's forms.
    """
    if scheme(address) or is_elsewhere(address) or address.startswith(("{", "|")):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return urljoin(page, parts.geturl()) if address.strip() else ""


def target_file(file: str, path: str) -> str:
    """Give the file that a link means, from the root; a leading slash means content/."""
    path = unquote(path)
    start = PurePosixPath("content") if path.startswith("/") else PurePosixPath(file).parent
    parts: list[str] = []
    for part in (start / path.lstrip("/")).parts:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
