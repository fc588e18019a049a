"""Budget against forecast or outcome: the variance, who is worst off, and the sums.

Plus is a surplus, as in Swedish municipal reports, however the file writes its costs; for a result
or an income (`better: higher`) it is what came in above budget.
"""

from __future__ import annotations

from decimal import Decimal

from insyn import swedish
from insyn.charts.base import Table
from insyn.charts.plot import Plot
from insyn.charts.points import SCENARIOS
from insyn.charts.text.words import caption, in_brackets, why_missing

BUDGET_TITLE, OUTCOME_TITLE = SCENARIOS["budget"], SCENARIOS["utfall"]


def variance(plot: Plot, name: str) -> Decimal | None:
    """Budget against the latest figure, plus for a surplus; None where either is missing."""
    budget, now = plot.value(name, BUDGET_TITLE), plot.value(name, latest(plot))
    if budget is None or now is None:
        return None
    turned = plot.costs == "negative" or plot.better == "higher"
    return now - budget if turned else budget - now


def variance_reason(plot: Plot, name: str) -> str:
    """Say why a variance isn't known."""
    return why_missing(plot, name, (BUDGET_TITLE, latest(plot)))


def latest(plot: Plot) -> str:
    """Name the outcome, otherwise the last forecast."""
    order = [title for title in SCENARIOS.values() if title in plot.series]
    return order[-1]


def shown_scenarios(plot: Plot) -> tuple[str, ...]:
    """Budget, the last forecast and the outcome: those that there are."""
    forecasts = [
        title
        for title in SCENARIOS.values()
        if title in plot.series and title not in {BUDGET_TITLE, OUTCOME_TITLE}
    ]
    outcome = [OUTCOME_TITLE] if OUTCOME_TITLE in plot.series else []
    return (BUDGET_TITLE, *forecasts[-1:], *outcome)


def known_categories(plot: Plot) -> tuple[str, ...]:
    """List the categories whose variance is known."""
    return tuple(name for name in plot.categories if variance(plot, name) is not None)


def total_variance(plot: Plot) -> Decimal:
    """Add up the variances that are known."""
    return sum((variance(plot, name) or Decimal(0) for name in plot.categories), Decimal(0))


def in_deficit(plot: Plot, name: str) -> bool:
    """Tell whether the variance is known and below zero."""
    difference = variance(plot, name)
    return difference is not None and difference < 0


def worst_deficits(plot: Plot) -> tuple[tuple[str, ...], Decimal]:
    """Name who has the largest deficit, and how large it is; nobody and 0 when there is none."""
    found = {
        name: variance(plot, name) or Decimal(0)
        for name in plot.categories
        if in_deficit(plot, name)
    }
    worst = min(found.values(), default=Decimal(0))
    return tuple(name for name, difference in found.items() if difference == worst), worst


def variance_table(plot: Plot) -> Table:
    """Give budget, forecast, outcome and variance, unrounded, with a row of sums.

    A column in which a value is missing has no sum, but for the variance, whose sum says that it
    is that of the known.
    """
    shown = shown_scenarios(plot)
    unit = in_brackets(plot)
    known = known_categories(plot)

    def cells(name: str) -> tuple[str, ...]:
        difference = variance(plot, name)
        why = variance_reason(plot, name)
        written = why if difference is None else swedish.exact_signed(difference)
        values = (plot.written(name, series) for series in shown)
        return (name, *values, written)

    def total(series: str) -> Decimal | None:
        values = [plot.value(name, series) for name in known]
        return None if None in values else sum(filter(None, values), Decimal(0))

    label = "Summa" if len(known) == len(plot.categories) else "Summa av de kända"
    return Table(
        caption=caption(plot),
        head=(plot.category_title, *(f"{name}{unit}" for name in shown), f"Avvikelse{unit}"),
        rows=tuple(cells(name) for name in plot.categories),
        foot=(
            label,
            *(swedish.exact(total(series)) for series in shown),
            swedish.exact_signed(total_variance(plot)),
        )
        if plot.additive
        else (),
    )
