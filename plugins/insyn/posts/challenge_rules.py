"""What must hold for the challenges' own pages: their names over the years, and the key figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from insyn.charts.nyckeltal import Nyckeltal
from insyn.figures.figure import Figure, figure_id
from insyn.posts.challenges import Challenge
from insyn.problems import Problem


def challenge_problems(
    challenges: Sequence[Challenge], figures: Mapping[str, Figure]
) -> Iterator[Problem]:
    """Find all that is wrong with the pages; `figures` are those of the site, by their ids."""
    for place, challenge in enumerate(challenges):
        yield from _name_problems(challenge, challenges[:place])
        yield from _figure_problems(challenge, figures)


def _name_problems(challenge: Challenge, others: Sequence[Challenge]) -> Iterator[Problem]:
    """Find years with two names, and numbers and names that two challenges have in one year."""
    text = challenge.source.head_text
    for index, name in enumerate(challenge.head.names):
        if name.until is not None and name.until < name.since:
            yield text.problem("Namnet slutar gälla före det börjar.", "names", index, "to")
        if any(name.overlaps(other) for other in challenge.head.names[:index]):
            yield text.problem("Utmaningen har två namn samma år.", "names", index)
        for other in others:
            for taken in other.head.names:
                if name.overlaps(taken) and name.number == taken.number:
                    message = f"Numret {name.number} har också {other.head.title} då."
                    yield text.problem(message, "names", index, "number")
                if name.overlaps(taken) and name.name.casefold() == taken.name.casefold():
                    message = f"Namnet ”{name.name}” har också {other.source.file} då."
                    yield text.problem(message, "names", index, "name")


def _figure_problems(challenge: Challenge, figures: Mapping[str, Figure]) -> Iterator[Problem]:
    """Find a page whose first diagram is no key figure: the start page shows it.

    A diagram with a fault of its own has its own problem.
    """
    file, diagrams = challenge.source.file, challenge.source.fences.diagrams
    figure = figures.get(figure_id(file, 1))
    if not diagrams:
        message = "Utmaningen saknar nyckeltal. Lägg in ett diagramblock av typen nyckeltal."
        yield Problem(file, 1, message)
    elif figure and not isinstance(figure.chart, Nyckeltal):
        message = "Utmaningens första diagram ska vara ett nyckeltal. Skriv typ: nyckeltal"
        yield Problem(file, diagrams[0].first, message)
