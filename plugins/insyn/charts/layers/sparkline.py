"""A small line without axes: the way to the latest value, its first and last year written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from insyn.charts.layers.axis import spread
from insyn.charts.layers.line_frame import NARROWEST, last_known
from insyn.charts.layers.lines import traced
from insyn.charts.layers.marks import Text, draw_texts
from insyn.charts.layers.measure import room_of
from insyn.charts.layers.scale import Scale
from insyn.charts.plot import Plot
from insyn.charts.style import CONTEXT, FONT_SIZE, LINE_HEIGHT, MUTED, SERIES, Canvas
from insyn.charts.values.key_figure import latest, own_series

if TYPE_CHECKING:
    import altair as alt

INSET = 18


def year_places(plot: Plot, left: float, right: float) -> list[float]:
    """Give the pixel of each year between two pixels, with room for the lines' names."""
    years = [int(year) for year in plot.categories]
    names = [room_of(name, FONT_SIZE) for name in plot.series]
    span = max(1, years[-1] - years[0])
    names_room = max(names) + 16 if len(names) > 1 else INSET
    width = max(NARROWEST, right - left - INSET - names_room)
    return [left + INSET + width * (year - years[0]) / span for year in years]


def draw_sparkline(
    plot: Plot,
    canvas: Canvas,
    height: float,
    across: tuple[float, float],
    down: tuple[float, float],
) -> list[alt.Chart]:
    """Draw the own line over the grey ones, between two pixels across and two down.

    There is no axis to read from: the values are in the words and in the table.
    """
    import altair as alt

    from insyn.charts.style import data, pixels

    places = dict(zip(plot.categories, year_places(plot, *across), strict=True))
    low, high = min(plot.values), max(plot.values)
    top, bottom = down
    ends = (bottom - 6, top + 6) if not plot.rank else (top + 6, bottom - 6)
    scale = Scale(low, high if high > low else low + 1, *ends)
    own, layers = own_series(plot), []
    for name in sorted(plot.series, key=lambda series: series == own):
        colour = SERIES[0] if name == own else CONTEXT
        rows = [
            {"x": places[year], "value": None if value is None else float(value)}
            for year in plot.categories
            for value in [plot.value(year, name)]
        ]
        x = alt.X("x:Q", **pixels(canvas.width))
        chart = alt.Chart(data(rows)).encode(x=x, y=scale.y())
        width, size = (2.5, 30) if name == own else (1.5, 14)
        layers += traced(chart, colour, width, size)
    year, value = latest(plot)
    last = [{"x": places[year], "value": float(value)}]
    mark = alt.Chart(data(last)).mark_point(filled=True, color=SERIES[0], opacity=1, size=110)
    layers.append(mark.encode(x=alt.X("x:Q", **pixels(canvas.width)), y=scale.y()))
    names = _names(plot, scale, list(places.values())[-1] + 12) if len(plot.series) > 1 else []
    y = bottom + LINE_HEIGHT / 2
    years = [Text(places[name], y, name, "center", MUTED) for name in plot.categories]
    return [*layers, *draw_texts([*names, years[0], years[-1]], canvas, height)]


def _names(plot: Plot, scale: Scale, x: float) -> list[Text]:
    """Name each line at its end, moved apart where the names would meet."""
    known = [(name, value) for name in plot.series if (value := last_known(plot, name)) is not None]
    heights = [scale.at(value) for _, value in known]
    low, high = sorted((scale.start, scale.end))
    places = spread(heights, [LINE_HEIGHT] * len(known), low - 8, high + 8)
    own = own_series(plot)
    return [
        Text(x, y, name, colour=SERIES[0] if name == own else MUTED)
        for (name, _), y in zip(known, places, strict=True)
    ]
