"""How every chart looks: two canvases, one size of text, and a colour for each role.

A chart is drawn with the hex codes below; figures/svg turns each into a class, and the theme's
stylesheet decides what it is in light, in dark, in forced colours and on paper. So every code must
be unique, and no chart may use a colour that isn't here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

FONT = "Liberation Sans"  # vl-convert carries it, so that text is measured alike on every machine
FONT_SIZE = 13
LINE_HEIGHT = 17

TEXT = "#1b1b1c"
MUTED = "#55565a"
GRID = "#d8d9dc"
LINE = "#3c3d40"
PAPER = "#fefefe"
CONTEXT = "#85868a"
SERIES = ("#0072b2", "#c44d00", "#00825e")
TINTS = ("#b5d6ea", "#f3cbb0")  # of the first two, for half an answer; outlined in their colour
NEUTRAL = "#65717d"  # for what must not look like a better or a worse choice
BUDGET = "#2b2c2e"
FORECAST = "#6e6f73"
OUTCOME = "#4a4b4e"

ROLES = {
    TEXT: "text",
    MUTED: "muted",
    GRID: "grid",
    LINE: "line",
    PAPER: "paper",
    CONTEXT: "context",
    SERIES[0]: "series-1",
    SERIES[1]: "series-2",
    SERIES[2]: "series-3",
    TINTS[0]: "tint-1",
    TINTS[1]: "tint-2",
    NEUTRAL: "neutral",
    BUDGET: "budget",
    FORECAST: "forecast",
    OUTCOME: "outcome",
}
DASHES: tuple[list[int], ...] = ([1, 0], [7, 3], [2, 3])


@dataclass(frozen=True)
class Canvas:
    """One of the widths a chart is drawn in, in the SVG's units (CSS pixels at full size)."""

    name: str
    width: int
    narrow: bool


WIDE = Canvas("wide", 640, narrow=False)
NARROW = Canvas("narrow", 288, narrow=True)


def finish(layers: list[alt.Chart], canvas: Canvas, height: float) -> alt.LayerChart:
    """Lay the layers on a canvas whose pixels are the coordinates that the layers use.

    Every scale states its domain and range itself, so no layer may bend another's.
    """
    import altair as alt

    apart = alt.ScaleResolveMap(x="independent", y="independent")
    text = alt.MarkConfig(font=FONT, fontSize=FONT_SIZE, color=TEXT, baseline="middle")
    return alt.LayerChart(
        layer=layers,
        resolve=alt.Resolve(scale=apart),
        width=canvas.width,
        height=height,
        padding=0,
        autosize="none",
        config=alt.Config(font=FONT, view=alt.ViewConfig(stroke=None), text=text),
    )


def data(rows: list[dict[str, Any]]) -> alt.Data:
    """Give rows to draw from as they are: made into a table first they take twice the time."""
    import altair as alt

    return alt.InlineData(values=rows)


def pixels(extent: float) -> dict[str, Any]:
    """Give a scale on which a value is its own place in pixels, counted from the top or left."""
    import altair as alt

    return {"scale": alt.Scale(domain=[0, extent], range=[0, extent]), "axis": None, "title": None}
