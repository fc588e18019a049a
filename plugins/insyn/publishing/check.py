"""Check all content and all data at once, without building anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from insyn.data.library import Library, load_library
from insyn.figures.figure import Figure, figure_id, make_figure
from insyn.posts.source import Source, content_files, read_source
from insyn.problems import Problem, ProblemsFound
from insyn.publishing.content import (
    address_problems,
    heading_problems,
    name_problems,
    privacy_problems,
    stray_files,
)
from insyn.publishing.links import link_problems, picture_problems


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
    problems = [*library.problems, *stray_files(root), *privacy_problems(root)]
    sources: list[Source] = []
    figures: list[Figure] = []
    for path in content_files(root):
        try:
            sources.append(read_source(path, root, now.tzinfo or UTC))
        except ProblemsFound as found:
            problems.extend(found.problems)
    for source in sources:
        problems.extend(source.fences.problems)
        for number, fence in enumerate(source.fences.fences, start=1):
            try:
                anchor = figure_id(source.file, number)
                day = source.date.date() if source.is_post and source.date else None
                figures.append(make_figure(fence, source.file, library, anchor, day))
            except ProblemsFound as found:
                problems.extend(found.problems)
    for rule in (address_problems, name_problems, heading_problems, picture_problems):
        problems.extend(rule(sources))
    problems.extend(link_problems(sources, root, now))
    return Report(tuple(sources), tuple(figures), library, tuple(sorted(set(problems))))
