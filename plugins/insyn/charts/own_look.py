"""The site's look for charts of its own, and a dataset as a table that Altair can draw from."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from insyn.charts.style import FONT, FONT_SIZE, GRID, LINE, MUTED, SERIES, TEXT, Canvas
from insyn.swedish import MINUS, MONTHS, NBSP, WEEKDAYS

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

    from insyn.data.dataset import Dataset

HEIGHT = 260


def frame(dataset: Dataset) -> pd.DataFrame:
    """Give a dataset's columns as a table; numbers are floats and a missing one is NaN."""
    import pandas as pd

    def plain(value: object) -> object:
        return float(value) if isinstance(value, Decimal) else value

    columns = {name: [plain(v) for v in values] for name, values in dataset.columns.items()}
    return pd.DataFrame(columns)


def dressed(chart: Any, canvas: Canvas) -> alt.LayerChart:
    """Give a chart the canvas's width, the site's fonts and colours, and Swedish numbers.

    Raises TypeError, in Swedish, for what isn't a chart with one drawing area.
    """
    import altair as alt

    if not isinstance(chart, alt.Chart | alt.LayerChart):
        message = (
            "draw ska ge ett alt.Chart eller alt.layer(…), inte flera diagram bredvid varandra."
        )
        raise TypeError(message)
    if isinstance(chart, alt.Chart):
        chart = alt.layer(chart)
    if chart.height is alt.Undefined:
        chart = chart.properties(height=HEIGHT)
    dressed: alt.LayerChart = chart.properties(
        width=canvas.width, autosize=alt.AutoSizeParams(type="fit", contains="padding"), padding=2
    )
    dressed.config = alt.Config(
        font=FONT,
        locale=alt.Locale(number=_numbers(), time=_times()),
        view=alt.ViewConfig(stroke=None),
        range=alt.RangeConfig(category=list(SERIES)),
        mark=alt.MarkConfig(color=SERIES[0]),
        text=alt.MarkConfig(font=FONT, fontSize=FONT_SIZE, color=TEXT),
        axis=alt.AxisConfig(
            labelColor=MUTED,
            labelFontSize=FONT_SIZE,
            labelLimit=0,
            titleColor=MUTED,
            titleFontSize=FONT_SIZE,
            titleFontWeight="normal",
            gridColor=GRID,
            domainColor=LINE,
            tickColor=LINE,
        ),
        legend=alt.LegendConfig(
            orient="top",
            labelColor=TEXT,
            labelFontSize=FONT_SIZE,
            labelLimit=0,
            titleColor=MUTED,
            titleFontSize=FONT_SIZE,
            titleFontWeight="normal",
        ),
    )
    return dressed


def _numbers() -> alt.NumberLocale:
    import altair as alt

    return alt.NumberLocale(
        decimal=",", thousands=NBSP, grouping=[3], currency=["", f"{NBSP}kr"],
        minus=MINUS, percent=f"{NBSP}%",
    )  # fmt: skip


def _times() -> alt.TimeLocale:
    import altair as alt

    days = [WEEKDAYS[-1], *WEEKDAYS[:-1]]
    return alt.TimeLocale(
        dateTime="%A %-d %B %Y %H:%M",
        date="%Y-%m-%d",
        time="%H:%M",
        periods=["fm", "em"],
        days=days,
        shortDays=[day[:3] for day in days],
        months=list(MONTHS),
        shortMonths=[month[:3] for month in MONTHS],
    )
