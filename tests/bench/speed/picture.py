"""docs/speed.svg: the seconds as bars from zero; what is compared shares a scale."""

from __future__ import annotations

from typing import Any

import altair as alt
import vl_convert

from bench.speed.goals import Medians
from bench.speed.page import LABELS, seconds
from insyn.charts.style import FONT, MUTED, NEUTRAL, SERIES, TEXT

PANELS = (
    ("From nothing, every chart drawn", ("insyn-cold", "drawing")),
    ("All pages, charts kept or none", ("insyn-cached", "pelican", "hugo")),
    (
        "After an edit",
        (
            *("insyn-none", "insyn-body", "insyn-csv", "insyn-title"),
            *("preview-body", "preview-title", "hugo-body", "pelican"),
        ),
    ),
)
SHORT = {
    "preview-body": "Insyn's preview, body edited, in browser",
    "preview-title": "Insyn's preview, title edited, in browser",
}
WIDTH, NAMES, BAR = 360, 270, 22  # pixels


def picture(count: int, medians: Medians, said: str) -> str:
    """Draw the builds of one size as SVG; `said` tells where and when they were measured."""
    panels = [_panel(title, names, medians) for title, names in PANELS]
    chart = (
        alt.vconcat(*panels, spacing=18)
        .properties(
            title=alt.TitleParams(
                f"Seconds to build {count:,} posts",
                subtitle=[f"Each group has a scale of its own, from zero. {said}"],
                anchor="start",
                offset=12,
            ),
            padding=16,
            background="#ffffff",
        )
        .configure(font=f"{FONT}, Arial, sans-serif")
        .configure_view(stroke=None)
        .configure_title(fontSize=13, subtitleFontSize=12, color=TEXT, subtitleColor=MUTED)
    )
    return str(vl_convert.vegalite_to_svg(chart.to_dict(), allowed_base_urls=[]))


def _panel(title: str, names: tuple[str, ...], medians: Medians) -> alt.LayerChart:
    rows: list[dict[str, Any]] = [
        {
            "name": SHORT.get(name, LABELS[name]),
            "seconds": medians[name].wall,
            "said": f"{seconds(medians[name].wall)} s",
            "own": name.startswith(("insyn", "preview")),
        }
        for name in names
        if name in medians
    ]
    longest = max((row["seconds"] for row in rows), default=1)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("name:N")
        .sort(None)
        .title(None)
        .axis(
            domain=False,
            ticks=False,
            labelFontSize=12,
            labelLimit=NAMES,
            labelColor=TEXT,
            minExtent=NAMES,
            maxExtent=NAMES,
        ),
        x=alt.X("seconds:Q").title(None).axis(None).scale(domain=[0, longest * 1.15], nice=False),
    )
    own = alt.condition("datum.own", alt.value(SERIES[0]), alt.value(NEUTRAL))
    bars = base.mark_bar(height=BAR - 6).encode(color=own)
    texts = base.mark_text(align="left", dx=4, fontSize=12, color=TEXT).encode(text="said:N")
    chart: alt.LayerChart = (bars + texts).properties(
        width=WIDTH,
        height=BAR * len(rows),
        title=alt.TitleParams(title, anchor="start", frame="group", offset=4),
    )
    return chart
