"""One figure and its way: the latest value, the change in words, what it is compared with."""

from __future__ import annotations

from decimal import Decimal

from insyn.charts.plot import Plot
from insyn.charts.text.line_text import line_summary, moved
from insyn.charts.text.words import after_title


def own_series(plot: Plot) -> str:
    """Name the series that the card is about."""
    return next((name for name in plot.series if name not in plot.compared), plot.series[0])


def latest(plot: Plot) -> tuple[str, Decimal]:
    """Give the last year with a value, and the value."""
    return _known(plot)[-1]


def value_text(plot: Plot) -> str:
    """Write the latest value with its unit, a placing as “35 av 290”."""
    _, value = latest(plot)
    if plot.rank and plot.bounds[1]:
        return f"{plot.label(value)} av {plot.label(plot.bounds[1])}"
    return plot.quantity(value)


def change_text(plot: Plot) -> str:
    """Say how the figure has moved since the year before: “3 högre än 2012, bättre”."""
    known = _known(plot)
    if len(known) < 2 or not plot.comparable(known[-2][0], known[-1][0]):
        return ""
    (before, earlier), (_, now) = known[-2], known[-1]
    said = moved(plot, earlier, now, [before])
    change = plot.shown(now - earlier)
    if not change or plot.better is None or plot.rank:
        return said
    better = (change > 0) == (plot.better == "higher")
    return f"{said}, {'bättre' if better else 'sämre'}"


def compared_texts(plot: Plot) -> list[str]:
    """Write each comparison of the same year: “Medelvärde 86 %”."""
    year, _ = latest(plot)
    texts = []
    for name in plot.compared:
        value = plot.value(year, name)
        written = plot.reason(year, name) if value is None else plot.quantity(value)
        texts.append(f"{name}: {written}")
    return texts


def key_heading(plot: Plot) -> str:
    """Give the figure with its year and change."""
    year, value = latest(plot)
    change = change_text(plot)
    said = f"plats {plot.label(value)}" if plot.rank else after_title(plot, value)
    return f"{plot.measure_title}: {said} år {year}" + (f", {change}" if change else "")


def key_summary(plot: Plot) -> str:
    """Say the same as the card, and where the figure has been."""
    return line_summary(plot)


def _known(plot: Plot) -> list[tuple[str, Decimal]]:
    own = own_series(plot)
    return [
        (year, value) for year in plot.categories if (value := plot.value(year, own)) is not None
    ]
