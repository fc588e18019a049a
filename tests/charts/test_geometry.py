"""What is drawn equals the data: positions on a straight line, bars from zero, gaps as gaps."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geometry import bars, faults_of_bars, faults_of_points, points, render
from insyn.charts.avvikelse import Avvikelse
from insyn.charts.linje import Linje
from insyn.charts.plot import Plot
from insyn.charts.staplar import Staplar
from insyn.charts.style import BUDGET, FORECAST, NARROW, OUTCOME, PAPER, SERIES, WIDE, Canvas
from insyn.charts.variance import shown_scenarios, variance
from samples import committees, dataset, options, scenarios, years

CANVASES = [WIDE, NARROW]
VALUES = st.lists(
    st.integers(-50_000, 50_000).filter(bool), min_size=3, max_size=7, unique=True
).filter(lambda values: max(values) - min(values) > 100)
DRAWN = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def known(plot: Plot) -> list[Decimal]:
    """The values in the order in which bars are drawn: row by row, then series by series."""
    places = [(name, series) for name in plot.categories for series in plot.series]
    return [value for place in places if (value := plot.value(*place)) is not None]


@pytest.mark.parametrize("canvas", CANVASES, ids=lambda canvas: canvas.name)
@given(values=VALUES)
@DRAWN
def test_bars_are_as_long_as_their_values(canvas: Canvas, values: list[int]) -> None:
    """Bars of any size and sign start at zero and end on one straight line."""
    data = committees({f"Nämnd {index}": value for index, value in enumerate(values)})
    plot = Staplar().columns(data, options())
    drawn = render(Staplar().draw(plot, canvas).to_dict())
    assert faults_of_bars(known(plot), bars(drawn, SERIES)) == []


@pytest.mark.parametrize("canvas", CANVASES, ids=lambda canvas: canvas.name)
@given(values=VALUES)
@DRAWN
def test_lines_pass_through_their_values(canvas: Canvas, values: list[int]) -> None:
    """Points of any size and sign lie on one straight scale, years evenly apart."""
    plot = Linje().columns(years(dict(enumerate(values, start=2001)), unit="tkr"), options())
    drawn = points(render(Linje().draw(plot, canvas).to_dict()), SERIES[0])
    assert faults_of_points(known(plot), [y for _, y in drawn], turned=False) == []
    steps = {round(after[0] - before[0], 1) for before, after in pairwise(drawn)}
    assert max(steps) - min(steps) < 0.2


@pytest.mark.parametrize("costs", ["positive", "negative"])
@pytest.mark.parametrize("canvas", CANVASES, ids=lambda canvas: canvas.name)
def test_both_panels_of_a_variance_are_true(canvas: Canvas, costs: str) -> None:
    """Budget, forecast and outcome share a scale, variances another; both start at zero."""
    sign = 1 if costs == "positive" else -1
    data = scenarios(
        {
            "Socialnämnden": {"budget": 391 * sign, "prognos_1": 404 * sign, "utfall": 410 * sign},
            "Tekniska nämnden": {"budget": 42 * sign, "prognos_1": 41 * sign, "utfall": 40 * sign},
            "Revisionen": {"budget": 2 * sign, "prognos_1": None, "utfall": 3 * sign},
        },
        costs,
    )
    plot = Avvikelse().columns(data, options())
    drawn = render(Avvikelse().draw(plot, canvas).to_dict())
    left = bars(drawn, (PAPER, FORECAST, OUTCOME))
    places = [(name, series) for name in plot.categories for series in shown_scenarios(plot)]
    values = [value for place in places if (value := plot.value(*place)) is not None]
    assert faults_of_bars(values, left) == []
    differences = [variance(plot, name) for name in plot.categories]
    assert differences == [-19, -1, 2]
    assert faults_of_bars([d for d in differences if d is not None], bars(drawn, SERIES)) == []
    assert BUDGET in drawn


def test_a_placing_has_one_on_top() -> None:
    """Place 1 stands above place 290, and the axis spans all places."""
    bounds = {"minimum": 1, "maximum": 290}
    field = {"unit": "placering", "better": "lower", "constraints": bounds}
    plot = Linje().columns(years({2011: 196, 2012: 207, 2013: 143}, **field), options())
    spec = Linje().draw(plot, WIDE).to_dict()
    heights = [y for _, y in points(render(spec), SERIES[0])]
    assert faults_of_points(known(plot), heights, turned=True) == []
    assert {"1", "290"} <= set(texts(spec))


def test_a_gap_is_a_gap() -> None:
    """A missing value and a missing year both break the line; nothing is drawn through."""
    plot = Linje().columns(years({2009: 75, 2010: None, 2011: 77, 2013: 78, 2014: 79}), options())
    drawn = render(Linje().draw(plot, WIDE).to_dict())
    assert len(points(drawn, SERIES[0])) == 4
    line = next(part for part in drawn.split("<path") if f'stroke="{SERIES[0]}"' in part)
    assert line.partition(' d="')[2].partition('"')[0].count("M") == 3


def test_a_missing_bar_is_said_in_words() -> None:
    """No bar is drawn where there is no value, and the row says so."""
    plot = Staplar().columns(committees({"A": 5, "B": None, "C": 7}), options())
    spec = Staplar().draw(plot, WIDE).to_dict()
    assert len(bars(render(spec), SERIES)) == 2
    assert "uppgift saknas" in texts(spec)


@pytest.mark.parametrize("canvas", CANVASES, ids=lambda canvas: canvas.name)
@pytest.mark.parametrize("chart", ["staplar", "avvikelse"])
def test_long_names_are_never_cut(chart: str, canvas: Canvas) -> None:
    """Every word of a long committee name is drawn."""
    name = "Samhällsbyggnadsnämndens arbetsutskott för mark-, plan- och exploateringsfrågor"
    if chart == "staplar":
        plot = Staplar().columns(committees({name: 5, "Revisionen": 2}), options())
        spec = Staplar().draw(plot, canvas).to_dict()
    else:
        values: dict[str, float | None] = {"budget": 5, "prognos_1": 6}
        plot = Avvikelse().columns(scenarios({name: values, "Revisionen": values}), options())
        spec = Avvikelse().draw(plot, canvas).to_dict()
    drawn = " ".join(texts(spec))
    assert "…" not in drawn
    assert all(word in drawn for word in name.replace("-,", "-, ").split())


def texts(spec: dict[str, Any]) -> list[str]:
    """List every text that a chart draws."""
    from lxml import etree

    drawn = etree.fromstring(render(spec).encode())
    return [element.text or "" for element in drawn.iter("{*}text")]


def stack(spec: dict[str, Any]) -> None:
    """Plant a fault: each bar begins where the one before it ends."""
    for rows in spec["datasets"].values():
        total = 0.0
        for row in rows:
            if "outline" in row:
                row["zero"], row["value"] = total, total + row["value"]
                total = row["value"]


def cut_axis(spec: dict[str, Any]) -> None:
    """Plant a fault: the axis begins at 3 though bars are drawn from its edge."""
    for layer in bar_layers(spec):
        layer["encoding"]["x"]["scale"].update(domain=[3, 9], clamp=True)


def square_root(spec: dict[str, Any]) -> None:
    """Plant a fault: large values are drawn too short."""
    for layer in bar_layers(spec):
        layer["encoding"]["x"]["scale"]["type"] = "sqrt"


def drop_row(spec: dict[str, Any]) -> None:
    """Plant a fault: one row is lost on the way."""
    layer = bar_layers(spec)[0]
    del spec["datasets"][layer["data"]["name"]][1]


def swap_rows(spec: dict[str, Any]) -> None:
    """Plant a fault: two values change places."""
    rows = spec["datasets"][bar_layers(spec)[0]["data"]["name"]]
    rows[0]["value"], rows[1]["value"] = rows[1]["value"], rows[0]["value"]


def bar_layers(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == "rect"]


@pytest.mark.parametrize("plant", [stack, cut_axis, square_root, drop_row, swap_rows])
def test_the_check_of_bars_finds_planted_faults(plant: Callable[[dict[str, Any]], None]) -> None:
    """A chart that is stacked by accident, cut, bent or short of a row does not pass."""
    plot = Staplar().columns(committees({"A": 9, "B": 7, "C": 6, "D": 4}), options())
    spec = Staplar().draw(plot, WIDE).to_dict()
    assert faults_of_bars(known(plot), bars(render(spec), SERIES)) == []
    plant(spec)
    assert faults_of_bars(known(plot), bars(render(spec), SERIES)) != []


def test_the_check_of_lines_finds_an_axis_upside_down() -> None:
    """A placing drawn as an ordinary number does not pass."""
    field = {"unit": "placering", "better": "lower"}
    plot = Linje().columns(years({2011: 3, 2012: 2, 2013: 1}, **field), options())
    spec = Linje().draw(plot, WIDE).to_dict()
    for layer in spec["layer"]:
        if "scale" in layer["encoding"].get("y", {}) and layer["encoding"]["y"]["field"] == "value":
            layer["encoding"]["y"]["scale"]["range"].reverse()
    heights = [y for _, y in points(render(spec), SERIES[0])]
    assert faults_of_points(known(plot), heights, turned=True) == ["the axis is upside down"]


def test_bars_side_by_side_keep_their_series_apart() -> None:
    """Three series give three bars a row, in one order and on one scale."""
    fields = [
        {"name": "namnd", "type": "string"},
        {"name": "alternativ", "title": "Alternativ", "type": "string"},
        {"name": "belopp", "type": "number", "unit": "tkr"},
    ]
    rows = [[name, number, len(name) * int(number)] for name in ("AA", "B") for number in "123"]
    plot = Staplar().columns(dataset(fields, rows), options())
    assert plot.series == ("Alternativ 1", "Alternativ 2", "Alternativ 3")
    drawn = render(Staplar().draw(plot, WIDE).to_dict())
    assert faults_of_bars(known(plot), bars(drawn, SERIES)) == []
