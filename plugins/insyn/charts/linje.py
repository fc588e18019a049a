"""Linje: how something has moved over the years. A year without a value is a gap in the line."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from insyn import swedish
from insyn.charts.axis import value_axis
from insyn.charts.base import ChartType, KeyEntry
from insyn.charts.columns import choose, plot_of
from insyn.charts.line_frame import roles, set_up
from insyn.charts.line_labels import draw_labels
from insyn.charts.lines import draw_axes, draw_lines
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot
from insyn.charts.style import SERIES, Canvas, finish
from insyn.data.dataset import Dataset

if TYPE_CHECKING:
    import altair as alt


class Linje(ChartType):
    """A line for each series over the years; a placing has 1 on top."""

    name = "linje"

    def fits(self, dataset: Dataset) -> bool:
        year = _year_column(dataset)
        return bool(year and dataset.measures) and len(set(dataset.columns[year])) > 2

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        year = options.category or _year_column(dataset)
        if not year or (year in dataset.columns and dataset.column(year).type != "year"):
            raise Misfit("kategori", f"En linje behöver en kolumn med årtal i {dataset.name}.")
        choice = choose(dataset, options, category=year)
        plot = plot_of(choice, options)
        if len(plot.categories) < 2:
            raise Misfit("urval", "En linje behöver minst två år.")
        first, last = int(min(plot.categories)), int(max(plot.categories))
        plot = plot_of(choice, options, [str(year) for year in range(first, last + 1)])
        if not plot.values:
            raise Misfit("visa", "Alla värden saknas, så det finns ingen linje att rita.")
        if len(plot.series) > len(SERIES) and not 0 < len(plot.highlight) <= len(SERIES):
            raise Misfit(
                "markera",
                f"Diagrammet har {len(plot.series)} linjer. Ange en till tre av dem i markera, "
                "så ritas de övriga grå.",
            )
        return plot

    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        drawing = set_up(plot, canvas)
        layers = [*draw_axes(drawing), *draw_lines(drawing), draw_labels(drawing)]
        return finish(layers, canvas, drawing.height)

    def heading(self, plot: Plot) -> str:
        if len(plot.series) > 1:
            return f"{plot.measure_title} {plot.period}"
        known = _known(plot, plot.series[0])
        (year, last), earlier = known[-1], known[-2:-1]
        now = f"{'plats ' if plot.rank else ''}{plot.quantity(last)} år {year}"
        changes = [_moved(plot, value, last, before) for before, value in earlier]
        said = ", ".join([now, *changes])
        return swedish.capitalised(said) if plot.rank else f"{plot.measure_title}: {said}"

    def describe(self, plot: Plot) -> str:
        series = sorted(plot.series, key=roles(plot).__getitem__)
        return " ".join([*(_sentence(plot, name) for name in series), *_missing(plot)])

    def key(self, plot: Plot) -> tuple[KeyEntry, ...]:
        return ()  # every line is named at its end

    def notes(self, plot: Plot) -> tuple[str, ...]:
        axis = value_axis(plot)
        if not axis.cut:
            return ()
        start, end = plot.label(axis.low), plot.quantity(axis.high)
        return (f"Observera att axeln går från {start} till {end} och inte börjar på noll.",)


def _year_column(dataset: Dataset) -> str:
    years = [spec.name for spec in dataset.descriptor.table.fields if spec.type == "year"]
    return next((name for name in years if name in dataset.keys), "")


def _known(plot: Plot, series: str) -> list[tuple[str, Decimal]]:
    return [
        (year, value) for year in plot.categories if (value := plot.value(year, series)) is not None
    ]


def _sentence(plot: Plot, series: str) -> str:
    """Say where a line is now, how it has moved since last and since first, and its extremes."""
    known = _known(plot, series)
    if not known:
        return f"{series}: uppgift saknas."
    year, last = known[-1]
    now = f"plats {plot.label(last)}" if plot.rank else plot.quantity(last)
    if plot.rank and plot.bounds[1]:
        now += f" av {plot.label(plot.bounds[1])}"
    earlier = dict.fromkeys([*known[-2:-1], *known[:1]]) if len(known) > 1 else {}
    moves = swedish.join([_moved(plot, value, last, before) for before, value in earlier])
    start = f"{series}: {now}" if series else swedish.capitalised(now)
    text = ", ".join(filter(None, [f"{start} år {year}", moves])) + "."
    if plot.rank and plot.bounds[1]:
        behind = (plot.bounds[1] - last) / plot.bounds[1] * 100
        share = swedish.with_unit(swedish.number(behind), "%")
        text += f" Det är bättre än {share} av kommunerna."
    if len(plot.series) == 1 and len(known) > 2:
        values = dict(known).values()
        if plot.label(min(values)) != plot.label(max(values)):
            best, worst = ("Bäst", "sämst") if plot.rank else ("Lägst", "högst")
            text += f" {best} var {_when(plot, known, min(values))}, "
            text += f"{worst} {_when(plot, known, max(values))}."
    return text


def _when(plot: Plot, known: list[tuple[str, Decimal]], value: Decimal) -> str:
    """Write an extreme with the years in which the chart shows it."""
    years = [year for year, other in known if plot.label(other) == plot.label(value)]
    return f"{plot.label(value)} år {swedish.join(years)}"


def _missing(plot: Plot) -> list[str]:
    """Name the years without a value: once for all lines where they are the same."""
    gaps = {
        series: tuple(year for year in plot.categories if plot.value(year, series) is None)
        for series in plot.series
    }
    if len(set(gaps.values())) == 1:
        years = next(iter(gaps.values()))
        return [f"Uppgift saknas för {swedish.join(years)}."] if years else []
    return [
        f"Uppgift saknas för {series} {swedish.join(years)}."
        for series, years in gaps.items()
        if years and _known(plot, series)
    ]


def _moved(plot: Plot, first: Decimal, last: Decimal, year: str) -> str:
    """Say how far a line has moved since a year, in the chart's rounding."""
    change = last - first
    if swedish.rounded(change * plot.unit.factor, plot.unit.decimals) == 0:
        return f"oförändrat sedan {year}"
    size = plot.label(abs(change))
    if plot.rank:
        places = "plats" if abs(change) == 1 else "platser"
        return f"{size} {places} {'bättre' if change < 0 else 'sämre'} än {year}"
    if plot.file_unit == "%":
        size += " procentenhet" if abs(change) == 1 else " procentenheter"
    elif plot.additive:
        size = plot.quantity(abs(change))
    elif not plot.unit_in_prose:
        size += " enhet" if abs(change) == 1 else " enheter"
    return f"{size} {'högre' if change > 0 else 'lägre'} än {year}"
