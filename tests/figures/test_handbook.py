"""The handbook of charts: a page for each type, which says all that the type takes, and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from insyn.charts.base import ChartType
from insyn.charts.catalogue import CHART_TYPES
from insyn.charts.egen import Egen
from insyn.charts.options import COMMON, DiagramOptions
from insyn.data.library import Library, load_library
from insyn.figures.drawing import draw
from insyn.figures.fence import Fence, find_fences
from insyn.figures.figure import Figure, make_figure
from insyn.problems import ProblemsFound
from samples import drawn_type, sample_library

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "content" / "sidor" / "handbok"
CHOOSING = HANDBOOK / "diagram.md"
HEEDS = {chart.name: chart.heeds for chart in CHART_TYPES} | {Egen.name: Egen.heeds}
OPTIONS = {field.alias or name for name, field in DiagramOptions.model_fields.items()}


@pytest.fixture
def library() -> Library:
    return sample_library()


def page(name: str) -> Path:
    return HANDBOOK / f"{name}.md"


def fences(path: Path) -> tuple[Fence, ...]:
    return find_fences(path.read_text(encoding="utf-8").splitlines(), path.name).fences


def figures(path: Path, library: Library) -> list[Figure]:
    return [make_figure(fence, path.name, library, "figur-prov-1") for fence in fences(path)]


def named(path: Path) -> set[str]:
    """List the options that a page names: `option`, or `option: value`."""
    words = re.findall(r"`([a-zåäö]+)(?::[^`]*)?`", path.read_text(encoding="utf-8"))
    return OPTIONS & set(words)


def test_there_is_a_page_for_each_type_and_no_other() -> None:
    """Each type of the catalogue has a page of its name, and so have those that choose it."""
    assert {path.stem for path in HANDBOOK.glob("*.md")} == {*HEEDS, CHOOSING.stem}


@pytest.mark.parametrize("name", HEEDS)
def test_a_page_shows_its_type(name: str, library: Library) -> None:
    """Every example that is drawn on a page is of the page's type, and there is at least one."""
    assert {figure.chart.name for figure in figures(page(name), library)} == {name}


@pytest.mark.parametrize("name", HEEDS)
def test_the_source_of_an_example_is_shown(name: str) -> None:
    """What a reader is told to write is, letter by letter, what was drawn."""
    text = page(name).read_text(encoding="utf-8")
    shown = re.findall(r"^````\n```diagram\n(.*?)\n```\n````$", text, re.DOTALL | re.MULTILINE)
    assert shown == [fence.text for fence in fences(page(name))]


@pytest.mark.parametrize("name", HEEDS)
def test_a_page_names_just_what_its_type_heeds(name: str) -> None:
    """All the options of a type stand on its page, and none that it would refuse."""
    assert named(page(name)) - COMMON == HEEDS[name]


def test_a_table_of_several_measures_names_them_all(library: Library) -> None:
    """Its subtitle and caption tell what is in it, and the summary which of them it is about."""
    table = figures(page("tabell"), library)[0]
    named = "Medarbetarengagemang, index 0–100, antal svar och svarsfrekvens"
    assert table.subtitle.startswith(named)
    assert table.table.caption.startswith(named)
    assert table.summary.startswith("Medarbetarengagemang, index 0–100. Högst ligger")


def test_every_option_is_in_the_handbook() -> None:
    """What all types heed stands where a type is chosen; the rest on some type's page."""
    assert named(CHOOSING) >= COMMON
    assert set.union(*(named(path) for path in HANDBOOK.glob("*.md"))) == OPTIONS


def test_every_page_is_linked_from_where_a_type_is_chosen() -> None:
    """The table of questions leads to every type."""
    table = CHOOSING.read_text(encoding="utf-8").partition("\n## ")[0]
    assert set(re.findall(r"\]\(\{filename\}(\w+)\.md\) \|", table)) == set(HEEDS), (
        "the table of questions in content/sidor/handbok/diagram.md"
    )


def test_the_order_in_which_types_are_tried_is_the_catalogues() -> None:
    """A writer who names no type is told which comes before which, as it is in the code."""
    text = CHOOSING.read_text(encoding="utf-8")
    told = [word.replace("ä", "a").replace("ö", "o") for word in _numbered(text)]
    tried = [chart.name for chart in CHART_TYPES if type(chart).fits is not ChartType.fits]
    assert told == tried, "the numbered list in content/sidor/handbok/diagram.md"


def _numbered(text: str) -> list[str]:
    return re.findall(r"^\d+\. \*\*(\w+)\*\*", text, re.MULTILINE)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A site with the sample's data and a folder for functions of its own."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    (tmp_path / "charts").mkdir()
    return tmp_path


def listing() -> str:
    """Give the function that the page on own charts shows."""
    text = page("egen").read_text(encoding="utf-8")
    (code,) = re.findall(r'^```\n(""".*?)^```$', text, re.DOTALL | re.MULTILINE)
    return str(code)


def drawn(own: Path, code: str) -> list[str]:
    """Draw with some code, as a page would; give the pictures' insides."""
    (own / "charts" / "prov.py").write_text(code, encoding="utf-8")
    block = "data: sjukfranvaro\ntyp: egen\nfunktion: prov\nurval: {kon: [Kvinnor, Män]}"
    figure = make_figure(Fence(1, 9, block), "prov.md", load_library(own), "figur-prov-1")
    drawing = draw(drawn_type(figure.chart), figure.plot)
    return [drawing.wide, drawing.narrow]


def test_the_function_on_the_page_draws(own: Path) -> None:
    """A reader who copies it gets a picture of every year in both colours, in both widths."""
    for inside in drawn(own, listing()):
        for text in ("2008", "2012", "Kvinnor", "Män", "s-1", "s-2"):
            assert text in inside


def test_what_altair_cannot_make_sense_of_is_told(own: Path) -> None:
    """A column without a type, or misspelled, is a problem of the function's file."""
    code = listing()
    assert '"andel:Q"' in code
    with pytest.raises(ProblemsFound) as found:
        drawn(own, code.replace('"andel:Q"', '"andelen"'))
    (problem,) = found.value.problems
    assert problem.file == "charts/prov.py"
    assert "andelen" in problem.message
