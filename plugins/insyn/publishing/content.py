"""What must hold for the files in content/ and data/, beyond what each says for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from insyn.figures.figure import figure_id
from insyn.figures.forms import has_form
from insyn.posts.glossary import FILE as GLOSSARY
from insyn.posts.process_rules import PROCESS
from insyn.posts.source import COMMENTS, HEADS, PICTURES, Source
from insyn.posts.statement import FILE as STATEMENT
from insyn.problems import Problem

SHOWN = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
FILES = (f"content/{PROCESS}", f"content/{GLOSSARY}", STATEMENT)
LONGEST_SLUG = 100
SUMMARY = (25, 300)  # characters, at least and at most
RESERVED = (
    *("/amnen/", "/arkiv/", "/ataganden/", "/bilder/", "/budgetprocessen/", "/data/"),
    *("/datasets/", "/figur/", "/forfattare/", "/ordlista/", "/pagefind/"),
    *("/rattelser/", "/sok/", "/theme/", "/tillganglighet/", "/utkast/", "/utmaningar/"),
)


def address_problems(sources: Sequence[Source]) -> Iterator[Problem]:
    """Find addresses that are empty, taken by the site itself, or used twice."""
    taken = dict.fromkeys(RESERVED, "webbplatsen själv")
    for source in sources:
        if not source.slug:
            message = "Adressen blir tom. Skriv en slug, till exempel slug: veckans-inlagg."
            yield source.head_text.problem(message, "slug")
        elif len(source.slug) > LONGEST_SLUG:
            message = f"Adressen blir för lång. Skriv en slug med högst {LONGEST_SLUG} tecken."
            yield source.head_text.problem(message, "slug")
        elif source.address in taken:
            message = f"Adressen {source.address} används redan av {taken[source.address]}."
            yield source.head_text.problem(message, "slug")
        taken.setdefault(source.address, source.file)


def summary_problems(sources: Sequence[Source]) -> Iterator[Problem]:
    """Find published posts whose summary isn't a sentence or two.

    It stands under the title on the start page, in feeds, in search results and on cards.
    """
    shortest, longest = SUMMARY
    for source in sources:
        if not (source.is_post and source.head.status == "published"):
            continue
        said = " ".join(source.head.summary.split())
        message = ""
        if said.casefold() == source.head.title.casefold() or re.fullmatch(r"\S+://\S+", said):
            message = "Ingressen säger inget nytt. Skriv en eller två meningar om veckan."
        elif len(said) < shortest:
            message = f"Ingressen är för kort ({len(said)} tecken). Skriv en eller två meningar."
        elif len(said) > longest:
            message = f"Ingressen är för lång: {len(said)} tecken, och {longest} är det mesta."
        if message:
            yield source.head_text.problem(message, "summary")


def head_problems(sources: Sequence[Source]) -> Iterator[Problem]:
    """Find numbers from datasets in a head, which is plain text in lists, feeds and searches."""
    for source in sources:
        for key, value in source.head_text.value.items():
            texts = value if isinstance(value, list) else [value]
            if any(isinstance(text, str) and has_form(text) for text in texts):
                message = f"Formen {{tal: …}} går inte att använda i {key}. Skriv talet för hand."
                yield source.head_text.problem(message, key)


def name_problems(sources: Sequence[Source]) -> Iterator[Problem]:
    """Find files whose figures would be taken for one another's."""
    taken: dict[str, str] = {}
    for source in sources:
        anchor = figure_id(source.file, 1)
        if anchor in taken:
            message = f"Filens namn är för likt {taken[anchor]}. Byt namn på en av dem."
            yield Problem(source.file, 1, message)
        taken.setdefault(anchor, source.file)


def stray_files(root: Path) -> Iterator[Problem]:
    """Find files that would be left out of the site without a word."""
    content = root / "content"
    if not content.is_dir():
        yield Problem("content", 1, "Mappen saknas.")
    for path in sorted(content.rglob("*")):
        place = path.relative_to(content).parts
        file = path.relative_to(root).as_posix()
        if path.is_dir() or file in FILES or any(part.startswith(".") for part in place):
            continue
        if place[0] in HEADS and path.suffix != ".md":
            message = f"Filen publiceras inte: i {place[0]}/ ska filnamnet sluta på .md."
            yield Problem(file, 1, message)
        elif place[0] == PICTURES and path.suffix.lower() not in SHOWN:
            message = f"Filen publiceras inte: i {PICTURES}/ får bara bilder ligga."
            yield Problem(file, 1, message)
        elif place[0] == COMMENTS and path.suffix != ".yaml":
            message = f"Filen publiceras inte: i {COMMENTS}/ ska filnamnet sluta på .yaml."
            yield Problem(file, 1, message)
        elif place[0] not in {*HEADS, PICTURES, COMMENTS}:
            known = " eller ".join(f"{name}/" for name in (", ".join(HEADS), PICTURES))
            message = f"Filen publiceras inte: den ska ligga i {known}."
            yield Problem(file, 1, message)
