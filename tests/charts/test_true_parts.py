"""Parts meet and make their whole, steps their sum: lagrum, enkat, vattenfall."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import planting
from geometry import TOLERANCE, Drawn, Mark, drawn, faults_of_order, off_line
from insyn.charts.enkat import Enkat
from insyn.charts.lagrum import Lagrum
from insyn.charts.plot import Plot
from insyn.charts.style import (
    CONTEXT,
    FORECAST,
    NARROW,
    OUTCOME,
    PAPER,
    SERIES,
    TINTS,
    WIDE,
    Canvas,
)
from insyn.charts.values.answers import Piece, pieces, sides, total
from insyn.charts.values.shares import percent
from insyn.charts.values.steps import steps
from insyn.charts.vattenfall import Vattenfall
from samples import answers, laws, options, way

CANVASES = pytest.mark.parametrize("canvas", [WIDE, NARROW], ids=lambda canvas: canvas.name)
DRAWN = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


def faults_of_spans(
    wanted: list[tuple[Decimal, Decimal]], marks: list[Mark]
) -> tuple[list[str], float, float]:
    """Hold bars against the values of both their ends; give the scale as pixels for one and zero.

    One straight line has all ends, so bars that share a value share an edge.
    """
    if len(wanted) != len(marks):
        return [f"{len(marks)} bars for {len(wanted)} values"], 0, 0
    values = [end for pair in wanted for end in sorted(pair)]
    places = [end for mark in marks for end in (mark.start, mark.end)]
    slope, zero, off = off_line(values, places)
    faults = ["the ends don't fit a straight line"] if off > TOLERANCE else []
    return faults + (["the axis is reversed"] if slope <= 0 else []), slope, zero


def faults_of_lagrum(plot: Plot, found: Drawn) -> list[str]:
    """Two parts meet, fill the whole bar, and have their shares written beyond its ends."""
    known: dict[str, Decimal] = {}
    for name in plot.categories:
        one, other = (plot.value(name, series) for series in plot.series)
        if one is not None and other is not None and one + other:
            known[name] = one * 100 / (one + other)
    whole = Decimal(100)
    firsts, seconds = found.filled(SERIES[0]), found.filled(TINTS[0])
    wanted = [(Decimal(0), part) for part in known.values()]
    wanted += [(part, whole) for part in known.values()]
    faults, _, _ = faults_of_spans(wanted, firsts + seconds)
    if faults:
        return faults
    for part, first, second in zip(known.values(), firsts, seconds, strict=True):
        if abs(first.end - second.start) > 0.1 or abs(first.top - second.top) > 0.1:
            faults.append("the parts don't meet")
        if percent(part) not in found.at(first.middle, first.start - 6):
            faults.append(f"{percent(part)} isn't before its bar")
        if percent(whole - part) not in found.at(first.middle, second.end + 6):
            faults.append(f"{percent(whole - part)} isn't after its bar")
    lacking = len(plot.categories) - len(known)
    if sum(found.said().count(why) for why in ("uppgift saknas", "inget att dela upp")) != lacking:
        faults.append("what is missing isn't said")
    return faults + faults_of_order(plot.categories, found)


@CANVASES
@given(
    values=st.lists(
        st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=2, max_size=5
    ).filter(lambda values: any(sum(pair) for pair in values))
)
@DRAWN
def test_two_parts_fill_the_whole_bar(canvas: Canvas, values: list[tuple[int, int]]) -> None:
    """Each bar is 100 percent, parted where its first part ends; the largest first part on top."""
    data = laws({f"Nämnd {index}": pair for index, pair in enumerate(values)})
    plot = Lagrum().columns(data, options())
    assert faults_of_lagrum(plot, drawn(Lagrum(), plot, canvas)) == []


@CANVASES
def test_a_whole_that_is_not_known_is_not_parted(canvas: Canvas) -> None:
    """A row that lacks a part says so, and has no bar."""
    data = laws({"A": (3, None), "B": (1, 3), "C": (0, 0)})
    plot = Lagrum().columns(data, options())
    found = drawn(Lagrum(), plot, canvas)
    assert len(found.filled(SERIES[0])) == 1
    assert faults_of_lagrum(plot, found) == []


@pytest.mark.parametrize(
    "plant",
    [
        planting.bend("rect"),
        planting.turn("rect"),
        planting.cut("rect", 20),
        planting.drop_row("rect"),
        planting.drop_row("rect", layer=1),
        planting.swap_rows("rect", "value2"),
        planting.move("rect", "value", 3),
        planting.move("rect", "value2", -5),
        planting.relabel("90\u00a0%", "80\u00a0%"),
        planting.swap_rows("text", "text"),
    ],
)
def test_the_check_of_laws_finds_planted_faults(plant: planting.Plant) -> None:
    """Parts that don't meet, don't fill the bar or say another share do not pass."""
    plot = Lagrum().columns(laws({"A": (90, 10), "B": (7, 13), "C": (1, 3)}), options())
    assert faults_of_lagrum(plot, drawn(Lagrum(), plot, WIDE)) == []
    assert faults_of_lagrum(plot, drawn(Lagrum(), plot, WIDE, plant)) != []


def faults_of_enkat(plot: Plot, found: Drawn) -> list[str]:
    """Pieces lie edge to edge from the middle; a percent is as wide in the neutral panel."""
    laid = {name: pieces(plot, name) for name in plot.categories}
    shown = [piece for row in laid.values() for piece in row if piece.start != piece.end]
    main = found.filled(SERIES[0], TINTS[0], TINTS[1], SERIES[1])
    in_place = sorted(
        (row, min(piece.start, piece.end), max(piece.start, piece.end))
        for row, name in enumerate(laid)
        for piece in laid[name]
        if piece in shown and piece.start != piece.end
    )
    faults, slope, zero = faults_of_spans([(low, high) for _, low, high in in_place], main)
    if faults:
        return faults
    for before, after in pairwise(main):
        if before.top == after.top and abs(before.end - after.start) > 0.1:
            faults.append("the pieces don't lie edge to edge")
    known = [name for name in plot.categories if laid[name]]
    heights = dict.fromkeys(mark.middle for mark in main)
    for name, y in zip(known, heights, strict=False):
        faults += _unlabelled(laid[name], y, slope, zero, found)
    if sides(plot).middle:
        faults += _faults_of_middle(plot, known, slope, found)
    if found.said().count("uppgift saknas") != len(plot.categories) - len(known):
        faults.append("what is missing isn't said")
    return faults + faults_of_order(plot.categories, found)


def _unlabelled(
    laid: tuple[Piece, ...], y: float, slope: float, zero: float, found: Drawn
) -> list[str]:
    """Say which totals aren't at their ends, and which numbers inside the bars are no shares."""
    faults = []
    ends = [piece.end for piece in laid]
    for end, off in ((min(ends), -5), (max(ends), 5)):
        if percent(abs(end)) not in found.at(y, zero + slope * float(end) + off):
            faults.append(f"{percent(abs(end))} isn't at its end")
    inside = [percent(abs(piece.end - piece.start)).removesuffix("\u00a0%") for piece in laid]
    centred = [w.text for w in found.words if w.anchor == "middle" and abs(w.y - y) < 1.1]
    return faults + [f"{text} isn't a share" for text in centred if text not in inside]


def _faults_of_middle(plot: Plot, known: list[str], slope: float, found: Drawn) -> list[str]:
    """Hold the answers that are set apart against the scale of the others."""
    marks = found.filled(CONTEXT)
    sizes = [total(plot, name, sides(plot).middle) or Decimal(0) for name in known]
    if len({round(mark.start, 1) for mark in marks}) != 1 or len(marks) != len(sizes):
        return ["the neutral bars don't start at one zero"]
    faults = []
    for size, mark in zip(sizes, marks, strict=True):
        if abs(mark.end - mark.start - slope * float(size)) > TOLERANCE:
            faults.append("a percent isn't as wide in the neutral panel")
        if percent(size) not in found.at(mark.middle, mark.end + 5):
            faults.append(f"{percent(size)} isn't at its neutral bar")
    return faults


@CANVASES
@pytest.mark.parametrize("size", [4, 5])
@given(data=st.data())
@DRAWN
def test_answers_lie_edge_to_edge(canvas: Canvas, size: int, data: st.DataObject) -> None:
    """Any spread of answers is drawn from the middle out, with the neutral ones set apart."""
    counts = st.lists(st.integers(1, 90), min_size=size, max_size=size)
    rows = data.draw(st.lists(counts, min_size=2, max_size=4))
    scale = ("Aldrig", "Sällan", "Ofta", "Alltid", "Vet inte")[:size]
    table = answers({f"Fråga {n}?": row for n, row in enumerate(rows)}, scale, unit="svar")
    plot = Enkat().columns(table, options(neutrala="Vet inte") if size == 5 else options())
    assert faults_of_enkat(plot, drawn(Enkat(), plot, canvas)) == []


@CANVASES
def test_a_statement_without_answers_says_so(canvas: Canvas) -> None:
    """A row in which an answer is missing isn't drawn, rather than drawn too short."""
    table = answers({"A": (10, 20, 30, 25, 15), "B": (None, 20, 30, 25, 15)})
    plot = Enkat().columns(table, options())
    found = drawn(Enkat(), plot, canvas)
    assert len(found.filled(CONTEXT)) == 1
    assert faults_of_enkat(plot, found) == []


@pytest.mark.parametrize(
    "plant",
    [
        planting.turn("rect"),
        planting.drop_row("rect"),
        planting.drop_row("rect", layer=-1),
        planting.swap_rows("rect", "value"),
        planting.move("rect", "value", 3),
        planting.move("rect", "value2", 3, layer=2),
        planting.move("rect", "value2", 3, layer=-1),
        planting.move("rect", "value", 3, layer=-1),
        planting.relabel("40\u00a0%", "60\u00a0%"),
        planting.relabel("15", "25"),
    ],
)
def test_the_check_of_answers_finds_planted_faults(plant: planting.Plant) -> None:
    """A piece that is moved, an answer that is lost, another number: none of it passes."""
    table = answers({"A": (10, 20, 30, 25, 15), "B": (5, 15, 20, 30, 30)})
    plot = Enkat().columns(table, options(ordning="data"))
    assert faults_of_enkat(plot, drawn(Enkat(), plot, WIDE)) == []
    assert faults_of_enkat(plot, drawn(Enkat(), plot, WIDE, plant)) != []


def faults_of_vattenfall(plot: Plot, found: Drawn) -> list[str]:
    """Each step starts where the one before ended, a level at zero; the way is connected."""
    marks = found.filled(SERIES[0], SERIES[1], PAPER, FORECAST, OUTCOME)
    reached = list(accumulate(_changes(plot)))
    wanted = [
        (Decimal(0) if point.series == "nivå" else before, after)
        for point, before, after in zip(plot.points, [Decimal(0), *reached], reached, strict=False)
    ]
    faults, slope, zero = faults_of_spans(wanted, marks)
    if faults:
        return faults
    for point, mark, (before, after) in zip(plot.points, marks, wanted, strict=True):
        level = point.series == "nivå"
        text = plot.label(after) if level else plot.signed(after - before)
        place = mark.start - 5 if level and after < 0 else mark.end + 5
        if text not in found.at(mark.middle, place):
            faults.append(f"{text} isn't at its step")
        if not level and mark.fill != SERIES[after < before]:
            faults.append("a step doesn't have its colour")
    joints = [s for s in found.strokes if s.colour == CONTEXT and s.x == s.x2]
    if found.width > 300:
        places = [zero + slope * float(value) for value in reached[:-1]]
        drawn_at = [s.x for s in sorted(joints, key=lambda stroke: stroke.y)]
        far = [abs(a - b) > TOLERANCE for a, b in zip(places, drawn_at, strict=False)]
        if any(far) or len(places) != len(drawn_at):
            faults.append("the steps aren't joined")
    return faults + faults_of_order(plot.categories, found)


def _changes(plot: Plot) -> list[Decimal]:
    """The first level, then each change; a later level changes nothing."""
    first, *rest = plot.points
    changes = [first.value or Decimal(0)]
    return changes + [
        Decimal(0) if point.series == "nivå" else point.value or Decimal(0) for point in rest
    ]


@CANVASES
@given(
    start=st.integers(-9000, 9000),
    changes=st.lists(st.integers(-9000, 9000).filter(bool), min_size=1, max_size=6),
)
@DRAWN
def test_steps_begin_where_the_last_one_ended(
    canvas: Canvas, start: int, changes: list[int]
) -> None:
    """Whatever the steps, the running sum is drawn on one straight scale, levels from zero."""
    rows: list[tuple[str, str, float | None]] = [("Budget", "nivå", start)]
    rows += [(f"Steg {n}", "förändring", change) for n, change in enumerate(changes)]
    rows.append(("Utfall", "nivå", start + sum(changes)))
    plot = Vattenfall().columns(way(rows), options())
    assert [step.after for step in steps(plot)][-1] == start + sum(changes)
    assert faults_of_vattenfall(plot, drawn(Vattenfall(), plot, canvas)) == []


@pytest.mark.parametrize(
    "plant",
    [
        planting.bend("rect"),
        planting.turn("rect"),
        planting.cut("rect", 20),
        planting.drop_row("rect", row=0),
        planting.move("rect", "value", 9),
        planting.move("rect", "value2", 9),
        planting.move("rule", "x", 9, layer=-1),
        planting.drop_row("rule", layer=-1),
        planting.relabel("+30", "+20"),
        planting.relabel("120", "100"),
        planting.recolour("rect", SERIES[1]),
    ],
)
def test_the_check_of_steps_finds_planted_faults(plant: planting.Plant) -> None:
    """A step that isn't joined, doesn't start where it should or says another sum can't pass."""
    rows: list[tuple[str, str, float | None]] = [
        ("Budget", "nivå", 100),
        ("Skatt", "förändring", 30),
        ("Vård", "förändring", -50),
        ("Skola", "förändring", 40),
        ("Prognos", "nivå", 120),
    ]
    plot = Vattenfall().columns(way(rows), options())
    assert faults_of_vattenfall(plot, drawn(Vattenfall(), plot, WIDE)) == []
    assert faults_of_vattenfall(plot, drawn(Vattenfall(), plot, WIDE, plant)) != []
