"""Fördelning: where we stand among all municipalities, each of which is a square."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from insyn.charts.base import DrawnType, KeyEntry, Stops, Table
from insyn.charts.columns import choose
from insyn.charts.layers.axis import round_numbers
from insyn.charts.layers.marks import Dot, Stroke, Text, draw_dots, draw_strokes, draw_texts
from insyn.charts.layers.scale import Scale
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot
from insyn.charts.points import plot_of
from insyn.charts.style import (
    CONTEXT,
    LINE_HEIGHT,
    MUTED,
    PAPER,
    SERIES,
    Canvas,
    finish,
)
from insyn.charts.text.spread_text import spread_heading, spread_summary, spread_table
from insyn.charts.values.own import latest_only, own_name
from insyn.charts.values.standing import piles, standing
from insyn.data.dataset import Dataset

if TYPE_CHECKING:
    import altair as alt

FEWEST = 8
HEAD = LINE_HEIGHT * 2 + 6


class Fordelning(DrawnType):
    """Which part of all municipalities are we in? The last year, unless `urval` says another."""

    name = "fordelning"
    heeds = frozenset({"visa", "kategori", "markera"})

    def fits(self, dataset: Dataset) -> str:
        many = len(set(dataset.columns.get("kommun", ()))) > 30
        return "den har värden för många kommuner" if many and dataset.measures else ""

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        measure = options.measure or next(iter(dataset.measures), "")
        chosen = latest_only(dataset, options, measure)
        chosen = chosen.model_copy(update={"highlight": ()})
        plot = plot_of(choose(dataset, chosen), chosen)
        if plot.years or len(plot.series) > 1:
            raise Misfit("urval", "En fördelning visar en enda tid. Välj ett värde under urval.")
        own = own_name(dataset, options, plot.categories)
        if len(plot.values) < FEWEST:
            message = f"En fördelning behöver minst {FEWEST} värden. Använd typ: staplar."
            raise Misfit("typ", message)
        if plot.rank:
            message = "Placeringar fördelar sig alltid jämnt. Använd typ: rankning."
            raise Misfit("typ", message)
        if plot.value(own) is None:
            raise Misfit("markera", f"{own} har inget värde att markera.")
        ordered = sorted(plot.points, key=lambda point: (point.value is None, point.value or 0))
        categories = tuple(point.category for point in ordered)
        return replace(plot, points=tuple(ordered), categories=categories, highlight=(own,))

    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        scale, found, side = _scale(plot, canvas), standing(plot), _side(canvas)
        heaps = piles(plot, scale, side + 1)
        base = HEAD + max(heaps.values()) * (side + 1) + 14
        height = base + LINE_HEIGHT * 2 + 6
        own = plot.value(found.own) or Decimal(0)
        squares = [
            Stroke(x - side / 2, y, x + side / 2, y, CONTEXT, side)
            for name, heap in heaps.items()
            if name != found.own
            for x in [scale.at(plot.value(name) or Decimal(0))]
            for y in [base - side / 2 - 2 - heap * (side + 1)]
        ]
        ticks = _ticks(plot, canvas)
        axis = [Stroke(scale.start, base, scale.end, base)]
        axis += [Stroke(scale.at(tick), base, scale.at(tick), base + 4) for tick in ticks]
        texts = [
            Text(scale.at(tick), base + LINE_HEIGHT * 0.9, plot.label(tick), "center", MUTED)
            for tick in ticks
        ]
        middle, here = scale.at(found.median), scale.at(own)
        median = Stroke(middle, HEAD - 4, middle, base, MUTED, dash=(4, 3))
        pointer = Stroke(here, LINE_HEIGHT + 2, here, base, SERIES[0])
        named = f"{found.own} {plot.label(own)}"
        texts += [
            _inside(Text(here, LINE_HEIGHT / 2, named, "center", SERIES[0], bold=True), canvas),
            _inside(Text(middle, height - LINE_HEIGHT / 2, _median(plot), "center", MUTED), canvas),
        ]
        dot = Dot(own, base - side / 2 - 2 - heaps[found.own] * (side + 1), SERIES[0], PAPER)
        return finish(
            [
                *draw_strokes(axis, canvas, height),
                *draw_strokes(sorted(squares, key=_row), canvas, height),
                *draw_strokes([median, pointer], canvas, height),
                *draw_dots([dot], scale, height),
                *draw_texts(texts, canvas, height),
            ],
            canvas,
            height,
        )

    def stops(self, plot: Plot, canvas: Canvas) -> Stops:
        scale = _scale(plot, canvas)
        return Stops("x", tuple(scale.at(value) for _, value in standing(plot).marks))

    def key(self, plot: Plot) -> tuple[KeyEntry, ...]:
        return (KeyEntry("square", f"en av de {len(plot.values) - 1} andra"),)

    def heading(self, plot: Plot) -> str:
        return spread_heading(plot)

    def describe(self, plot: Plot) -> str:
        return spread_summary(plot)

    def table(self, plot: Plot) -> Table:
        return spread_table(plot)


def _median(plot: Plot) -> str:
    return f"Median {plot.label(standing(plot).median)}"


def _side(canvas: Canvas) -> int:
    """How wide a square is, in pixels."""
    return 3 if canvas.narrow else 4


def _ticks(plot: Plot, canvas: Canvas) -> tuple[Decimal, ...]:
    """Give the round numbers between the lowest and the highest value."""
    low, high = _ends(plot)
    found = round_numbers(low, high, 3 if canvas.narrow else 6)
    return tuple(tick for tick in found if low <= tick <= high)


def _ends(plot: Plot) -> tuple[Decimal, Decimal]:
    low, high = min(plot.values), max(plot.values)
    return low, high if high > low else low + 1


def _scale(plot: Plot, canvas: Canvas) -> Scale:
    room = max([Text(0, 0, plot.label(tick)).width for tick in _ticks(plot, canvas)] or [0]) / 2
    return Scale(*_ends(plot), room + 2, canvas.width - room - 2)


def _inside(text: Text, canvas: Canvas) -> Text:
    """Move a centred text so that it keeps inside the canvas."""
    half = text.width / 2
    return replace(text, x=min(max(text.x, half), canvas.width - half))


def _row(square: Stroke) -> tuple[float, float]:
    """Order squares row by row, in which they weigh least."""
    return square.y, square.x
