"""Charts of the site's own: drawn in the house's look, and their faults told at their line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from insyn.data.library import load_library
from insyn.figures.drawing import Drawings
from insyn.figures.fence import Fence
from insyn.figures.figure import Figure, make_figure
from insyn.incremental.store import Store
from insyn.problems import ProblemsFound
from insyn.publishing.check import check
from samples import drawn_type

NOW = datetime(2013, 5, 3, tzinfo=UTC)
BLOCK = "data: ramar-2014\ntyp: egen\nfunktion: prov"
HEAD = "import altair as alt\nfrom insyn.charts.own_look import frame\n\ndef draw(dataset):\n"
BARS = "    chart = alt.Chart(frame(dataset)).mark_bar()\n"
BARE = "    return chart.encode(x=alt.X('belopp_tkr:Q'{more}), y='namnd:N')\n"
Own = Callable[[str], Figure]


@pytest.fixture
def own(small: Path) -> Own:
    """Give the figure that a function of a small site draws."""

    def made(code: str) -> Figure:
        (small / "charts").mkdir(exist_ok=True)
        (small / "charts" / "prov.py").write_text(code, encoding="utf-8")
        return make_figure(Fence(1, 9, BLOCK), "prov.md", load_library(small), "figur-prov-1")

    return made


def drawn(shown: Figure, store: Store) -> str:
    return Drawings(store).get(drawn_type(shown.chart), shown.plot).wide


def faults(shown: Figure, store: Store) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        drawn(shown, store)
    return [str(problem) for problem in found.value.problems]


def test_a_chart_of_ones_own_has_the_houses_colours_and_table(own: Own, store: Store) -> None:
    """It is drawn with classes for colours, has Swedish numbers, and the figure's own table."""
    shown = own(HEAD + BARS + BARE.format(more=""))
    picture = drawn(shown, store)
    assert 'class="f-series-1"' in picture
    assert "2\u00a0000" in picture
    assert len(shown.table.rows) == len(shown.dataset)
    assert shown.summary


def test_a_chart_of_ones_own_is_drawn_anew_when_its_code_or_data_change(
    own: Own, store: Store
) -> None:
    """What it depends on is its code and its data, beside what other charts do."""

    def fingerprint(code: str) -> str:
        shown = own(code)
        return Drawings(store).fingerprint(drawn_type(shown.chart), shown.plot)

    code = HEAD + BARS + BARE.format(more="")
    assert fingerprint(code) == fingerprint(code)
    assert fingerprint(code) != fingerprint(f"{code}# ändrad\n")


@pytest.mark.parametrize(
    ("code", "line", "said"),
    [
        ("def draw(dataset):\n    return 1 / 0\n", 2, "ZeroDivisionError"),
        ("def draw(dataset)\n", 1, "SyntaxError"),
        ("def rita(dataset):\n    pass\n", 1, "en funktion draw(dataset)"),
        ("def draw(dataset):\n    return 3\n", 1, "ett alt.Chart"),
        (HEAD + BARS + "    return chart.encode(x='belop:Q', y='namnd:N')\n", 1, "belop"),
        (
            HEAD + BARS.replace("()\n", "(color='#ff0000')\n") + BARE.format(more=""),
            1,
            "Färgen #ff0000 hör inte till webbplatsen",
        ),
        (
            HEAD + BARS + BARE.format(more=", scale=alt.Scale(zero=False)"),
            1,
            "Staplar och ytor måste börja på noll",
        ),
        (
            HEAD + BARS + BARE.format(more=", scale=alt.Scale(domain=[1000, 500000])"),
            1,
            "Staplar och ytor måste börja på noll",
        ),
        (
            HEAD
            + BARS
            + "    one = chart.encode(y='belopp_tkr:Q', x='namnd:N')\n"
            + "    return alt.layer(one, one).resolve_scale(y='independent')\n",
            1,
            "Två axlar med olika skala",
        ),
        (
            HEAD
            + "    many = __import__('pandas').concat([frame(dataset)] * 3)\n"
            + "    chart = alt.Chart(many).mark_arc()\n"
            + "    return chart.encode(theta='belopp_tkr:Q', color='namnd:N')\n",
            1,
            "En tårta med",
        ),
        (
            HEAD
            + "    chart = alt.Chart(frame(dataset)).mark_text(align='left')\n"
            + "    return chart.encode(y='belopp_tkr:Q', x='namnd:N', text='namnd:N')\n",
            1,
            "får inte plats",
        ),
    ],
)
def test_a_fault_of_ones_own_code_is_told_at_its_line(
    own: Own, store: Store, code: str, line: int, said: str
) -> None:
    """Whatever is wrong, it is one line in Swedish at the file, never a traceback."""
    told = faults(own(code), store)
    assert any(text.startswith(f"charts/prov.py:{line}: ") and said in text for text in told), told


def test_the_check_draws_charts_of_ones_own(small: Path) -> None:
    """A fault in the function is found by the check, before anything is built."""
    (small / "charts").mkdir()
    (small / "charts" / "prov.py").write_text("def draw(dataset):\n    return 1 / 0\n")
    post = small / "content" / "inlagg" / "2013-04-26.md"
    text = post.read_text(encoding="utf-8")
    post.write_text(f"{text}\n```diagram\n{BLOCK}\n```\n", encoding="utf-8")
    problems = [str(problem) for problem in check(small, NOW).problems]
    assert [one for one in problems if one.startswith("charts/prov.py:2: ")]


def test_a_file_that_is_not_there_is_told_in_the_block(small: Path) -> None:
    """The nearest name is offered."""
    shutil.copytree(Path(__file__).parents[2] / "charts", small / "charts")
    with pytest.raises(ProblemsFound, match="Menade du ”lutning”"):
        make_figure(
            Fence(1, 9, "data: ramar-2014\ntyp: egen\nfunktion: luttning"),
            "prov.md",
            load_library(small),
            "figur-prov-1",
        )
