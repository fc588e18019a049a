"""Index: where each part stands on its whole scale, with last time and what it is compared with."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from insyn.charts.base import DrawnType, KeyEntry, Stops
from insyn.charts.layers.marks import Dot, Stroke, Text, draw_dots, draw_strokes, draw_texts
from insyn.charts.layers.rows import Rows, lay_out
from insyn.charts.layers.scale import Scale
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot
from insyn.charts.style import GRID, LINE_HEIGHT, MUTED, PAPER, SERIES, TEXT, Canvas, finish
from insyn.charts.text.index_text import (
    earlier_value,
    index_heading,
    index_notes,
    index_summary,
    last_time,
)
from insyn.charts.text.words import response_text
from insyn.charts.values.index_columns import TIMES, index_plot
from insyn.charts.values.own import year_key
from insyn.data.dataset import Dataset
from insyn.data.totals import TOTAL

if TYPE_CHECKING:
    import altair as alt

HEAD = LINE_HEIGHT + 10


class Index(DrawnType):
    """Dots on the whole scale: solid now, hollow last time, a line for what is compared with."""

    name = "index"
    heeds = frozenset({"visa", "kategori", "markera", "jämför", "ordning"})

    def fits(self, dataset: Dataset) -> str:
        indexed = [name for name in dataset.measures if dataset.unit(name) == "index"]
        year = year_key(dataset)
        few = len(set(dataset.columns[year])) <= TIMES if year else True
        parts = "delindex" in dataset.columns and indexed and few
        return "den har delindex för en eller två tider" if parts else ""

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        plot = index_plot(dataset, options)
        if None in plot.bounds:
            message = (
                "Skalans ändar är okända. Skriv constraints: {minimum: 0, maximum: 100} för "
                "kolumnen i beskrivningen."
            )
            raise Misfit("visa", message)
        if plot.rank:
            raise Misfit("typ", "En placering har ingen skala. Använd typ: rankning.")
        if not plot.values:
            raise Misfit("visa", "Alla värden saknas, så det finns inget att rita.")
        if options.order == "data":
            return plot

        def whole_first(name: str) -> tuple[bool, bool, Decimal]:
            value = plot.value(name, plot.series[0])
            return not TOTAL.match(name), value is None, -(value or Decimal(0))

        return replace(plot, categories=tuple(sorted(plot.categories, key=whole_first)))

    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        rows = _rows(plot, canvas)
        now, before = plot.series[0], last_time(plot)
        low, high = (bound or Decimal(0) for bound in plot.bounds)
        labels = {name: self._label(plot, name) for name in plot.categories}
        room = max(text.width for text in labels.values())
        scale = Scale(low, high, rows.left + 12, canvas.width - room - 20)
        strokes, dots, texts, ticks = [], [], [], []
        foot = rows.bars_tops[-1] + rows.bar_height
        marks = [low + (high - low) * step / 4 for step in range(5)]
        for value in marks:
            x = scale.at(value)
            if not rows.above:
                strokes.append(Stroke(x, HEAD - 6, x, foot, GRID))
            texts.append(Text(x, LINE_HEIGHT / 2, plot.label(value), "center", MUTED))
        for row, name in enumerate(plot.categories):
            y = rows.middles[row]
            strokes.append(Stroke(scale.start, y, scale.end, y, GRID))
            short = map(scale.at, marks if rows.above else ())
            strokes += [Stroke(x, y - 4, x, y + 4, GRID) for x in short]
            for other in plot.compared:
                theirs = plot.value(name, other)
                if theirs is not None:
                    x = scale.at(theirs)
                    ticks.append(Stroke(x, y - 9, x, y + 9, TEXT, thickness=2))
            earlier = plot.value(name, before) if before else None
            if earlier is not None:
                dots.append(Dot(earlier, y, PAPER, SERIES[0]))
            current = plot.value(name, now)
            if current is not None:
                dots.append(Dot(current, y, SERIES[0], SERIES[0]))
            texts.append(replace(labels[name], x=canvas.width, y=y, align="right"))
        dots.sort(key=lambda dot: dot.fill == SERIES[0])
        return finish(
            [
                *draw_strokes(strokes, canvas, rows.height),
                *draw_strokes(ticks, canvas, rows.height),
                *draw_dots(dots, scale, rows.height),
                *draw_texts(texts, canvas, rows.height),
                *rows.draw_names(canvas, [name for name in plot.categories if TOTAL.match(name)]),
            ],
            canvas,
            rows.height,
        )

    @staticmethod
    def _label(plot: Plot, name: str) -> Text:
        now, earlier = plot.series[0], earlier_value(plot, name)
        value = plot.value(name, now)
        if value is None:
            return Text(0, 0, plot.reason(name, now))
        if earlier is None:
            return Text(0, 0, plot.label(value))
        change = plot.signed(value - earlier) if plot.shown(value - earlier) else "±0"
        return Text(0, 0, f"{plot.label(value)} ({change})")

    def stops(self, plot: Plot, canvas: Canvas) -> Stops:
        return Stops("y", _rows(plot, canvas).middles)

    def measure(self, plot: Plot) -> str:
        return ". ".join(filter(None, [super().measure(plot), response_text(plot)]))

    def key(self, plot: Plot) -> tuple[KeyEntry, ...]:
        before = last_time(plot)
        entries = [KeyEntry("dot", plot.series[0] or plot.period)]
        if before:
            entries.append(KeyEntry("ring", before))
        return (*entries, *(KeyEntry("tick", name) for name in plot.compared))

    def heading(self, plot: Plot) -> str:
        return index_heading(plot)

    def describe(self, plot: Plot) -> str:
        return index_summary(plot)

    def notes(self, plot: Plot) -> tuple[str, ...]:
        return index_notes(plot)


def _rows(plot: Plot, canvas: Canvas) -> Rows:
    return lay_out(plot.categories, 1, 22, canvas, top=HEAD)
