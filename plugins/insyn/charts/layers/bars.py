"""Horizontal bars from zero with their values written at the end: a panel of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from insyn.charts.layers.marks import (
    Align,
    Span,
    Stroke,
    Text,
    draw_spans,
    draw_strokes,
    draw_texts,
)
from insyn.charts.layers.rows import Rows
from insyn.charts.layers.scale import Scale, from_zero
from insyn.charts.style import Canvas
from insyn.data.schema import MISSING

if TYPE_CHECKING:
    import altair as alt

OFF = 5  # pixels between a bar's end and its value


@dataclass(frozen=True)
class Bar:
    """One bar: its place, its value (None is missing), what is written at its end, its look.

    Where a value is missing, the text says why.
    """

    row: int
    place: int
    value: Decimal | None
    text: str
    fill: str
    outline: str = ""


NARROWEST = 16  # pixels of a panel, however long the numbers beside it


def draw_bars(
    bars: Sequence[Bar], rows: Rows, canvas: Canvas, left: float, right: float
) -> list[alt.Chart]:
    """Draw bars between the pixels `left` and `right`, on one scale that always holds zero.

    Room is left for the values at both ends. A missing value is said in words, without a bar.
    """
    known = [(bar, bar.value) for bar in bars if bar.value is not None]
    before = max((_room(bar.text) for bar, value in known if value < 0), default=0)
    after = max((_room(bar.text) for bar, value in known if value >= 0), default=0)
    end = right - after
    scale = from_zero([value for _, value in known], min(left + before, end - NARROWEST), end)
    spans, texts = [], []
    for bar, value in known:
        top, bottom = rows.bar(bar.row, bar.place)
        spans.append(Span(value, Decimal(0), top, bottom, bar.fill, bar.outline))
        off = -OFF if value < 0 else OFF
        align: Align = "right" if value < 0 else "left"
        texts.append(Text(scale.at(value) + off, (top + bottom) / 2, bar.text, align))
    texts += [_lacking(bar, rows, scale, left, right) for bar in bars if bar.value is None]
    x = scale.at(Decimal(0))
    zeros = [
        Stroke(x, top - 3, x, rows.bar(row, rows.bars - 1)[1] + 3)
        for row, top in enumerate(rows.bars_tops)
        if not any(_crossed(text, x, top, rows) for text in texts)
    ]
    looks = list(dict.fromkeys((span.fill, span.outline) for span in spans))
    spans.sort(key=lambda span: looks.index((span.fill, span.outline)))
    texts.sort(key=lambda text: text.align)
    return [
        *draw_spans(spans, scale, rows.height),
        *draw_texts(texts, canvas, rows.height),
        *draw_strokes(zeros, canvas, rows.height),
    ]


def _lacking(bar: Bar, rows: Rows, scale: Scale, left: float, right: float) -> Text:
    """Say why there is no bar: beside zero where there is room, in short where there is little."""
    y, zero = sum(rows.bar(bar.row, bar.place)) / 2, scale.at(Decimal(0))
    texts = [Text(zero + OFF, y, words) for words in (bar.text, MISSING, "saknas")]
    text = next((text for text in texts if text.width <= right - left), texts[-1])
    if text.x + text.width <= right:
        return text
    if text.width <= zero - OFF - left:
        return Text(zero - OFF, y, text.text, "right")
    return Text(right, y, text.text, "right")


def _crossed(text: Text, x: float, top: float, rows: Rows) -> bool:
    """Tell whether the zero line of the row that begins at `top` would strike a text through."""
    start = text.x - text.width if text.align == "right" else text.x
    beside = top <= text.y <= top + rows.bars * rows.bar_height
    return beside and start < x < start + text.width


def _room(text: str) -> float:
    return Text(0, 0, text).width + OFF + 1
