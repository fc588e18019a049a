"""Searching the site as readers do, in a real browser over the real index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from serving import served
from tabs import Tabs, console, faults, hearing

APRIL = "/2013/04/26/prognosen-ramarna-och-en-ranking/"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The sample site, below a path of its server, as a site may be."""
    with served(site.parent) as found:
        yield f"{found}/{site.name}"


@pytest.fixture
def said() -> list[str]:
    """What the console said."""
    return []


@pytest.fixture
def page(page: Page, address: str, said: list[str]) -> Iterator[Page]:
    """The search page, opened; parameters are those of a browser context."""
    with console(page, said):
        page.goto(f"{address}/sok/")
        yield page


def seek(page: Page, words: str, told: str) -> list[str]:
    """Seek some words and give the titles of what is shown."""
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(re.compile(told))
    return page.locator(".results__title").all_inner_texts()


def size(width: int, **more: Any) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": 900}, **more}


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("budgetar", "Två dagars budgetdialog"),
        ("budgeten", "Två dagars budgetdialog"),
        ("UNDERSKOTT", "Efter prognosen"),
        ("underskottets", "Efter prognosen"),
        ("sjukfrånvaron", "Fler är friska, men inte så många fler som vi trodde"),
        ("Sjukfranvaro", "Fler är friska, men inte så många fler som vi trodde"),
        ("Leverantörsreskontra", "Leverantörsreskontra"),
        ("tillbaka efter påsk", "Tillbaka efter påsk"),
        ("almtuna", "En kort vecka med mycket innehåll"),  # stands in a figure's summary alone
    ],
    ids=lambda value: str(value)[:12],
)
def test_what_is_there_is_found(page: Page, said: list[str], words: str, title: str) -> None:
    """Other forms, capitals, lost dots, titles and the words under a chart lead to their page."""
    titles = seek(page, words, r"^\d+ träff")
    assert title in titles
    assert said == []


@pytest.mark.parametrize(
    "words", ["Yttrandena är inne", "Smörgåsbordet", "<img src=x onerror=alert(1)>"]
)
def test_what_is_not_there_is_said_kindly(page: Page, said: list[str], words: str) -> None:
    """What only a post dated ahead says isn't found, and the reader is told what to try."""
    quoted = f'"{words}"' if " " in words else words
    assert seek(page, quoted, "Inga träffar på .+ Prova ett annat ord") == []
    assert quoted in page.get_by_role("status").inner_text()
    assert page.locator("main img").count() == 0
    assert said == []


def test_nothing_is_asked_of_others_and_results_lead_to_their_pages(
    tabs: Tabs, address: str
) -> None:
    """Below a path too, a search asks the site alone, and a result and its parts open."""
    asked: list[str] = []
    with tabs.one() as page, hearing(page, request=lambda asking: asked.append(asking.url)):
        find_and_open(page, address, asked)


def find_and_open(page: Page, address: str, asked: list[str]) -> None:
    """Find a word, and open a part of a result."""
    page.goto(f"{address}/sok/?q=prognosen")
    expect(page.get_by_role("status")).to_have_text(re.compile("träffar på ”prognosen”"))
    assert page.title().startswith("prognosen – Sök – ")
    assert all(url.startswith(address) for url in asked)
    assert not any("worker" in url for url in asked)
    result = page.locator(".results > li", has_text="Prognosen, ramarna och en ranking").first
    expect(result).to_contain_text("Inlägg, fredag 26\u00a0april 2013")
    assert result.locator("mark").count() > 0
    result.locator(".results__parts a", has_text="Första prognosen").click()
    expect(page).to_have_url(f"{address}{APRIL}#forsta-prognosen")
    assert page.locator("#forsta-prognosen").count() == 1


def test_a_reader_with_a_keyboard_never_loses_the_place(page: Page) -> None:
    """Seeking leaves the cursor in the field; more results lead on to the first of them."""
    assert len(seek(page, "budget", r"^\d\d träffar")) == 10
    expect(page.get_by_role("searchbox")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.locator(".results__title a").first).to_be_focused()
    page.get_by_role("button", name="Visa fler").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".results__title a").nth(10)).to_be_focused()
    while page.get_by_role("button", name="Visa fler").is_visible():
        count = page.locator(".results__title").count()
        page.get_by_role("button", name="Visa fler").press("Enter")
        expect(page.locator(".results__title a").nth(count)).to_be_focused()
    told = page.get_by_role("status").inner_text().partition(" ")[0]
    assert page.locator(".results__title").count() == int(told)


def test_the_browsers_back_button_leads_to_the_search_before(page: Page) -> None:
    """Field, results and address follow back and forward, also from a page that was opened."""
    first = seek(page, "budget", "på ”budget”")
    seek(page, "sjukfrånvaro", "på ”sjukfrånvaro”")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("budget")
    expect(page.get_by_role("status")).to_have_text(re.compile("på ”budget”"))
    assert page.locator(".results__title").all_inner_texts() == first
    page.locator(".results__title a").first.click()
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(re.compile("på ”budget”"))
    assert page.locator(".results__title").all_inner_texts() == first
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(re.compile("^Skriv ett eller flera ord"))
    assert page.locator(".results > li").count() == 0


def test_an_error_says_so_and_leads_on(page: Page, address: str) -> None:
    """When the index can't be fetched, that is told with a way to the archive; later it works."""
    page.route("**/pagefind-entry.json*", lambda route: route.abort())
    page.get_by_role("searchbox").fill("budget")
    page.keyboard.press("Enter")
    told = page.get_by_role("alert")
    expect(told).to_contain_text("Sökningen gick inte att ladda")
    link = told.get_by_role("link", name="arkivet")
    assert link.evaluate("element => element.href") == f"{address}/arkiv/"
    page.unroute("**/pagefind-entry.json*")
    assert seek(page, "budget", "på ”budget”")
    expect(told).to_be_hidden()


@pytest.mark.parametrize(
    "page",
    [
        size(1280, color_scheme="light"),
        size(320, color_scheme="dark"),
        size(768, forced_colors="active"),
    ],
    ids=["wide and light", "narrow and dark", "forced colours"],
    indirect=True,
)
def test_the_results_are_accessible(page: Page) -> None:
    """With results shown axe finds nothing, and nothing reaches outside the window."""
    seek(page, "budget", "träffar")
    assert faults(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_only_the_search_page_may_run_webassembly(site: Path) -> None:
    """Its policy allows it and nothing else more; that of every other page doesn't."""
    looser = {}
    for path in site.rglob("*.html"):
        (policy,) = (
            html.parse(path)
            .getroot()
            .xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        )
        if "wasm" in policy:
            looser[path.relative_to(site).as_posix()] = policy
    assert list(looser) == ["sok/index.html"]
    assert "script-src 'self' 'wasm-unsafe-eval';" in looser["sok/index.html"]
    assert "worker-src" not in looser["sok/index.html"]


@pytest.mark.parametrize("page", [size(1280, java_script_enabled=False)], indirect=True)
def test_without_scripts_the_page_leads_to_what_can_be_read(page: Page) -> None:
    """No field that does nothing: the page says why, and has archive, topics and data."""
    assert not page.get_by_role("searchbox").is_visible()
    expect(page.locator("noscript p")).to_be_visible()
    for name in ("Arkivet", "Ämnen", "Data"):
        page.locator("main").get_by_role("link", name=name, exact=True).click()
        assert page.locator("main li").count() > 0
        page.go_back()


def test_a_page_that_is_missing_offers_a_search(tabs: Tabs, site: Path) -> None:
    """The field on the 404 page leads to the results, and its links hold at any depth."""
    with served(site) as address, tabs.one() as page:
        page.goto(f"{address}/404.html")
        page.get_by_role("searchbox").fill("budget")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}/sok/?q=budget")
        expect(page.get_by_role("status")).to_have_text(re.compile("träffar på ”budget”"))
    missing = html.parse(site / "404.html").getroot()
    places = missing.xpath("//main//@href | //main//@action | //head/link/@href")
    assert [place for place in places if not re.match(r"/|mailto:", place)] == []
