"""The marks that charts are made of: texts and lines in pixels, spans and dots on a scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from insyn.charts.layers.measure import room_of
from insyn.charts.layers.scale import Scale
from insyn.charts.style import FONT_SIZE, LINE, TEXT, Canvas, data, pixels

if TYPE_CHECKING:
    import altair as alt

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Text:
    """A line of text: `y` is its middle, `x` its start, middle or end, by `align`."""

    x: float
    y: float
    text: str
    align: Align = "left"
    colour: str = TEXT
    bold: bool = False
    size: float = FONT_SIZE

    @property
    def width(self) -> float:
        """The room to leave for it, in pixels."""
        return room_of(self.text, self.size) * (1.08 if self.bold else 1)


@dataclass(frozen=True)
class Stroke:
    """A straight line between two points, in pixels."""

    x: float
    y: float
    x2: float
    y2: float
    colour: str = LINE
    thickness: float = 1
    dash: tuple[int, ...] = ()


@dataclass(frozen=True)
class Span:
    """A bar from one value to another, between two pixels across."""

    value: Decimal
    value2: Decimal
    top: float
    bottom: float
    fill: str
    outline: str = ""


@dataclass(frozen=True)
class Dot:
    """A point at a value; without a `fill` it is hollow."""

    value: Decimal
    at: float
    fill: str
    outline: str = ""
    shape: str = "circle"
    size: float = 90


Mark = TypeVar("Mark", Text, Stroke, Span, Dot)


def draw_texts(texts: Sequence[Text], canvas: Canvas, height: float) -> list[alt.Chart]:
    """Draw texts, each where it says."""
    import altair as alt

    layers = []
    for look, rows in _by_look(texts, "align", "colour", "bold", "size"):
        mark = alt.Chart(rows).mark_text(
            align=look["align"],
            color=look["colour"],
            fontWeight="bold" if look["bold"] else "normal",
            fontSize=look["size"],
        )
        x, y = alt.X("x:Q", **pixels(canvas.width)), alt.Y("y:Q", **pixels(height))
        layers.append(mark.encode(x=x, y=y, text=alt.Text("text:N")))
    return layers


def draw_strokes(strokes: Sequence[Stroke], canvas: Canvas, height: float) -> list[alt.Chart]:
    """Draw lines."""
    import altair as alt

    layers = []
    for look, rows in _by_look(strokes, "colour", "thickness", "dash"):
        mark = alt.Chart(rows).mark_rule(
            color=look["colour"],
            strokeWidth=look["thickness"] if look["thickness"] != 1 else alt.Undefined,
            strokeDash=list(look["dash"]) or alt.Undefined,
        )
        x, y = alt.X("x:Q", **pixels(canvas.width)), alt.Y("y:Q", **pixels(height))
        layers.append(mark.encode(x=x, y=y, x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q")))
    return layers


def draw_spans(spans: Sequence[Span], scale: Scale, height: float) -> list[alt.Chart]:
    """Draw horizontal bars on a scale."""
    import altair as alt

    layers = []
    for look, rows in _by_look(spans, "fill", "outline"):
        mark = alt.Chart(rows).mark_rect(fill=look["fill"], stroke=look["outline"] or None)
        layers.append(
            mark.encode(
                x=scale.x(),
                x2=alt.X2("value2:Q"),
                y=alt.Y("top:Q", **pixels(height)),
                y2=alt.Y2("bottom:Q"),
            )
        )
    return layers


def draw_dots(dots: Sequence[Dot], scale: Scale, height: float) -> list[alt.Chart]:
    """Draw points on a horizontal scale; `at` is their height in pixels."""
    import altair as alt

    layers = []
    for look, rows in _by_look(dots, "fill", "outline", "shape", "size"):
        mark = alt.Chart(rows).mark_point(
            filled=False,
            fill=look["fill"],
            stroke=look["outline"] or None,
            strokeWidth=2,
            shape=look["shape"],
            size=look["size"],
            opacity=1,
        )
        layers.append(mark.encode(x=scale.x(), y=alt.Y("at:Q", **pixels(height))))
    return layers


def _by_look(marks: Iterable[Mark], *look: str) -> Iterable[tuple[dict[str, Any], alt.Data]]:
    """Gather marks of one look that stand after one another, as data to draw from."""

    def look_of(mark: Mark) -> tuple[Any, ...]:
        return tuple(getattr(mark, name) for name in look)

    for values, alike in groupby(marks, look_of):
        rows = [
            {
                name: float(value) if isinstance(value, Decimal) else value
                for name, value in asdict(mark).items()
                if name not in look
            }
            for mark in alike
        ]
        yield dict(zip(look, values, strict=True)), data(rows)
