"""Drawings: kept by what they depend on, small, and the same everywhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from insyn.charts.base import DrawnType
from insyn.charts.layers.marks import Text, draw_texts
from insyn.charts.plot import Plot
from insyn.charts.style import NARROW, ROLES, WIDE, Canvas, finish
from insyn.figures import svg
from insyn.figures.drawing import Drawing, Drawings, draw
from insyn.figures.fence import Fence, find_fences
from insyn.figures.figure import Figure, make_figure
from insyn.incremental.store import Store
from samples import drawn_type, sample_library

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
HANDBOOK = ROOT / "content" / "sidor" / "handbok"
LIBRARY = sample_library()


def figure(text: str) -> Figure:
    return make_figure(Fence(1, 9, text), "prov.md", LIBRARY, "figur-prov-1")


def examples() -> dict[str, str]:
    """Give the diagram blocks of the handbook of charts by the names of their pictures."""
    return {
        f"{path.stem}-{number}": fence.text
        for path in sorted(HANDBOOK.glob("*.md"))
        for number, fence in enumerate(
            find_fences(path.read_text(encoding="utf-8").splitlines(), path.name).fences, start=1
        )
        if isinstance(figure(fence.text).chart, DrawnType)
    }


EXAMPLES = examples()


@pytest.mark.parametrize("canvas", [WIDE, NARROW], ids=lambda canvas: canvas.name)
@pytest.mark.parametrize("name", EXAMPLES)
def test_pictures_are_those_that_were_looked_at(name: str, canvas: Canvas) -> None:
    """Each picture in the handbook is, line for line, its golden.

    One that differs is left beside it to look at. It is approved by renaming
    tests/golden/NAME.new.svg to NAME.svg.
    """
    shown = figure(EXAMPLES[name])
    spec = drawn_type(shown.chart).draw(shown.plot, canvas).to_dict()
    picture = svg.standalone(svg.tidy(svg.render(spec))).replace("><", ">\n<") + "\n"
    golden = GOLDEN / f"{name}-{canvas.name}.svg"
    beside = golden.with_suffix(".new.svg")
    if not golden.exists() or golden.read_text(encoding="utf-8") != picture:
        beside.write_text(picture, encoding="utf-8", newline="\n")
        what = "differs from" if golden.exists() else "is new: look at it and rename it to"
        pytest.fail(f"{beside.relative_to(ROOT)} {what} {golden.relative_to(ROOT)}")
    beside.unlink(missing_ok=True)


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_makes_drawing_quick_changes_no_byte(name: str) -> None:
    """Texts that aren't measured and specifications that aren't checked give the same picture."""
    shown = figure(EXAMPLES[name])
    chart = drawn_type(shown.chart)
    slow = [
        svg.tidy(svg.render(chart.draw(shown.plot, canvas).to_dict())) for canvas in (WIDE, NARROW)
    ]
    made = draw(chart, shown.plot)
    assert [made.wide, made.narrow] == [svg.styled(one) for one in slow]
    assert made.alone == svg.standalone(slow[0])


def test_texts_that_are_not_measured_are_told_as_they_are() -> None:
    """Signs that mean something in XML, spaces of all kinds, and nothing at all."""
    texts = ["A & B <c> \"d\" 'e'", " i  mitten ", "1\u00a0000", "\u221212", "Å😀", "", "null"]
    marks = [Text(0, 20 * place, text, bold=bool(place % 2)) for place, text in enumerate(texts)]
    for shown in (marks, marks[2:5]):
        spec = finish(draw_texts(shown, WIDE, 200), WIDE, 200).to_dict()
        one, other = (svg.tidy(svg.render(made)) for made in (spec, svg.unmeasured(spec)))
        assert svg.standalone(one) == svg.standalone(other)


def test_there_is_no_golden_without_its_example() -> None:
    """A golden whose example is gone from the handbook would never be compared with anything."""
    wanted = {f"{name}-{canvas.name}" for name in EXAMPLES for canvas in (WIDE, NARROW)}
    kept = {path.stem for path in GOLDEN.glob("*.svg") if not path.stem.endswith(".new")}
    assert kept == wanted


def test_a_kept_drawing_is_not_drawn_again(store: Store) -> None:
    """The second time the drawing comes from the store."""
    shown = figure("data: koncernen-2012")
    first = Drawings(store)
    drawing = first.get(drawn_type(shown.chart), shown.plot)
    again = Drawings(store)
    assert again.get(drawn_type(shown.chart), shown.plot) == drawing
    assert (first.drawn, again.drawn) == (1, 0)


def test_a_drawing_depends_on_data_options_and_type(store: Store) -> None:
    """Another value, another highlight and another type of chart are other drawings."""
    drawings = Drawings(store)
    shown = figure("data: bokslut-2012")
    plot: Plot = shown.plot
    changed = replace(plot, points=(replace(plot.points[0], value=None), *plot.points[1:]))
    lifted = figure("data: bokslut-2012\nmarkera: Revisionen").plot
    bars = figure("data: bokslut-2012\ntyp: staplar\nurval: {scenario: utfall}")
    prints = {
        drawings.fingerprint(drawn_type(shown.chart), shown.plot),
        drawings.fingerprint(drawn_type(shown.chart), changed),
        drawings.fingerprint(drawn_type(shown.chart), lifted),
        drawings.fingerprint(drawn_type(bars.chart), bars.plot),
    }
    assert len(prints) == 4


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    shown = figure("data: bokslut-2012")
    return draw(drawn_type(shown.chart), shown.plot)


def test_a_drawing_carries_nothing_that_a_strict_policy_forbids(drawing: Drawing) -> None:
    """No inline style, no colours of its own, no loose roles and names, no tooltips."""
    for inside in (drawing.wide, drawing.narrow):
        assert not any(word in inside for word in ("style=", "<style", "<title", "role=", "aria-"))
        assert not any(colour in inside for colour in ROLES)
        assert "<script" not in inside


def test_ids_can_be_made_unique(drawing: Drawing) -> None:
    """Every id begins with ID-, and is used."""
    assert 'id="ID-hatch"' in drawing.wide
    assert "url(#ID-hatch)" in drawing.wide
    assert drawing.wide.count(" id=") == drawing.wide.count(' id="ID-')


def test_a_colour_without_a_role_is_refused() -> None:
    """A chart can't bring a colour that dark mode and print know nothing of."""
    picture = svg.tidy('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
                       '<path d="M0,0h1v1" fill="#123456"/></svg>')  # fmt: skip
    with pytest.raises(ValueError, match="#123456"):
        svg.styled(picture)
