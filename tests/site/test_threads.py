"""Challenges as readers of the built site follow them, over a year and from one to the next."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from insyn.site.build import build
from insyn.site.upkeep import freeze_data
from two_years import plant, write_post

NOVEMBER = "2012/11/30/om-service/"
DECEMBER = "2012/12/28/aret-som-gick/"
JANUARY = "2013/01/04/ett-nytt-ar/"
LAST = "2013/01/18/mer-b-kvalitet-b-service/"
MAIN, EARLIER = "utmaningar/kvalitet/", "utmaningar/kvalitet/2012/"


@pytest.fixture
def output(small: Path) -> Path:
    """The planted site, published."""
    return publish(plant(small))


def publish(root: Path) -> Path:
    build(root / "publishconf.py", root / "ut")
    return root / "ut"


def read(output: Path, place: str) -> Any:
    return html.parse(output / place / "index.html").getroot()


def heads(page: Any) -> list[str]:
    return [
        " ".join(head.text_content().split())
        for head in page.xpath("//h3[contains(@id, '-rubrik')]")
    ]


def thread(page: Any, place: int = 0) -> list[tuple[str, str]]:
    """Give the names and addresses of a thread's links, as they are read aloud."""
    found = page.find_class("thread")[place]
    for hidden in found.xpath(".//*[@aria-hidden='true']"):
        hidden.drop_tree()
    return [(link.text_content(), link.get("href")) for link in found.xpath(".//a")]


def test_the_page_has_the_weeks_of_the_newest_year(output: Path) -> None:
    """Newest first, each leading to its section; an empty section and a coming one are left out."""
    page = read(output, MAIN)
    assert heads(page) == ["Vecka 3: Mer <b>kvalitet</b> & service", "Vecka 1: Ett nytt år"]
    assert page.findtext(".//h1") == "Kvalitet"
    assert "Mål för Kvalitet." in page.text_content()
    assert "I januari igen." in page.text_content()
    assert page.xpath("//h3/a/@href") == [
        f"../../{LAST}#kvalitet",
        f"../../{JANUARY}#utmaning-2-kvalitet",
    ]
    assert len(page.xpath("//figure")) == 1


def test_an_earlier_year_has_its_own_page_and_name(output: Path) -> None:
    """The years lead to each other and say what the challenge was called."""
    page = read(output, EARLIER)
    assert page.findtext(".//h1") == "Service 2012"
    assert "Nu heter utmaningen Kvalitet." in page.text_content()
    assert heads(page) == ["Vecka 52: Året som gick", "Vecka 48: Om service"]
    for place, current in ((MAIN, "2013"), (EARLIER, "2012 (Service)")):
        (years,) = read(output, place).xpath("//nav[@aria-label='Kvalitet år för år']")
        assert [link.text_content() for link in years.iter("a")] == ["2013", "2012 (Service)"]
        assert years.xpath(".//a[@aria-current='page']")[0].text_content() == current
    assert not (output / "utmaningar/kvalitet/2013").exists()


def test_a_section_keeps_its_figures_levels_and_links(output: Path) -> None:
    """On the challenge's page its headings are a level deeper, and nothing dangles or collides."""
    page = read(output, EARLIER)
    (week,) = page.xpath("//section[@id='2012-11-30-om-service']")
    assert len(week.xpath(".//figure//table")) == 1
    (inner,) = week.xpath("./h4")
    assert inner.get("id") == "2012-11-30-om-service-sa-gick-det"
    post = f"../../../{NOVEMBER}"
    assert week.xpath("./p/a[not(@class)]/@href") == [
        f"{post}#utmaning-3-service",
        "#2012-11-30-om-service-sa-gick-det",
        f"{post}#slutet",
    ]
    assert week.xpath(".//sup/a/@href") == [f"{post}#fn:1"]
    assert read(output, NOVEMBER).xpath("//*[@id='fn:1']")
    assert "Hej då." not in week.text_content()
    ids = Counter(page.xpath("//@id"))
    assert [name for name, count in ids.items() if count > 1] == []


def test_a_thread_leads_from_week_to_week_over_the_years(output: Path) -> None:
    """Each link says the challenge by the name it had, where it leads, and the year if another."""
    assert thread(read(output, NOVEMBER)) == [
        ("Alla veckor om Service", f"../../../../{EARLIER}"),
        ("Nästa: Service vecka 52", f"../../../../{DECEMBER}#service"),
    ]
    assert thread(read(output, DECEMBER)) == [
        ("Föregående: Service vecka 48", f"../../../../{NOVEMBER}#utmaning-3-service"),
        ("Alla veckor om Service", f"../../../../{EARLIER}"),
        ("Nästa: Kvalitet vecka 1, 2013", f"../../../../{JANUARY}#utmaning-2-kvalitet"),
    ]
    assert thread(read(output, LAST))[-1] == ("Alla veckor om Kvalitet", f"../../../../{MAIN}")
    assert read(output, "2013/01/11/inget-nytt/").find_class("thread") == []


def test_challenges_lead_to_each_other_and_to_those_of_before(output: Path) -> None:
    """In the order of this year's numbers; one that has ended is listed by itself."""

    def links(place: str) -> list[str]:
        (nav,) = read(output, place).xpath("//nav[@aria-label='Fler utmaningar']")
        return [link.text_content() for link in nav.iter("a")]

    assert links("utmaningar/ekonomin/") == ["Alla utmaningar", "Nästa: Kvalitet"]
    assert links(MAIN) == ["Alla utmaningar", "Föregående: Ekonomin"]
    assert links("utmaningar/trygghet/") == ["Alla utmaningar"]
    index = read(output, "utmaningar")
    names = [head.text_content() for head in index.find_class("challenge__name")]
    assert names == ["Ekonomin", "Kvalitet"]
    assert index.xpath("//main/ul[not(@class)]//a/text()") == ["Trygghet"]
    assert heads(read(output, "utmaningar/trygghet/")) == ["Vecka 52: Året som gick"]


def test_a_card_is_text_alone(output: Path) -> None:
    """The index shows each key figure with change, goal, newest week and source, and no picture."""
    index = read(output, "utmaningar")
    card = " ".join(index.find_class("challenge")[1].text_content().split())
    for said in (
        "Svar i tid, år 2012 88 % 2 procentenheter högre än år 2011, bättre",
        "Mål: Mål för Kvalitet.",
        "Senast: Kvalitet vecka 3, 18 januari 2013",
        "Källa: Kontaktcenter, hämtad 28 november 2012. Status: slutlig.",
    ):
        assert said in card
    assert index.xpath("//main//svg | //main//*[local-name()='svg'] | //main//img") == []


def test_what_is_to_come_is_in_no_thread(output: Path) -> None:
    """A post dated ahead has left no word in any page or feed of a challenge."""
    for path in output.rglob("*"):
        assert not path.is_file() or b"Hemligheten" not in path.read_bytes(), path
        assert not path.is_file() or b"det-som-kommer" not in path.read_bytes(), path


def test_a_draft_of_a_challenge_is_nowhere(small: Path) -> None:
    """Its page isn't written, no post leads to it, and the challenge is in no list."""
    page = plant(small) / "content/utmaningar/kvalitet.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("title:", "status: draft\ntitle:"), encoding="utf-8")
    output = publish(small)
    assert not (output / "utmaningar/kvalitet").exists()
    for path in output.rglob("*"):
        assert not path.is_file() or b"utmaningar/kvalitet" not in path.read_bytes(), path


def test_the_preview_shows_a_draft_with_its_thread(small: Path) -> None:
    """A post to come leads to the week before; no published page leads to it."""
    plant(small)
    build(small / "pelicanconf.py", small / "ut")
    (draft,) = (small / "ut/utkast").glob("*det-som-kommer*")
    assert (
        thread(html.parse(draft / "index.html").getroot())[0][0] == "Föregående: Kvalitet vecka 3"
    )
    assert heads(read(small / "ut", MAIN))[0].startswith("Vecka 3")


def test_a_correction_is_told_with_the_section_too(small: Path) -> None:
    """A section whose number has been corrected says so on the challenge's page."""
    plant(small)
    write_post(small, "2013-02-01", "Tal", "## Kvalitet\n\nVi svarade {tal: svar, ar: 2012}.\n")
    for kept in (small / "data/versioner/svar").iterdir():
        kept.rename(kept.with_stem("2012-11-28"))
    data = small / "data/svar.yaml"
    note = "Kontaktcenter hade räknat fel."
    change = f"changes: [{{date: 2013-05-17, kind: rättelse, note: {note}}}]\n"
    data.write_text(data.read_text(encoding="utf-8") + change, encoding="utf-8")
    freeze_data(small / "publishconf.py")
    week = read(publish(small), MAIN).xpath("//section[@id='2013-02-01-tal']")[0]
    assert note in week.text_content()


def test_a_site_without_challenges_says_so(small: Path) -> None:
    """The index is there, with no card, and no post has a thread."""
    output = publish(small)
    assert "Här finns inga utmaningar ännu." in read(output, "utmaningar").text_content()
    assert not re.search("thread", (output / "index.html").read_text(encoding="utf-8"))
