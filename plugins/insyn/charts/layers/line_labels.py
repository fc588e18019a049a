"""The labels of a line chart: values along a single line, names at the ends of several."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from insyn.charts.layers.axis import spread
from insyn.charts.layers.line_frame import Drawing, end_text, last_known, roles
from insyn.charts.layers.marks import Stroke, draw_strokes
from insyn.charts.layers.measure import text_width
from insyn.charts.style import (
    CONTEXT,
    FONT_SIZE,
    LINE_HEIGHT,
    MUTED,
    PAPER,
    SERIES,
    TEXT,
    data,
    pixels,
)

if TYPE_CHECKING:
    import altair as alt

LABELLED_POINTS = 8
LABEL_OFFSET = 14
LEADER = 3  # pixels that a label may stand off before it is joined to its line


def draw_labels(drawing: Drawing) -> list[alt.Chart]:
    """Write the values along a single line, or name and last value at each line's end.

    A name that was moved away from its line's end is joined to it.
    """
    import altair as alt

    single = len(drawing.plot.series) == 1
    rows = _point_labels(drawing) if single else _end_labels(drawing)
    chart = alt.Chart(data(rows)).encode(
        x=alt.X("x:Q", **pixels(drawing.canvas.width)),
        y=alt.Y("y:Q", **pixels(drawing.height)),
        text=alt.Text("text:N"),
        color=alt.Color("colour:N", scale=None),
    )
    if single:
        return [chart.mark_text(align="center", stroke=PAPER, strokeWidth=4)]
    leaders = draw_strokes(_leaders(drawing), drawing.canvas, drawing.height)
    return [*leaders, chart.mark_text(align="left")]


def _point_labels(drawing: Drawing) -> list[dict[str, object]]:
    """Label every point where there is room, otherwise the ends, the lowest and the highest."""
    plot = drawing.plot
    known = [
        (int(year), value)
        for year in plot.categories
        if (value := plot.value(year, plot.series[0])) is not None
    ]
    widest = max(text_width(plot.label(value), FONT_SIZE) for _, value in known)
    places = [drawing.x_of(year) for year, _ in known]
    steps = [after - before for before, after in pairwise(places)]
    chosen = known
    if len(known) > LABELLED_POINTS or widest > min(steps, default=widest):
        by_value = sorted(known, key=lambda item: item[1])
        chosen = sorted({known[0], known[-1], by_value[0], by_value[-1]})
    heights = [drawing.height_of(value) for _, value in known]
    rows: list[dict[str, object]] = []
    for year, value in chosen:
        place = known.index((year, value))
        around = heights[max(0, place - 1) : place] + heights[place + 1 : place + 2]
        below = bool(around) and heights[place] > max(around)
        below = below and not _near(heights[place] + LABEL_OFFSET, drawing)
        y = heights[place] + (LABEL_OFFSET if below else -LABEL_OFFSET)
        rows.append({"x": drawing.x_of(year), "y": y, "text": plot.label(value), "colour": TEXT})
    return rows


def _near(y: float, drawing: Drawing) -> bool:
    """Tell whether a label there would be struck through by the zero line."""
    zero = drawing.height_of(Decimal(0))
    return not drawing.plot.rank and abs(y - zero) < LINE_HEIGHT / 2


def _ends(drawing: Drawing) -> list[tuple[str, tuple[str, ...], float, float]]:
    """Give each line's name, its label's lines, where the line ends and where the label stands."""
    plot = drawing.plot
    known = [(name, value) for name in plot.series if (value := last_known(plot, name)) is not None]
    texts = [end_text(plot, name, drawing.canvas) for name, _ in known]
    rooms = [len(lines) * LINE_HEIGHT for lines in texts]
    heights = [drawing.height_of(value) for _, value in known]
    places = spread(heights, rooms, 0, drawing.bottom - 4)
    return [
        (name, lines, height, place)
        for (name, _), lines, height, place in zip(known, texts, heights, places, strict=True)
    ]


def _end_labels(drawing: Drawing) -> list[dict[str, object]]:
    """Name each line at its end, moved apart where they would meet."""
    plot = drawing.plot
    return [
        {
            "x": drawing.right + 12,
            "y": place + (index - (len(lines) - 1) / 2) * LINE_HEIGHT,
            "text": line,
            "colour": (*SERIES, MUTED)[roles(plot)[name]],
        }
        for name, lines, _, place in _ends(drawing)
        for index, line in enumerate(lines)
    ]


def _leaders(drawing: Drawing) -> list[Stroke]:
    """Join a label to its line's end where they stand apart."""
    plot = drawing.plot
    last = plot.categories[-1]
    return [
        Stroke(drawing.right + 5, height, drawing.right + 10, place, (*SERIES, CONTEXT)[role])
        for name, _, height, place in _ends(drawing)
        for role in [roles(plot)[name]]
        if abs(place - height) > LEADER and plot.value(last, name) is not None
    ]
