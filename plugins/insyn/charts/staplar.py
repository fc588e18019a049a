"""Staplar: ordered horizontal bars, one for each category, or up to three side by side."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from insyn import swedish
from insyn.charts.base import DrawnType, Stops
from insyn.charts.columns import choose
from insyn.charts.layers.bars import Bar, draw_bars
from insyn.charts.layers.rows import Rows, lay_out
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot
from insyn.charts.points import plot_of
from insyn.charts.style import CONTEXT, SERIES, Canvas, finish
from insyn.charts.text.words import ends, missing_sentences
from insyn.data.dataset import Dataset

if TYPE_CHECKING:
    import altair as alt


class Staplar(DrawnType):
    """Which is largest, and by how much? Sorted by value unless `ordning: data`."""

    name = "staplar"
    heeds = frozenset({"visa", "kategori", "serie", "markera", "ordning"})

    def fits(self, dataset: Dataset) -> str:
        return "den har ett värde för varje rad" if dataset.measures else ""

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        choice = choose(dataset, options)
        plot = plot_of(choice, options)
        if len(plot.series) > len(SERIES):
            raise Misfit(
                "serie",
                f"{len(plot.series)} serier blir för många staplar bredvid varandra. "
                f"Välj högst {len(SERIES)} under urval.",
            )
        if plot.rank:
            raise Misfit("typ", "En placering kan inte ritas som staplar. Använd typ: rankning.")
        if not plot.values:
            raise Misfit("visa", "Alla värden saknas, så det finns inget att rita.")
        if options.order == "data" or choice.dataset.column(choice.category).type == "year":
            return plot
        order = sorted(plot.categories, key=lambda name: _sum(plot, name), reverse=True)
        return replace(plot, categories=tuple(order))

    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        rows = _rows(plot, canvas)
        bars = [
            Bar(row, place, value, text, fill)
            for row, name in enumerate(plot.categories)
            for place, series in enumerate(plot.series)
            for value in [plot.value(name, series)]
            for text in [plot.reason(name, series) if value is None else plot.label(value)]
            for fill in [_fill(plot, name, place)]
        ]
        names = rows.draw_names(canvas, plot.highlight)
        return finish(
            [*draw_bars(bars, rows, canvas, rows.left, canvas.width), *names], canvas, rows.height
        )

    def stops(self, plot: Plot, canvas: Canvas) -> Stops:
        return Stops("y", _rows(plot, canvas).middles)

    def heading(self, plot: Plot) -> str:
        whole = all(plot.value(*place) is not None for place in plot.places)
        tops = {_ends(plot, series)[0] for series in _known(plot)}
        top = next(iter(tops))
        if not whole or len(tops) > 1 or len(top) > 2 or len(plot.categories) == len(top) > 1:
            return f"{plot.measure_title} per {swedish.uncapitalised(plot.category_title)}"
        names = swedish.capitalised(swedish.join([_inside(plot, name) for name in top]))
        if len(plot.series) > 1:
            number = len(plot.series)
            all_of = "båda" if number == 2 else f"alla {swedish.count_word(number)}"
            return f"{names} ligger högst i {all_of}"
        value = _value(plot, top, plot.series[0])
        if len(plot.categories) == 1:
            return f"{names}: {value}"
        return f"{names} ligger högst med {value}"

    def describe(self, plot: Plot) -> str:
        sentences = [_sentence(plot, series) for series in _known(plot)]
        return " ".join([*sentences, *_missing(plot)])

    def notes(self, plot: Plot) -> tuple[str, ...]:
        if len(plot.series) == 1:
            return ()
        return ("Staplarna står uppifrån och ned i samma ordning som i förklaringen.",)


def _rows(plot: Plot, canvas: Canvas) -> Rows:
    height = 20 if len(plot.series) == 1 else 17
    return lay_out(plot.categories, len(plot.series), height, canvas)


def _inside(plot: Plot, name: str) -> str:
    """Write a category inside a sentence: “socialnämnden”, “år 2013”."""
    return f"år {name}" if plot.years else swedish.inside(name)


def _known(plot: Plot) -> list[str]:
    """List the series that have some value."""
    return [
        series
        for series in plot.series
        if any(plot.value(name, series) is not None for name in plot.categories)
    ]


def _sentence(plot: Plot, series: str) -> str:
    """Say which is highest and lowest of a series, and the sum where one means anything."""
    highest, lowest = _ends(plot, series)
    values = [plot.value(name, series) for name in plot.categories]
    start = f"{series}: " if series else ""
    if highest == lowest and len(highest) == 1:
        return f"{start}{_named(plot, highest, series)}."
    if highest == lowest:
        return swedish.capitalised(f"{start}alla ligger på {_value(plot, highest, series)}.")
    said = f"{start}högst ligger {_named(plot, highest, series)}, "
    said += f"lägst {_named(plot, lowest, series)}."
    if plot.additive and not plot.years:
        total = plot.quantity(sum(filter(None, values), Decimal(0)))
        said += f" Summan{' av de kända' if None in values else ''} är {total}."
    return swedish.capitalised(said)


def _missing(plot: Plot) -> list[str]:
    """Name what has no value, and why."""
    return missing_sentences(
        (_inside(plot, name) + (f" ({series})" if series else ""), plot.reason(name, series))
        for series in plot.series
        for name in plot.categories
        if plot.value(name, series) is None
    )


def _value(plot: Plot, names: tuple[str, ...], series: str) -> str:
    """Write the value that these categories share."""
    return plot.quantity(plot.value(names[0], series) or Decimal(0))


def _named(plot: Plot, names: tuple[str, ...], series: str) -> str:
    who = swedish.join([_inside(plot, name) for name in names])
    return f"{who} ({_value(plot, names, series)})"


def _ends(plot: Plot, series: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the categories with the highest and those with the lowest known value of a series."""
    return ends({name: plot.value(name, series) for name in plot.categories})


def _sum(plot: Plot, name: str) -> tuple[bool, Decimal]:
    values = [value for series in plot.series if (value := plot.value(name, series)) is not None]
    return bool(values), sum(values, Decimal(0))


def _fill(plot: Plot, name: str, place: int) -> str:
    dimmed = (
        plot.highlight and name not in plot.highlight and plot.series[place] not in plot.highlight
    )
    return CONTEXT if dimmed else SERIES[place]
