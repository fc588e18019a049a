"""Check all content and all data at once, without building anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from insyn.data.library import Library, load_library
from insyn.data.privacy import personal_numbers
from insyn.figures.fence import find_fences
from insyn.figures.figure import Figure, figure_id, make_figure
from insyn.posts.source import PAGES, PICTURES, POSTS, Source, content_files, read_source
from insyn.problems import Problem, ProblemsFound
from insyn.publishing.links import link_problems, picture_problems, prose

TEXTS = {".md", ".csv", ".yaml", ".yml"}
RESERVED = ("/amnen/", "/arkiv/", "/bilder/", "/data/", "/diagram/", "/theme/", "/utkast/")


@dataclass(frozen=True)
class Report:
    """What was found: the readable sources, their figures, and every problem in order of place."""

    sources: tuple[Source, ...]
    figures: tuple[Figure, ...]
    library: Library
    problems: tuple[Problem, ...]


def check(root: Path, now: datetime) -> Report:
    """Check the site below `root` as it stands at the moment `now`."""
    library = load_library(root)
    problems = [*library.problems, *_stray_files(root), *_personal_numbers(root)]
    sources: list[Source] = []
    figures: list[Figure] = []
    for path in content_files(root):
        try:
            sources.append(read_source(path, root, now.tzinfo or UTC))
        except ProblemsFound as found:
            problems.extend(found.problems)
    for source in sources:
        fences = find_fences(source.body.split("\n"), source.file)
        problems.extend(fences.problems)
        for number, fence in enumerate(fences.fences, start=1):
            try:
                anchor = figure_id(source.file, number)
                figures.append(make_figure(fence, source.file, library, anchor))
            except ProblemsFound as found:
                problems.extend(found.problems)
    problems.extend(_address_problems(sources))
    problems.extend(_heading_problems(sources))
    problems.extend(picture_problems(sources))
    problems.extend(_same_names(sources))
    problems.extend(link_problems(sources, root, now))
    return Report(tuple(sources), tuple(figures), library, tuple(sorted(set(problems))))


def _address_problems(sources: list[Source]) -> Iterator[Problem]:
    """Find addresses that are empty, taken by the site itself, or used twice."""
    taken = dict.fromkeys(RESERVED, "webbplatsen själv")
    for source in sources:
        if not source.slug:
            message = "Adressen blir tom. Skriv en slug, till exempel slug: veckans-inlagg."
            yield source.head_text.problem(message, "slug")
        elif source.address in taken:
            message = f"Adressen {source.address} används redan av {taken[source.address]}."
            yield source.head_text.problem(message, "slug")
        taken.setdefault(source.address, source.file)


def _heading_problems(sources: list[Source]) -> Iterator[Problem]:
    """Find headings of the first level in a text: a page has one, and that is its title."""
    for source in sources:
        for number, line in prose(source):
            if re.match(r"#[^#]", line):
                message = "Rubriker i texten ska börja med minst två nummertecken: ##"
                yield Problem(source.file, number, message)


def _same_names(sources: list[Source]) -> Iterator[Problem]:
    """Find files whose figures would be taken for one another's."""
    taken: dict[str, str] = {}
    for source in sources:
        anchor = figure_id(source.file, 1)
        if anchor in taken:
            message = f"Filens namn är för likt {taken[anchor]}. Byt namn på en av dem."
            yield Problem(source.file, 1, message)
        taken.setdefault(anchor, source.file)


def _personal_numbers(root: Path) -> Iterator[Problem]:
    """Find personal identity numbers in the names and texts of content and data.

    The number itself is not repeated: what is printed may be read by others.
    """
    for folder in ("content", "data"):
        for path in sorted((root / folder).rglob("*")):
            file = path.relative_to(root).as_posix()
            lines = {1} if any(personal_numbers(path.name)) else set()
            if path.is_file() and path.suffix in TEXTS:
                lines.update(personal_numbers(path.read_bytes().decode("utf-8", errors="replace")))
            for line in lines:
                message = "Här står ett personnummer eller samordningsnummer. Ta bort det."
                yield Problem(file, line, message)


def _stray_files(root: Path) -> Iterator[Problem]:
    """Find files that would be left out of the site without a word."""
    content = root / "content"
    if not content.is_dir():
        yield Problem("content", 1, "Mappen saknas.")
    for path in sorted(content.rglob("*")):
        place = path.relative_to(content).parts
        if path.is_dir() or any(part.startswith(".") for part in place):
            continue
        file = path.relative_to(root).as_posix()
        if place[0] in {POSTS, PAGES} and path.suffix != ".md":
            message = f"Filen publiceras inte: i {place[0]}/ ska filnamnet sluta på .md."
            yield Problem(file, 1, message)
        elif place[0] not in {POSTS, PAGES, PICTURES}:
            message = (
                f"Filen publiceras inte: den ska ligga i {POSTS}/, {PAGES}/ eller {PICTURES}/."
            )
            yield Problem(file, 1, message)
