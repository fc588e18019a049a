"""A slope chart: where each part stood the first year and where it stands the last."""

from __future__ import annotations

import altair as alt
import pandas as pd

from insyn.charts.own_look import frame
from insyn.charts.style import SERIES
from insyn.data.dataset import Dataset


def draw(dataset: Dataset) -> alt.LayerChart:
    """Draw a line for each part of the index, with its value at both ends and its name."""
    table = frame(dataset)
    first, last = table["ar"].min(), table["ar"].max()
    before, after = table[table["ar"] == first], table[table["ar"] == last]
    lines = _placed(pd.concat([before, after]))
    start = before.assign(text=before["index"].map("{:.0f}".format))
    end = after.assign(text=after["index"].map("{:.0f}  ".format) + after["delindex"])
    chart: alt.LayerChart = (
        lines.mark_line(color=SERIES[0], strokeWidth=2.5)
        + lines.mark_point(color=SERIES[0], filled=True, opacity=1, size=60)
        + _placed(start).mark_text(align="right", dx=-10).encode(text="text:N")
        + _placed(end).mark_text(align="left", dx=10).encode(text="text:N")
    )
    return chart


def _placed(table: pd.DataFrame) -> alt.Chart:
    years = alt.Axis(title=None, labelAngle=0, labelPadding=12, domain=False, ticks=False)
    return alt.Chart(table).encode(
        x=alt.X("ar:O", axis=years, scale=alt.Scale(type="point", padding=1.4)),
        y=alt.Y("index:Q", scale=alt.Scale(zero=False, padding=10), axis=None),
        detail="delindex:N",
    )
