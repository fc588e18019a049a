"""Reading all content and data, and making all that they show, with what is wrong on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path

from insyn.charts.egen import Egen
from insyn.data.library import Library, load_library
from insyn.figures.drawing import Drawings
from insyn.figures.numbers import Number
from insyn.incremental.inputs import Inputs
from insyn.incremental.packing import pack, unpack
from insyn.incremental.progress import counted
from insyn.incremental.workers import Workers
from insyn.posts.source import Source, content_files, read_source
from insyn.posts.standing import Content, Standing, read_standing
from insyn.posts.translations import with_originals
from insyn.problems import Problem, ProblemsFound, of_rule
from insyn.publishing.opendata import Use
from insyn.publishing.showing import Showing
from insyn.publishing.texts.reading import Text, read_text

ENOUGH = 150  # texts that take longer to read, at 6 ms, than processes take to start


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


def gather(root: Path, now: datetime, inputs: Inputs) -> Gathered:
    """Read the site below `root`; what was read of files that haven't changed is kept."""
    library = load_library(root, inputs)
    problems = of_rule("data", library.problems)
    paths = content_files(root)
    files = [path.relative_to(root).as_posix() for path in paths]
    read = _read(paths, root, now, inputs, problems)
    sources, wrong = with_originals([source for source, _ in read], files)
    problems += of_rule("translations", wrong)
    there = {source.file for source in sources}
    texts = {source.file: text for source, text in read if source.file in there}
    for file, text in texts.items():
        problems += text.problems(file)
    uses: list[Use] = []
    numbers: dict[str, list[Number]] = {}
    showing = Showing(library, inputs)
    for source in sources:
        found = showing.of(source)
        problems += found.problems
        uses += found.uses
        numbers[source.file] = found.numbers
    problems += of_rule("figures", _own_chart_faults(uses, Drawings(inputs.store)))
    shown = [use.figure for use in uses if use.figure]
    standing, wrong = read_standing(Content(root, now, files, sources, shown))
    return Gathered(library, sources, texts, standing, uses, numbers, [*problems, *wrong])


def _read(
    paths: Sequence[Path], root: Path, now: datetime, inputs: Inputs, problems: list[Problem]
) -> list[tuple[Source, Text]]:
    """Read the files of texts, and what their HTML tells."""
    zone = now.tzinfo or UTC
    packed: dict[Path, bytes | ProblemsFound | None] = {
        path: inputs.find("text", [path], zone) for path in paths
    }
    missing = [path for path, found in packed.items() if found is None]
    with Workers() as workers:
        done = workers.each(partial(_packed, root, zone), missing, enough=ENOUGH, piece=20)
        for path, made in zip(missing, counted(done, "Läser texter", len(missing)), strict=True):
            packed[path] = made
            if isinstance(made, bytes):
                inputs.keep("text", [path], zone, made)
    read = []
    for found in packed.values():
        if isinstance(found, bytes):
            read.append(unpack(found))
        elif found:
            problems += of_rule("content", found.problems)
    return read


def _packed(root: Path, zone: tzinfo, path: Path) -> bytes | ProblemsFound:
    """Read a text and what its HTML tells, or give what is wrong with it."""
    try:
        source = read_source(path, root, zone)
    except ProblemsFound as wrong:
        return wrong
    return pack((source, read_text(source)))


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
