"""A post on paper, as the council gets it: the pages that a real browser prints."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

APRIL = "2013/04/26/prognosen-ramarna-och-en-ranking/"


@pytest.fixture(scope="module")
def pages(address: str, browser: Browser) -> list[str]:
    """The texts of the printed pages, with plain blanks."""
    page = browser.new_page()
    page.goto(f"{address}/{APRIL}")
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    read = (sheet.extract_text() for sheet in PdfReader(io.BytesIO(printed)).pages)
    return [" ".join(text.replace("\u00ad", "").split()) for text in read]


def plain(text: str) -> str:
    return " ".join(text.split())


def test_each_sheet_has_its_number(pages: list[str]) -> None:
    """Whoever drops the pile can put it together again."""
    for number, text in enumerate(pages, start=1):
        assert f"Sida {number} av {len(pages)}" in text


def test_the_first_sheet_tells_what_it_is(pages: list[str]) -> None:
    """Whose blog, the title, the date and the lead; no menu."""
    for told in ("Kommunchefens blogg", "Tallvika kommun", "Prognosen, ramarna och en ranking"):
        assert told in pages[0]
    assert "fredag 26 april 2013" in pages[0]
    assert "Den första prognosen visar underskott" in pages[0]
    assert not re.search(r"Huvudmeny|Hoppa till|Prenumerera|Läs av", " ".join(pages))


def test_a_figure_and_its_table_share_a_sheet(site: Path, pages: list[str]) -> None:
    """From the heading to the source, no page breaks inside a figure."""
    figures = html.parse(site / APRIL / "index.html").getroot().xpath("//figure")
    assert len(figures) == 9
    for figure in figures:
        (heading,) = (plain(part.text_content()) for part in figure.find_class("figure__heading"))
        last = plain(figure.xpath(".//tbody/tr[last()]/th")[0].text_content())
        (sheet,) = (text for text in pages if heading in text)
        rest = sheet.partition(heading)[2]
        assert last in rest
        assert "Källa:" in rest.partition(last)[2]


def test_a_link_can_be_followed_from_paper(page: Page) -> None:
    """A link within the site and one to elsewhere print their whole addresses; a number doesn't."""
    page.goto(f"/{APRIL}")
    page.emulate_media(media="print")
    told = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("main a")].map((link) =>
          [link.textContent.trim(), getComputedStyle(link, "::after").content]))"""
    )
    assert "blogg.tallvika.example" in " ".join(told.values())
    assert told["143"] == "none"
