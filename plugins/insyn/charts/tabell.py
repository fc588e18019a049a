"""Tabell: the figures themselves, where they are few, or of several kinds, or all matter."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from insyn import swedish
from insyn.charts.base import ChartType, KeyEntry, Table
from insyn.charts.columns import choose, free_keys, selected_rows
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Plot
from insyn.charts.points import plot_of
from insyn.charts.staplar import Staplar
from insyn.data.dataset import Dataset


class Tabell(ChartType):
    """What is each figure, exactly? One column for each series or, of one key, for each measure."""

    name = "tabell"
    heeds = frozenset({"visa", "kategori", "serie", "ordning"})

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        plot = plot_of(choose(dataset, options), options)
        if options.order == "värde":
            order = sorted(plot.categories, key=lambda name: _first(plot, name), reverse=True)
            plot = replace(plot, categories=tuple(order))
        rows = list(selected_rows(dataset, options).values())
        if options.measure or len(free_keys(dataset, rows)) > 1:
            return plot
        # Several measures of one key stand side by side, each in its own unit.
        beside = None
        for measure in reversed(dataset.measures[1:]):
            chosen = options.model_copy(update={"measure": measure})
            other = plot_of(choose(dataset, chosen), chosen)
            beside = replace(other, categories=plot.categories, companion=beside)
        return replace(plot, companion=beside)

    def key(self, plot: Plot) -> tuple[KeyEntry, ...]:
        return ()

    def measure(self, plot: Plot) -> str:
        return super().measure(plot) if plot.companion is None else _titles(plot)

    def heading(self, plot: Plot) -> str:
        return f"{_titles(plot)} per {swedish.uncapitalised(plot.category_title)}"

    def describe(self, plot: Plot) -> str:
        if not plot.values:
            return "Alla värden saknas."
        said = Staplar().describe(plot)
        if plot.rank:
            said = f"Lägsta talet är den bästa placeringen. {said}"
        return said if plot.companion is None else f"{plot.measure_title}. {said}"

    def table(self, plot: Plot) -> Table:
        table = super().table(plot)
        if plot.companion is not None:
            table = replace(table, caption=f"{_titles(plot)}, {plot.place}, {plot.period}")
        other = plot.companion
        while other is not None:
            more = super().table(other)
            rows = zip(table.rows, more.rows, strict=True)
            table = replace(
                table,
                head=(*table.head, *more.head[1:]),
                rows=tuple((*row, *cells[1:]) for row, cells in rows),
            )
            other = other.companion
        return table


def _titles(plot: Plot) -> str:
    """Name all the measures that stand side by side."""
    titles = [plot.measure_title]
    other = plot.companion
    while other is not None:
        titles.append(swedish.uncapitalised(other.measure_title))
        other = other.companion
    return swedish.join(titles)


def _first(plot: Plot, name: str) -> tuple[bool, Decimal]:
    value = plot.value(name, plot.series[0])
    return value is not None, value or Decimal(0)
