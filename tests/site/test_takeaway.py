"""What can be taken away of the figures of a site: just of those that are shown, and all of it."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from lxml import etree, html

from insyn.delivery.serving.compression import ENDINGS
from insyn.problems import ProblemsFound
from insyn.site.build import build

ROOT = "https://blogg.tallvika.example/"
POST = "content/inlagg/2013-04-26.md"


def figures_on_pages(site: Path) -> dict[str, Path]:
    """Give the page that each figure stands in, but for its own."""
    places = (path for path in site.rglob("*.html") if "figur" not in path.parts)
    return {
        str(anchor): path
        for path in sorted(places, key=lambda path: len(path.parts))
        for anchor in html.parse(path).getroot().xpath("//figure/@id")
    }


def with_draft(small: Path) -> None:
    """Add a draft and a post dated ahead, each with a figure."""
    text = (small / POST).read_text(encoding="utf-8")
    draft = text.replace("2013-04-26T", "2013-05-03T").replace("---\n", "---\nstatus: draft\n", 1)
    (small / "content/inlagg/2013-05-03.md").write_text(draft, encoding="utf-8")
    ahead = text.replace("2013-04-26T", "2030-01-04T")
    (small / "content/inlagg/2030-01-04.md").write_text(ahead, encoding="utf-8")


def test_every_figure_that_is_shown_can_be_taken_away(site: Path) -> None:
    """Each has a folder with a page, an SVG and a PNG, but for tables, which have just a page.

    There is no other folder.
    """
    shown = figures_on_pages(site)
    assert len(shown) == 75
    folders = {path.name for path in (site / "figur").iterdir()}
    assert folders == {anchor.removeprefix("figur-") for anchor in shown}
    for folder in (site / "figur").iterdir():
        files = {path.name for path in folder.iterdir() if path.suffix not in ENDINGS}
        if folder.name in {"sidor-handbok-tabell-1", "sidor-handbok-tabell-2"}:
            assert files == {"index.html"}
            continue
        (svg,) = folder.glob("*.svg")
        assert files == {"index.html", svg.name, f"{svg.stem}.png"}
        assert etree.parse(svg).getroot().get("role") == "img"


def test_the_links_tell_kind_and_size(site: Path) -> None:
    """Under each figure stand its data, its pictures and its page, with the files' real sizes."""
    for path in set(figures_on_pages(site).values()):
        for figure in html.parse(path).getroot().xpath("//figure"):
            (files,) = figure.find_class("figure__files")
            heading = " ".join(figure.find_class("figure__heading")[0].text_content().split())
            links = files.xpath(".//a")
            said = [" ".join(link.text_content().split()) for link in links]
            kinds = ["data (CSV", "bild (SVG", "bild (PNG"]
            if not figure.find_class("figure__wide"):
                kinds = kinds[:1]  # a table isn't a picture
            for text, kind in zip(said[:-1], kinds, strict=True):
                assert re.fullmatch(
                    rf"Ladda ner {re.escape(kind)}, [\d,]+ (byte|kB)\) till .+", text
                )
            assert said[-1] == f"bädda in diagrammet {heading} på en annan webbplats"
            assert all(heading in text for text in said)
            for link, text in zip(links[:-1], said, strict=False):
                size = (path.parent / link.get("href")).resolve().stat().st_size
                told = re.search(r"([\d,]+) (byte|kB)", text)
                assert told
                number = float(told[1].replace(",", ".")) * (1000 if told[2] == "kB" else 1)
                assert abs(number - size) <= 51


def test_a_figure_by_itself_leads_home(site: Path) -> None:
    """Its page has the figure and one line, is for no search engine, and opens links outside."""
    for anchor, home in figures_on_pages(site).items():
        path = site / "figur" / anchor.removeprefix("figur-") / "index.html"
        page = html.parse(path).getroot()
        assert page.xpath("//figure/@id") == [anchor]
        assert page.xpath("//base/@target") == ["_top"]
        assert page.xpath("//a[@target]") == []
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.xpath("//header | //footer | //nav | //script") == []
        (line,) = page.find_class("embed__home")
        assert line.text_content().startswith("Ur ")
        assert line.text_content().endswith(", Kommunchefens blogg, Tallvika kommun")
        (link,) = line.xpath("./a/@href")
        place, _, target = link.partition("#")
        assert target == anchor
        there = (path.parent / place / "index.html").resolve()
        assert there == home.resolve()
        (whole,) = page.xpath("//link[@rel='canonical']/@href")
        assert site / whole.removeprefix(ROOT) == there.parent


def test_the_feed_shows_the_same_picture(site: Path) -> None:
    """A feed's picture is a figure's PNG, and its words say what the picture's heading says."""
    content = "".join(map(str, etree.parse(site / "flode.atom").getroot().itertext()))
    pictures = re.findall(r'<img src="([^"]+)"[^>]* alt="([^"]+)"', content)
    assert len(pictures) >= 15
    for address, text in pictures:
        place = site / address.removeprefix(ROOT)
        assert place.suffix == ".png"
        assert place.is_file()
        assert text.startswith("Diagram: ")


def test_every_post_has_a_card(site: Path) -> None:
    """Its address is whole, it is 1200 × 630, and words say what it shows; nothing else has one."""
    cards = set()
    for path in (site / "2013").rglob("index.html"):
        page = html.parse(path).getroot()
        said = {
            meta.get("property") or meta.get("name"): meta.get("content")
            for meta in page.xpath("//meta[@property or @name='twitter:card']")
        }
        assert said["og:title"] == page.findtext(".//h1")
        assert said["og:description"] == page.xpath("string(//p[@class='post__lead'])")
        assert said["og:url"] == page.xpath("string(//link[@rel='canonical']/@href)")
        assert (said["og:type"], said["og:locale"]) == (
            "article",
            {"en": "en_GB", "fi": "fi_FI"}.get(page.get("lang"), "sv_SE"),
        )
        assert said["twitter:card"] == "summary_large_image"
        assert said["og:image"].startswith(said["og:url"])
        card = site / said["og:image"].removeprefix(ROOT)
        size = struct.unpack(">II", card.read_bytes()[16:24])
        assert size == (int(said["og:image:width"]), int(said["og:image:height"])) == (1200, 630)
        headings = page.xpath("//*[@class='figure__heading']//text()") or [said["og:title"]]
        assert headings[0] in said["og:image:alt"]
        cards.add(card)
    assert len(cards) == 19  # of posts and translations
    assert set(site.rglob("kort.png")) == cards


def test_nothing_of_a_draft_can_be_taken_away(small: Path) -> None:
    """A draft and a post dated ahead leave neither picture, page nor card when published."""
    build(small / "publishconf.py", small / "ut")
    before = {path.relative_to(small / "ut") for path in (small / "ut").rglob("*")}
    with_draft(small)
    build(small / "publishconf.py", small / "ut")
    assert {path.relative_to(small / "ut") for path in (small / "ut").rglob("*")} == before
    assert not list((small / "ut/figur").glob("20[13][03]-0[15]*"))


def test_in_the_preview_a_draft_can_be_taken_away(small: Path) -> None:
    """There the draft's figures have their pictures and pages, and the way home leads to it."""
    with_draft(small)
    build(small / "pelicanconf.py", small / "ut")
    for day in ("2013-05-03", "2030-01-04"):
        folder = small / f"ut/figur/{day}-1"
        assert sorted(path.suffix for path in folder.iterdir()) == [".html", ".png", ".svg"]
        page = html.parse(folder / "index.html").getroot()
        (link,) = page.xpath("//p[@class='embed__home']/a/@href")
        place, _, anchor = link.partition("#")
        home = (folder / place).resolve()
        assert home.parent.name == "utkast"
        assert (home / "kort.png").is_file()
        assert html.parse(home / "index.html").getroot().xpath(f"//figure[@id='{anchor}']")


def test_the_place_of_the_figures_is_taken(small: Path) -> None:
    """No page can be called as the folder of all figures."""
    page = small / "content/sidor/om.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"slug: figur\n{text}", encoding="utf-8")
    with pytest.raises(ProblemsFound, match="/figur/ används redan av webbplatsen själv"):
        build(small / "publishconf.py", small / "ut")
