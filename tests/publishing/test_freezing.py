"""What a published post shows is kept, and no figure changes without a word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lxml import html

from conftest import change
from insyn.publishing.check import check
from insyn.site.build import build
from insyn.site.upkeep import freeze_data

NOW = datetime(2013, 5, 17, 16, tzinfo=ZoneInfo("Europe/Stockholm"))
CSV, YAML = "data/ramar-2014.csv", "data/ramar-2014.yaml"
POST = "2013/04/26/ramarna-en-forsta-titt/index.html"
FROZEN = "data/versioner/ramar-2014"


def said(root: Path) -> list[str]:
    return [str(problem) for problem in check(root, NOW).problems]


def tell(root: Path, kind: str, day: str = "2013-05-14") -> None:
    note = f"changes:\n  - {{date: {day}, kind: {kind}, note: Nya siffror från nämnden.}}\nschema:"
    change(root, YAML, "schema:", note)


def shown(root: Path) -> tuple[str, str, str]:
    """Build; give the post's first table, what is said of changes, and where its data are."""
    build(root / "publishconf.py", root / "ut")
    figure = html.parse(root / "ut" / POST).getroot().xpath("//figure")[0]
    changes = " ".join(node.text_content() for node in figure.find_class("figure__change"))
    table = figure.xpath(".//tbody")[0].text_content()
    address = figure.xpath(".//ul[@class='figure__files']//a/@href")[0]
    return table, changes, address.rpartition("../")[2]


def test_what_is_not_frozen_is_not_published(small: Path) -> None:
    """The first time data are shown they are frozen, and one command does it."""
    for path in (small / FROZEN).iterdir():
        path.unlink()
    (problem,) = said(small)
    assert problem.startswith(f"{YAML}:1: ramar-2014 publiceras men är inte fryst.")
    assert freeze_data(small / "publishconf.py") == 0
    assert said(small) == []
    assert sorted(path.name for path in (small / FROZEN).iterdir()) == [
        "2013-05-17.csv",
        "2013-05-17.yaml",
    ]


@pytest.mark.parametrize(
    "mistake",
    [
        lambda root: change(root, CSV, "2 000", "2 100"),
        lambda root: change(root, CSV, "2014;\n", "2014;7\n"),
        lambda root: change(root, YAML, "unit: tkr", "unit: mnkr"),
        lambda root: change(root, YAML, "status: på remiss", "status: beslutad"),
    ],
    ids=["a value", "a gap that is filled", "the unit", "the decision"],
)
def test_a_change_without_a_word_stops_the_build(
    small: Path, mistake: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither check nor freeze lets it pass; the cure is to take it back or to say what it is."""
    mistake(small)
    (problem,) = said(small)
    assert problem.startswith(f"{YAML}:1: ")
    assert "har ändrats sedan siffrorna frystes 26\u00a0april 2013. Ångra, eller skriv" in problem
    assert freeze_data(small / "publishconf.py") == 1
    assert "har ändrats" in capsys.readouterr().err


def test_a_correction_is_shown_with_a_note(small: Path) -> None:
    """The old post has the right figure, says so, and the log tells value by value."""
    change(small, CSV, "2 000", "2 100")
    tell(small, "rättelse")
    assert "inte fryst" in said(small)[0]
    assert freeze_data(small / "publishconf.py") == 0
    table, changes, address = shown(small)
    assert "2\u00a0100" in table
    assert changes == "Rättat 14\u00a0maj 2013: Nya siffror från nämnden."
    assert address == "data/ramar-2014.csv"
    log = html.parse(small / "ut/rattelser/index.html").getroot().text_content()
    assert "2\u00a0100\u00a0tkr i stället för 2\u00a0000\u00a0tkr" in log
    feed = (small / "ut/flode.atom").read_text(encoding="utf-8")
    assert "Rättat 14" in feed


def test_an_update_leaves_the_old_post_as_it_was(small: Path) -> None:
    """It keeps its figure and its file, tells of the newer, and no correction is logged."""
    change(small, CSV, "2 000", "2 100")
    tell(small, "uppdatering")
    assert freeze_data(small / "publishconf.py") == 0
    table, changes, address = shown(small)
    assert "2\u00a0000" in table
    assert "som de var när inlägget skrevs. Nya kom 14\u00a0maj 2013: Nya siffror" in changes
    assert address == "data/ramar-2014/2013-04-26.csv"
    assert b"2000" in (small / "ut" / address).read_bytes()
    assert b"2100" in (small / "ut/data/ramar-2014.csv").read_bytes()
    page = html.parse(small / "ut/data/ramar-2014/index.html").getroot().text_content()
    assert "2\u00a0100" in page
    log = html.parse(small / "ut/rattelser/index.html").getroot().text_content()
    assert "Inga siffror har behövt rättas ännu." in log


def test_freezing_again_does_nothing(small: Path) -> None:
    """A version that is there is never written over."""
    before = {path: path.read_bytes() for path in (small / FROZEN).iterdir()}
    assert freeze_data(small / "publishconf.py") == 0
    assert {path: path.read_bytes() for path in (small / FROZEN).iterdir()} == before


def test_a_change_that_was_never_frozen_is_told_of(small: Path) -> None:
    """A word about a change of before the last version is a mistake in the descriptor."""
    tell(small, "rättelse", "2013-04-20")
    (problem,) = said(small)
    assert problem.startswith(f"{YAML}:20: Ändringen är inte fryst, och kan inte ha en tidigare")
    assert "dag än 26\u00a0april 2013" in problem


@pytest.mark.parametrize(
    ("day", "cure"),
    [
        ("2013-05-01", "efter 3\u00a0maj 2013, då ett inlägg visade de gamla, och senast i dag"),
        ("2013-06-01", "och senast i dag"),
    ],
    ids=["backdated", "ahead"],
)
def test_a_change_is_dated_as_the_day_on_which_the_site_changes(
    small: Path, day: str, cure: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A backdated one would turn a published post into one of after, in silence."""
    post = (small / "content/inlagg/2013-04-26.md").read_text(encoding="utf-8")
    later = post.replace("2013-04-26T", "2013-05-03T")
    (small / "content/inlagg/2013-05-03.md").write_text(later, encoding="utf-8")
    change(small, CSV, "2 000", "2 100")
    tell(small, "uppdatering", day)
    assert freeze_data(small / "publishconf.py") == 1
    assert cure in capsys.readouterr().err


def test_what_a_waiting_post_shows_is_frozen_before_its_hour(small: Path) -> None:
    """A post dated ahead comes out by itself; its figures must be ready."""
    for suffix in (".csv", ".yaml"):
        text = (small / f"data/ramar-2014{suffix}").read_text(encoding="utf-8")
        other = text.replace("name: ramar-2014", "name: nya")
        (small / f"data/nya{suffix}").write_text(other, encoding="utf-8")
    post = (small / "content/inlagg/2013-04-26.md").read_text(encoding="utf-8")
    later = post.replace("2013-04-26T", "2013-05-31T").replace("data: ramar-2014", "data: nya")
    (small / "content/inlagg/2013-05-31.md").write_text(later, encoding="utf-8")
    assert said(small)[0].startswith("data/nya.yaml:1: nya publiceras men är inte fryst.")
    assert freeze_data(small / "publishconf.py") == 0
    build(small / "publishconf.py", small / "ut")
    assert not (small / "ut/data/nya.csv").exists()


def test_a_post_keeps_the_words_of_its_day(small: Path) -> None:
    """A new title or default for diagrams is for new posts; the old one stays as it was."""
    before = shown(small)
    change(small, YAML, "title: Nämnd", "title: Kommunens nämnd")
    change(small, YAML, "schema:", "diagram: {ordning: data, titel: En ny rubrik}\nschema:")
    assert said(small) == []
    assert shown(small) == before
    page = (small / "ut" / POST).read_text(encoding="utf-8")
    assert "En ny rubrik" not in page


def test_versions_that_are_of_nothing_are_told_of(small: Path) -> None:
    """A dataset that was renamed or removed leaves no posts without their figures in silence."""
    (small / FROZEN).rename(small / "data/versioner/ramar-2013")
    assert any("Datamängden finns inte längre, men dess versioner" in line for line in said(small))


def test_a_preview_needs_no_freezing(small: Path) -> None:
    """A writer sees the new figure at once."""
    change(small, CSV, "2 000", "2 100")
    assert check(small, NOW, preview=True).problems == ()
