"""What a variance chart says: who is above or below budget, by how much, and how many they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from insyn.charts.plot import Plot
from insyn.charts.points import SCENARIOS
from insyn.charts.text.facts import Fact, fact, value_facts
from insyn.charts.values.variance import (
    BUDGET_TITLE,
    OUTCOME_TITLE,
    known_categories,
    latest,
    variance,
)

# A variance is plus for a surplus; against budget, plus is more than budget.
VARIANCE, AGAINST_BUDGET = "avvikelse", "mot budget"
DEFICITS, SURPLUSES, KEPT, ALL = "underskott", "överskott", "inom budget", "alla"


def variance_facts(plot: Plot) -> tuple[Fact, ...]:
    """Give the variances of each scenario, the latest first, how many there are, and the values."""
    later = [title for title in SCENARIOS.values() if title in plot.series]
    scenarios = [
        replace(plot, series=(BUDGET_TITLE, title))
        for title in reversed(later)
        if title != BUDGET_TITLE
    ]
    settled = latest(plot) == OUTCOME_TITLE
    found = [*(each for scenario in scenarios for each in _variances(scenario)), *_counts(plot)]
    return (*(replace(each, settled=settled) for each in found), *value_facts(plot))


def _variances(plot: Plot) -> Iterator[Fact]:
    """Give each variance, the total, that of either side alone, and that of what is lifted.

    Those who add up or subtract what the chart shows may get another last figure than the exact.
    """
    exact: dict[str, Decimal] = {}
    shown: dict[str, Decimal] = {}
    for name in known_categories(plot):
        exact[name] = variance(plot, name) or Decimal(0)
        shown[name] = plot.shown(exact[name]) / plot.unit.factor
        ends = [plot.shown(plot.value(name, side) or Decimal(0)) for side in plot.series]
        gap = abs(ends[0] - ends[1]) / plot.unit.factor
        for value in (exact[name], -gap if exact[name] < 0 else gap):
            yield from _both(plot, value, name)
    if not plot.additive:
        return
    for values in (exact, shown):
        yield from _both(plot, sum(values.values(), Decimal(0)))
        yield from _both(plot, sum((v for v in values.values() if v < 0), Decimal(0)))
        yield from _both(plot, sum((v for v in values.values() if v > 0), Decimal(0)))
        if plot.highlight:
            lifted = [values[name] for name in plot.highlight if name in values]
            yield from _both(plot, sum(lifted, Decimal(0)))


def _both(plot: Plot, difference: Decimal, name: str = "") -> Iterator[Fact]:
    """Say a variance both ways: as a surplus, and as what is above budget."""
    above = difference if plot.better == "higher" else -difference
    yield fact(plot, VARIANCE, difference, name)
    yield fact(plot, AGAINST_BUDGET, above, name)


def _counts(plot: Plot) -> Iterator[Fact]:
    """Count either side, with and without those that the chart shows as zero."""
    known = {name: variance(plot, name) or Decimal(0) for name in known_categories(plot)}
    for values in ([plot.shown(value) for value in known.values()], known.values()):
        for kind, number in (
            (DEFICITS, sum(value < 0 for value in values)),
            (SURPLUSES, sum(value > 0 for value in values)),
            (KEPT, sum(value >= 0 for value in values)),
            (KEPT, sum(value == 0 for value in values)),  # “fyra får överskott, tre håller budget”
        ):
            yield Fact(kind, Decimal(number), "antal", 0)
    for number in (len(known), len(plot.categories)):
        yield Fact(ALL, Decimal(number), "antal", 0)
