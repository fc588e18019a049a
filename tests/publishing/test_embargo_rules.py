"""The rules of an embargo: who waits for whom, and what is refused."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from conftest import change
from insyn.publishing.check import check

HERE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2013, 5, 17, 16, tzinfo=HERE)
WEEK = "Ett och annat som hände i veckan."
ENDS = "2013-05-20T09:00+02:00"
POST, PAGE, YAML = "content/inlagg/2013-04-26.md", "content/sidor/om.md", "data/ramar-2014.yaml"
ENGLISH = "content/inlagg/2013-04-26.en.md"
SAID = (
    "Datamängden ”ramar-2014” har embargo till måndagen den 20\u00a0maj 2013 kl.\u00a009.00. Ge "
    f"{{what}} samma embargo (embargo: {ENDS}), eller ta bort siffrorna här tills dess."
)


def said(root: Path, now: datetime = NOW) -> list[str]:
    """Give every problem as it is printed."""
    return [str(problem) for problem in check(root, now).problems]


@pytest.fixture
def waiting(small: Path) -> Path:
    """The small site, whose dataset has an embargo."""
    change(small, YAML, "frequency:", f"embargo: {ENDS}\nfrequency:")
    return small


def test_what_would_be_public_before_its_figures_is_refused_at_each_line(waiting: Path) -> None:
    """Each figure of the post, and that of the page, which shows the figures of now."""
    assert said(waiting) == [
        f"{POST}:14: {SAID.format(what='inlägget')}",
        f"{POST}:20: {SAID.format(what='inlägget')}",
        f"{PAGE}:12: {SAID.format(what='sidan')}",
    ]


def test_a_number_in_the_text_is_refused_at_its_line(waiting: Path) -> None:
    """It shows as much as a figure does."""
    for file in (POST, PAGE):
        text = (waiting / file).read_text(encoding="utf-8")
        (waiting / file).write_text(text.partition("```")[0].partition("~~~")[0], encoding="utf-8")
    change(waiting, POST, "Inledning.", "Det blir\n{tal: ramar-2014, namnd: Socialnämnden}.")
    assert said(waiting) == [f"{POST}:11: {SAID.format(what='inlägget')}"]


def test_with_the_same_embargo_all_is_well(waiting: Path) -> None:
    """Nothing is public before; the figures must be kept all the same, to come out in time."""
    change(waiting, POST, "tags:", f"embargo: {ENDS}\ntags:")
    change(waiting, PAGE, "Summary:", f"Embargo: {ENDS}\nSummary:")
    report = check(waiting, NOW)
    assert not report.problems
    assert not report.public
    assert [one.name for one in report.lasting] == ["ramar-2014"]
    assert report.embargoed.texts == {POST, PAGE}
    at_the_moment = check(waiting, datetime.fromisoformat(ENDS).astimezone(HERE))
    assert not at_the_moment.problems
    assert [one.name for one in at_the_moment.public] == ["ramar-2014"]


def test_a_date_ahead_will_do_where_it_is_late_enough(waiting: Path) -> None:
    """A post waits for the later of its date and its embargo."""
    change(waiting, PAGE, "Summary:", "Status: draft\nSummary:")
    change(waiting, POST, "date: 2013-04-26T15:10:00.000+02:00", "date: 2013-05-20 08:59")
    assert len(said(waiting)) == 2
    change(waiting, POST, "08:59", "09:00")
    assert said(waiting) == []


def test_what_asks_to_be_public_waits_too(small: Path) -> None:
    """`publish` makes a dataset public at its moment, and not before."""
    text = (small / YAML).read_text(encoding="utf-8").replace("ramar-2014", "ramar-2015")
    (small / "data/ramar-2015.yaml").write_text(
        f"{text}publish: true\nembargo: {ENDS}\n", encoding="utf-8"
    )
    (small / "data/ramar-2015.csv").write_bytes((small / "data/ramar-2014.csv").read_bytes())
    assert [one.name for one in check(small, NOW).public] == ["ramar-2014"]
    later = check(small, datetime.fromisoformat(ENDS).astimezone(HERE))
    assert [one.name for one in later.public] == ["ramar-2014", "ramar-2015"]
    shown = check(small, NOW, preview=True, shows_embargoed=True)
    assert [one.name for one in shown.public] == ["ramar-2014", "ramar-2015"]


def test_a_link_from_the_public_is_refused(waiting: Path) -> None:
    """The rule for drafts: its address tells of it."""
    change(waiting, POST, "tags:", f"embargo: {ENDS}\ntags:")
    text = (waiting / PAGE).read_text(encoding="utf-8").partition("Så skriver")[0]
    link = "[Där]({filename}/inlagg/2013-04-26.md)."
    (waiting / PAGE).write_text(f"{text}{link}\n", encoding="utf-8")
    assert said(waiting) == [f"{PAGE}:4: Länken går till {POST}, som inte är publicerad."]


def test_a_dataset_at_no_moment_is_refused_at_its_line(small: Path) -> None:
    """An hour that the clocks skip, and a day without an hour."""
    change(small, YAML, "frequency:", "embargo: 2014-03-30 02:30\nfrequency:")
    assert any(f"{YAML}:12: Klockan 02.30 finns inte" in one for one in said(small))
    change(small, YAML, "2014-03-30 02:30", "2014-03-30")
    assert any(one.startswith(f"{YAML}:12: Embargot ”2014-03-30” behöver") for one in said(small))


def test_a_translation_waits_with_its_original(small: Path) -> None:
    """It needs no embargo of its own, and can't have another."""
    change(small, POST, "tags:", f"embargo: {ENDS}\ntags:")
    (small / ENGLISH).write_text(
        "---\ntitle: Frames\nsummary: Frames.\n---\n\nFrames.\n", encoding="utf-8"
    )
    assert {source.status(NOW) for source in check(small, NOW).sources if source.day} == {"draft"}
    change(
        small,
        ENGLISH,
        "---\n\n",
        "embargo: 2013-05-18 09:00\n---\n\n",
    )
    assert said(small) == [
        f"{ENGLISH}:4: Översättningen har originalets embargo. Skriv samma, eller inget alls."
    ]


def test_a_follow_up_waits_for_its_commitment(small: Path) -> None:
    """It is told in the order in which readers can know of it, whatever the posts' dates are."""
    promise = "```åtagande\nvad: Allt är klart\nklart: 2013-06-10\nansvarig: Chefen\n```\n"
    told = "```uppföljning\nåtagande: Allt är klart\nläge: klart\n```\n"
    for day, embargo, text in (("2013-05-10", ENDS, promise), ("2013-05-17", "", told)):
        head = f"---\ntitle: Vecka\ndate: {day} 15:00\nslug: v{day}\nsummary: {WEEK}\n"
        more = f"embargo: {embargo}\n" if embargo else ""
        path = small / f"content/inlagg/{day}.md"
        path.write_text(f"{head}{more}---\n\n{text}", encoding="utf-8")
    (problem,) = said(small)
    assert problem.startswith("content/inlagg/2013-05-17.md:9: Åtagandet gavs först")
