"""A post in other languages: 2013-04-26.en.md beside 2013-04-26.md.

A translation has its original's date, slug and topics, and is never public before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import cast

from insyn.figures.fence import DIAGRAM
from insyn.posts.head import PostHead, TranslationHead
from insyn.posts.source import Source
from insyn.problems import Problem, did_you_mean


def with_originals(
    sources: Sequence[Source], files: Sequence[str]
) -> tuple[list[Source], list[Problem]]:
    """Give each translation its original; one that has none is left out, with its problem.

    `files` are all that there are, also those that can't be read.
    """
    posts = {source.file: source for source in sources if source.is_post}
    found: list[Source] = []
    problems: list[Problem] = []
    for source in sources:
        if not isinstance(source.head, TranslationHead):
            found.append(source)
        elif original := posts.get(source.original_file):
            problems += _problems(source, source.head, original)
            found.append(replace(source, original=original, head=_completed(source.head, original)))
        elif source.original_file not in files:
            names = [PurePosixPath(file).name for file in posts]
            name = PurePosixPath(source.original_file).name
            message = f"Originalet {name} saknas.{did_you_mean(name, names)}"
            problems.append(Problem(source.file, 1, message))
    return found, problems


def _completed(head: TranslationHead, original: Source) -> TranslationHead:
    """Fill in what a translation's head takes from its original."""
    own = cast("PostHead", original.head)
    return head.model_copy(
        update={
            "date": own.date,
            "slug": original.slug,
            "tags": own.tags,
            "status": head.status if "status" in head.model_fields_set else own.status,
        }
    )


def _problems(source: Source, head: TranslationHead, original: Source) -> Iterator[Problem]:
    own, text = cast("PostHead", original.head), source.head_text
    if head.date and source.date != original.date:
        day = original.head_text.value["date"]
        yield text.problem(f"Originalet har dagen {day}. Skriv samma, eller ingen alls.", "date")
    if head.embargo and source.embargo != original.embargo:
        message = "Översättningen har originalets embargo. Skriv samma, eller inget alls."
        yield text.problem(message, "embargo")
    if head.slug and head.slug != original.slug:
        message = f"Originalets slug är {original.slug}. Skriv samma, eller ingen alls."
        yield text.problem(message, "slug")
    if head.tags and head.tags != own.tags:
        yield text.problem("Ämnena är originalets. Skriv samma, eller inga alls.", "tags")
    if "status" in head.model_fields_set and head.status != "draft" and own.status == "draft":
        message = "Originalet är ett utkast, så översättningen kan inte vara publicerad."
        yield text.problem(f"{message} Skriv status: draft, eller ta bort raden.", "status")
    for fence in source.fences.fences:
        if fence.word != DIAGRAM:
            message = f"Blocket ”{fence.word}” står bara i originalet. Ta bort det här."
            yield Problem(source.file, fence.first, message)
