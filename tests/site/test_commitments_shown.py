"""Commitments as readers meet them: in posts, on their own page, in the feed and the preview."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from conftest import own_theme
from insyn.site.build import build
from insyn.site.commands import check_site

LIST = "ataganden/index.html"
PROMISED = "2013/02/22/fler-ar-friska/index.html"
MOVED = "2013/04/26/prognosen-ramarna-och-en-ranking/index.html"
STAFFING = "atagande-ett-forslag-om-jamnare-grundbemanning-ar-klart"
LATE = "atagande-den-som-felanmaler-nagot-far-besked-samma-dag"
TO_COME = "Telefonväxeln"  # a reason that only a post dated ahead gives


def read(path: Path) -> Any:
    return html.parse(path).getroot()


def text(element: Any) -> str:
    """Give an element's text as it is read aloud."""
    return " ".join(element.text_content().split())


@pytest.fixture
def small_commitments(small: Path) -> Path:
    """The small site with a promise, moved by a draft."""
    post = small / "content/inlagg/2013-04-26.md"
    block = "```åtagande\nvad: Allt < är & klart\nklart: 2013-05-10\nansvarig: Vd\n```\n"
    written = post.read_text(encoding="utf-8")
    post.write_text(f"{written}\n{block}", encoding="utf-8")
    draft = written.partition("Inledning.")[0].replace("2013-04-26T", "2013-05-03T")
    follow_up = (
        "```uppföljning\nåtagande: allt < är & klart\nläge: flyttat\ntill: 2013-06-10\n"
        "varför: Hemligt.\n```\n"
    )
    (small / "content/inlagg/2013-05-03.md").write_text(
        draft.replace("summary", "status: draft\nsummary") + follow_up, encoding="utf-8"
    )
    return small


def test_a_promise_in_a_post_says_how_it_went(site: Path) -> None:
    """What, the day with the one it was moved from, who, and the state, with its follow-up."""
    (block,) = read(site / PROMISED).find_class("commitment")
    assert block.get("id") == STAFFING
    assert text(block) == (
        "Åtagande Ett förslag om jämnare grundbemanning är klart Klart senast 15 maj 2013, "
        "flyttat från 30 april 2013. Ansvarig: Personalchefen. Läge: klart 10 maj 2013 efter 77 "
        "dagar, i tid till det nya datumet, 10 dagar senare än först lovat. Följ åtagandet: "
        "Ett förslag om jämnare grundbemanning är klart"
    )
    assert [text(day) for day in block.iter("s")] == ["30 april 2013"]
    links = [link.partition("../../../..")[2] for link in block.xpath(".//a/@href")]
    assert links == [
        "/2013/05/10/en-kort-vecka-med-mycket-innehall/#uppfoljning-2013-05-10-2",
        f"/ataganden/#{STAFFING}",
    ]


def test_a_follow_up_leads_back_and_says_both_days(site: Path) -> None:
    """It has the old day, the new one, the reason, and a link to the promise."""
    block = read(site / MOVED).get_element_by_id("uppfoljning-2013-04-26-2")
    assert "Lovat 22 februari 2013. Flyttat från 30 april 2013 till 15 maj 2013. Hemtj" in text(
        block
    )
    assert block.xpath(".//a/@href")[0].endswith(f"/2013/02/22/fler-ar-friska/#{STAFFING}")


def test_the_page_has_all_of_them_in_order(site: Path) -> None:
    """Counts at the top, then overdue, open, done and dropped, each with what became of it."""
    page = read(site / LIST)
    (lead,) = page.find_class("post__lead")
    assert text(lead) == (
        "Ett åtagande är försenat, tre pågår, fyra är klara och ett är struket. Tre av de fyra "
        "som är klara blev det till det datum som först lovades."
    )
    assert [text(heading) for heading in page.xpath("//main//h2")] == [
        *("Försenade (1)", "Pågår (3)", "Klara (4)", "Strukna (1)")
    ]
    assert page.find_class("commitment")[0].get("id") == LATE
    staffing = page.get_element_by_id(STAFFING)
    assert [text(item) for item in staffing.iter("li")] == [
        "Lovat 22 februari 2013 i Fler är friska, men inte så många fler som vi trodde.",
        (
            "Flyttat 26 april 2013 i Prognosen, ramarna och en ranking: från 30 april 2013 till "
            "15 maj 2013. Hemtjänsten ville pröva två scheman med sin egen personal först."
        ),
        "Klart 10 maj 2013 enligt En kort vecka med mycket innehåll.",
    ]
    assert "../utmaningar/medarbetarnojdhet/" in staffing.xpath(".//a/@href")


def test_the_feed_tells_of_them_in_plain_text(site: Path) -> None:
    """A promise and a follow-up are a paragraph each, with a whole address and no struck text."""
    feed = etree.parse(site / "flode.atom").getroot()
    contents: list[Any] = [html.fromstring(part.text or "") for part in feed.iter("{*}content")]
    told = [
        text(paragraph)
        for content in contents
        for paragraph in content.iter("p")
        if text(paragraph).startswith(("Åtagande:", "Uppföljning:"))
    ]
    assert len(told) == 15
    assert (
        "Åtagande: Ett förslag om jämnare grundbemanning är klart. Klart senast 15 maj 2013, "
        "flyttat från 30 april 2013. Ansvarig: Personalchefen. Läge: klart 10 maj 2013 efter 77 "
        "dagar, i tid till det nya datumet, 10 dagar senare än först lovat. Följ åtagandet."
    ) in told
    assert not any(content.xpath("//s | //*[@role='group']") for content in contents)
    address = f"https://blogg.tallvika.example/ataganden/#{STAFFING}"
    assert any(address in content.xpath("//a/@href") for content in contents)


def test_what_is_to_come_is_not_told(site: Path) -> None:
    """A follow-up in a post dated ahead changes nothing and is in no file."""
    assert "försenat, skulle ha varit klart 30 april 2013" in text(
        read(site / LIST).get_element_by_id(LATE)
    )
    for path in site.rglob("*"):
        if path.is_file():
            assert TO_COME.encode() not in path.read_bytes()


def test_the_preview_counts_drafts_and_says_so(small_commitments: Path, tmp_path: Path) -> None:
    """There it is moved, by a draft; in public it is overdue. What is written is shown as text."""
    build(small_commitments / "pelicanconf.py", tmp_path / "preview")
    (shown,) = read(tmp_path / "preview" / LIST).iter("article")
    assert text(shown.find("h3")) == "Allt < är & klart"
    assert "Läge: pågår." in text(shown)
    assert "(utkast): från 10 maj 2013 till 10 juni 2013. Hemligt." in text(shown)
    build(small_commitments / "publishconf.py", tmp_path / "public")
    (shown,) = read(tmp_path / "public" / LIST).iter("article")
    assert "Läge: försenat, skulle ha varit klart 10 maj 2013." in text(shown)
    assert not any(
        b"Hemligt" in path.read_bytes()
        for path in (tmp_path / "public").rglob("*")
        if path.is_file()
    )


def test_a_site_without_promises_says_so(small: Path, tmp_path: Path) -> None:
    """The page is there from the first day."""
    build(small / "publishconf.py", tmp_path / "ut")
    assert "Inga åtaganden har gjorts ännu." in text(read(tmp_path / "ut" / LIST))


def test_the_writer_is_reminded_of_what_is_overdue(
    small_commitments: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The check says it, at the promise, though nothing is wrong with the text."""
    assert check_site(small_commitments / "publishconf.py") == 0
    said = capsys.readouterr().out.replace("\u00a0", " ").splitlines()
    assert said[-1] == (
        "content/inlagg/2013-04-26.md:26: Åtagandet ”Allt < är & klart” är försenat, skulle ha "
        "varit klart 10 maj 2013."
    )


def test_any_page_can_show_them_in_short(small_commitments: Path, tmp_path: Path) -> None:
    """The overview counts, lists what is overdue and leads to the page; it has no id of its own."""
    page = own_theme(small_commitments) / "templates/404.html"
    page.write_text(
        '{% extends "base.html" %}\n'
        '{% import "components/commitments.html" as parts with context %}\n'
        "{% block content %}<h1>Hej</h1><section>{{ parts.overview(commitments) }}</section>\n"
        '<p>{{ commitments.about("ekonomin") | length }} av {{ commitments | length }}</p>\n'
        "{% endblock %}\n",
        encoding="utf-8",
    )
    build(small_commitments / "publishconf.py", tmp_path / "ut")
    shown = read(tmp_path / "ut/404.html")
    (section,) = shown.iter("section")
    assert text(section) == (
        "Ett åtagande är försenat. Allt < är & klart Försenat, skulle ha varit klart 10 maj "
        "2013. Ansvarig: Vd. Alla åtaganden"
    )
    anchor = "atagande-allt-ar-klart"
    assert [link.rpartition("/ataganden/")[2] for link in section.xpath(".//a/@href")] == [
        *(f"#{anchor}", "")
    ]
    assert section.xpath(".//@id") == []
    assert "0 av 1" in text(shown)
