"""Enkät: how the answers to each statement are spread, those in the middle apart."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from insyn.charts.base import DrawnType, KeyEntry, Stops, Table
from insyn.charts.columns import choose
from insyn.charts.layers.marks import Span, Stroke, Text, draw_spans, draw_strokes, draw_texts
from insyn.charts.layers.measure import room_of, text_width
from insyn.charts.layers.rows import Rows, lay_out
from insyn.charts.layers.scale import Scale
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot
from insyn.charts.points import plot_of
from insyn.charts.style import (
    CONTEXT,
    FONT_SIZE,
    LINE_HEIGHT,
    MUTED,
    PAPER,
    SERIES,
    TEXT,
    TINTS,
    Canvas,
    finish,
)
from insyn.charts.text.answers_text import answers_heading, answers_summary, answers_table, why
from insyn.charts.text.words import response_text
from insyn.charts.values.answers import Piece, check_answers, pieces, sides, total
from insyn.charts.values.shares import percent
from insyn.data.dataset import Dataset

if TYPE_CHECKING:
    import altair as alt

ANSWER, STATEMENT = "svar", "fraga"
BAR = 24
# Fill, outline and the ink of a number on it.
LOOKS = {
    "series-1": (SERIES[0], SERIES[0], PAPER),
    "tint-1": (TINTS[0], SERIES[0], TEXT),
    "tint-2": (TINTS[1], SERIES[1], TEXT),
    "series-2": (SERIES[1], SERIES[1], PAPER),
}
LABEL = room_of("100\u00a0%", FONT_SIZE) + 6


class Enkat(DrawnType):
    """Who agrees and who doesn't? The file has the answers of a statement from worst to best."""

    name = "enkat"
    heeds = frozenset({"visa", "kategori", "serie", "neutrala", "ordning"})

    def fits(self, dataset: Dataset) -> str:
        found = ANSWER in dataset.keys and len(set(dataset.columns[ANSWER])) > 1
        return f"kolumnen {ANSWER} har svarsalternativ" if found else ""

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        series = ANSWER if ANSWER in dataset.columns else ""
        category = STATEMENT if STATEMENT in dataset.columns else ""
        plot = plot_of(choose(dataset, options, category=category, series=series), options)
        plot = replace(plot, compared=options.neutral)
        check_answers(plot, options)
        if plot.response is None:
            message = (
                f"Beskrivningen av {dataset.name} säger inte hur många som svarade. Lägg till "
                "response: {answered: …, asked: …}."
            )
            raise Misfit("data", message)
        if options.order == "data":
            return plot

        def most_agree_first(name: str) -> Decimal:
            right = total(plot, name, sides(plot).right)
            return -right if right is not None else Decimal(1)

        return replace(plot, categories=tuple(sorted(plot.categories, key=most_agree_first)))

    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        rows = _rows(plot, canvas)
        scale, apart = _scales(plot, rows, canvas)
        roles = _roles(plot)
        spans, texts, strokes = [], [], []
        for row, name in enumerate(plot.categories):
            top, bottom = rows.bar(row, 0)
            y = (top + bottom) / 2
            laid = pieces(plot, name)
            if not laid:
                texts.append(Text(rows.left, y, why(plot, name)))
                continue
            for piece in laid:
                fill, outline, ink = LOOKS[roles[piece.answer]]
                if piece.start != piece.end:
                    spans.append(Span(piece.end, piece.start, top, bottom, fill, outline))
                if len(laid) > 2:
                    texts += _number(scale, piece, y, ink)
            ends = [piece.end for piece in laid]
            left, right = (scale.at(end) for end in (min(ends), max(ends)))
            texts.append(Text(left - 5, y, percent(-min(ends)), "right", bold=True))
            texts.append(Text(right + 5, y, percent(max(ends)), bold=True))
            zeros = [scale.at(Decimal(0))]
            if middle := sides(plot).middle:
                size = total(plot, name, middle) or Decimal(0)
                spans.append(Span(size, Decimal(0), top, bottom, CONTEXT))
                texts.append(Text(apart.at(size) + 5, y, percent(size)))
                zeros.append(apart.at(Decimal(0)))
            strokes += [Stroke(zero, top - 3, zero, bottom + 3) for zero in zeros]
        main = [span for span in spans if span.fill != CONTEXT]
        return finish(
            [
                *draw_spans(sorted(main, key=lambda span: span.fill), scale, rows.height),
                *draw_spans([s for s in spans if s.fill == CONTEXT], apart, rows.height),
                *draw_strokes(strokes, canvas, rows.height),
                *draw_texts(sorted(texts, key=_look), canvas, rows.height),
                *draw_texts(_heads(plot, canvas), canvas, rows.height),
                *rows.draw_names(canvas),
            ],
            canvas,
            rows.height,
        )

    def stops(self, plot: Plot, canvas: Canvas) -> Stops:
        return Stops("y", _rows(plot, canvas).middles)

    def measure(self, plot: Plot) -> str:
        return f"{plot.measure_title}, procent. {response_text(plot)}"

    def key(self, plot: Plot) -> tuple[KeyEntry, ...]:
        roles = _roles(plot)
        return tuple(KeyEntry(roles[answer], answer) for answer in plot.series)

    def heading(self, plot: Plot) -> str:
        return answers_heading(plot)

    def describe(self, plot: Plot) -> str:
        return answers_summary(plot)

    def table(self, plot: Plot) -> Table:
        return answers_table(plot)


def _roles(plot: Plot) -> dict[str, str]:
    """Give each answer its colour: strong at the ends of the scale, light nearer the middle."""
    parts = sides(plot)
    return {
        **dict(zip(parts.left, ("series-2", "tint-2"), strict=False)),
        **dict(zip(reversed(parts.right), ("series-1", "tint-1"), strict=False)),
        **dict.fromkeys(parts.middle, "context"),
    }


def _number(scale: Scale, piece: Piece, y: float, ink: str) -> list[Text]:
    """Write a share inside its bar, where there is room for it."""
    text = percent(abs(piece.end - piece.start)).removesuffix("\u00a0%")
    start, end = scale.at(piece.start), scale.at(piece.end)
    if text_width(text, FONT_SIZE) + 6 > abs(end - start):
        return []
    return [Text((start + end) / 2, y, text, "center", ink)]


def _scales(plot: Plot, rows: Rows, canvas: Canvas) -> tuple[Scale, Scale]:
    """Give the scale of the two sides and that of the middle: a percent is as wide on both."""
    parts = sides(plot)
    left, right, middle = (
        max([total(plot, name, side) or Decimal(0) for name in plot.categories] or [Decimal(0)])
        for side in (parts.left, parts.right, parts.middle)
    )
    labels = LABEL * (3 if parts.middle else 2) + (16 if parts.middle else 0)
    room = canvas.width - rows.left - labels
    unit = room / float(left + right + middle)
    start = rows.left + LABEL
    end = start + unit * float(left + right)
    scale = Scale(-left, right, start, end)
    begin = end + LABEL + 16
    return scale, Scale(Decimal(0), middle or Decimal(1), begin, begin + unit * float(middle or 1))


def _heads(plot: Plot, canvas: Canvas) -> list[Text]:
    """Name the panel of answers that are set apart."""
    middle = sides(plot).middle
    if not middle:
        return []
    name = middle[0] if len(middle) == 1 else "För sig"
    return [Text(canvas.width, LINE_HEIGHT / 2, name, "right", MUTED)]


def _look(text: Text) -> tuple[str, bool, str]:
    return (text.align, text.bold, text.colour)


def _rows(plot: Plot, canvas: Canvas) -> Rows:
    return lay_out(plot.categories, 1, BAR, canvas, top=LINE_HEIGHT + 8)
