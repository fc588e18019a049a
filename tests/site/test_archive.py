"""The archive by year and week, topics and authors."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from insyn.problems import ProblemsFound
from insyn.site.build import build


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def weeks(page: Path) -> list[tuple[str, str, list[str]]]:
    """Give the month, the week and the titles of each entry of an archive page."""
    root = html.parse(page).getroot()
    return [
        (
            text_of(week.xpath("ancestor::section/*[1]")[0]),
            text_of(week.find_class("archive__week")[0]),
            [text_of(title) for title in week.find_class("weeks__title")],
        )
        for week in root.xpath("//ol[contains(@class, 'archive')]/li")
    ]


@pytest.fixture
def posts(small: Path) -> Path:
    """A site with posts around two turns of the year, and two in one week."""
    text = (small / "content/inlagg/2013-04-26.md").read_text(encoding="utf-8")
    text = text.partition("## Utmaning")[0]
    for day, more in {
        "2012-12-28": "",
        "2012-12-31": "author: Åsa Öberg",
        "2013-04-22": "",
        "2013-05-03": "status: draft\nauthor: Utkast Utkastsson",
        "2013-05-10": "status: hidden\nauthor: Dold Doldsson",
        "2010-01-01": "",
    }.items():
        changed = text.replace("Ramarna: en första titt", f"Inlägg {day}")
        changed = changed.replace("date: 2013-04-26T15:10:00.000+02:00", f"date: {day}\n{more}")
        (small / f"content/inlagg/{day}.md").write_text(changed, encoding="utf-8")
    return small


def test_the_iso_year_decides(posts: Path, tmp_path: Path) -> None:
    """31 December 2012 is in week 1 of 2013, 1 January 2010 in week 53 of 2009."""
    build(posts / "publishconf.py", tmp_path / "ut")
    archive = tmp_path / "ut/arkiv"
    newest = [
        ("April", "Vecka 17", ["Ramarna: en första titt", "Inlägg 2013-04-22"]),
        ("December 2012", "Vecka 1", ["Inlägg 2012-12-31"]),
    ]
    assert weeks(archive / "2013/index.html") == newest
    assert weeks(archive / "index.html") == newest
    assert weeks(archive / "2012/index.html") == [("December", "Vecka 52", ["Inlägg 2012-12-28"])]
    assert weeks(archive / "2009/index.html") == [
        ("Januari 2010", "Vecka 53", ["Inlägg 2010-01-01"])
    ]
    assert sorted(path.name for path in archive.iterdir()) == ["2009", "2012", "2013", "index.html"]
    page = html.parse(archive / "index.html").getroot()
    years = [text_of(link) for link in page.xpath("//nav[@aria-label='År i arkivet']//a")]
    assert years == ["2013 (3 inlägg)", "2012 (1 inlägg)", "2009 (1 inlägg)"]


def test_each_author_has_a_page(posts: Path, tmp_path: Path) -> None:
    """With her posts; a byline leads there, and no one who has only drafts is known."""
    for conf in ("publishconf.py", "pelicanconf.py"):
        output = tmp_path / conf.removesuffix(".py")
        build(posts / conf, output)
        page = html.parse(output / "forfattare/asa-oberg/index.html").getroot()
        assert [text_of(title) for title in page.find_class("weeks__title")] == [
            "Inlägg 2012-12-31"
        ]
        listed = html.parse(output / "forfattare/index.html").getroot()
        assert [text_of(link) for link in listed.find_class("weeks__title")] == [
            "Kommunchefen",
            "Åsa Öberg",
        ]
        for path in output.rglob("*.html"):
            for link in html.parse(path).getroot().xpath("//a[@rel='author']/@href"):
                assert (path.parent / link / "index.html").resolve().is_file()
    assert not any(b"Utkastsson" in path.read_bytes() for path in files(tmp_path / "publishconf"))


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_author_needs_a_name(small: Path, tmp_path: Path) -> None:
    """A name of signs would have no address."""
    post = small / "content/inlagg/2013-04-26.md"
    text = post.read_text(encoding="utf-8").replace("tags:", 'author: "!"\ntags:')
    post.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound, match="Namnet ”!” behöver bokstäver eller siffror"):
        build(small / "publishconf.py", tmp_path / "ut")


def test_a_topic_tells_how_much_and_what_is_newest(posts: Path, tmp_path: Path) -> None:
    """The count is of published posts, and the newest is named."""
    build(posts / "publishconf.py", tmp_path / "ut")
    page = html.parse(tmp_path / "ut/amnen/index.html").getroot()
    (budget, economy) = [text_of(item) for item in page.xpath("//ul[@class='weeks']/li")]
    assert budget.replace("\u00a0", " ") == (
        "Budget 5 inlägg. Det senaste är ”Ramarna: en första titt”, 26 april 2013."
    )
    assert economy.startswith("Ekonomi 5 inlägg")
