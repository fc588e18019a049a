"""Numbers in the text, as readers of the built site and its feed meet them."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from conftest import change
from insyn.problems import ProblemsFound
from insyn.site.build import build
from insyn.site.upkeep import freeze_data

ADDRESS = "2013/04/26/ramarna-en-forsta-titt/index.html"
FORM = "{tal: nya, namnd: Socialnämnden, ar: 2014, enhet: mnkr, decimaler: 2}"
BINARY = {".pagefind", ".pf_index", ".pf_meta", ".png", ".xlsx"}
SHOWN = "1,25\u00a0mnkr"  # of 1 250,5 tkr


@pytest.fixture
def numbered(small: Path) -> Path:
    """A site whose post has no figure of the dataset that its text takes a number from."""
    (small / "data/versioner/nya").mkdir()
    for path in [*small.glob("data/ramar-2014.*"), *small.glob("data/versioner/ramar-2014/*")]:
        other = path.read_text(encoding="utf-8").replace("name: ramar-2014", "name: nya")
        place = Path(str(path).replace("ramar-2014", "nya"))
        place.write_text(other, encoding="utf-8")
    change(small, "content/inlagg/2013-04-26.md", "Inledning.", f"Får {FORM} och {FORM} i år.")
    return small


def built(root: Path) -> Path:
    build(root / "publishconf.py", root / "ut")
    return root / "ut"


def test_a_number_leads_to_its_dataset(numbered: Path) -> None:
    """It is a link that says where it leads, with the value as the file has it."""
    output = built(numbered)
    links = html.parse(output / ADDRESS).getroot().find_class("tal")
    assert [link.text_content() for link in links] == [SHOWN, SHOWN]
    for link in links:
        assert link.get("title") == "Se siffrorna: Ramar 2014"
        assert link.find("data").get("value") == "1250.5"
        target = (output / ADDRESS).parent / link.get("href") / "index.html"
        assert target.resolve() == (output / "data/nya/index.html").resolve()


def test_the_feed_has_the_number_and_a_whole_address(numbered: Path) -> None:
    """A reader of the feed can follow it too."""
    feed = etree.parse(built(numbered) / "flode.atom").getroot()
    content: Any = html.fromstring(feed.findtext("{*}entry/{*}content", ""))
    links = content.xpath("//a[starts-with(@title, 'Se siffrorna')]")
    assert [link.text_content() for link in links] == [SHOWN, SHOWN]
    assert {link.get("href") for link in links} == {"https://blogg.tallvika.example/data/nya/"}


def test_the_dataset_tells_which_post_takes_a_number(numbered: Path) -> None:
    """Once for each text; one with a figure is listed by its figure alone."""
    output = built(numbered)
    page = html.parse(output / "data/nya/index.html").getroot()
    listed = page.xpath("//section[@aria-labelledby='sidans-inlagg']//a/@href")
    assert listed == ["../../2013/04/26/ramarna-en-forsta-titt/"]
    change(numbered, "content/inlagg/2013-04-26.md", FORM, FORM.replace("nya", "ramar-2014"))
    page = html.parse(built(numbered) / "data/ramar-2014/index.html").getroot()
    listed = page.xpath("//section[@aria-labelledby='sidans-inlagg']//a/@href")
    assert len(listed) == 3
    assert all("#figur-" in address for address in listed)


def test_a_form_is_nowhere_as_it_was_written(numbered: Path) -> None:
    """Neither the form nor what stood for it is left in any file."""
    for path in built(numbered).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if path.suffix == ".pf_fragment":  # words of the search index
                content = gzip.decompress(content)
            assert b"{tal" not in content
            assert not re.search(rb"#[0-9a-f]{16}|\x02|\x03", content) or path.suffix in BINARY


@pytest.mark.parametrize(
    ("kind", "shown", "said", "place"),
    [
        (
            "rättelse",
            "1,26\u00a0mnkr",
            "Ramar 2014. Rättat 14\u00a0maj 2013: Nya siffror.",
            "data/nya/",
        ),
        (
            "uppdatering",
            SHOWN,
            (
                "Ramar 2014. Texten visar siffrorna som de var när inlägget skrevs. "
                "Nya kom 14\u00a0maj 2013: Nya siffror."
            ),
            "data/nya/#sidans-versioner",
        ),
    ],
)
def test_a_text_says_what_has_happened_to_its_numbers(
    numbered: Path, kind: str, shown: str, said: str, place: str
) -> None:
    """A correction moves the number on, an update leaves it; either is told of, in the feed too."""
    change(numbered, "data/nya.csv", "1 250,5", "1 260")
    told = f"changes:\n  - {{date: 2013-05-14, kind: {kind}, note: Nya siffror.}}\nschema:"
    change(numbered, "data/nya.yaml", "schema:", told)
    assert freeze_data(numbered / "publishconf.py") == 0
    output = built(numbered)
    page = html.parse(output / ADDRESS).getroot()
    assert [link.text_content() for link in page.find_class("tal")] == [shown, shown]
    assert page.find_class("tal")[0].get("href").endswith(place)
    assert [note.text_content() for note in page.find_class("post__change")] == [said]
    assert said in (output / "flode.atom").read_text(encoding="utf-8")
    log = html.parse(output / "rattelser/index.html").getroot()
    touched = log.xpath("//main//a[contains(@href, 'ramarna-en-forsta-titt')]/@href")
    expected = ["../2013/04/26/ramarna-en-forsta-titt/"] if kind == "rättelse" else []
    assert touched == expected


def test_a_figure_of_the_dataset_says_it_for_the_text(numbered: Path) -> None:
    """What has happened is told once."""
    change(numbered, "content/inlagg/2013-04-26.md", "data: ramar-2014", "data: nya")
    change(numbered, "data/nya.csv", "1 250,5", "1 260")
    told = "changes:\n  - {date: 2013-05-14, kind: rättelse, note: Nya siffror.}\nschema:"
    change(numbered, "data/nya.yaml", "schema:", told)
    assert freeze_data(numbered / "publishconf.py") == 0
    page = html.parse(built(numbered) / ADDRESS).getroot()
    assert len(page.find_class("figure__change")) == 1
    assert page.find_class("post__change") == []


def test_a_form_that_cannot_be_read_stops_the_build(small: Path) -> None:
    """Where the check took for code what is text, nothing is published, and it is said why."""
    change(small, "content/inlagg/2013-04-26.md", "Inledning.", f"<div>`{FORM}`</div>")
    with pytest.raises(ProblemsFound, match="accenterna"):
        build(small / "publishconf.py", small / "ut")
    assert not (small / "ut").exists()
