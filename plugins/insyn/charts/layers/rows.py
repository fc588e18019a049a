"""The rows of a bar chart: where each name stands and where its bars lie, in pixels.

Names are never cut. On a wide canvas they stand to the left of the bars, broken into lines; on a
narrow one, or where a single word would take half the width, they stand above them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from insyn.charts.layers.marks import Text, draw_texts
from insyn.charts.layers.measure import room_of, wrap
from insyn.charts.style import FONT_SIZE, LINE_HEIGHT, Canvas

if TYPE_CHECKING:
    import altair as alt

NAME_ROOM = 0.34  # of a wide canvas
GAP = 12


@dataclass(frozen=True)
class NameLine:
    """One line of a row's name; `y` is its middle."""

    name: str
    text: str
    y: float


@dataclass(frozen=True)
class Rows:
    """Where the rows of a chart lie; `left` is where the bars' own area begins."""

    names: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    tops: tuple[float, ...]
    bars_tops: tuple[float, ...]
    bars: int
    bar_height: float
    left: float
    height: float
    above: bool

    def bar(self, row: int, place: int) -> tuple[float, float]:
        """Give top and bottom of the bar at `place` (0, 1, …) in a row."""
        top = self.bars_tops[row] + place * self.bar_height
        return top, top + self.bar_height - 2

    @property
    def middles(self) -> tuple[float, ...]:
        """The middle of each row's bars."""
        half = self.bars * self.bar_height / 2
        return tuple(top + half - 1 for top in self.bars_tops)

    def name_lines(self) -> list[NameLine]:
        """List every line of every name with the middle it is centred on."""
        found = []
        for row, lines in enumerate(self.lines):
            middle = self.tops[row] + LINE_HEIGHT / 2
            if not self.above:
                bars_middle = self.bars_tops[row] + self.bars * self.bar_height / 2
                middle = bars_middle - (len(lines) - 1) * LINE_HEIGHT / 2
            for index, line in enumerate(lines):
                y = middle + index * LINE_HEIGHT
                found.append(NameLine(self.names[row], line, y))
        return found

    def draw_names(self, canvas: Canvas, emphasised: Sequence[str] = ()) -> list[alt.Chart]:
        """Draw the names, those in `emphasised` in bold."""
        texts = [
            Text(0, line.y, line.text, bold=line.name in emphasised) for line in self.name_lines()
        ]
        return draw_texts(sorted(texts, key=lambda text: text.bold), canvas, self.height)


def lay_out(
    names: Sequence[str], bars: int, bar_height: float, canvas: Canvas, top: float = 0
) -> Rows:
    """Place rows of `bars` bars each below `top`."""
    room = canvas.width if canvas.narrow else canvas.width * NAME_ROOM
    lines = [wrap(name, FONT_SIZE, room, spaced=False) for name in names]
    widest = max(room_of(line, FONT_SIZE) for name in lines for line in name)
    above = canvas.narrow or widest > canvas.width / 2
    if above:
        lines = [wrap(name, FONT_SIZE, canvas.width) for name in names]
    tops, bars_tops, y = [], [], top
    for name in lines:
        text_height, bars_height = len(name) * LINE_HEIGHT, bars * bar_height
        tops.append(y)
        if above:
            bars_tops.append(y + text_height + 2)
            y = bars_tops[-1] + bars_height + GAP
        else:
            row_height = max(text_height, bars_height) + GAP
            bars_tops.append(y + (row_height - bars_height) / 2)
            y += row_height
    return Rows(
        names=tuple(names),
        lines=tuple(lines),
        tops=tuple(tops),
        bars_tops=tuple(bars_tops),
        bars=bars,
        bar_height=bar_height,
        left=0 if above else widest + 10,
        height=y,
        above=above,
    )
