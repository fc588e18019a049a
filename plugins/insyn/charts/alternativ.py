"""Alternativ: two or three proposals for each committee, all in one size, order and colour."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from insyn import swedish
from insyn.charts.base import DrawnType, KeyEntry, Stops, Table
from insyn.charts.columns import choose
from insyn.charts.layers.bars import Bar, draw_bars
from insyn.charts.layers.marks import Text, draw_texts
from insyn.charts.layers.measure import text_width
from insyn.charts.layers.rows import Rows, lay_out
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot, shown_unit
from insyn.charts.points import plot_of, remarks_of
from insyn.charts.style import BUDGET, FONT_SIZE, LINE_HEIGHT, MUTED, NEUTRAL, PAPER, Canvas, finish
from insyn.charts.text.proposals_text import (
    proposals_heading,
    proposals_notes,
    proposals_summary,
    proposals_table,
)
from insyn.charts.values.proposals import difference, proposals, shared_name, short_names
from insyn.data.dataset import Dataset
from insyn.problems import unknown

if TYPE_CHECKING:
    import altair as alt

COLUMN = "alternativ"
MOST = 3


class Alternativ(DrawnType):
    """What would each proposal give, and where do they differ? None looks better than another."""

    name = "alternativ"
    heeds = frozenset({"visa", "kategori", "serie", "jämför", "anmärk", "ordning"})

    def fits(self, dataset: Dataset) -> str:
        several = 2 <= len(set(dataset.columns.get(COLUMN, ()))) <= MOST
        return "kolumnen alternativ har två eller tre förslag" if several else ""

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        series = COLUMN if COLUMN in dataset.columns else ""
        choice = choose(dataset, options, series=series)
        plot = plot_of(choice, options)
        if strange := [name for name in options.compared if name not in plot.series]:
            message = unknown("Förslaget", strange[0], " i diagrammet", filter(None, plot.series))
            raise Misfit("jämför", message)
        if len(options.compared) > 1:
            raise Misfit("jämför", "Förslagen kan jämföras med ett värde, inte flera.")
        plot = replace(plot, compared=options.compared, remarks=remarks_of(choice, options))
        if plot.rank:
            raise Misfit("typ", "En placering kan inte ritas som staplar. Använd typ: rankning.")
        if not 2 <= len(proposals(plot)) <= MOST:
            message = (
                f"Diagrammet visar två eller tre förslag, men här är det {len(proposals(plot))}. "
                "Välj två eller tre under urval."
            )
            raise Misfit("urval", message)
        if not plot.values:
            raise Misfit("visa", "Alla värden saknas, så det finns inget att rita.")
        differences = [
            found
            for name in plot.categories
            for proposal in proposals(plot)
            if (found := difference(plot, name, proposal)) is not None
        ]
        plot = replace(plot, unit=shown_unit(plot.file_unit, [*plot.values, *differences]))
        if options.order == "data" or plot.years:
            return plot

        def largest_first(name: str) -> Decimal:
            values = [plot.value(name, series) for series in plot.series]
            return -max((value for value in values if value is not None), default=Decimal(0))

        return replace(plot, categories=tuple(sorted(plot.categories, key=largest_first)))

    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        rows, short = _rows(plot, canvas), short_names(plot)
        label = max(text_width(name, FONT_SIZE) for name in short.values()) + 8
        left = rows.left + label
        middle = rows.left + (canvas.width - rows.left) * (0.62 if canvas.narrow else 0.66)
        bars, differences, names = [], [], []
        for row, name in enumerate(plot.categories):
            for place, series in enumerate(plot.series):
                value, more = plot.value(name, series), difference(plot, name, series)
                text = plot.reason(name, series) if value is None else plot.label(value)
                look = (PAPER, BUDGET) if series in plot.compared else (NEUTRAL, "")
                bars.append(Bar(row, place, value, text, *look))
                y = sum(rows.bar(row, place)) / 2
                names.append(Text(left - 8, y, short[series], "right", MUTED))
                if series not in plot.compared and more is not None:
                    sign = plot.signed(more)
                    differences.append(Bar(row, place, more, sign, NEUTRAL))
        heads = [
            Text(rows.left, LINE_HEIGHT / 2, shared_name(plot), colour=MUTED),
            Text(canvas.width, LINE_HEIGHT / 2, _against(plot), "right", MUTED),
        ]
        texts = [*names, *(head for head in heads if head.text)]
        panel = (
            draw_bars(differences, rows, canvas, middle + 12, canvas.width) if differences else []
        )
        return finish(
            [
                *rows.draw_names(canvas),
                *draw_texts(texts, canvas, rows.height),
                *draw_bars(bars, rows, canvas, left, middle - 8),
                *panel,
            ],
            canvas,
            rows.height,
        )

    def stops(self, plot: Plot, canvas: Canvas) -> Stops:
        return Stops("y", _rows(plot, canvas).middles)

    def key(self, plot: Plot) -> tuple[KeyEntry, ...]:
        short, remarks = short_names(plot), dict(plot.remarks)
        lettered = any(name not in series for series, name in short.items())
        entries = []
        for series in plot.series:
            name = f"{short[series]}: {series}" if lettered else series
            if series in remarks:
                entries.append(KeyEntry("", f"{name} ({remarks[series]})"))
            elif lettered:
                entries.append(KeyEntry("", name))
        return tuple(entries)

    def heading(self, plot: Plot) -> str:
        return proposals_heading(plot)

    def describe(self, plot: Plot) -> str:
        return proposals_summary(plot)

    def notes(self, plot: Plot) -> tuple[str, ...]:
        return proposals_notes(plot)

    def table(self, plot: Plot) -> Table:
        return proposals_table(plot)


def _against(plot: Plot) -> str:
    """Say what the differences are from."""
    return f"Mot {swedish.uncapitalised(plot.compared[0])}" if plot.compared else "Mer än lägsta"


def _rows(plot: Plot, canvas: Canvas) -> Rows:
    return lay_out(plot.categories, len(plot.series), 17, canvas, top=LINE_HEIGHT + 8)
