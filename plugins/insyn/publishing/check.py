"""Check all content and all data at once, without building anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from insyn.data.library import Library, load_library
from insyn.figures.figure import Figure, figure_id, make_figure
from insyn.intake.fetching.plan import fetch_problems
from insyn.posts.source import Source, content_files, read_source
from insyn.problems import Problem, ProblemsFound
from insyn.publishing.claims import claim_problems
from insyn.publishing.content import (
    address_problems,
    heading_problems,
    name_problems,
    stray_files,
)
from insyn.publishing.freezing import freezing_problems
from insyn.publishing.links import link_problems, picture_problems
from insyn.publishing.opendata import PublicDataset, Use, public_datasets
from insyn.publishing.scan import privacy_problems


@dataclass(frozen=True)
class Report:
    """What was found: the readable sources, their figures, and every problem in order of place.

    `public` are the datasets that may be seen: in a preview also those that only drafts show;
    `lasting` are those to be frozen, for posts that wait for their day too.
    """

    sources: tuple[Source, ...]
    uses: tuple[Use, ...]
    library: Library
    public: tuple[PublicDataset, ...]
    lasting: tuple[PublicDataset, ...]
    problems: tuple[Problem, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of all posts and pages."""
        return tuple(use.figure for use in self.uses)


def check(root: Path, now: datetime, *, preview: bool = False, cache: Path | None = None) -> Report:
    """Check the site below `root` as it stands at the moment `now`.

    A `preview` shows drafts, and figures that aren't frozen yet. `cache` is the folder in which
    what was read of large files is kept.
    """
    cache = cache or root / ".cache" / "data"
    library = load_library(root, cache)
    problems = [*library.problems, *stray_files(root)]
    problems += privacy_problems(root, library, cache)
    sources: list[Source] = []
    uses: list[Use] = []
    for path in content_files(root):
        try:
            sources.append(read_source(path, root, now.tzinfo or UTC))
        except ProblemsFound as found:
            problems.extend(found.problems)
    for source in sources:
        problems.extend(source.fences.problems)
        day = source.date.date() if source.is_post and source.date else None
        for number, fence in enumerate(source.fences.fences, start=1):
            try:
                anchor = figure_id(source.file, number)
                figure = make_figure(fence, source.file, library, anchor, day)
                uses.append(Use(source, figure))
            except ProblemsFound as found:
                problems.extend(found.problems)
    for dataset in library.datasets.values():
        problems.extend(fetch_problems(dataset))
    for rule in (address_problems, name_problems, heading_problems, picture_problems):
        problems.extend(rule(sources))
    problems.extend(link_problems(sources, root, now))
    problems.extend(claim_problems(uses))
    seen = [use for use in uses if preview or use.source.status(now) != "draft"]
    public = public_datasets(library, seen)
    ready = [use for use in uses if use.source.head.status != "draft"]
    lasting = public_datasets(library, ready)
    if not preview:
        problems.extend(freezing_problems(lasting, root))
    return Report(
        tuple(sources),
        tuple(uses),
        library,
        tuple(public),
        tuple(lasting),
        tuple(sorted(set(problems))),
    )
