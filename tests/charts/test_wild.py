"""Whatever the data and the options, a chart is refused in words or made whole."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from insyn.charts.base import DrawnType
from insyn.charts.catalogue import chart_type
from insyn.charts.layers.measure import text_width
from insyn.charts.plot import Misfit, Plot
from insyn.charts.style import FONT_SIZE, NARROW, WIDE, Canvas
from samples import dataset, options
from wild import CHOICES, PLAIN, TYPED, many, suiting, tables, ways

EXAMPLES = int(os.environ.get("INSYN_EXAMPLES", "150"))
PYTHON = re.compile(r"None|Decimal|nan|NaN|\(\)|  |\[|\{|E\+|\.\.|,,|, \.| \.| ,")


@given(
    table=st.one_of(tables(), suiting(), suiting(), many(), ways()),
    written=st.one_of(PLAIN, TYPED, CHOICES),
)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a drawing takes minutes
)
def test_a_chart_is_refused_in_words_or_made_whole(
    table: dict[str, Any], written: dict[str, Any]
) -> None:
    """Nothing ever ends in a traceback, and what is made is whole, in its words as in its lines."""
    data = dataset(**table)
    chosen = options(**written)
    try:
        chart, _ = chart_type(data, chosen, Path())
        plot = chart.columns(data, chosen)
    except Misfit:
        return
    shown = chart.table(plot)
    said = [chart.heading(plot), chart.describe(plot), chart.measure(plot), *chart.notes(plot)]
    said += [entry.text for entry in chart.key(plot)]
    said += [cell for row in (shown.head, *shown.rows, shown.foot) for cell in row]
    assert [text for text in said if PYTHON.search(text)] == []
    assert {len(row) for row in shown.rows} == {len(shown.head)}
    assert len(shown.foot) in {0, len(shown.head)}
    for canvas in (WIDE, NARROW):
        if isinstance(chart, DrawnType):
            assert faults_of_drawing(chart, plot, canvas) == []


LONGEST = 10  # letters of a number beside a bar


def faults_of_drawing(chart: DrawnType, plot: Plot, canvas: Canvas) -> list[str]:
    """Say which stops and texts are outside the canvas, and whether there is a NaN."""
    places = chart.stops(plot, canvas)
    spec = chart.draw(plot, canvas).to_dict()
    extent = canvas.width if places.along == "x" else spec["height"]
    faults = [f"stop at {place}" for place in places.places if not 0 <= place <= extent]
    if len(places.places) not in {0, len(chart.table(plot).rows)}:
        faults.append("the stops aren't those of the table")
    if "NaN" in json.dumps(spec).replace('"value": NaN', ""):
        faults.append("NaN")
    if any(len(plot.label(value)) > LONGEST for value in plot.values):
        return faults  # no municipality has billions of anything to the öre
    for text, start, end, y in _texts(spec):
        inside = start >= -1 and end <= canvas.width + 1 and 0 <= y <= spec["height"]
        if not inside and "å" * 20 not in text.lower():
            faults.append(f"“{text}” at {start:.0f}–{end:.0f}, {y:.0f}")
    return faults


def _texts(spec: dict[str, Any]) -> Iterator[tuple[str, float, float, float]]:
    """Give the texts that say their own pixels, with where they begin and end, and their height."""
    for layer in spec["layer"]:
        encoding, mark = layer["encoding"], layer["mark"]
        if mark["type"] != "text" or "field" not in encoding["x"] or encoding["x"]["field"] != "x":
            continue
        for row in spec["datasets"][layer["data"]["name"]]:
            width = text_width(row["text"], mark.get("fontSize", FONT_SIZE)) / 1.25
            part = {"left": 0, "center": 0.5, "right": 1}[mark["align"]]
            yield row["text"], row["x"] - part * width, row["x"] + (1 - part) * width, row["y"]
