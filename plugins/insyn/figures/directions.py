"""Claims on the way that something moves: “ökar”, “klättrar”, “minskar för andra året i rad”."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from insyn import swedish
from insyn.charts.text.facts import Fact
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
    """Hold a bare move, “minskar”, against `values`, which are in order of years.

    None when the clause is something else.
    """
    move, known = _move(ground, clause), _until(clause, values)
    claimed = _claimed(ground, move)
    if claimed is None or len(known) < 2 or not ground.heading:
        return None
    if has_form(clause.form, _IN_A_ROW):
        return _in_a_row(ground, clause, known, claimed)
    if not has_form(clause.form, _FORMS):
        return None
    return last_move(ground, clause, values)


def last_move(ground: Ground, clause: Clause, values: Sequence[Fact]) -> str:
    """Hold the move in “ökar till 78” against the data; "" when there is none or it's right.

    It is right when the last change goes that way, and when the whole line has. A change that the
    rounding hides is no contradiction.
    """
    move, known = _move(ground, clause), _until(clause, values)
    claimed = _claimed(ground, move)
    if claimed is None or len(known) < 2:
        return ""
    hidden = known[-1].shown == known[-2].shown and known[-1].value != known[-2].value
    whole = claimed != 0 and not clause.years and _way(known[0], known[-1]) == claimed
    right = hidden or whole or _way(known[-2], known[-1]) == claimed
    return "" if right else _contradiction(ground, move, known)


def _move(ground: Ground, clause: Clause) -> str:
    """Give the word for a move over years, "" where there isn't just one."""
    moves = [word for word in clause.parts if word in _SAID]
    return moves[0] if len(moves) == 1 and ground.plot.years else ""


def _until(clause: Clause, values: Sequence[Fact]) -> list[Fact]:
    """Give the values up to the year that a clause names, none where that year has no value."""
    if not clause.years:
        return list(values)
    known = [fact for fact in values if fact.year <= clause.years[-1]]
    return known if known and known[-1].year == clause.years[-1] else []


def _claimed(ground: Ground, move: str) -> int | None:
    """Give the sign of the change that a word means; on a placing, to rise is a lower number."""
    up = {"öka": 1, "stiga": 1, "minska": -1, "sjunka": -1, "oförändrad": 0}.get(move)
    if not ground.plot.rank or up is None:
        return up
    return None if move in {"öka", "minska"} else -up


def _way(before: Fact, after: Fact) -> int:
    """Give the sign of a change as the chart shows it."""
    change = after.shown - before.shown
    return (change > Decimal(0)) - (change < Decimal(0))


def _in_a_row(ground: Ground, clause: Clause, known: Sequence[Fact], claimed: int) -> str | None:
    years = [int(fact.year) for fact in known]
    if any(after - before != 1 for before, after in pairwise(years)) or not clause.ordinal:
        return None
    move = _move(ground, clause)
    changes = [_way(before, after) == claimed for before, after in pairwise(known)]
    row = len(list(takewhile(bool, reversed(changes))))
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
    said = f"att värdet {_SAID[move]}"
    if ground.plot.rank:
        better = {"stiga": "blir bättre", "sjunka": "blir sämre"}
        said = f"att placeringen {better.get(move, _SAID[move])}"
    return ground.contradiction(said, f"{after} mot {before}")
