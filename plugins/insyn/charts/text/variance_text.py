"""What a variance chart shows, in words."""

from __future__ import annotations

from decimal import Decimal

from insyn import swedish
from insyn.charts.plot import ROUNDED, Plot
from insyn.charts.text.words import missing_sentences
from insyn.charts.values.variance import (
    BUDGET_TITLE,
    OUTCOME_TITLE,
    in_deficit,
    known_categories,
    latest,
    total_variance,
    variance_reason,
    worst_deficits,
)


def variance_heading(plot: Plot) -> str:
    """Say how many have a deficit, and who has the largest."""
    known = known_categories(plot)
    below = [name for name in known if in_deficit(plot, name)]
    if not below and len(known) < len(plot.categories):
        return "Inget känt underskott"
    if not below:
        return "Alla höll sin budget" if _final(plot) else "Alla väntas hålla sin budget"
    names, worst = worst_deficits(plot)
    count = f"{swedish.count_word(len(below))} av {swedish.count_word(len(known))}"
    verb = "fick" if _final(plot) else "väntas få"
    who = swedish.join([swedish.inside(name) for name in names])
    size = swedish.with_unit(plot.signed(worst), plot.unit_in_prose)
    return f"{swedish.capitalised(count)} {verb} underskott, störst {who}: {size}"


def variance_summary(plot: Plot) -> str:
    """Say who is worst off and by how much, how many keep the budget, and the total."""
    known = known_categories(plot)
    names, worst = worst_deficits(plot)
    sentences = []
    if len(names) == 1:
        measure = swedish.uncapitalised(plot.measure_title)
        verb = "blev" if _final(plot) else "väntas bli"
        share = _percent(worst, plot.value(names[0], BUDGET_TITLE))
        way = "lägre" if plot.better == "higher" else "högre"
        sentences.append(
            f"{swedish.genitive(names[0])} {measure} {verb} {plot.quantity(abs(worst))}{share} "
            f"{way} än budget, det största underskottet."
        )
    kept = sum(not in_deficit(plot, name) for name in known)
    count = {0: "Ingen", len(known): "Alla"}.get(kept) or (
        f"{swedish.capitalised(swedish.count_word(kept))} av {swedish.count_word(len(known))}"
    )
    sentences.append(f"{count} {'höll' if _final(plot) else 'väntas hålla'} budgeten.")
    if plot.additive:
        total = swedish.with_unit(plot.signed(total_variance(plot)), plot.unit_in_prose)
        sentences.append(f"Totalt: {total}.")
    sentences += missing_sentences(
        (name, variance_reason(plot, name)) for name in plot.categories if name not in known
    )
    return " ".join(sentences)


def variance_notes(plot: Plot) -> tuple[str, ...]:
    """Say what is compared, what the signs mean, and that the panels differ in scale."""
    measure = swedish.uncapitalised(plot.measure_title)
    way = "högre" if plot.better == "higher" else "lägre"
    pairs = [
        (now, budget)
        for name in known_categories(plot)
        if (now := plot.value(name, latest(plot))) is not None
        and (budget := plot.value(name, BUDGET_TITLE)) is not None
    ]
    rounded = () if all(plot.adds_up(*pair) for pair in pairs) else (ROUNDED,)
    return (
        f"Avvikelsen är budget jämförd med {swedish.uncapitalised(latest(plot))}.",
        f"Plus (+) betyder överskott: {way} {measure} än budget.",
        f"Minus ({swedish.MINUS}) betyder underskott.",
        "Avvikelserna är ritade i en egen skala.",
        *rounded,
    )


def _final(plot: Plot) -> bool:
    return latest(plot) == OUTCOME_TITLE


def _percent(difference: Decimal, budget: Decimal | None) -> str:
    if not budget:
        return ""
    share = swedish.number(abs(difference / budget) * 100, 1)
    return f" ({swedish.with_unit(share, '%')})"
