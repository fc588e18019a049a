"""Vattenfall: from one level to another, step by step: from the budgeted result to the forecast."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from insyn.charts.base import DrawnType, Stops, Table
from insyn.charts.columns import choose
from insyn.charts.layers.marks import Span, Stroke, Text, draw_spans, draw_strokes, draw_texts
from insyn.charts.layers.rows import Rows, lay_out
from insyn.charts.layers.scale import from_zero
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot
from insyn.charts.points import plot_of
from insyn.charts.style import (
    BUDGET,
    CONTEXT,
    FORECAST,
    OUTCOME,
    PAPER,
    SERIES,
    Canvas,
    finish,
)
from insyn.charts.text.steps_text import steps_heading, steps_notes, steps_summary, steps_table
from insyn.charts.values.steps import CHANGE, COLUMN, LEVEL, Step, label, steps
from insyn.data.dataset import Dataset

if TYPE_CHECKING:
    import altair as alt


class Vattenfall(DrawnType):
    """How did one result become another? Steps in the file's order, levels as subtotals."""

    name = "vattenfall"
    heeds = frozenset({"visa", "kategori"})

    def fits(self, dataset: Dataset) -> str:
        kinds = set(dataset.columns.get(COLUMN, ()))
        return f"kolumnen {COLUMN} har {LEVEL} och {CHANGE}" if {LEVEL, CHANGE} <= kinds else ""

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        if COLUMN not in dataset.columns:
            message = f"Ett vattenfall behöver en kolumn ”{COLUMN}” med {LEVEL} eller {CHANGE}."
            raise Misfit("typ", message)
        plot = plot_of(choose(dataset, options, series=COLUMN), options)
        if strange := [name for name in plot.series if name not in {LEVEL, CHANGE}]:
            message = f"”{strange[0]}” i kolumnen {COLUMN} är okänt. Skriv {LEVEL} eller {CHANGE}."
            raise Misfit("data", message)
        if not plot.additive and not plot.counted:
            raise Misfit("visa", "Steg kan bara läggas ihop i pengar eller antal.")
        if lacking := [point.category for point in plot.points if point.value is None]:
            message = f"{lacking[0]} saknar värde, så stegen går inte att lägga ihop."
            raise Misfit("data", message)
        kinds = [point.series for point in plot.points]
        if len(kinds) < 3 or kinds[0] != LEVEL or kinds[-1] != LEVEL or CHANGE not in kinds:
            raise Misfit("data", f"Ett vattenfall börjar och slutar med {LEVEL} med steg emellan.")
        if len(plot.categories) < len(kinds):
            raise Misfit("data", "Två steg har samma namn. Ge dem olika namn.")
        for step in steps(plot):
            if step.level and step.before != step.after:
                message = (
                    f"Stegen fram till {step.name} blir {plot.quantity(step.before)}, men "
                    f"{step.name} är {plot.quantity(step.after)}."
                )
                raise Misfit("data", message)
        return plot

    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        rows, found = _rows(plot, canvas), steps(plot)
        heights = [value for step in found for value in (step.before, step.after)]
        room = max(Text(0, 0, label(plot, step), bold=True).width for step in found) + 6
        before = room if min(heights) < 0 else 0
        scale = from_zero(heights, rows.left + before, canvas.width - room)
        spans, texts, strokes = [], [], []
        for row, step in enumerate(found):
            top, bottom = rows.bar(row, 0)
            start = Decimal(0) if step.level else step.before
            spans.append(Span(step.after, start, top, bottom, *_look(step)))
            left = step.level and step.after < 0
            edge = min(start, step.after) if left else max(start, step.after)
            x, y = scale.at(edge) + (-5 if left else 5), (top + bottom) / 2
            text = label(plot, step)
            texts.append(Text(x, y, text, "right" if left else "left", bold=step.level))
            if step.level:
                zero = scale.at(Decimal(0))
                strokes.append(Stroke(zero, top - 3, zero, bottom + 3))
        # Where the names stand above the bars, a connecting line would strike through them.
        for row, (step, _) in enumerate(pairwise(found) if not rows.above else ()):
            x = scale.at(step.after)
            strokes.append(Stroke(x, rows.bar(row, 0)[1], x, rows.bar(row + 1, 0)[0], CONTEXT))
        return finish(
            [
                *rows.draw_names(canvas, [step.name for step in found if step.level]),
                *draw_strokes(sorted(strokes, key=_colour), canvas, rows.height),
                *draw_spans(sorted(spans, key=lambda span: span.fill), scale, rows.height),
                *draw_texts(sorted(texts, key=lambda text: text.bold), canvas, rows.height),
            ],
            canvas,
            rows.height,
        )

    def stops(self, plot: Plot, canvas: Canvas) -> Stops:
        return Stops("y", _rows(plot, canvas).middles)

    def key(self, plot: Plot) -> tuple[()]:
        return ()  # names and signs say what each bar is

    def heading(self, plot: Plot) -> str:
        return steps_heading(plot)

    def describe(self, plot: Plot) -> str:
        return steps_summary(plot)

    def notes(self, plot: Plot) -> tuple[str, ...]:
        return steps_notes(plot)

    def table(self, plot: Plot) -> Table:
        return steps_table(plot)


def _look(step: Step) -> tuple[str, str]:
    """Fill and outline as in a variance chart: budget outlined, forecast hatched, outcome solid."""
    if not step.level:
        return SERIES[0] if step.after >= step.before else SERIES[1], ""
    name = step.name.casefold()
    if "budget" in name:
        return PAPER, BUDGET
    return (FORECAST, FORECAST) if "prognos" in name else (OUTCOME, "")


def _colour(stroke: Stroke) -> str:
    return stroke.colour


def _rows(plot: Plot, canvas: Canvas) -> Rows:
    return lay_out(plot.categories, 1, 20, canvas)
