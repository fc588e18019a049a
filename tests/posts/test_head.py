"""What stands at the top of a post."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from insyn.moments import site_now
from insyn.posts.head import PostHead
from insyn.posts.new import new_post
from insyn.posts.source import read_source

ROOT = Path(__file__).resolve().parents[2]
STOCKHOLM = ZoneInfo("Europe/Stockholm")
YAML_HEAD = (
    '---\ntitle: "Ramar: nu"\ndate: 2013-04-26T15:10:00.000+02:00\nsummary: S\n{}---\n\nText\n'
)
PLAIN_HEAD = "Title: Ramar: nu\nDate: 2013-04-26 15:10\nSummary: S\n{}\nText\n"


def write(root: Path, text: str) -> Path:
    path = root / "content" / "inlagg" / "2013-04-26.md"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        (YAML_HEAD.format("tags:\n  - ekonomi\n  - budget\n"), ("ekonomi", "budget")),
        (YAML_HEAD.format("tags: [ekonomi, budget]\n"), ("ekonomi", "budget")),
        (PLAIN_HEAD.format("Tags: ekonomi, budget\n"), ("ekonomi", "budget")),
        (PLAIN_HEAD.format(""), ()),
    ],
)
def test_both_forms_of_head_give_the_same(tmp_path: Path, text: str, tags: tuple[str, ...]) -> None:
    """YAML as browser editors write it and Pelican's plain lines are the same post."""
    source = read_source(write(tmp_path, text), tmp_path, STOCKHOLM)
    assert isinstance(source.head, PostHead)
    assert (source.head.title, source.head.tags) == ("Ramar: nu", tags)
    assert source.address == "/2013/04/26/ramar-nu/"
    assert source.body.split("\n").index("Text") == text.split("\n").index("Text")


def test_a_post_dated_ahead_waits_for_its_moment(tmp_path: Path) -> None:
    """It is a draft until then, and published from that very moment."""
    source = read_source(write(tmp_path, PLAIN_HEAD.format("")), tmp_path, STOCKHOLM)
    assert source.status(datetime(2013, 4, 26, 15, 9, tzinfo=STOCKHOLM)) == "draft"
    assert source.status(datetime(2013, 4, 26, 15, 10, tzinfo=STOCKHOLM)) == "published"


def test_the_moment_comes_from_the_epoch_then_the_setting_then_the_clock() -> None:
    """SOURCE_DATE_EPOCH makes a build of any day the same on every other."""
    assert site_now("2013-05-17T16:00", "Europe/Stockholm", "0") == datetime(1970, 1, 1, tzinfo=UTC)
    assert site_now("2013-05-17T16:00", "Europe/Stockholm", None).utcoffset() is not None
    assert site_now("", "Europe/Stockholm", None).year > 2025


def test_a_new_post_is_a_draft_that_can_be_read(tmp_path: Path) -> None:
    """Title, Friday, address, summary to fill in and the year's challenges are there, in order."""
    shutil.copytree(ROOT / "content" / "utmaningar", tmp_path / "content" / "utmaningar")
    title = 'Prognosen: "nu" är den här'
    path = new_post(tmp_path, title, date(2013, 4, 24))
    assert path.name == "2013-04-26.md"
    source = read_source(path, tmp_path, STOCKHOLM)
    assert (source.head.title, source.head.status) == (title, "draft")
    assert source.slug == "prognosen-nu-ar-den-har"
    headings = [line for line in source.body.split("\n") if line.startswith("##")]
    assert headings == [
        "## Utmaning 1 – Ekonomin",
        "## Utmaning 2 – Kvalitet",
        "## Utmaning 3 – Medarbetarnöjdhet",
    ]


def test_a_new_post_overwrites_nothing(tmp_path: Path) -> None:
    """When the week has its post, the next week gets one."""
    first = new_post(tmp_path, "Ett", date(2013, 4, 26))
    second = new_post(tmp_path, "Två", date(2013, 4, 26))
    assert (first.name, second.name) == ("2013-04-26.md", "2013-05-03.md")
