"""Budget against forecast or outcome: the variance, who is worst off, and the sums.

Plus is a surplus, as in Swedish municipal reports, however the file writes its costs.
"""

from __future__ import annotations

from decimal import Decimal

from insyn import swedish
from insyn.charts.base import Table
from insyn.charts.columns import SCENARIOS
from insyn.charts.plot import Plot

BUDGET_TITLE, OUTCOME_TITLE = SCENARIOS["budget"], SCENARIOS["utfall"]


def variance(plot: Plot, name: str) -> Decimal | None:
    """Budget against the latest figure, plus for a surplus; None where either is missing."""
    budget, now = plot.value(name, BUDGET_TITLE), plot.value(name, latest(plot))
    if budget is None or now is None:
        return None
    return budget - now if plot.costs == "positive" else now - budget


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
    """Tell whether there is a deficit that can be seen after the chart's rounding."""
    difference = variance(plot, name)
    if difference is None:
        return False
    return swedish.rounded(difference * plot.unit.factor, plot.unit.decimals) < 0


def worst_deficit(plot: Plot) -> tuple[str, Decimal] | None:
    """Name the largest deficit; None when there is none."""
    found = [
        (variance(plot, name) or Decimal(0), name)
        for name in plot.categories
        if in_deficit(plot, name)
    ]
    return (min(found)[1], min(found)[0]) if found else None


def variance_table(plot: Plot) -> Table:
    """Give budget, forecast, outcome and variance, unrounded, with a row of sums."""
    shown = shown_scenarios(plot)
    unit = f" ({plot.file_unit})"
    known = known_categories(plot)

    def cells(name: str) -> tuple[str, ...]:
        difference = variance(plot, name)
        written = "uppgift saknas" if difference is None else _exact_signed(difference)
        values = (swedish.exact(plot.value(name, series)) for series in shown)
        return (name, *values, written)

    sums = [
        sum((plot.value(name, series) or Decimal(0) for name in known), Decimal(0))
        for series in shown
    ]
    label = "Summa" if len(known) == len(plot.categories) else "Summa av de kända"
    return Table(
        caption=f"{plot.measure_title}, {plot.place}, {plot.period}",
        head=(plot.category_title, *(f"{name}{unit}" for name in shown), f"Avvikelse{unit}"),
        rows=tuple(cells(name) for name in plot.categories),
        foot=(label, *map(swedish.exact, sums), _exact_signed(total_variance(plot))),
    )


def _exact_signed(value: Decimal) -> str:
    return ("+" if value > 0 else "") + swedish.exact(value)
