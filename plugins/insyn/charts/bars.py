"""Horizontal bars from zero with their values written at the end: a panel of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from insyn.charts.measure import text_width
from insyn.charts.rows import Rows
from insyn.charts.style import FONT_SIZE, LINE, pixels
from insyn.data.schema import MISSING

if TYPE_CHECKING:
    import altair as alt


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


def draw_bars(bars: Sequence[Bar], rows: Rows, left: float, right: float) -> list[alt.Chart]:
    """Draw bars between the pixels `left` and `right`, on one scale that always holds zero.

    Room is left for the values at both ends. A missing value is said in words, without a bar.
    """
    import altair as alt
    import pandas as pd

    values = [float(bar.value) for bar in bars if bar.value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    high = high if high > low else low + 1
    before = max((_room(bar) for bar in bars if bar.value is not None and bar.value < 0), default=0)
    after = max((_room(bar) for bar in bars if bar.value is None or bar.value >= 0), default=0)
    scale = alt.Scale(domain=[low, high], range=[left + before, right - after], nice=False)
    x = alt.X("value:Q", scale=scale, axis=None, title=None)
    frame = pd.DataFrame(
        {
            "value": 0.0 if bar.value is None else float(bar.value),
            "zero": 0.0,
            "text": bar.text or MISSING,
            "top": rows.bar(bar.row, bar.place)[0],
            "bottom": rows.bar(bar.row, bar.place)[1],
            "middle": sum(rows.bar(bar.row, bar.place)) / 2,
            "fill": bar.fill,
            "outline": bar.outline or bar.fill,
            "missing": bar.value is None,
        }
        for bar in bars
    )
    vertical = pixels(rows.height)
    drawn = frame[~frame["missing"]]
    layers = [
        alt.Chart(drawn[drawn["fill"] == fill])
        .mark_rect(
            fill=fill or None,
            fillOpacity=1 if fill else 0,
            stroke=outline if outline != fill else None,
        )
        .encode(x=x, x2="zero:Q", y=alt.Y("top:Q", **vertical), y2="bottom:Q")
        for fill, outline in dict.fromkeys(zip(drawn["fill"], drawn["outline"], strict=True))
    ]
    for negative in (False, True):
        part = frame[(frame["value"] < 0) == negative]
        if len(part):
            layers.append(
                alt.Chart(part)
                .mark_text(align="right" if negative else "left", dx=-5 if negative else 5)
                .encode(x=x, y=alt.Y("middle:Q", **vertical), text=alt.Text("text:N"))
            )
    zero = pd.DataFrame(
        {
            "zero": 0.0,
            "top": top - 3,
            "bottom": rows.bar(row, rows.bars - 1)[1] + 3,
        }
        for row, top in enumerate(rows.bars_tops)
    )
    layers.append(
        alt.Chart(zero)
        .mark_rule(color=LINE)
        .encode(
            x=alt.X("zero:Q", scale=scale, axis=None),
            y=alt.Y("top:Q", **vertical),
            y2="bottom:Q",
        )
    )
    return layers


def _room(bar: Bar) -> float:
    return text_width(bar.text or MISSING, FONT_SIZE) + 6
