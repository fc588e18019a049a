"""Lines pass through their values and through nothing else: linje, rankning, nyckeltal."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain, groupby, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import planting
from geometry import TOLERANCE, Drawn, drawn, faults_of_points, off_line
from insyn.charts.layers.line_frame import last_known, roles
from insyn.charts.linje import Linje
from insyn.charts.nyckeltal import Nyckeltal
from insyn.charts.plot import Plot
from insyn.charts.rankning import Rankning
from insyn.charts.style import CONTEXT, MUTED, NARROW, SERIES, WIDE, Canvas
from insyn.charts.values.key_figure import latest, own_series
from samples import dataset, lines, options, years

CANVASES = pytest.mark.parametrize("canvas", [WIDE, NARROW], ids=lambda canvas: canvas.name)
VALUES = st.lists(
    st.integers(-50_000, 50_000).filter(bool), min_size=3, max_size=7, unique=True
).filter(lambda values: max(values) - min(values) > 100)
DRAWN = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
PLACES = {"unit": "placering", "better": "lower", "constraints": {"minimum": 1, "maximum": 290}}


def faults_of_linje(plot: Plot, found: Drawn) -> list[str]:
    """All series on one straight scale, years on another; a gap is a gap; labels are values."""
    colours = {name: (*SERIES, CONTEXT)[role] for name, role in roles(plot).items()}
    faults = []
    values: list[Decimal] = []
    heights: list[float] = []
    spots: list[tuple[Decimal, float]] = []
    for colour in dict.fromkeys(colours.values()):
        known = sorted(
            (int(year), value)
            for name, own in colours.items()
            for year in plot.categories
            if own == colour and (value := plot.value(year, name)) is not None
        )
        points = found.points(colour)
        if len(points) != len(known):
            return [f"{len(points)} points for {len(known)} values"]
        # Points of several grey lines share years: within one, higher values lie in one order.
        for (x, y), (year, value) in zip(_ordered(points, plot), known, strict=True):
            spots.append((Decimal(year), x))
            values.append(value)
            heights.append(y)
    faults += faults_of_points(values, heights, turned=plot.rank)
    _, _, off = off_line([year for year, _ in spots], [x for _, x in spots])
    if off > TOLERANCE:
        faults.append("the years aren't evenly apart")
    return faults + _broken_traces(plot, colours, found) + _unlabelled(plot, colours, found)


def _ordered(points: list[tuple[float, float]], plot: Plot) -> list[tuple[float, float]]:
    """Order points by year, and within a year by value."""
    found = []
    for _, same in groupby(points, key=lambda point: round(point[0])):
        found += sorted(same, key=lambda point: point[1] if plot.rank else -point[1])
    return found


def _broken_traces(plot: Plot, colours: dict[str, str], found: Drawn) -> list[str]:
    """Each line must have as many pieces as its gaps and breaks make, through its points alone."""
    wanted = sorted(
        (colours[name], sum(known for known, _ in groupby(_known(plot, name)) if known))
        for name in plot.series
        if any(_known(plot, name))
    )
    told = sorted((colour, len(pieces)) for colour, pieces in found.traces)
    if told != wanted:
        return [f"lines in {told} pieces, not {wanted}"]
    off = [
        corner
        for _, pieces in found.traces
        for corner in chain(*pieces)
        if min(abs(dot.x - corner[0]) + abs(dot.y - corner[1]) for dot in found.dots) > TOLERANCE
    ]
    return ["a line passes through what is no value"] if off else []


def _known(plot: Plot, name: str) -> list[bool]:
    """Tell for each year whether it has a value; a changed method is a year without."""
    found = []
    for year in plot.categories:
        found += [False] if int(year) in plot.broken else []
        found.append(plot.value(year, name) is not None)
    return found


def _unlabelled(plot: Plot, colours: dict[str, str], found: Drawn) -> list[str]:
    """A single line has the value at its points; of several, each end has name and last value."""
    if len(plot.series) == 1:
        points = found.points(colours[plot.series[0]])
        known = [value for year in plot.categories if (value := plot.value(year)) is not None]
        faults, labelled = [], 0
        for (x, y), value in zip(points, known, strict=True):
            above = [w for w in found.words if abs(w.x - x) < 1 and 10 < abs(w.y - y) < 16]
            numbers = [w.text for w in above if w.anchor == "middle" and w.colour != MUTED]
            labelled += len(numbers)
            faults += [f"{text} isn't {value}" for text in numbers if text != plot.label(value)]
        return faults if labelled >= min(2, len(known)) else [*faults, "the ends have no labels"]
    said = " ".join(found.said()).replace("- ", "-")
    return [
        f"{name} isn't named at its end"
        for name in plot.series
        if (value := last_known(plot, name)) is not None
        and f"{name} {plot.label(value)}".replace("- ", "-") not in said
    ]


@CANVASES
@given(values=VALUES)
@DRAWN
def test_lines_pass_through_their_values(canvas: Canvas, values: list[int]) -> None:
    """Points of any size and sign lie on one straight scale, years evenly apart."""
    plot = Linje().columns(years(dict(enumerate(values, start=2001)), unit="tkr"), options())
    found = drawn(Linje(), plot, canvas)
    assert faults_of_linje(plot, found) == []
    xs = [x for x, _ in found.points(SERIES[0])]
    steps = {round(after - before, 1) for before, after in pairwise(xs)}
    assert max(steps) - min(steps) < 0.2


@CANVASES
@given(values=st.lists(VALUES.filter(lambda row: len(row) > 2), min_size=2, max_size=3))
@DRAWN
def test_several_lines_share_one_scale(canvas: Canvas, values: list[list[int]]) -> None:
    """Each line has its own colour and its last value at its end."""
    rows = {f"Kommun {n}": dict(enumerate(row[:3], start=2001)) for n, row in enumerate(values)}
    plot = Linje().columns(lines({k: dict(v) for k, v in rows.items()}, unit="tkr"), options())
    assert faults_of_linje(plot, drawn(Linje(), plot, canvas)) == []


@CANVASES
@given(gaps=st.sets(st.integers(2, 7), min_size=1, max_size=5))
@DRAWN
def test_a_gap_is_a_gap(canvas: Canvas, gaps: set[int]) -> None:
    """Missing values and missing years break the line; nothing is drawn through."""
    values = {2001 + year: float(70 + year * year) for year in range(9) if year not in gaps}
    plot = Linje().columns(years(dict(values)), options())
    assert faults_of_linje(plot, drawn(Linje(), plot, canvas)) == []
    told = {2001 + year: None if year in gaps else 70.0 + year * year for year in range(9)}
    plot = Linje().columns(years(dict(told)), options())
    assert faults_of_linje(plot, drawn(Linje(), plot, canvas)) == []


def close_gaps(spec: planting.Spec) -> None:
    """Plant a fault: the rows without a value are left out, so the line goes on."""
    for rows in spec["datasets"].values():
        rows[:] = [row for row in rows if row.get("value", 0) is not None]


@pytest.mark.parametrize(
    "plant",
    [
        close_gaps,
        planting.turn("line", "y"),
        planting.turn("point", "y"),
        planting.bend("point", "y"),
        planting.swap_rows("line", "value"),
        planting.move("point", "value", 20),
        planting.move("point", "year", 1),
        planting.drop_row("point", row=0),
        planting.relabel("30", "40"),
        planting.relabel("90", "80"),
    ],
)
def test_the_check_of_lines_finds_planted_faults(plant: planting.Plant) -> None:
    """A line drawn through a gap, upside down, bent, moved or mislabelled does not pass."""
    data = years({2009: 30, 2010: 60, 2011: None, 2012: 75, 2013: 90}, unit="kr")
    plot = Linje().columns(data, options())
    assert faults_of_linje(plot, drawn(Linje(), plot, WIDE)) == []
    assert faults_of_linje(plot, drawn(Linje(), plot, WIDE, plant)) != []


def faults_of_rankning(plot: Plot, found: Drawn) -> list[str]:
    """As any line, with place 1 on top, the last place at the foot, and breaks between years."""
    faults = faults_of_linje(plot, found)
    if faults:
        return faults
    known = [(value, name) for name in plot.series for value in [last_known(plot, name)] if value]
    colour = (*SERIES, CONTEXT)[roles(plot)[known[0][1]]]
    own = sorted(
        (int(year), value)
        for year in plot.categories
        if (value := plot.value(year, known[0][1])) is not None
    )
    heights = [y for _, y in found.points(colour)]
    slope, zero, _ = off_line([value for _, value in own], heights)
    last = plot.bounds[1] or Decimal(290)
    for place in (Decimal(1), last):
        at = [word.text for word in found.words if abs(word.y - zero - slope * float(place)) < 1.5]
        if plot.label(place) not in at:
            faults.append(f"place {place} isn't on the axis where it should be")
    xs = [x for x, _ in found.points(colour)]
    step, start, _ = off_line([Decimal(year) for year, _ in own], xs)
    dashes = sorted(s.x for s in found.strokes if s.dashed and s.x == s.x2)
    wanted = [start + step * (year - 0.5) for year in plot.broken]
    far = [abs(a - b) > TOLERANCE for a, b in zip(wanted, dashes, strict=False)]
    if any(far) or len(wanted) != len(dashes):
        faults.append("a break isn't marked between its years")
    score = plot.companion
    row = [word for word in found.words if word.y > found.height - 12]
    for year, x in zip([y for y, _ in own], xs, strict=True) if score else ():
        value = score.value(str(year)) if score else None
        told = [word.text for word in row if abs(word.x - x) < 1]
        if told and value is not None and score and told != [score.label(value)]:
            faults.append(f"the score of {year} is {told}")
    return faults


@CANVASES
def test_a_placing_has_one_on_top(canvas: Canvas) -> None:
    """Place 1 stands above place 290, the axis has all places, the score stands under its year."""
    fields: list[dict[str, Any]] = [
        {"name": "ar", "type": "year"},
        {"name": "plats", "type": "integer", **PLACES},
        {"name": "betyg", "title": "Omdöme", "type": "number"},
    ]
    rows: list[list[Any]] = [
        [2010, 188, 3.1],
        [2011, None, 3.0],
        [2012, 207, 2.9],
        [2013, 143, 3.4],
    ]
    plot = Rankning().columns(dataset(fields, rows), options())
    found = drawn(Rankning(), plot, canvas)
    assert faults_of_rankning(plot, found) == []
    assert {"1", "290", "3,4"} <= set(found.said())


@CANVASES
@given(
    own=st.lists(st.integers(1, 290), min_size=4, max_size=4, unique=True),
    other=st.lists(st.integers(1, 290), min_size=4, max_size=4, unique=True),
)
@DRAWN
def test_neighbours_are_on_the_same_scale(canvas: Canvas, own: list[int], other: list[int]) -> None:
    """Own line and grey ones share the axis, and a changed method is marked between its years."""
    values = {
        "Provköping": dict(enumerate(own, start=2010)),
        "Granfors": dict(enumerate(other, start=2010)),
    }
    data = lines({k: dict(v) for k, v in values.items()}, **PLACES, breaks={"2012": "Ny fråga."})
    plot = Rankning().columns(data, options())
    assert plot.broken == (2012,)
    assert faults_of_rankning(plot, drawn(Rankning(), plot, canvas)) == []


def ordinary_axis(spec: planting.Spec) -> None:
    """Plant a fault: the whole axis is that of an ordinary number."""
    for layer in spec["layer"]:
        y = layer["encoding"].get("y", {})
        if y.get("field") == "value":
            y["scale"]["range"].reverse()


@pytest.mark.parametrize(
    "plant",
    [
        ordinary_axis,
        close_gaps,
        planting.cut("point", 100, "y"),
        planting.move("rule", "x", 30, layer=-1),
        planting.drop_row("rule", layer=-1, row=0),
        planting.move("text", "value", 40),
        planting.relabel("143", "134"),
        planting.bend("point", "y"),
    ],
)
def test_the_check_of_placings_finds_planted_faults(plant: planting.Plant) -> None:
    """An axis upside down, a break between other years, a tick out of place: none of it passes."""
    values = {2009: 168, 2010: 188, 2011: None, 2012: 207, 2013: 143}
    data = years(dict(values), **PLACES, breaks={"2013": "Ny fråga."})
    plot = Rankning().columns(data, options())
    assert faults_of_rankning(plot, drawn(Rankning(), plot, WIDE)) == []
    assert faults_of_rankning(plot, drawn(Rankning(), plot, WIDE, plant)) != []


def faults_of_nyckeltal(plot: Plot, found: Drawn) -> list[str]:
    """The figure stands large, its line's points on one scale, the last one marked."""
    own, faults = own_series(plot), []
    year, value = latest(plot)
    biggest = max(found.words, key=lambda word: word.size)
    written = plot.label(value) if plot.rank else plot.quantity(value)
    if not biggest.text.startswith(written):
        faults.append(f"{biggest.text} isn't {written}")
    points = found.points(SERIES[0])
    known = [
        (int(name), shown)
        for name in plot.categories
        if (shown := plot.value(name, own)) is not None
    ]
    known.append((int(year), value))  # the mark on the last point
    known.sort(key=lambda item: item[0])
    if len(points) != len(known):
        return [*faults, f"{len(points)} points for {len(known)} values"]
    others = sorted(
        (int(name), shown)
        for series in plot.compared
        for name in plot.categories
        if (shown := plot.value(name, series)) is not None
    )
    grey = _ordered(found.points(CONTEXT), plot)
    if len(grey) != len(others):
        return [*faults, "a comparison is lost"]
    everything = [*zip(known, points, strict=True), *zip(others, grey, strict=True)]
    faults += faults_of_points(
        [shown for (_, shown), _ in everything],
        [y for _, (_, y) in everything],
        turned=plot.rank,
    )
    _, _, off = off_line([Decimal(n) for (n, _), _ in everything], [x for _, (x, _) in everything])
    if off > TOLERANCE:
        faults.append("the years aren't evenly apart")
    ends = {plot.categories[0], plot.categories[-1]}
    if not ends <= set(found.said()):
        faults.append("the first and the last year aren't written")
    colours = {name: SERIES[0] if name == own else CONTEXT for name in plot.series}
    return faults + _broken_traces(plot, colours, found)


@CANVASES
@given(values=VALUES)
@DRAWN
def test_a_key_figure_is_its_last_value(canvas: Canvas, values: list[int]) -> None:
    """The large number is the last value, and the small line passes through all of them."""
    plot = Nyckeltal().columns(years(dict(enumerate(values, start=2001)), unit="tkr"), options())
    assert faults_of_nyckeltal(plot, drawn(Nyckeltal(), plot, canvas)) == []


@CANVASES
def test_a_key_figure_is_compared_on_one_scale(canvas: Canvas) -> None:
    """Own and others share the scale; a year without a value breaks the line."""
    values: dict[str, dict[int, float | None]] = {
        "Provköping": {2010: 71, 2011: None, 2012: 86, 2013: 88},
        "Medelvärde": {2010: 80, 2011: 83, 2012: 86, 2013: 85},
    }
    plot = Nyckeltal().columns(lines(values, unit="%"), options())
    assert faults_of_nyckeltal(plot, drawn(Nyckeltal(), plot, canvas)) == []


@pytest.mark.parametrize(
    "plant",
    [
        close_gaps,
        planting.turn("point", "y"),
        planting.bend("point", "y"),
        planting.relabel("88\u00a0%", "86\u00a0%"),
        planting.relabel("2010", "2000"),
        planting.swap_rows("line", "value"),
        planting.drop_row("point", row=0),
        planting.move("point", "x", 20),
    ],
)
def test_the_check_of_key_figures_finds_planted_faults(plant: planting.Plant) -> None:
    """Another number, a line through a gap or a point out of place does not pass."""
    data = years({2010: 5, 2011: None, 2012: 40, 2013: 88}, unit="%")
    plot = Nyckeltal().columns(data, options())
    assert faults_of_nyckeltal(plot, drawn(Nyckeltal(), plot, WIDE)) == []
    assert faults_of_nyckeltal(plot, drawn(Nyckeltal(), plot, WIDE, plant)) != []
