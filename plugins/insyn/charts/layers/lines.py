"""The axes and lines of a line chart; a missing value is a gap."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from insyn.charts.layers.line_frame import Drawing, roles, tick_text
from insyn.charts.layers.marks import Stroke, Text, draw_strokes, draw_texts
from insyn.charts.layers.measure import text_width
from insyn.charts.style import CONTEXT, DASHES, FONT_SIZE, GRID, LINE, MUTED, SERIES, data

if TYPE_CHECKING:
    import altair as alt

BREAK = "ändrad metod"
SHAPES = ("circle", "square", "diamond")


def draw_axes(drawing: Drawing) -> list[alt.Chart]:
    """Draw the grid with its numbers, the zero line and as many years as there is room for."""
    import altair as alt

    plot, axis = drawing.plot, drawing.axis
    ticks = [
        {"value": float(tick), "text": tick_text(plot, axis, tick), "zero": tick == 0}
        for tick in axis.ticks
    ]
    across = {"x": alt.value(drawing.left), "x2": alt.value(drawing.right)}
    layers = [alt.Chart(data(ticks)).mark_rule(color=GRID).encode(y=drawing.y(), **across)]
    if zeros := [tick for tick in ticks if tick["zero"]]:
        zero = alt.Chart(data(zeros))
        layers.append(zero.mark_rule(color=LINE).encode(y=drawing.y(), **across))
    numbers = alt.Chart(data(ticks)).mark_text(align="right", color=MUTED)
    layers.append(
        numbers.encode(y=drawing.y(), x=alt.value(drawing.left - 10), text=alt.Text("text:N"))
    )
    years = [int(year) for year in plot.categories]
    room = text_width("2000", FONT_SIZE) + 6
    shown = [{"year": year, "text": str(year)} for year in with_room(years, drawing, room)]
    layers.append(
        alt.Chart(data(shown))
        .mark_text(align="center", color=MUTED)
        .encode(x=drawing.x(), y=alt.value(drawing.years_y), text=alt.Text("text:N"))
    )
    return layers


def with_room(years: list[int], drawing: Drawing, room: float) -> list[int]:
    """Choose the years to write: the last, and before it those that there is room for."""
    chosen = [years[-1]]
    for year in reversed(years):
        if drawing.x_of(chosen[-1]) - drawing.x_of(year) >= room:
            chosen.append(year)
    return chosen[::-1]


def draw_breaks(drawing: Drawing) -> list[alt.Chart]:
    """Mark the years in which the way of measuring changed, just before each of them."""
    years = [int(year) for year in drawing.plot.categories]
    strokes, texts = [], []
    for year in drawing.plot.broken:
        before = max(other for other in years if other < year)
        x = (drawing.x_of(before) + drawing.x_of(year)) / 2
        strokes.append(Stroke(x, 18, x, drawing.bottom, MUTED, dash=(4, 3)))
        fits = x + text_width(BREAK, FONT_SIZE) / 2 < drawing.canvas.width
        texts.append(Text(x, 8, BREAK, "center" if fits else "right", MUTED))
    if len(texts) > 1 and texts[1].x - texts[0].x < texts[0].width + 6:
        texts = texts[-1:]
    canvas, height = drawing.canvas, drawing.height
    return [*draw_strokes(strokes, canvas, height), *draw_texts(texts, canvas, height)]


def draw_lines(drawing: Drawing) -> list[alt.Chart]:
    """Draw a line and its points for each series, the lifted ones last and so on top.

    A missing value is None, which breaks the line, and so does a changed way of measuring; a point
    marks every known value.
    """
    import altair as alt

    layers = []
    plot = drawing.plot
    for name, role in sorted(roles(plot).items(), key=lambda item: -item[1]):
        lifted = role < len(SERIES)
        colour = SERIES[role] if lifted else CONTEXT
        points = [(float(year), plot.value(year, name)) for year in plot.categories]
        points += [(year - 0.5, None) for year in plot.broken]
        rows = [
            {"year": year, "value": None if value is None else float(value)}
            for year, value in sorted(points, key=itemgetter(0))
        ]
        chart = alt.Chart(data(rows)).encode(x=drawing.x(), y=drawing.y())
        width, size = (2.5, 46) if lifted else (1.5, 20)
        layers += traced(chart, colour, width, size, role if lifted else 0)
    return layers


def traced(
    chart: alt.Chart, colour: str, width: float, size: float, role: int = 0
) -> list[alt.Chart]:
    """Draw a line that a missing value breaks, and a point at every value, as a role looks."""
    import altair as alt

    line = chart.mark_line(
        color=colour,
        strokeWidth=width,
        strokeDash=DASHES[role] if role else alt.Undefined,
        invalid="break-paths-show-domains",
    )
    points = chart.mark_point(
        filled=True, color=colour, opacity=1, size=size, shape=SHAPES[role], invalid="filter"
    )
    return [line, points]
