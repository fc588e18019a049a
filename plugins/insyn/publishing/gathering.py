"""Reading all content and data, and making all that they show, with what is wrong on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from insyn.charts.egen import Egen
from insyn.data.library import Library, load_library
from insyn.figures.drawing import Drawings
from insyn.figures.figure import figure_id, make_figure
from insyn.figures.numbers import Number, make_number
from insyn.incremental.store import Store
from insyn.posts.source import Source, content_files, read_source
from insyn.posts.standing import Content, Standing, read_standing
from insyn.posts.translations import with_originals
from insyn.problems import Problem, ProblemsFound, of_rule
from insyn.publishing.opendata import Use
from insyn.publishing.texts.reading import Text, read_texts


@dataclass(frozen=True)
class Gathered:
    """What a site holds, as far as it can be read: data, texts, figures, what stands beside.

    `texts` are what the sources' HTML tells, and `numbers` those in each text, by its file.
    """

    library: Library
    sources: Sequence[Source]
    texts: dict[str, Text]
    standing: Standing
    uses: list[Use]
    numbers: dict[str, list[Number]]
    problems: list[Problem] = field(default_factory=list)


def gather(root: Path, now: datetime, store: Store) -> Gathered:
    """Read the site below `root`; what was read of large files and of HTML is kept."""
    library = load_library(root, store)
    problems = of_rule("data", library.problems)
    paths = content_files(root)
    files = [path.relative_to(root).as_posix() for path in paths]
    sources = _sources(paths, root, now, problems)
    sources, wrong = with_originals(sources, files)
    problems += of_rule("translations", wrong)
    texts = read_texts(sources, store)
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
    problems += of_rule("figures", _own_chart_faults(uses, Drawings(store)))
    shown = [use.figure for use in uses if use.figure]
    standing, wrong = read_standing(Content(root, now, files, sources, shown))
    return Gathered(library, sources, texts, standing, uses, numbers, [*problems, *wrong])


def _sources(
    paths: Sequence[Path], root: Path, now: datetime, problems: list[Problem]
) -> list[Source]:
    sources = []
    for path in paths:
        try:
            sources.append(read_source(path, root, now.tzinfo or UTC))
        except ProblemsFound as found:
            problems += of_rule("content", found.problems)
    return sources


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


def _own_chart_faults(uses: Sequence[Use], drawings: Drawings) -> list[Problem]:
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
