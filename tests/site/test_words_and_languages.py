"""Explained words and translations, in the sample site as it is published."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

APRIL = "2013/04/26/prognosen-ramarna-och-en-ranking/"
CODES = ("sv", "sv-simple", "en", "fi")
ROOT = "https://blogg.tallvika.example/"


def page(site: Path, place: str) -> Any:
    return html.parse(site / place / "index.html").getroot()


def version(code: str) -> str:
    return APRIL if code == "sv" else f"{APRIL}{code}/"


def test_a_word_is_explained_once_on_a_page(site: Path) -> None:
    """Each button opens a note of its own, each note has its button, and no mark is left over."""
    seen = 0
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "data-ord" not in text
        root: Any = html.fromstring(text)
        opens = root.xpath("//button/@popovertarget")
        notes = root.xpath("//*[@popover]/@id")
        assert Counter(opens) == Counter(notes)
        assert max(Counter(opens).values(), default=0) <= 1
        held = "ancestor::a or ancestor::h1 or ancestor::h2 or ancestor::h3 or ancestor::figure"
        assert not root.xpath(f"//button[@popovertarget][{held} or ancestor::code]")
        seen += len(opens)
    assert seen > 50


def test_a_feed_and_a_frame_have_plain_text(site: Path) -> None:
    """Nothing can be opened there."""
    feed = (site / "flode.atom").read_text(encoding="utf-8")
    assert "kommunstyrelsen" in feed
    assert "popover" not in feed
    assert "data-ord" not in feed


def test_the_glossary_has_every_word_with_an_anchor(site: Path) -> None:
    """What a note links to is there, the words are in order, and no explanation is marked."""
    glossary = page(site, "ordlista")
    anchors = set(glossary.xpath("//dl/div/@id"))
    links = page(site, APRIL).xpath("//*[@popover]//a/@href")
    assert links
    assert {link.partition("#")[2] for link in links} <= anchors
    words = [term.text_content() for term in glossary.xpath("//dt")]
    assert len(words) >= 20
    assert words[-1] == "Överskott"
    assert not glossary.xpath("//main//button")


@pytest.mark.parametrize("code", CODES)
def test_a_version_says_its_language_and_where_the_others_are(site: Path, code: str) -> None:
    """The page's language, its own address, and links to all versions, the same in each."""
    root = page(site, version(code))
    assert root.get("lang") == code
    assert root.xpath("//link[@rel='canonical']/@href") == [ROOT + version(code)]
    links = root.xpath("//link[@rel='alternate'][@hreflang]")
    told = {link.get("hreflang"): link.get("href") for link in links}
    assert told == {each: ROOT + version(each) for each in CODES} | {"x-default": ROOT + APRIL}
    (current,) = root.xpath("//nav[@class='languages']//a[@aria-current='page']")
    assert current.get("lang") == code
    around = {None} if code == "sv" else {"sv"}
    assert {part.get("lang") for part in root.xpath("//body/header | //body/footer")} == around
    other = code in {"en", "fi"}
    assert {figure.get("lang") for figure in root.xpath("//figure")} == {"sv" if other else None}
    assert bool(root.xpath("//button[@popovertarget]")) is not other


def test_a_figure_has_its_writer_s_titles_in_the_page_s_language(site: Path) -> None:
    """The rest of it is Swedish."""
    heading = page(site, version("en")).xpath("//figure//p[@class='figure__heading']/span")[0]
    assert (heading.get("lang"), heading.text[:10]) == ("en", "Two bodies")


def test_the_sitemap_has_each_version_with_the_others(site: Path) -> None:
    """As the heads of the pages have."""
    sitemap = etree.parse(site / "sitemap.xml").getroot()
    for place in sitemap.iter("{*}url"):
        address = (place.findtext("{*}loc") or "").removeprefix(ROOT)
        others = [link.get("hreflang") for link in place.iter("{*}link")]
        is_version = address.startswith(APRIL)
        assert others == (list(CODES) if is_version else [])


def test_words_around_a_translation_are_in_its_language(site: Path) -> None:
    """Week, date and note are the language's own; dates are written as it writes them."""
    for code, words in {
        "en": ("Week 17", "26 April 2013", "The Swedish original takes precedence."),
        "fi": ("Viikko 17", "26.4.2013", "Ruotsinkielinen alkuperäisteksti on ratkaiseva."),
        "sv-simple": ("Vecka 17", "fredag 26 april 2013", "Den vanliga svenska texten gäller."),
    }.items():
        text = re.sub(r"\s+", " ", page(site, version(code)).xpath("//article")[0].text_content())
        assert all(word in text for word in words)
