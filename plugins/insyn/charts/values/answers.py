"""Answers on a scale: which lie to the left, to the right and apart, and how large they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot
from insyn.charts.values.shares import check_parts, share
from insyn.problems import unknown

MOST = 2  # answers on a side: more tints can't be told apart


@dataclass(frozen=True)
class Sides:
    """The answers of each side in the scale's order, and those set apart."""

    left: tuple[str, ...]
    middle: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """An answer's bar, from `start` to `end` percent; `end` is the farther from the middle."""

    answer: str
    start: Decimal
    end: Decimal


def sides(plot: Plot) -> Sides:
    """Part the answers: those that the writer sets apart or, of an odd number, the middle one."""
    apart = plot.compared
    rest = [answer for answer in plot.series if answer not in apart]
    if not apart and len(rest) % 2:
        apart = (rest.pop(len(rest) // 2),)
    half = len(rest) // 2
    return Sides(tuple(rest[:half]), tuple(apart), tuple(rest[half:]))


def check_answers(plot: Plot, options: DiagramOptions) -> None:
    """Refuse answers that can't be parted in two, or that aren't the whole of a statement.

    Raises Misfit.
    """
    for answer in options.neutral:
        if answer not in plot.series:
            raise Misfit("neutrala", unknown("Svaret", answer, " i diagrammet", plot.series))
    rest = len(plot.series) - len(options.neutral)
    if options.neutral and rest % 2:
        message = (
            "Svaren går inte att dela i två lika delar. Skriv under neutrala vilka som inte är åt "
            "något håll."
        )
        raise Misfit("neutrala", message)
    if not 2 <= (rest if options.neutral else rest - rest % 2) <= 2 * MOST:
        message = (
            f"{len(plot.series)} svarsalternativ går inte att rita åt två håll. Ha högst två åt "
            "varje håll, eller använd typ: tabell."
        )
        raise Misfit("serie", message)
    wholes = [
        (name, [plot.value(name, answer) for answer in plot.series]) for name in plot.categories
    ]
    check_parts(plot, wholes)
    if all(None in parts or not sum(filter(None, parts)) for _, parts in wholes):
        raise Misfit("visa", "Alla värden saknas, så det finns inget att rita.")


def pieces(plot: Plot, name: str) -> tuple[Piece, ...]:
    """Lay the answers of a statement out from the middle outwards, to the left below zero.

    There is nothing to lay out where an answer is missing.
    """
    found, parts = [], sides(plot)
    for side, sign in ((reversed(parts.left), -1), (parts.right, 1)):
        reached = Decimal(0)
        for answer in side:
            size = share_of(plot, name, answer)
            if size is None:
                return ()
            found.append(Piece(answer, reached, reached + sign * size))
            reached += sign * size
    return tuple(found)


def share_of(plot: Plot, name: str, answer: str) -> Decimal | None:
    """Give an answer in percent of a statement's answers; None where any of them is missing."""
    return share(plot.value(name, answer), [plot.value(name, other) for other in plot.series])


def total(plot: Plot, name: str, answers: Sequence[str]) -> Decimal | None:
    """Give some answers together, in percent."""
    parts = [share_of(plot, name, answer) for answer in answers]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None
