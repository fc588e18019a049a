"""Claims on budget and outcome: “underskott 12 mnkr”, “två av nio går back”."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from insyn import swedish
from insyn.charts.text.facts import Fact
from insyn.charts.text.variance_facts import (
    AGAINST_BUDGET,
    ALL,
    DEFICITS,
    KEPT,
    SURPLUSES,
    VARIANCE,
)
from insyn.figures.clauses import Clause
from insyn.figures.ground import Ground, form, has_form

_SIDE, _WAY = "(underskott|överskott)", "(back|plus|minus)"
_GOES = "(gå|ligger|är)?"
_VARIANCES = (
    form(f"(för|i)? [SW]? {_GOES} (med|mot)? {_SIDE} (för|i)? [SW]? (på|om|till|är)? A"),
    form(f"[SW]? {_GOES} med? A i {_SIDE} (för|i)? [SW]?"),
    form("[SW]? gå? (på|med)? (plus|minus) A"),
    form(f"[SW]? gå [SW]? {_WAY} med? A"),
    form(f"[SW]? gå [SW]? A {_WAY}"),
)
_SIGNED = (form("(för|i)? [SW]? (är|på)? A"),)
_AGAINST = (
    form(f"[SW]? {_GOES} A (mer|mindre) än budget"),
    form(f"[SW]? {_GOES} A (över|under) budget"),
    form(f"[SW]? {_GOES} (över|under) budget med A"),
    form("[SW]? (överskrida|underskrida) budget med A"),
)
_SIDES = (
    form(f"(för|i)? S {_GOES} (med|mot)? {_SIDE}"),
    form(f"{_SIDE} (för|i) S"),
    form(f"S gå {_WAY}"),
)
_TAILS = (
    f"{_GOES} (med|mot)? {_SIDE}",
    f"gå {_WAY}",
    "hålla budget",
    f"står för hela {_SIDE}",
)
_COUNTS = (
    *(form(f"{lead} {tail}") for lead in ("N K?", "N av N K?", "N av W") for tail in _TAILS),
    form(f"{_SIDE} (för|i) N K"),
)


def money_claim(ground: Ground, clause: Clause) -> str | None:
    """Hold a clause against the variances: "" when right, None when it claims nothing certain."""
    words = _plain(ground, clause)
    alone = len(clause.subjects) < 2 or (clause.together and not clause.follows)
    whole = not clause.subjects and ground.narrowed
    if not alone or whole or not any(fact.kind == VARIANCE for fact in ground.facts):
        return None
    if ground.plot.better == "higher" and not has_form(words, _AGAINST):
        return None  # a company that goes plus makes a profit, above budget or not
    if has_form(words, _COUNTS) and (ground.heading or {"K", "W"} & set(clause.parts)):
        return _count(ground, clause, words)
    if has_form(words, _SIDES) and len(clause.subjects) == 1:
        return _side(ground, clause, words)
    sure = ground.heading or bool(clause.subjects) or "W" in words.split()
    return _amount(ground, clause, words) if sure and len(clause.amounts) == 1 else None


def _amount(ground: Ground, clause: Clause, words: str) -> str | None:
    """Hold “underskott 12 mnkr”, “−12 mnkr” or “12 mnkr över budget” against the variances."""
    amount = clause.amounts[0]
    below = _below(words) or amount.sign not in {"", "+"}
    if has_form(words, _VARIANCES):
        kind, templates = VARIANCE, ("underskott {}", "överskott {}")
    elif has_form(words, _SIGNED) and amount.sign:
        kind, templates = VARIANCE, (f"{swedish.MINUS}{{}}", "+{}")
    elif has_form(words, _AGAINST):
        kind, templates = AGAINST_BUDGET, ("{} under budget", "{} över budget")
        below = not re.search(r"\b(mer|över|överskrida)\b", words)
    else:
        return None

    def say(given: str, fact: Fact) -> str:
        claimed = templates[not below].format(amount.text.lstrip("+-–\u2212"))
        other = (fact.shown < 0) != below
        data = templates[fact.shown >= 0].format(given) if other or amount.sign else given
        return ground.contradiction(f"{claimed}{_who(clause)}", data)

    return ground.against(amount, _about(ground, clause, kind), say, -1 if below else 1)


def _side(ground: Ground, clause: Clause, words: str) -> str | None:
    """Hold “socialnämnden får överskott” against the sign of its variance."""
    found = _about(ground, clause, VARIANCE)
    below = _below(words)
    if not found or any(fact.value == 0 or (fact.value < 0) == below for fact in found):
        return "" if found else None
    real = found[0]
    size = swedish.with_unit(swedish.number(abs(real.shown), real.decimals), real.unit)
    side, other = ("underskott", "överskott")[:: 1 if below else -1]
    return ground.contradiction(f"{side}{_who(clause)}", f"{other} {size}")


def _count(ground: Ground, clause: Clause, words: str) -> str | None:
    """Hold “två av nio går back” against how many there are on that side."""
    kept = "hålla" in words
    kind = KEPT if kept else DEFICITS if _below(words) else SURPLUSES
    what = {KEPT: "håller budget", DEFICITS: "har underskott", SURPLUSES: "har överskott"}[kind]
    for amount, wanted in zip(clause.amounts, (kind, ALL), strict=False):
        known = [fact for fact in ground.facts if fact.kind == wanted]
        if not any(amount.holds(fact.value) for fact in known):
            of = clause.amounts[1:]
            claimed = " av ".join(each.text.lower() for each in clause.amounts)
            numbers = [next(fact.value for fact in ground.facts if fact.kind == kind)]
            numbers += [next(fact.value for fact in ground.facts if fact.kind == ALL)] if of else []
            given = " av ".join(swedish.count_word(int(number)) for number in numbers)
            return ground.contradiction(f"att {claimed} {what}", given)
    return ""


def _about(ground: Ground, clause: Clause, kind: str) -> list[Fact]:
    """Give the facts of a kind about the clause's subject, otherwise about the whole.

    A heading that names nobody may mean those that are lifted, and “störst” may be anybody.
    """
    found = [fact for fact in ground.facts if fact.kind == kind]
    if clause.together:
        return _sums(found, clause.subjects)
    if clause.subjects:
        return [fact for fact in found if fact.subject == clause.subjects[0]]
    whole = [fact for fact in found if not fact.subject]
    if "störst" in clause.parts:
        return [*whole, *found]
    lifted = ground.plot.highlight if "W" not in clause.parts else ()
    return [*whole, *(fact for fact in found if fact.subject in lifted)]


def _sums(facts: list[Fact], subjects: list[str]) -> list[Fact]:
    """Add up the latest facts of some subjects, exactly and as shown; none where one is lacking."""
    latest = [next((each for each in facts if each.subject == name), None) for name in subjects]
    known = [fact for fact in latest if fact is not None]
    if len(known) < len(subjects):
        return []
    exact = replace(known[0], subject="", value=sum((each.value for each in known), Decimal(0)))
    return [exact, replace(exact, value=sum((each.shown for each in known), Decimal(0)))]


def _below(words: str) -> bool:
    return bool(re.search(r"\b(underskott|back|minus)\b", words))


def _who(clause: Clause) -> str:
    who = swedish.join([swedish.inside(name) for name in clause.subjects])
    return f" för {who}{' tillsammans' if clause.together else ''}" if who else ""


def _plain(ground: Ground, clause: Clause) -> str:
    """Leave out “störst” and the figure's own year; of several years it could be any."""
    words = re.sub(r"\bstörst ?", "", clause.form)
    return (words if len(ground.years) > 1 else re.sub(r"(?:\bför )?\bY ?", "", words)).strip()
