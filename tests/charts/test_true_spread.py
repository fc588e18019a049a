"""Values on a scale: index shows all of it, fördelning has every value at its own place."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import planting
from geometry import TOLERANCE, Drawn, drawn, faults_of_order, off_line
from insyn.charts.fordelning import Fordelning
from insyn.charts.index import Index
from insyn.charts.plot import Plot
from insyn.charts.style import CONTEXT, NARROW, PAPER, SERIES, TEXT, WIDE, Canvas
from insyn.charts.text.index_text import last_time
from insyn.charts.values.standing import quantile
from samples import indexes, municipalities, options

CANVASES = pytest.mark.parametrize("canvas", [WIDE, NARROW], ids=lambda canvas: canvas.name)
DRAWN = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


def faults_of_index(plot: Plot, found: Drawn) -> list[str]:
    """The whole scale is drawn, and now, last time and others stand where it has their values."""
    low, high = (bound or Decimal(0) for bound in plot.bounds)
    top = min(word.y for word in found.words)
    ends = {word.text: word.x for word in found.words if abs(word.y - top) < 1}
    if not {plot.label(low), plot.label(high)} <= set(ends):
        return ["the ends of the scale aren't written"]
    start, end = ends[plot.label(low)], ends[plot.label(high)]
    faults = ["the scale is reversed"] if start >= end else []
    middle = sorted(ends.items(), key=lambda item: item[1])
    if len(middle) > 2 and len({round(b[1] - a[1], 1) for a, b in pairwise(middle)}) > 1:
        faults.append("the numbers on the scale aren't evenly apart")
    spots: dict[str, list[tuple[float, float]]] = {
        plot.series[0]: [(dot.y, dot.x) for dot in found.dots if dot.fill == SERIES[0]],
        last_time(plot): [(dot.y, dot.x) for dot in found.dots if dot.fill == PAPER],
    }
    for other in plot.compared:
        spots[other] = [((s.y + s.y2) / 2, s.x) for s in found.strokes if s.colour == TEXT]
    for series, shown in spots.items():
        known = [plot.value(name, series) for name in plot.categories]
        wanted = [
            start + float((v - low) / (high - low)) * (end - start) for v in known if v is not None
        ]
        places = [x for _, x in sorted(shown)]
        far = [abs(a - b) > TOLERANCE for a, b in zip(wanted, places, strict=False)]
        if len(wanted) != len(places) or any(far):
            faults.append(f"{series} isn't where its values are")
    for name in plot.categories:
        value, earlier = plot.value(name, plot.series[0]), plot.value(name, last_time(plot))
        if value is None:
            text = "uppgift saknas"
        elif earlier is None:
            text = plot.label(value)
        else:
            moved = plot.signed(value - earlier) if plot.shown(value - earlier) else "±0"
            text = f"{plot.label(value)} ({moved})"
        if text not in found.said():
            faults.append(f"{text} isn't said")
    return faults + faults_of_order(plot.categories, found)


@CANVASES
@given(
    values=st.lists(
        st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100)),
        min_size=2,
        max_size=4,
    ),
    missing=st.integers(0, 5),
)
@DRAWN
def test_an_index_stands_on_its_whole_scale(
    canvas: Canvas, values: list[tuple[int, int, int]], missing: int
) -> None:
    """From minimum to maximum, however close the values; one that is missing isn't drawn."""
    rows: list[tuple[int, str, str, float | None]] = []
    for part, (now, before, theirs) in enumerate(values):
        name = f"Del {part}"
        rows.append((2013, "Provköping", name, None if part == missing else now))
        rows += [(2011, "Provköping", name, before), (2013, "Riket", name, theirs)]
    data = indexes([*rows, (2013, "Provköping", "Del 9", 50), (2011, "Provköping", "Del 9", 50)])
    plot = Index().columns(data, options(jämför="Riket"))
    assert faults_of_index(plot, drawn(Index(), plot, canvas)) == []


def own_scale(spec: planting.Spec) -> None:
    """Plant a fault: the dots are drawn as if the scale began at 50."""
    for layer in planting.layers(spec, "point"):
        layer["encoding"]["x"]["scale"]["domain"] = [50, 100]


@pytest.mark.parametrize(
    "plant",
    [
        own_scale,
        planting.turn("point"),
        planting.bend("point"),
        planting.drop_row("point", layer=-1),
        planting.swap_rows("point", "value", layer=-1),
        planting.move("point", "value", 3),
        planting.move("rule", "x", 9, layer=-1),
        planting.relabel("80 (+5)", "85 (+5)"),
        planting.relabel("0", "50"),
        planting.relabel("Del 1", "Del 2"),
    ],
)
def test_the_check_of_indexes_finds_planted_faults(plant: planting.Plant) -> None:
    """Dots on another scale, a row that is lost, a number that isn't the value: none passes."""
    rows: list[tuple[int, str, str, float | None]] = []
    for part, now in (("Del 1", 80), ("Del 2", 70), ("Del 3", 62)):
        rows += [(2013, "Provköping", part, now), (2011, "Provköping", part, now - 5)]
        rows.append((2013, "Riket", part, now - 9))
    plot = Index().columns(indexes(rows), options(jämför="Riket"))
    assert faults_of_index(plot, drawn(Index(), plot, WIDE)) == []
    assert faults_of_index(plot, drawn(Index(), plot, WIDE, plant)) != []


def faults_of_fordelning(plot: Plot, found: Drawn) -> list[str]:
    """Every value has a square of its own at its exact place, the own one a dot and a line."""
    own = plot.highlight[0]
    values = sorted(
        plot.value(n) or Decimal(0)
        for n in plot.categories
        if n != own and plot.value(n) is not None
    )
    squares = [s for s in found.strokes if s.colour == CONTEXT and s.thickness > 1]
    if len(squares) != len(values):
        return [f"{len(squares)} squares for {len(values)} values"]
    places = sorted((s.x + s.x2) / 2 for s in squares)
    slope, zero, off = off_line(values, places)
    faults = ["the squares don't fit a straight line"] if off > TOLERANCE else []
    if slope <= 0:
        faults.append("the scale is reversed")
    if len({(round(s.x), round(s.y, 1)) for s in squares}) < len(squares):
        faults.append("a square hides another")

    return faults + _faults_of_marks(plot, slope, zero, found)


def _faults_of_marks(plot: Plot, slope: float, zero: float, found: Drawn) -> list[str]:
    """Hold the own value, the median and the numbers of the axis against the squares' scale."""

    def at(value: Decimal) -> float:
        return zero + slope * float(value)

    own, faults = plot.highlight[0], []
    mine, median = plot.value(own) or Decimal(0), quantile(sorted(plot.values), 2)
    long = [s for s in found.strokes if s.x == s.x2 and s.y2 - s.y > 9]
    for what, places, value in (
        ("the own value", [dot.x for dot in found.dots if dot.fill == SERIES[0]], mine),
        ("the pointer", [s.x for s in long if not s.dashed], mine),
        ("the median", [s.x for s in long if s.dashed], median),
    ):
        if len(places) != 1 or abs(places[0] - at(value)) > TOLERANCE:
            faults.append(f"{what} isn't at its place")
    if not {f"{own} {plot.label(mine)}", f"Median {plot.label(median)}"} <= set(found.said()):
        faults.append("own value and median aren't written")
    ticks = Counter(round(s.x, 1) for s in found.strokes if s.x == s.x2 and 0 < s.y2 - s.y < 9)
    for word in found.words:
        text = word.text.replace("\u00a0", "").replace("\u2212", "-").replace(",", ".")
        number = text.lstrip("-").replace(".", "").isdigit() and round(word.x, 1) in ticks
        if number and abs(at(Decimal(text) / plot.unit.factor) - word.x) > TOLERANCE:
            faults.append(f"{word.text} isn't at its place on the axis")
    return faults


@CANVASES
@given(
    values=st.lists(st.integers(-5000, 90_000), min_size=9, max_size=60).filter(
        lambda values: max(values[1:]) - min(values[1:]) > 50
    )
)
@DRAWN
def test_every_value_has_a_square_of_its_own(canvas: Canvas, values: list[int]) -> None:
    """None is left out or hidden, and each stands where its value is."""
    plot = Fordelning().columns(municipalities([*values, None]), options(typ="fordelning"))
    assert faults_of_fordelning(plot, drawn(Fordelning(), plot, canvas)) == []


@pytest.mark.parametrize(
    "plant",
    [
        planting.turn("point"),
        planting.drop_row("rule", layer=1),
        planting.move("rule", "x", 9, layer=1),
        planting.move("rule", "x", 4, layer=-1),
        planting.move("rule", "x", 4, layer=-2),
        planting.move("point", "value", 9),
        planting.relabel("Provköping 40", "Provköping 50"),
        planting.relabel("Median 60", "Median 40"),
        planting.relabel("60", "80"),
    ],
)
def test_the_check_of_spreads_finds_planted_faults(plant: planting.Plant) -> None:
    """A square that is lost, moved or hidden, a median elsewhere: none of it passes."""
    values = [40, 10, 20, 50, 50, 60, 70, 80, 90, 100, 110]
    plot = Fordelning().columns(municipalities([*values]), options(typ="fordelning"))
    assert faults_of_fordelning(plot, drawn(Fordelning(), plot, WIDE)) == []
    assert faults_of_fordelning(plot, drawn(Fordelning(), plot, WIDE, plant)) != []
