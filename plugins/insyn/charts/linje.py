"""Linje: how something has moved over the years. A year without a value is a gap in the line."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from insyn.charts.base import DrawnType, KeyEntry, Stops
from insyn.charts.columns import choose
from insyn.charts.layers.line_frame import Drawing, set_up
from insyn.charts.layers.line_labels import draw_labels
from insyn.charts.layers.lines import draw_axes, draw_breaks, draw_lines
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot
from insyn.charts.points import plot_of
from insyn.charts.style import SERIES, Canvas, finish
from insyn.charts.text.line_text import line_heading, line_notes, line_summary
from insyn.charts.values.own import year_key
from insyn.data.dataset import Dataset
from insyn.problems import unknown

if TYPE_CHECKING:
    import altair as alt


class Linje(DrawnType):
    """A line for each series over the years; a placing has 1 on top."""

    name = "linje"
    heeds = frozenset({"visa", "kategori", "serie", "markera"})

    def fits(self, dataset: Dataset) -> str:
        year = year_key(dataset)
        found = year and dataset.measures and len(set(dataset.columns[year])) > 2
        return "den har värden för tre år eller fler" if found else ""

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        choice = choose(dataset, options, category=self.year_of(dataset, options))
        plot = plot_of(choice, options)
        if len(plot.categories) < 2:
            raise Misfit("urval", "En linje behöver minst två år.")
        plot = replace(plot, categories=_whole_years(plot))
        if not plot.values:
            raise Misfit("visa", "Alla värden saknas, så det finns ingen linje att rita.")
        if plot.rank and min(plot.values) < 1:
            raise Misfit("data", "En placering kan inte vara lägre än 1.")
        if strange := [name for name in plot.highlight if name not in plot.series]:
            lines = filter(None, plot.series)
            raise Misfit("markera", unknown("Linjen", strange[0], " i diagrammet", lines))
        if len(plot.series) > len(SERIES) and not 0 < len(plot.highlight) <= len(SERIES):
            raise Misfit(
                "markera",
                f"Diagrammet har {len(plot.series)} linjer. Ange en till tre av dem i markera, "
                "så ritas de övriga grå.",
            )
        return plot

    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        drawing = set_up(plot, canvas)
        return finish(self.layers(drawing), canvas, drawing.height)

    def year_of(self, dataset: Dataset, options: DiagramOptions) -> str:
        """Name the column of years; raise Misfit where there is none."""
        year = options.category or year_key(dataset)
        if not year or (year in dataset.columns and dataset.column(year).type != "year"):
            raise Misfit("kategori", f"En linje behöver en kolumn med årtal i {dataset.name}.")
        return year

    def layers(self, drawing: Drawing) -> list[alt.Chart]:
        """Draw the axes, the breaks, the lines and their labels."""
        return [
            *draw_axes(drawing),
            *draw_breaks(drawing),
            *draw_lines(drawing),
            *draw_labels(drawing),
        ]

    def stops(self, plot: Plot, canvas: Canvas) -> Stops:
        drawing = set_up(plot, canvas)
        return Stops("x", tuple(drawing.x_of(int(year)) for year in plot.categories))

    def heading(self, plot: Plot) -> str:
        return line_heading(plot)

    def describe(self, plot: Plot) -> str:
        return line_summary(plot)

    def key(self, plot: Plot) -> tuple[KeyEntry, ...]:
        return ()  # every line is named at its end

    def notes(self, plot: Plot) -> tuple[str, ...]:
        return line_notes(plot)


def _whole_years(plot: Plot) -> tuple[str, ...]:
    """Fill in years that were left out, where the others are evenly apart: those are gaps."""
    years = sorted({int(year) for year in plot.categories})
    step = min(after - before for before, after in pairwise(years))
    if any((year - years[0]) % step for year in years):
        return tuple(map(str, years))
    return tuple(map(str, range(years[0], years[-1] + 1, step)))
