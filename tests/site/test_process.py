"""The pages of the budget's way to decision, as they are published and previewed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from conftest import own_theme
from insyn.problems import ProblemsFound
from insyn.site.build import build
from rounds import write_rounds

FRONT = "budgetprocessen/index.html"
YEAR = "budgetprocessen/2014/index.html"
APRIL = "2013/04/26/prognosen-ramarna-och-en-ranking/index.html"


def texts(found: list[Any]) -> list[str]:
    return [" ".join(one.text_content().split()) for one in found]


def states(page: Path) -> list[tuple[str, str, str | None]]:
    """Give each step's name and state, and whether it is the current one."""
    steps = html.parse(page).getroot().find_class("step")
    return [
        (
            texts(step.find_class("step__name"))[0],
            texts(step.find_class("step__state"))[0],
            step.get("aria-current"),
        )
        for step in steps
    ]


def test_a_step_says_how_far_it_has_come(site: Path) -> None:
    """In words, in order; one is the current step, and of a closed round none."""
    for place in (FRONT, YEAR):
        found = states(site / place)
        said = "Klart Klart Pågår Klart Kommer Kommer Kommer Kommer Kommer"
        assert [state for _, state, _ in found] == said.split()
        assert [name for name, _, current in found if current == "step"] == ["Remiss hos nämnderna"]
    closed = states(site / "budgetprocessen/2013/index.html")
    assert {(state, current) for _, state, current in closed} == {("Klart", None)}


def test_steps_are_a_list_in_order(site: Path) -> None:
    """A list keeps them together, and each has its days for machines."""
    (steps,) = html.parse(site / YEAR).getroot().find_class("steps")
    assert steps.tag == "ol"
    days = [step.xpath(".//time/@datetime") for step in steps]
    assert days[2] == ["2013-04-26", "2013-05-21"]
    assert [found[0] for found in days] == sorted(found[0] for found in days)


def test_what_is_on_referral_is_not_called_decided(site: Path) -> None:
    """The proposals stand with their own status, and the only decision is to send them out."""
    page = html.parse(site / YEAR).getroot()
    links = [link for link in texts(page.xpath("//li")) if link.startswith("Siffror: Budgetramar")]
    assert links
    assert all(link.endswith("(på remiss)") for link in links)
    assert [
        text for text in texts(page.find_class("step__decision")) if "på remiss" not in text
    ] == []


def test_a_post_and_its_step_lead_to_one_another(site: Path) -> None:
    """The step links to the post, and the post to the step at its lasting address."""
    post = html.parse(site / APRIL).getroot()
    (back,) = post.xpath("//article//footer//a[contains(@href, 'budgetprocessen')]/@href")
    assert back.endswith("/budgetprocessen/2014/#steg-forslagen-skickas-pa-remiss")
    page = html.parse(site / YEAR).getroot()
    assert page.xpath("//li[@id='steg-forslagen-skickas-pa-remiss']//a[contains(@href, 'rankin')]")


def test_a_text_links_to_the_page_wherever_it_is_read(site: Path) -> None:
    """The link by the file's name leads there from the post, and whole from the feed."""
    post = html.parse(site / APRIL).getroot()
    (link,) = [a for a in post.xpath("//p/a") if a.text == "Budgetens väg till beslut"]
    assert (site / APRIL).parent.joinpath(link.get("href"), "index.html").resolve().is_file()
    feed = (site / "flode.atom").read_text(encoding="utf-8")
    assert 'href="https://blogg.tallvika.example/budgetprocessen/"' in html_of(feed)


def html_of(feed: str) -> str:
    return feed.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')


def test_a_link_to_rounds_that_there_are_not_is_a_fault(small: Path, tmp_path: Path) -> None:
    """A site without the file has no such page to link to."""
    post = small / "content/inlagg/2013-04-26.md"
    text = post.read_text(encoding="utf-8")
    link = "[vägen]({filename}/budgetprocessen.yaml)"
    post.write_text(text.replace("Inledning.", link), encoding="utf-8")
    with pytest.raises(ProblemsFound, match=r"Filen ”content/budgetprocessen\.yaml” finns inte"):
        build(small / "publishconf.py", tmp_path / "ut")
    write_rounds(small)
    build(small / "publishconf.py", tmp_path / "ut")


def test_the_calendar_can_be_subscribed_to(site: Path) -> None:
    """The file is there, and its address stands whole, for programs that open it and for people."""
    page = html.parse(site / FRONT).getroot()
    address = "blogg.tallvika.example/budgetprocessen/kalender.ics"
    assert len(page.xpath(f"//a[@href='webcal://{address}'][text()]")) == 1
    assert len(page.xpath(f"//a[@href='https://{address}'][.='https://{address}']")) == 1
    calendar = (site / "budgetprocessen/kalender.ics").read_bytes()
    for anchor in re.findall(rb"\nURL:.*?#((?:\S|\r\n )+)", calendar):
        name = anchor.replace(b"\r\n ", b"").decode()
        pages = [site / YEAR, site / "budgetprocessen/2013/index.html"]
        assert any(html.parse(one).getroot().xpath(f"//*[@id='{name}']") for one in pages)


@pytest.mark.parametrize("head", ["status: draft", "date: 2030-01-04T15:00"])
def test_a_post_that_is_to_come_shows_only_in_the_preview(
    small: Path, tmp_path: Path, head: str
) -> None:
    """A draft, or a post dated ahead, that a step names is linked in the preview, marked."""
    post = (small / "content/inlagg/2013-04-26.md").read_text(encoding="utf-8")
    later = post.replace("Ramarna: en första titt", "Hemligheten")
    later = later.replace("date: 2013-04-26T15:10:00.000+02:00", head)
    later = later if "date:" in head else later.replace(head, f"{head}\ndate: 2013-05-03")
    (small / "content/inlagg/2013-05-03.md").write_text(later, encoding="utf-8")
    write_rounds(small, "inlägg: [2013-04-26]", "inlägg: [2013-04-26, 2013-05-03]")
    build(small / "publishconf.py", tmp_path / "ut")
    for path in (tmp_path / "ut").rglob("*"):
        assert path.is_dir() or b"Hemligheten" not in path.read_bytes()
    build(small / "pelicanconf.py", tmp_path / "granskning")
    shown = texts(html.parse(tmp_path / "granskning" / YEAR).getroot().find_class("step__links"))
    assert re.search(r"Hemligheten \(.+, utkast\)", shown[0])


def test_a_hidden_post_is_led_to_from_no_step(small: Path, tmp_path: Path) -> None:
    """It is on the web at its own address, and in nobody's list."""
    post = small / "content/inlagg/2013-04-26.md"
    text = post.read_text(encoding="utf-8").replace("tags:", "status: hidden\ntags:")
    post.write_text(text, encoding="utf-8")
    write_rounds(small, "inlägg: [2013-04-26]", "inlägg: [2013-04-26]")
    build(small / "publishconf.py", tmp_path / "ut")
    links = html.parse(tmp_path / "ut" / YEAR).getroot().xpath("//main//a/@href")
    assert links
    assert not any("2013/04/26" in link for link in links)


def test_a_site_without_rounds_has_no_such_page(small: Path, tmp_path: Path) -> None:
    """Neither page, calendar nor a line in the sitemap."""
    build(small / "publishconf.py", tmp_path / "ut")
    assert not (tmp_path / "ut/budgetprocessen").exists()
    assert b"budgetprocessen" not in (tmp_path / "ut/sitemap.xml").read_bytes()


def test_the_start_page_can_tell_of_the_current_step(small: Path, tmp_path: Path) -> None:
    """The macro names the step, its body and its days; when all are done it says nothing."""
    (own_theme(small) / "templates/index.html").write_text(
        '<!doctype html><html lang="sv"><title>T</title><h1>T</h1>'
        '{% import "components/budget.html" as budget with context %}[{{ budget.now() }}]',
        encoding="utf-8",
    )
    write_rounds(small)
    conf = small / "publishconf.py"
    for now, said in (
        (
            "2013-05-17T16:00",
            "[Budget 2014. Nu pågår: Remiss, nämnderna, 26 april – 21 maj 2013.]",
        ),
        (
            "2013-05-23T16:00",
            (
                "[Budget 2014. Nästa steg: Beslut om ramar, kommunfullmäktige, "
                "måndag 17 juni 2013, kl. 18.00.]"
            ),
        ),
        ("2013-07-01T16:00", "[]"),
    ):
        with conf.open("a", encoding="utf-8") as file:
            file.write(f'NOW = "{now}"\n')
        build(conf, tmp_path / "ut")
        page: Any = html.fromstring((tmp_path / "ut/index.html").read_text(encoding="utf-8"))
        text = " ".join(page.text_content().split()).replace("[ ", "[").replace(" ]", "]")
        assert text[text.index("[") :].replace("\u00a0", " ") == said
