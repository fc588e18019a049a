"""Claims on the way that something moves: “ökar”, “klättrar”, “minskar för andra året i rad”."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from insyn import swedish
from insyn.charts.facts import Fact
from insyn.figures.clauses import Clause
from insyn.figures.ground import Ground, form, has_form

MOVE = "(öka|stiga|minska|sjunka|oförändrad)"
_FORMS = (form(f"S? för? S? är? {MOVE} Y?"),)
_IN_A_ROW = (form(f"S? för? S? {MOVE} Y? för O året i rad"),)
_SAID = {
    "öka": "ökar",
    "stiga": "stiger",
    "minska": "minskar",
    "sjunka": "sjunker",
    "oförändrad": "är oförändrat",
}


def direction_claim(ground: Ground, clause: Clause, values: Sequence[Fact]) -> str | None:
    """Hold a move against the last change of `values`, which are in order of years.

    A bare “minskar” is right too when it is how the whole line has gone. "" when there is nothing
    to contradict, None when nothing certain is claimed.
    """
    words = clause.form.split()
    moves = [word for word in words if word in _SAID]
    alone = has_form(clause.form, (*_FORMS, *_IN_A_ROW))
    if len(moves) != 1 or not ground.plot.years or not ground.heading:
        return "" if clause.amounts and not moves else None
    known = [fact for fact in values if not clause.years or fact.year <= max(clause.years)]
    claimed = _claimed(ground, moves[0])
    if len(known) < 2 or claimed is None or (clause.years and known[-1].year != clause.years[-1]):
        return "" if clause.amounts else None
    changes = [_way(before, after) for before, after in pairwise(known)]
    row = "rad" in words
    if row and alone:
        return _in_a_row(ground, clause, known, changes, claimed)
    if clause.amounts or alone:
        right = changes[-1] == claimed
        whole = alone and not clause.years and claimed and _way(known[0], known[-1]) == claimed
        hair = known[-1].shown == known[-2].shown and known[-1].value != known[-2].value
        if right or whole or hair:
            return ""
        return _contradiction(ground, moves[0], known)
    return None


def _claimed(ground: Ground, move: str) -> int | None:
    """Give the sign of the change that a word means; on a placing, to rise is a lower number."""
    up = {"öka": 1, "stiga": 1, "minska": -1, "sjunka": -1, "oförändrad": 0}[move]
    if not ground.plot.rank:
        return up
    return None if move in {"öka", "minska"} else -up


def _way(before: Fact, after: Fact) -> int:
    """Give the sign of a change as the chart shows it."""
    change = after.shown - before.shown
    return (change > Decimal(0)) - (change < Decimal(0))


def _in_a_row(
    ground: Ground, clause: Clause, known: Sequence[Fact], changes: Sequence[int], claimed: int
) -> str | None:
    years = [int(fact.year) for fact in known]
    if any(after - before != 1 for before, after in pairwise(years)) or not clause.ordinal:
        return None
    row = 0
    for change in reversed(changes):
        if change != claimed:
            break
        row += 1
    move = next(word for word in clause.form.split() if word in _SAID)
    if row == 0:
        return _contradiction(ground, move, known)
    if row >= clause.ordinal or row == len(changes):
        return ""
    said = f"att värdet {_SAID[move]} {swedish.count_word(clause.ordinal)} år i rad"
    return ground.contradiction(said, f"{swedish.count_word(row)} år i rad")


def _contradiction(ground: Ground, move: str, known: Sequence[Fact]) -> str:
    before, after = (
        f"{'plats ' if ground.plot.rank else ''}"
        f"{swedish.number(fact.shown, fact.decimals)} ({fact.year})"
        for fact in known[-2:]
    )
    return ground.contradiction(f"att värdet {_SAID[move]}", f"{after} mot {before}")
