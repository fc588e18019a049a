"""What a writer's headings and sentences claim about figures, held against their data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from insyn import yamltext
from insyn.charts.text.variance_facts import VARIANCE
from insyn.figures.claims import contradictions
from insyn.figures.fence import Fence
from insyn.figures.figure import Figure, figure_id
from insyn.figures.ground import TEXT, Ground
from insyn.posts.source import Source
from insyn.problems import Problem
from insyn.publishing.opendata import Use

_OWN_LINE = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_NO_PROSE = re.compile(r"\s*(?:[|>#<{]|[–—]\s)|\s{4,}|\t")
_WRITTEN = {"titel": "Rubriken", "undertitel": "Underrubriken"}


@dataclass(frozen=True)
class _Block:
    """A paragraph or a point of a list: its text, the lines of it, and the section it is in."""

    section: int
    numbers: tuple[int, ...]
    text: str


def claim_problems(source: Source, uses: Sequence[Use]) -> Iterator[Problem]:
    """Find headings of a text's figures, and sentences beside them, that their data contradict."""
    figures = {use.figure.id: use.figure for use in uses if use.figure}
    if not source.language.is_swedish or not figures:
        return
    year = source.day.year if source.day else None
    beside: dict[int, list[Ground]] = {}
    for number, fence in enumerate(source.fences.diagrams, start=1):
        if figure := figures.get(figure_id(source.file, number)):
            yield from _heading_problems(source, fence, figure, year)
            ground = Ground(figure, TEXT, year)
            beside.setdefault(_section(source, fence.first), []).append(ground)
    for block in _blocks(source):
        for ground in _certain(beside.get(block.section, [])):
            for place, message in contradictions(block.text, ground):
                line = block.numbers[block.text.count("\n", 0, place)]
                yield Problem(source.file, line, message)


def _heading_problems(
    source: Source, fence: Fence, figure: Figure, year: int | None
) -> Iterator[Problem]:
    written = yamltext.parse(fence.text, source.file, fence.first + 1)
    for key, where in _WRITTEN.items():
        if key in written.value:
            for _, message in contradictions(written.value[key], Ground(figure, where, year)):
                yield written.problem(message, key)


def _certain(grounds: Sequence[Ground]) -> Iterator[Ground]:
    """Give those that a sentence can be about: the only variances, the only placing.

    “Underskott” is said of what is run, not of what is invested, and of all that a committee runs.
    """
    variances = [
        each
        for each in grounds
        if any(fact.kind == VARIANCE for fact in each.facts)
        and not each.plot.narrowed
        and "invest" not in f"{each.plot.measure_title} {each.figure.dataset.name}".casefold()
    ]
    placings = [each for each in grounds if each.plot.rank]
    for alike in (variances, placings):
        if len({ground.facts for ground in alike}) == 1:
            yield alike[0]


def _section(source: Source, line: int) -> int:
    """Give the line of the heading that a line stands under, 0 before the first."""
    found = (number for number, text in source.prose() if number < line and text.startswith("##"))
    return max(found, default=0)


def _blocks(source: Source) -> Iterator[_Block]:
    section, lines = 0, list[tuple[int, str]]()
    for number, text in [*source.prose(), (0, "")]:
        plain = not _NO_PROSE.match(text)
        follows = bool(lines) and number == lines[-1][0] + 1 and not _OWN_LINE.match(text)
        if lines and not (plain and text.strip() and follows):
            numbers, texts = zip(*lines, strict=True)
            yield _Block(section, numbers, _unmarked("\n".join(texts)))
            lines = []
        if text.startswith("##"):
            section = number
        elif plain and text.strip():
            lines.append((number, _OWN_LINE.sub("", text, count=1)))


def _unmarked(text: str) -> str:
    """Leave out Markdown's own marks, but no line break."""
    return re.sub(r"!?\[([^\]\n]*)\]\([^)\n]*\)|[*_]+", lambda found: found[1] or "", text)
