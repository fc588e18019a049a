"""Bars are as long as their values, from zero, in the order promised: staplar and its kin."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import planting
from geometry import Drawn, Mark, drawn, faults_of_bars, faults_of_labels, faults_of_order
from insyn.charts.alternativ import Alternativ
from insyn.charts.avvikelse import Avvikelse
from insyn.charts.plot import Plot
from insyn.charts.skattekrona import Skattekrona
from insyn.charts.staplar import Staplar
from insyn.charts.style import (
    BUDGET,
    FORECAST,
    MUTED,
    NARROW,
    NEUTRAL,
    OUTCOME,
    PAPER,
    SERIES,
    WIDE,
    Canvas,
)
from insyn.charts.values.proposals import difference, short_names
from insyn.charts.values.variance import shown_scenarios, variance
from samples import committees, dataset, options, proposals, purposes, scenarios

CANVASES = pytest.mark.parametrize("canvas", [WIDE, NARROW], ids=lambda canvas: canvas.name)
VALUES = st.lists(
    st.integers(-50_000, 50_000).filter(bool), min_size=3, max_size=7, unique=True
).filter(lambda values: max(values) - min(values) > 100)
DRAWN = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


def faults_of_panel(
    values: list[Decimal | None], labels: list[str], marks: list[Mark], found: Drawn
) -> list[str]:
    """Hold a panel against its values; one that is missing is said in words, without a bar."""
    known = [value for value in values if value is not None]
    faults = faults_of_bars(known, marks)
    if faults:
        return faults
    pairs = list(zip(values, labels, strict=True))
    said = [label for value, label in pairs if value is not None]
    reasons = [label for value, label in pairs if value is None]
    missing = [word for word in dict.fromkeys(reasons) if found.said().count(word) < 1]
    faults += [f"“{word}” isn't said" for word in missing]
    return faults + faults_of_labels(said, known, marks, found)


def written(plot: Plot, value: Decimal | None) -> str:
    return "uppgift saknas" if value is None else plot.label(value)


def faults_of_staplar(plot: Plot, found: Drawn) -> list[str]:
    values = [plot.value(*place) for place in plot.places]
    labels = [written(plot, value) for value in values]
    faults = faults_of_panel(values, labels, found.filled(*SERIES), found)
    return faults + faults_of_order(plot.categories, found)


@CANVASES
@given(values=VALUES)
@DRAWN
def test_bars_are_as_long_as_their_values(canvas: Canvas, values: list[int]) -> None:
    """Bars of any size and sign start at zero, end on one straight line and say their value."""
    data = committees({f"Nämnd {index}": value for index, value in enumerate(values)})
    plot = Staplar().columns(data, options())
    order = [plot.value(name) or Decimal(0) for name in plot.categories]
    assert order == sorted(order, reverse=True)
    assert faults_of_staplar(plot, drawn(Staplar(), plot, canvas)) == []


@CANVASES
def test_a_missing_bar_is_said_in_words(canvas: Canvas) -> None:
    """No bar is drawn where there is no value, and the row says so."""
    plot = Staplar().columns(committees({"A": 5, "B": None, "C": 7}), options())
    found = drawn(Staplar(), plot, canvas)
    assert faults_of_staplar(plot, found) == []
    assert "uppgift saknas" in found.said()


@CANVASES
def test_bars_side_by_side_keep_their_series_apart(canvas: Canvas) -> None:
    """Three series give three bars a row, in one order, in their own colours, on one scale."""
    fields = [
        {"name": "namnd", "type": "string"},
        {"name": "alternativ", "title": "Alternativ", "type": "string"},
        {"name": "belopp", "type": "number", "unit": "tkr"},
    ]
    rows = [[name, number, len(name) * int(number)] for name in ("AA", "B") for number in "123"]
    plot = Staplar().columns(dataset(fields, rows), options())
    assert plot.series == ("Alternativ 1", "Alternativ 2", "Alternativ 3")
    found = drawn(Staplar(), plot, canvas)
    assert faults_of_staplar(plot, found) == []
    assert [mark.fill for mark in found.filled(*SERIES)] == [*SERIES, *SERIES]


@pytest.mark.parametrize(
    "plant",
    [
        planting.stack,
        planting.cut("rect", 3),
        planting.bend("rect"),
        planting.turn("rect"),
        planting.drop_row("rect"),
        planting.swap_rows("rect", "value"),
        planting.swap_rows("text", "text"),
        planting.relabel("9", "8"),
        planting.relabel("A", "B"),
        planting.move("rect", "value2", 1),
    ],
)
def test_the_check_of_bars_finds_planted_faults(plant: planting.Plant) -> None:
    """A chart that is stacked by accident, cut, bent, mislabelled or short of a row can't pass."""
    plot = Staplar().columns(committees({"A": 9, "B": 7, "C": 6, "D": 4}), options())
    assert faults_of_staplar(plot, drawn(Staplar(), plot, WIDE)) == []
    assert faults_of_staplar(plot, drawn(Staplar(), plot, WIDE, plant)) != []


def faults_of_avvikelse(plot: Plot, found: Drawn) -> list[str]:
    shown = shown_scenarios(plot)
    values = [plot.value(name, series) for name in plot.categories for series in shown]
    labels = [written(plot, value) for value in values]
    faults = faults_of_panel(values, labels, found.filled(PAPER, FORECAST, OUTCOME), found)
    differences = [variance(plot, name) for name in plot.categories]
    signs = ["uppgift saknas" if v is None else plot.signed(v) for v in differences]
    marks = found.filled(*SERIES)
    faults += faults_of_panel(differences, signs, marks, found)
    known = [value for value in differences if value is not None]
    if [mark.fill for mark in marks] != [SERIES[value < 0] for value in known]:
        faults.append("deficits don't have their colour")
    return faults + faults_of_order(plot.categories, found)


@pytest.mark.parametrize("costs", ["positive", "negative"])
@CANVASES
def test_both_panels_of_a_variance_are_true(canvas: Canvas, costs: str) -> None:
    """Budget, forecast and outcome share a scale, variances another; both start at zero."""
    sign = 1 if costs == "positive" else -1
    data = scenarios(
        {
            "Socialnämnden": {"budget": 391 * sign, "prognos_1": 404 * sign, "utfall": 410 * sign},
            "Tekniska nämnden": {"budget": 42 * sign, "prognos_1": 41 * sign, "utfall": 40 * sign},
            "Revisionen": {"budget": 2 * sign, "prognos_1": None, "utfall": 3 * sign},
            "Valnämnden": {"budget": None, "prognos_1": sign, "utfall": sign},
        },
        costs,
    )
    plot = Avvikelse().columns(data, options())
    found = drawn(Avvikelse(), plot, canvas)
    assert [variance(plot, name) for name in plot.categories] == [-19, -1, 2, None]
    assert faults_of_avvikelse(plot, found) == []
    assert {mark.outline for mark in found.filled(PAPER)} == {BUDGET}


@CANVASES
@given(values=st.lists(st.tuples(st.integers(1, 900), st.integers(1, 900)), min_size=3, max_size=5))
@DRAWN
def test_any_variance_is_true(canvas: Canvas, values: list[tuple[int, int]]) -> None:
    """Whatever budget and outcome, both panels are straight and their labels right."""
    rows = {f"Nämnd {n}": {"budget": a, "utfall": b} for n, (a, b) in enumerate(values)}
    plot = Avvikelse().columns(scenarios(rows), options())
    if len({variance(plot, name) for name in plot.categories}) > 1 and len(set(plot.values)) > 1:
        assert faults_of_avvikelse(plot, drawn(Avvikelse(), plot, canvas)) == []


@pytest.mark.parametrize(
    "plant",
    [
        planting.stack,
        planting.bend("rect"),
        planting.turn("rect"),
        planting.drop_row("rect"),
        planting.drop_row("rect", layer=-1, row=0),
        planting.swap_rows("rect", "value"),
        planting.relabel("\u221219", "+19"),
        planting.recolour("rect", SERIES[2], layer=-1),
        planting.move("rect", "value", 4, layer=-1),
    ],
)
def test_the_check_of_variances_finds_planted_faults(plant: planting.Plant) -> None:
    """A panel that is bent, mislabelled, in the wrong colour or short of a row does not pass."""
    rows = {"A": (391, 410), "B": (42, 44), "C": (3, 2), "D": (30, 25)}
    data = scenarios({name: {"budget": a, "utfall": b} for name, (a, b) in rows.items()})
    plot = Avvikelse().columns(data, options())
    assert faults_of_avvikelse(plot, drawn(Avvikelse(), plot, WIDE)) == []
    assert faults_of_avvikelse(plot, drawn(Avvikelse(), plot, WIDE, plant)) != []


def faults_of_alternativ(plot: Plot, found: Drawn) -> list[str]:
    """Two panels side by side; in a row, the one to the left has the values."""
    by_row = [
        list(bars)
        for _, bars in groupby(found.filled(NEUTRAL, PAPER), key=lambda mark: round(mark.top, 1))
    ]
    left = [bars[0] for bars in by_row]
    right = [bar for bars in by_row for bar in bars[1:]]
    values = [plot.value(*place) for place in plot.places]
    labels = [written(plot, value) for value in values]
    faults = faults_of_panel(values, labels, left, found)
    if faults:
        return faults
    places = [place for place in plot.places if place[1] not in plot.compared]
    found_differences = [difference(plot, *place) for place in places]
    differences = [value for value in found_differences if value is not None]
    signs = [plot.signed(value) for value in differences]
    faults += faults_of_panel(list(differences), signs, right, found)
    known = [place for place in plot.places if plot.value(*place) is not None]
    looks = {
        (mark.fill, mark.outline, round(mark.bottom - mark.top, 1))
        for mark, (_, series) in zip(left, known, strict=True)
        if series not in plot.compared
    }
    if len(looks) != 1 or {mark.fill for mark in right} != {NEUTRAL}:
        faults.append("proposals don't look the same")
    short = [short_names(plot)[series] for series in plot.series]
    words = sorted((w for w in found.words if w.anchor == "end" and w.colour == MUTED), key=_y)
    told = [word.text for word in words if word.text in short]
    if told != short * len(plot.categories):
        faults.append(f"proposals don't stand in their order: {told}")
    return faults + faults_of_order(plot.categories, found)


def _y(word: object) -> float:
    return float(getattr(word, "y", 0))


@CANVASES
@given(values=st.lists(st.tuples(*[st.integers(-900, 900)] * 3), min_size=2, max_size=4))
@DRAWN
def test_proposals_look_the_same_and_their_differences_are_true(
    canvas: Canvas, values: list[tuple[int, int, int]]
) -> None:
    """All proposals have one fill, size and order; what they differ by is exact, from its zero."""
    data = proposals({f"Nämnd {index}": row for index, row in enumerate(values)})
    plot = Alternativ().columns(data, options())
    if len({value for row in values for value in row}) > 1:
        differences = {difference(plot, *place) for place in plot.places}
        if len(differences) > 1:
            assert faults_of_alternativ(plot, drawn(Alternativ(), plot, canvas)) == []


@CANVASES
def test_proposals_against_the_budget_are_true(canvas: Canvas) -> None:
    """What is compared with is outlined; a row that lacks a value has no differences."""
    data = proposals({"Socialnämnden": (400, 405, 390), "Revisionen": (2, None, 3), "X": (9, 7, 9)})
    plot = Alternativ().columns(data, options(jämför="Alternativ 1"))
    found = drawn(Alternativ(), plot, canvas)
    assert faults_of_alternativ(plot, found) == []
    assert len(found.filled(PAPER)) == 3


@pytest.mark.parametrize(
    "plant",
    [
        planting.stack,
        planting.bend("rect"),
        planting.turn("rect"),
        planting.drop_row("rect"),
        planting.drop_row("rect", layer=1),
        planting.swap_rows("rect", "value"),
        planting.relabel("40", "41"),
        planting.relabel("+6", "+5"),
        planting.relabel("1", "3"),
        planting.recolour("rect", SERIES[0], layer=1),
        planting.move("rect", "bottom", 4),
    ],
)
def test_the_check_of_proposals_finds_planted_faults(plant: planting.Plant) -> None:
    """A proposal that is longer, thicker, otherwise coloured or misnamed does not pass."""
    plot = Alternativ().columns(proposals({"A": (40, 45, 39), "B": (7, 9, 3)}), options())
    assert faults_of_alternativ(plot, drawn(Alternativ(), plot, WIDE)) == []
    assert faults_of_alternativ(plot, drawn(Alternativ(), plot, WIDE, plant)) != []


def faults_of_skattekrona(plot: Plot, amounts: dict[str, Decimal], found: Drawn) -> list[str]:
    """Each bar is its part of 100 kronor, worked out from the file's amounts."""
    total = sum(amounts.values(), Decimal(0))
    shares = [amounts[name] * 100 / total for name in plot.categories]
    labels = [
        "under 0,1\u00a0kr" if share and not plot.shown(share) else plot.quantity(share)
        for share in shares
    ]
    faults = faults_of_panel(list(shares), labels, found.filled(*SERIES), found)
    if "100" not in " ".join(word.text for word in found.words if word.bold):
        faults.append("the sum isn't said")
    if shares != sorted(shares, reverse=True):
        faults.append("the parts aren't in order")
    return faults + faults_of_order(plot.categories, found)


@CANVASES
@given(values=st.lists(st.integers(0, 90_000), min_size=3, max_size=8, unique=True))
@DRAWN
def test_kronor_are_shares_of_the_whole(canvas: Canvas, values: list[int]) -> None:
    """The parts of 100 kronor are those that the file gives, largest first, with their sum."""
    amounts = {f"Verksamhet {index}": Decimal(value) for index, value in enumerate(values)}
    plot = Skattekrona().columns(purposes({k: float(v) for k, v in amounts.items()}), options())
    assert abs(sum(plot.values, Decimal(0)) - 100) < Decimal("1e-20")
    assert faults_of_skattekrona(plot, amounts, drawn(Skattekrona(), plot, canvas)) == []


@pytest.mark.parametrize(
    "plant",
    [
        planting.stack,
        planting.cut("rect", 10),
        planting.bend("rect"),
        planting.drop_row("rect"),
        planting.swap_rows("rect", "value"),
        planting.relabel("50\u00a0kr", "40\u00a0kr"),
        planting.relabel("100\u00a0kr", "99\u00a0kr"),
    ],
)
def test_the_check_of_kronor_finds_planted_faults(plant: planting.Plant) -> None:
    """A part that is drawn, written or summed wrong does not pass."""
    values = {"Skola": 50, "Vård": 30, "Vägar": 20}
    amounts = {name: Decimal(value) for name, value in values.items()}
    plot = Skattekrona().columns(purposes(dict(values)), options())
    assert faults_of_skattekrona(plot, amounts, drawn(Skattekrona(), plot, WIDE)) == []
    assert faults_of_skattekrona(plot, amounts, drawn(Skattekrona(), plot, WIDE, plant)) != []


@CANVASES
@pytest.mark.parametrize("chart", [Staplar(), Avvikelse()], ids=lambda chart: chart.name)
def test_long_names_are_never_cut(chart: Staplar | Avvikelse, canvas: Canvas) -> None:
    """Every word of a long committee name is drawn."""
    name = "Samhällsbyggnadsnämndens arbetsutskott för mark-, plan- och exploateringsfrågor"
    values: dict[str, float | None] = {"budget": 5, "utfall": 6}
    data = scenarios({name: values, "Revisionen": values})
    chosen = options() if chart.name == "avvikelse" else options(urval={"scenario": "utfall"})
    told = " ".join(drawn(chart, chart.columns(data, chosen), canvas).said())
    assert "…" not in told
    assert all(word in told for word in name.replace("-,", "-, ").split())
