"""Claims on values and placings: “ökar till 78”, “plats 143 av 290”, “64 platser bättre”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from insyn import swedish
from insyn.charts.text.facts import LAST_PLACE, SUM, Fact
from insyn.charts.text.variance_facts import VARIANCE
from insyn.data.units import MONEY
from insyn.figures.amounts import Amount
from insyn.figures.clauses import Clause
from insyn.figures.directions import MOVE, direction_claim, last_move
from insyn.figures.ground import Ground, form, has_form

_GOES = f"S? för? S? {MOVE}? (ligger|är)?"
_PLACED = tuple(
    form(f"{before} {_GOES} (till|på)? plats N {of} {after}")
    for before, after in (("Y?", ""), ("", "Y?"))
    for of in ("", "av N")
)
_PLACES = (
    form("S? N plats (bättre|sämre) än Y"),
    form("S? N plats (bättre|sämre)"),
    form("S? (stiga|sjunka) N plats"),
)
_BETWEEN = (form(f"S? {MOVE}? från plats N till plats N"),)
_LEVELS = (
    form(f"S? för? S? {MOVE} (till|på) [AN] Y?"),
    form("S? för? S? (ligger|är) på? [AN] Y?"),
    form("S på? [AN] Y?"),
    form("på? [AN] Y"),
    form("på? A"),
)
_ENDS = (
    form("[SY] (ligger|är)? (högst|lägst) med [AN]"),
    form("(högst|lägst) (ligger|är)? S [AN] Y?"),
    form("(högst|lägst) (ligger|är)? Y [AN]"),
    form("(högst|lägst|bäst|sämst) [AN] Y"),
)
_FROM_TO = (form(f"S? för? S? {MOVE} från [AN] till [AN] Y?"),)
_SUMS = (form("summan (är|på)? A"),)
_CHANGES = (form("S? [AN] (mer|mindre) än Y"),)


def year_claim(ground: Ground, clause: Clause) -> str | None:
    """Hold a clause against values: "" when right, None when it claims nothing certain."""
    if has_form(clause.form, _SUMS) and ground.heading:
        series = {"", *ground.plot.series}
        sums = [fact for fact in ground.facts if fact.kind == SUM and fact.subject in series]
        return _held(ground, clause.amounts[0], sums, "summan ")
    subject = ground.subject(clause)
    values = ground.values(subject) if subject is not None else []
    if not values:
        return None
    if ground.plot.rank:
        verdict = _placing(ground, clause, values)
    elif ground.heading:
        verdict = _level(ground, clause, values)
    else:
        return None
    if verdict is None:
        return direction_claim(ground, clause, values)
    return verdict or last_move(ground, clause, values)


def _level(ground: Ground, clause: Clause, values: list[Fact]) -> str | None:
    words, amounts = clause.form, clause.amounts
    if words == "S A" and any(fact.kind == VARIANCE for fact in ground.facts):
        return None  # more money next year, or a budget
    if has_form(words, _CHANGES):
        return _change(ground, clause, values)
    if has_form(words, _FROM_TO):
        first = replace(amounts[0], unit=amounts[0].unit or amounts[-1].unit)
        wrong = _held(ground, first, values[:-1])
        if wrong or wrong is None:
            return wrong
    elif not has_form(words, (*_LEVELS, *_ENDS)):
        return None
    about = [fact for fact in ground.facts if fact.subject == values[0].subject]
    if clause.years:
        about = [fact for fact in about if fact.year in clause.years]
    elif ground.plot.years and not has_form(words, _ENDS):
        about = values[-1:]
    return _held(ground, amounts[-1], about)


def _held(ground: Ground, amount: Amount, facts: Sequence[Fact], before: str = "") -> str | None:
    """Hold an amount against values; what the data give is told with its year."""

    def say(given: str, fact: Fact) -> str:
        who = f" för {swedish.inside(fact.subject)}" if fact.subject and not fact.year else ""
        year = f" ({fact.year})" if fact.year else ""
        placed = "plats " if ground.plot.rank else ""
        return ground.contradiction(f"{before}{amount.text}{who}", f"{placed}{given}{year}")

    return ground.against(amount, facts, say)


def _placing(ground: Ground, clause: Clause, values: list[Fact]) -> str | None:
    if has_form(clause.form, _PLACES):
        return _change(ground, clause, values)
    if has_form(clause.form, _BETWEEN) and ground.heading:
        first, last = clause.amounts
        wrong = _held(ground, first, values[:-1], "plats ")
        return wrong or _held(ground, last, values[-1:], "plats ")
    if not has_form(clause.form, _PLACED):
        known = {f"{end} [AN] Y" for end in ("bäst", "sämst")}
        if ground.heading and has_form(clause.form, [form(each) for each in known]):
            about = [fact for fact in values if fact.year in clause.years]
            return _held(ground, clause.amounts[0], about, "plats ")
        return None
    places = [fact.value for fact in ground.facts if fact.kind == LAST_PLACE]
    of = [amount.value for amount in clause.amounts[1:]]
    if of != places[: len(of)] or not (of or ground.heading):
        return None  # a ranking among others
    about = [fact for fact in values if fact.year in clause.years] if clause.years else values[-1:]
    return _held(ground, clause.amounts[0], about, "plats ")


def _change(ground: Ground, clause: Clause, values: list[Fact]) -> str | None:
    """Hold “64 platser bättre än 2012” against the last value and that of the year."""
    earlier = [fact for fact in values[:-1] if fact.year in clause.years] or (
        values[-2:-1] if not clause.years and ground.heading else []
    )
    if len(earlier) != 1:
        return None
    first, last, amount = earlier[0], values[-1], clause.amounts[0]
    unit = {"%": "procentenheter"}.get(last.unit, last.unit)
    if amount.unit in {"", "enheter"} and last.unit not in MONEY and last.unit != "%":
        amount, unit = replace(amount, unit=""), ""
    exact = replace(last, kind="förändring", value=last.value - first.value, unit=unit)
    facts = [exact, replace(exact, value=last.shown - first.shown)]
    better = bool({"bättre", "stiga"} & set(clause.form.split()))
    if ground.plot.rank:
        sign, ways = (-1 if better else 1), ("{} platser bättre", "{} platser sämre")
    else:
        sign, ways = (1 if "mer" in clause.form.split() else -1), ("{} lägre", "{} högre")

    def say(given: str, fact: Fact) -> str:
        claimed = ways[sign > 0].format(clause.amounts[0].text)
        data = ways[fact.value > 0].format(given)
        return ground.contradiction(claimed, f"{data} än {first.year}")

    return ground.against(amount, facts, say, sign)
