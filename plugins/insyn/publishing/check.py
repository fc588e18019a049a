"""Check all content and all data at once, without building anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from insyn.charts.egen import Egen
from insyn.data.library import Library, load_library
from insyn.figures.drawing import Drawings
from insyn.figures.figure import Figure, figure_id, make_figure
from insyn.figures.numbers import Number, make_number
from insyn.intake.fetching.plan import fetch_problems
from insyn.posts.source import Source, content_files, read_source
from insyn.posts.standing import Content, Standing, read_standing
from insyn.posts.translations import with_originals
from insyn.problems import Problem, ProblemsFound, of_rule
from insyn.publishing.aliases import alias_problems
from insyn.publishing.claims import claim_problems
from insyn.publishing.content import (
    address_problems,
    head_problems,
    name_problems,
    stray_files,
    summary_problems,
)
from insyn.publishing.embargo import Embargoed, embargo_problems, embargoed_at
from insyn.publishing.freezing import freezing_problems
from insyn.publishing.links import link_problems, picture_problems, targets
from insyn.publishing.opendata import PublicDataset, Use, public_datasets
from insyn.publishing.pictures.looking import KEPT as PICTURES_KEPT
from insyn.publishing.pictures.looking import picture_file_problems
from insyn.publishing.process import dataset_problems
from insyn.publishing.scan import privacy_problems
from insyn.publishing.texts.reading import Text, read_text


@dataclass(frozen=True)
class Report:
    """What was found: the readable sources, what they show, and every problem in order of place.

    `numbers` are those in each text, by its file, in order; `texts` are what its HTML tells.
    `public` are the datasets that may be seen: in a preview also those that only drafts show;
    `lasting` are those to be frozen, for posts that wait for their day too. `embargoed` is what
    is under embargo.
    """

    sources: tuple[Source, ...]
    uses: tuple[Use, ...]
    numbers: Mapping[str, Sequence[Number]]
    texts: Mapping[str, Text]
    library: Library
    standing: Standing
    public: tuple[PublicDataset, ...]
    lasting: tuple[PublicDataset, ...]
    embargoed: Embargoed
    problems: tuple[Problem, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of all posts and pages."""
        return tuple(use.figure for use in self.uses if use.figure)


def check(
    root: Path,
    now: datetime,
    *,
    preview: bool = False,
    shows_embargoed: bool = False,
    cache: Path | None = None,
) -> Report:
    """Check the site below `root` as it stands at the moment `now`.

    A `preview` shows drafts, and figures that aren't frozen yet; one that never leaves the house
    shows what is under embargo too. `cache` is the folder in which what was read of large files
    is kept.
    """
    cache = cache or root / ".cache" / "data"
    library = load_library(root, cache)
    problems = of_rule("data", library.problems)
    problems += of_rule("content", stray_files(root))
    problems += of_rule("privacy", privacy_problems(root, library, cache))
    sources: list[Source] = []
    paths = content_files(root)
    for path in paths:
        try:
            sources.append(read_source(path, root, now.tzinfo or UTC))
        except ProblemsFound as found:
            problems += of_rule("content", found.problems)
    files = [path.relative_to(root).as_posix() for path in paths]
    sources, wrong = with_originals(sources, files)
    problems += of_rule("translations", wrong)
    texts = {source.file: read_text(source, cache.parent / "texter") for source in sources}
    for file, text in texts.items():
        problems += text.problems(file)
    uses: list[Use] = []
    numbers: dict[str, list[Number]] = {}
    for source in sources:
        problems += of_rule("figures", source.fences.problems)
        uses += _figures(source, library, problems)
        taken = _numbers(source, library, problems)
        numbers[source.file] = [number for _, number in taken]
        uses += [Use(source, line, number.as_of) for line, number in taken]
    shown = [use.figure for use in uses if use.figure]
    standing, wrong = read_standing(Content(root, now, files, sources, shown))
    problems += wrong
    problems += of_rule("figures", _own_chart_problems(uses, Drawings(cache.parent / "diagram")))
    for dataset in library.datasets.values():
        problems += of_rule("data", fetch_problems(dataset))
    for rule in (
        *(address_problems, alias_problems, name_problems, head_problems),
        summary_problems,
    ):
        problems += of_rule("content", rule(sources))
    problems += of_rule("claims", claim_problems(uses))
    problems += of_rule("embargo", embargo_problems(uses, library, now))
    read = [(source, texts[source.file]) for source in sources]
    embargoed = embargoed_at(now, library, read, uses, standing.commitments)
    held = Embargoed() if shows_embargoed else embargoed
    seen = [
        use
        for use in uses
        if (preview or use.source.status(now) != "draft") and use.source.file not in held.texts
    ]
    public = [one for one in public_datasets(library, seen) if one.name not in held.datasets]
    ready = [use for use in uses if use.source.head.status != "draft"]
    lasting = public_datasets(library, ready)
    problems += of_rule("pictures", picture_file_problems(root, cache.parent / PICTURES_KEPT))
    there = targets(root, sources, texts, [one.name for one in public])
    problems += of_rule("links", [*link_problems(there, now), *picture_problems(there)])
    of_process = dataset_problems(standing.process, library, [*public, *lasting])
    problems += of_rule("process", of_process)
    if not preview:
        problems += of_rule("freezing", freezing_problems(lasting, root))
    return Report(
        tuple(sources),
        tuple(uses),
        numbers,
        texts,
        library,
        standing,
        tuple(public),
        tuple(lasting),
        embargoed,
        tuple(sorted(set(problems))),
    )


def _figures(source: Source, library: Library, problems: list[Problem]) -> list[Use]:
    """Make the figures of a text; the numbers in a figure's title are uses of their own."""
    uses: list[Use] = []
    for number, fence in enumerate(source.fences.diagrams, start=1):
        try:
            anchor = figure_id(source.file, number)
            figure = make_figure(fence, source.file, library, anchor, source.day)
        except ProblemsFound as found:
            problems += of_rule("figures", found.problems)
        else:
            uses.append(Use(source, fence.first, figure.as_of, figure))
            uses += [Use(source, fence.first, taken.as_of) for taken in figure.numbers]
    return uses


def _own_chart_problems(uses: Sequence[Use], drawings: Drawings) -> list[Problem]:
    """Draw the charts of the site's own, where they aren't drawn: only so are their faults seen."""
    problems: list[Problem] = []
    for use in uses:
        if use.figure and isinstance(use.figure.chart, Egen):
            try:
                drawings.get(use.figure.chart, use.figure.plot)
            except ProblemsFound as found:
                problems.extend(found.problems)
    return problems


def _numbers(source: Source, library: Library, problems: list[Problem]) -> list[tuple[int, Number]]:
    """Take the numbers of a text from their datasets; give each with its line."""
    numbers = []
    for form in source.forms:
        try:
            number = make_number(form, source.file, library, source.day)
            numbers.append((form.line, number))
        except ProblemsFound as found:
            problems += of_rule("figures", found.problems)
    return numbers
