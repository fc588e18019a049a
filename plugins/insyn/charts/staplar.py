"""Staplar: ordered horizontal bars, one for each category, or up to three side by side."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from insyn import swedish
from insyn.charts.bars import Bar, draw_bars
from insyn.charts.base import ChartType
from insyn.charts.columns import choose, plot_of
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot
from insyn.charts.rows import lay_out
from insyn.charts.style import CONTEXT, SERIES, Canvas, finish
from insyn.data.dataset import Dataset

if TYPE_CHECKING:
    import altair as alt


class Staplar(ChartType):
    """Which is largest, and by how much? Sorted by value unless `ordning: data`."""

    name = "staplar"

    def fits(self, dataset: Dataset) -> bool:
        return bool(dataset.measures)

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        plot = plot_of(choose(dataset, options), options)
        if len(plot.series) > len(SERIES):
            raise Misfit(
                "serie",
                f"{len(plot.series)} serier blir för många staplar bredvid varandra. "
                f"Välj högst {len(SERIES)} under urval.",
            )
        if plot.rank:
            raise Misfit("typ", "En placering kan inte ritas som staplar. Använd typ: linje.")
        if not plot.values:
            raise Misfit("visa", "Alla värden saknas, så det finns inget att rita.")
        if options.order == "data":
            return plot
        order = sorted(plot.categories, key=lambda name: _sum(plot, name), reverse=True)
        return plot_of(choose(dataset, options), options, order)

    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        rows = lay_out(
            plot.categories, len(plot.series), 20 if len(plot.series) == 1 else 17, canvas
        )
        bars = [
            Bar(row, place, value, plot.label(value) if value is not None else "", fill)
            for row, name in enumerate(plot.categories)
            for place, series in enumerate(plot.series)
            for value in [plot.value(name, series)]
            for fill in [_fill(plot, name, place)]
        ]
        names = rows.draw_names(emphasised=plot.highlight)
        return finish(
            [*draw_bars(bars, rows, rows.left, canvas.width), *names], canvas, rows.height
        )

    def heading(self, plot: Plot) -> str:
        tops = {_ends(plot, series)[0] for series in _known(plot)}
        top = next(iter(tops))
        if len(tops) > 1 or len(top) > 2 or len(_known(plot)) < len(plot.series):
            return f"{plot.measure_title} per {swedish.uncapitalised(plot.category_title)}"
        names = swedish.join([top[0], *map(swedish.inside, top[1:])])
        if len(plot.series) > 1:
            return f"{names} ligger högst i alla {swedish.count_word(len(plot.series))}"
        value = plot.quantity(plot.value(top[0], plot.series[0]) or Decimal(0))
        if len(plot.categories) == 1:
            return f"{names}: {value}"
        return f"{names} ligger högst med {value}"

    def describe(self, plot: Plot) -> str:
        known = _known(plot)
        highest, lowest = _ends(plot, known[0])
        if len(plot.series) > 1:
            tops = [
                f"{_named(plot, _ends(plot, series)[0], series)} i {swedish.uncapitalised(series)}"
                for series in known
            ]
            text = f"Högst ligger {swedish.join(tops)}."
        elif highest == lowest:
            value = plot.quantity(plot.value(highest[0], known[0]) or Decimal(0))
            text = f"{highest[0]}: {value}." if len(highest) == 1 else f"Alla ligger på {value}."
        else:
            text = f"Högst ligger {_named(plot, highest, known[0])}"
            text += f", lägst {_named(plot, lowest, known[0])}."
        return " ".join([text, *_sums(plot), *_missing(plot)])

    def notes(self, plot: Plot) -> tuple[str, ...]:
        if len(plot.series) == 1:
            return ()
        return ("Staplarna står uppifrån och ned i samma ordning som i förklaringen.",)


def _known(plot: Plot) -> list[str]:
    """List the series that have some value."""
    return [
        series
        for series in plot.series
        if any(plot.value(name, series) is not None for name in plot.categories)
    ]


def _sums(plot: Plot) -> list[str]:
    """Say what the values add up to, where a sum means anything."""
    if not plot.additive:
        return []
    known = [[plot.value(name, series) for name in plot.categories] for series in plot.series]
    sums = [plot.quantity(sum(filter(None, values), Decimal(0))) for values in known]
    if len(sums) == 1:
        return [f"Summan är {sums[0]}."]
    each = [
        f"{total} i {swedish.uncapitalised(series)}"
        for total, series in zip(sums, plot.series, strict=True)
    ]
    return [f"Summan är {swedish.join(each)}."]


def _missing(plot: Plot) -> list[str]:
    """Name what has no value."""
    found = [
        swedish.inside(name) + (f" i {swedish.uncapitalised(series)}" if series else "")
        for series in plot.series
        for name in plot.categories
        if plot.value(name, series) is None
    ]
    return [f"Uppgift saknas för {swedish.join(found)}."] if found else []


def _named(plot: Plot, names: tuple[str, ...], series: str) -> str:
    value = plot.quantity(plot.value(names[0], series) or Decimal(0))
    return f"{swedish.join([swedish.inside(name) for name in names])} ({value})"


def _ends(plot: Plot, series: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the categories with the highest and those with the lowest known value of a series."""
    known = {name: plot.value(name, series) for name in plot.categories}
    values = [value for value in known.values() if value is not None]
    highest, lowest = (
        tuple(name for name, value in known.items() if value == end)
        for end in (max(values), min(values))
    )
    return highest, lowest


def _sum(plot: Plot, name: str) -> tuple[bool, Decimal]:
    values = [value for series in plot.series if (value := plot.value(name, series)) is not None]
    return bool(values), sum(values, Decimal(0))


def _fill(plot: Plot, name: str, place: int) -> str:
    dimmed = (
        plot.highlight and name not in plot.highlight and plot.series[place] not in plot.highlight
    )
    return CONTEXT if dimmed else SERIES[place]
