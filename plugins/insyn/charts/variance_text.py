"""What a variance chart shows, in words."""

from __future__ import annotations

from decimal import Decimal

from insyn import swedish
from insyn.charts.plot import Plot
from insyn.charts.variance import (
    BUDGET_TITLE,
    OUTCOME_TITLE,
    in_deficit,
    known_categories,
    latest,
    total_variance,
    worst_deficit,
)


def variance_heading(plot: Plot) -> str:
    """Say how many have a deficit, and who has the largest."""
    worst = worst_deficit(plot)
    known = known_categories(plot)
    if worst is None and len(known) < len(plot.categories):
        return "Inget känt underskott"
    if worst is None:
        return "Alla höll sin budget" if _final(plot) else "Alla väntas hålla sin budget"
    below = [name for name in plot.categories if in_deficit(plot, name)]
    name, difference = worst
    count = f"{swedish.count_word(len(below))} av {swedish.count_word(len(known))}"
    return (
        f"{swedish.capitalised(count)} {_verb(plot)} underskott, "
        f"störst {swedish.inside(name)}: {plot.signed(difference)} {plot.unit.name}"
    )


def variance_summary(plot: Plot) -> str:
    """Say who is worst off and by how much, how many keep the budget, and the total."""
    known = known_categories(plot)
    sentences = []
    worst = worst_deficit(plot)
    if worst is not None:
        name, difference = worst
        measure = swedish.uncapitalised(plot.measure_title)
        share = _percent(difference, plot.value(name, BUDGET_TITLE))
        size = plot.quantity(abs(difference))
        verb = "blev" if _final(plot) else "väntas bli"
        sentences.append(
            f"{swedish.genitive(name)} {measure} {verb} {size}{share} högre än budget, "
            "den största avvikelsen nedåt."
        )
    kept = [name for name in known if not in_deficit(plot, name)]
    verb = "höll" if _final(plot) else "väntas hålla"
    count = swedish.capitalised(swedish.count_word(len(kept)))
    of = swedish.count_word(len(known))
    sentences.append(f"{count} av {of} {verb} budgeten.")
    total = plot.signed(total_variance(plot))
    sentences.append(f"Totalt: {swedish.with_unit(total, plot.unit.name)}.")
    missing = [name for name in plot.categories if name not in known]
    if missing:
        sentences.append(
            f"Uppgift saknas för {swedish.join([swedish.inside(name) for name in missing])}."
        )
    return " ".join(sentences)


def _final(plot: Plot) -> bool:
    return latest(plot) == OUTCOME_TITLE


def _verb(plot: Plot) -> str:
    return "fick" if _final(plot) else "väntas få"


def _percent(difference: Decimal, budget: Decimal | None) -> str:
    if not budget:
        return ""
    share = swedish.number(abs(difference / budget) * 100, 1)
    return f" ({share}{swedish.NBSP}%)"
