"""What the site says of itself, and how it looks as a municipality's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree, html
from playwright.sync_api import Browser

from conftest import own_theme, setting
from insyn.site.build import build
from insyn.site.commands import check_site
from serving import served

STATEMENT = "content/tillganglighet.yaml"
HEADER = '<p class="site-header__name">'


def words(page: html.HtmlElement) -> str:
    """Give the text of a page with plain blanks."""
    return " ".join(page.text_content().split())


def test_the_statement_says_all_that_the_law_asks_for(site: Path) -> None:
    """Each of the eleven parts is on the page."""
    page = html.parse(site / "tillganglighet/index.html").getroot().find(".//main")
    said = words(page)
    for part in (
        "Tallvika kommun står bakom Kommunchefens blogg.",
        "Webbplatsen är delvis förenlig med lagen (2018:1937)",
        "Bilder av diagram att ladda ner (PNG). Bilden bär ingen beskrivning med sig",
        "Vi gör inget undantag enligt 12 § i lagen.",
        "Sidor hos andra som inläggen länkar till. Kommunen har varken gjort eller betalat dem",
        "Vi har själva bedömt webbplatsen (självskattning).",
        "gjordes 15 april 2013 av kommunikationsenheten",
        "uppdaterades senast 6 maj 2013",
        "Du behöver inte säga vem du är.",
    ):
        assert part in said
    links = page.xpath(".//a/@href")
    assert "https://etjanst.tallvika.example/tillganglighet" in links
    assert [link for link in links if "digg" in link] == ["https://www.digg.se/tdosanmalan"]
    assert set(page.xpath(".//time/@datetime")) == {"2013-04-15", "2013-05-06"}


def test_a_statement_without_gaps_and_with_a_page_of_its_own(small: Path) -> None:
    """It says that there are none, tells who else assessed it, and leads to the page."""
    path = small / STATEMENT
    text = path.read_text(encoding="utf-8")
    gaps = text[text.index("brister:") : text.index("oskäligt")]
    for old, new in (
        (gaps, "brister: inget\n"),
        ("delvis", "helt"),
        ("självskattning", "tredje part"),
        ("https://etjanst.provkoping.example/tillganglighet", "/om/"),
        ("oskäligt betungande: inget", "oskäligt betungande: [{innehåll: Film, skäl: Dyrt}]"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    build(small / "publishconf.py", small / "ut")
    page = html.parse(small / "ut/tillganglighet/index.html").getroot().find(".//main")
    said = words(page)
    assert "Vi känner inte till något innehåll som bryter mot kraven." in said
    assert "Någon utanför kommunen har bedömt webbplatsen (tredje part)." in said
    assert "undantag enligt 12 § i lagen: Film. Dyrt" in said
    assert "Inget innehåll här ligger utanför lagen enligt 9 §." in said
    assert "../om/" in page.xpath(".//a/@href")


@pytest.mark.parametrize(("now", "reminded"), [("2014-02-13", False), ("2014-02-15", True)])
def test_check_reminds_in_time(
    small: Path, capsys: pytest.CaptureFixture[str], now: str, *, reminded: bool
) -> None:
    """In the last two months `check` says by when the statement must be renewed."""
    setting(small, f'NOW = "{now}"')
    assert check_site(small / "publishconf.py") == 0
    told = "behöver förnyas senast 2014-04-15" in capsys.readouterr().out
    assert told == reminded


def test_one_setting_colours_all(small: Path) -> None:
    """Stylesheet, icon and cards have the municipality's colour, and none the theme's."""
    setting(small, 'COLOUR = "#7a003c"')
    build(small / "publishconf.py", small / "ut")
    (css,) = (small / "ut/theme").glob("*.css")
    (icon,) = (small / "ut/theme").glob("*.svg")
    for path in (css, icon):
        text = path.read_text(encoding="utf-8")
        assert "#7a003c" in text
        assert "#0b4f71" not in text
    icon_on_pages = {
        str(place).rpartition("/")[2]
        for page in (small / "ut").rglob("*.html")
        for place in html.parse(page).getroot().xpath("//link[@rel='icon']/@href")
    }
    assert icon_on_pages == {icon.name}
    assert etree.parse(icon).getroot().get("viewBox") == "0 0 32 32"


@pytest.mark.parametrize(
    ("wide", "box"), [(48, "0 0 48 48"), (200, "0 0 32 32")], ids=["square", "wide"]
)
def test_a_square_logo_is_the_icon(small: Path, wide: int, box: str) -> None:
    """A wide one would be too small there, so the theme's icon stays."""
    with_logo(small, f'<rect width="{wide}" height="48"/>', wide)
    build(small / "publishconf.py", small / "ut")
    (icon,) = (small / "ut/theme").glob("*.svg")
    assert etree.parse(icon).getroot().get("viewBox") == box


def with_logo(small: Path, inside: str, wide: int = 48) -> None:
    """Give the site a logo, and a header that shows it."""
    (small / "content/bilder").mkdir()
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} 48">{inside}</svg>'
    (small / "content/bilder/vapen.svg").write_text(svg, encoding="utf-8")
    setting(small, 'LOGO = "bilder/vapen.svg"')
    base = own_theme(small) / "templates/base.html"
    text = base.read_text(encoding="utf-8")
    if "identity.html" not in text:
        text = f'{{% import "components/identity.html" as identities %}}{text}'
        text = text.replace(HEADER, f"{{{{ identities.logo() }}}}{HEADER}", 1)
    base.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_logo_of_one_colour_can_be_seen_everywhere(
    small: Path, browser: Browser, scheme: str, forced: str
) -> None:
    """It stands in the page, not as a file, silent for assistive tools, in the site's colour."""
    with_logo(small, '<rect width="48" height="48" fill="#ff0000"/>')
    build(small / "publishconf.py", small / "ut")
    assert not (small / "ut/bilder").exists()
    with served(small / "ut") as address:
        page = browser.new_page(color_scheme=scheme, forced_colors=forced)  # type: ignore[arg-type]
        page.goto(address)
        logo = page.locator(".site-header .logo")
        assert logo.get_attribute("aria-hidden") == "true"
        assert page.locator(".site-header").get_by_role("img").count() == 0
        style = "element => getComputedStyle(element).fill"
        fill = logo.locator("rect").evaluate(style)
        names = {"light": "rgb(11, 79, 113)", "dark": "rgb(140, 201, 241)"}
        if forced == "none":
            assert fill == names[scheme]
        else:
            text = page.evaluate("getComputedStyle(document.body).color")
            assert fill == text
        box = logo.bounding_box()
        assert box
        assert round(box["height"]) == round(box["width"]) >= 24
        page.close()


def test_forced_colours_and_paper_win_over_the_municipalitys(site: Path, browser: Browser) -> None:
    """In forced colours and in print links have the reader's colour and black."""
    (css,) = (site / "theme").glob("*.css")
    assert re.search(
        r"@media\s?\(forced-colors:active\)\{:root\{[^}]*--link:LinkText", css.read_text()
    )
    with served(site) as address:
        page = browser.new_page()
        page.goto(address)
        page.emulate_media(media="print")
        link_now = "getComputedStyle(document.documentElement).getPropertyValue('--link')"
        assert page.evaluate(link_now).strip() == "#000"
        page.emulate_media(media="screen", forced_colors="active")
        assert page.evaluate(link_now).strip() == "LinkText"
        page.close()
