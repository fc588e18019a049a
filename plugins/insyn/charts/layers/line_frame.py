"""What all layers of a line chart share: the axis, and the area of the lines in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from insyn import swedish
from insyn.charts.layers.axis import Axis, value_axis
from insyn.charts.layers.measure import room_of, text_width, wrap
from insyn.charts.plot import Plot
from insyn.charts.style import FONT_SIZE, LINE_HEIGHT, SERIES, Canvas

if TYPE_CHECKING:
    import altair as alt

HEIGHT = 220
TOP = 24
FOOT = 9
NARROWEST = 40  # pixels for the lines, however long their names
INSET = 18  # so that the first point's label keeps off the axis
END_ROOM = {True: 0.36, False: 0.25}  # of a narrow and of a wide canvas


@dataclass(frozen=True)
class Drawing:
    """What all layers of a line chart share: the plot, its axis and the lines' area in pixels."""

    plot: Plot
    canvas: Canvas
    axis: Axis
    left: float
    right: float
    top: float = TOP
    bottom: float = TOP + HEIGHT

    @property
    def height(self) -> float:
        """The height of the whole picture."""
        return self.years_y + FOOT

    @property
    def years_y(self) -> float:
        """Where the years stand: lower where the lowest point has its own label below it."""
        lowest = max(self.height_of(value) for value in self.plot.values)
        crowded = len(self.plot.series) == 1 and lowest > self.bottom - LINE_HEIGHT
        return self.bottom + LINE_HEIGHT * (2 if crowded else 1)

    def x(self) -> alt.X:
        """The years, from the first to the last."""
        import altair as alt

        domain = [int(self.plot.categories[0]), int(self.plot.categories[-1])]
        scale = alt.Scale(domain=domain, range=[self.left + INSET, self.right])
        return alt.X("year:Q", scale=scale, axis=None)

    def y(self) -> alt.Y:
        """The values; a placing has 1 on top."""
        import altair as alt

        ends = [self.top, self.bottom] if self.plot.rank else [self.bottom, self.top]
        domain = [float(self.axis.low), float(self.axis.high)]
        scale = alt.Scale(domain=domain, range=ends, nice=False)
        return alt.Y("value:Q", scale=scale, axis=None)

    def x_of(self, year: int) -> float:
        """Give the pixel a year is drawn at."""
        first, last = int(self.plot.categories[0]), int(self.plot.categories[-1])
        left = self.left + INSET
        return left + (self.right - left) * (year - first) / (last - first)

    def height_of(self, value: Decimal) -> float:
        """Give the pixel a value is drawn at, for the labels that stand off from it."""
        part = float((value - self.axis.low) / (self.axis.high - self.axis.low))
        return self.top + (self.bottom - self.top) * (part if self.plot.rank else 1 - part)


def set_up(plot: Plot, canvas: Canvas) -> Drawing:
    """Choose the axis, and leave room for its numbers and for the labels at the lines' ends."""
    axis = value_axis(plot)
    left = max(text_width(tick_text(plot, axis, tick), FONT_SIZE) for tick in axis.ticks) + 10
    last = plot.label(last_known(plot, plot.series[0]) or Decimal(0))
    right = canvas.width - max(20, text_width(last, FONT_SIZE) / 2 + 2)
    needed = 0
    if len(plot.series) > 1:
        lines = [line for name in plot.series for line in end_text(plot, name, canvas)]
        right = canvas.width - 12 - max(room_of(line, FONT_SIZE) for line in lines)
        needed = len(lines) * LINE_HEIGHT - TOP
    right = max(right, left + INSET + NARROWEST)
    return Drawing(plot, canvas, axis, left, right, bottom=TOP + max(HEIGHT, needed))


def roles(plot: Plot) -> dict[str, int]:
    """Number the series 0, 1, 2 by their colours; 3 is the grey of those that aren't lifted."""
    lifted = [name for name in plot.series if not plot.highlight or name in plot.highlight]
    return {name: lifted.index(name) if name in lifted else len(SERIES) for name in plot.series}


def last_known(plot: Plot, series: str) -> Decimal | None:
    """Give a series' last value that isn't missing."""
    values = [plot.value(year, series) for year in plot.categories]
    return next((value for value in reversed(values) if value is not None), None)


def end_text(plot: Plot, series: str, canvas: Canvas) -> tuple[str, ...]:
    """Write the label at a line's end: its name and last value, broken into lines."""
    value = last_known(plot, series)
    text = series if value is None else f"{series} {plot.label(value)}"
    return wrap(text, FONT_SIZE, canvas.width * END_ROOM[canvas.narrow])


def tick_text(plot: Plot, axis: Axis, tick: Decimal) -> str:
    """Write a tick with no more decimals than the ticks need."""
    shown = [(value * plot.unit.factor).normalize() for value in axis.ticks]
    decimals = max(0, *(-int(value.as_tuple().exponent) for value in shown))
    return swedish.number(tick * plot.unit.factor, decimals)
