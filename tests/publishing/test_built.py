"""The last gate finds on the built pages what no text shows by itself."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from building import laid_out
from insyn.incremental.store import Store
from insyn.problems import ProblemsFound
from insyn.publishing.built.gate import About, built_problems
from insyn.publishing.built.reading import read_files
from insyn.site.build import build
from insyn.site.commands import check_site

HEAD = '<!doctype html><html lang="sv"><head><title>T</title></head><body><main><h1>T</h1>'
WHOLE = f"{HEAD}<h2 id='a'>A</h2><p><a href='#a'>a</a> <a href='b/'>b</a></p></main>"
SITE = "https://blogg.example/under"
NUMBER = "850709-9805"  # the tax agency's own example
POST = "content/inlagg/2013-04-26.md"

FAULTS = {
    '<a href="c/">c</a>': "Adressen c/ leder inte till något på webbplatsen.",
    '<a href="/under/c/">c</a>': "Adressen /under/c/ leder inte till något på webbplatsen.",
    f'<a href="{SITE}/c/">c</a>': f"Adressen {SITE}/c/ leder inte till något på webbplatsen.",
    '<a href="../../x">c</a>': "Adressen ../../x leder inte till något på webbplatsen.",
    '<a href="b/#nej">c</a>': "Adressen b/#nej leder till ett ställe (#nej) som inte finns på",
    '<a href="#nej">c</a>': "Adressen #nej leder till ett ställe (#nej) som inte finns på sidan.",
    '<img src="b.png" alt="">': "Adressen b.png leder inte till något på webbplatsen.",
    "<p id='a'>igen</p>": "Id ”a” finns 2 gånger på sidan.",
    "<h1>Igen</h1>": "Sidan har 2 huvudrubriker (h1). Den ska ha en.",
    "<h4>Djup</h4>": "Rubriken ”Djup” hoppar från nivå 2 till 4.",
    "<h2> </h2>": "Sidan har en tom rubrik.",
    '<img src="b/index.html">': "Bilden b/index.html saknar beskrivning (alt).",
    "<input name='q'>": "Fältet q saknar etikett.",
    "<table><tr><th>a</th></tr></table>": "En tabell saknar namn (caption).",
    "<table><caption>A</caption><tr><td>a</td></tr></table>": "En tabell saknar rubriker (th).",
    "<script>x()</script>": "Sidan har ett skript i sig.",
    "<style>p{}</style>": "Sidan har en stilmall i sig.",
    "<iframe src='b/'></iframe>": "Sidan har en ram som visar något annat än sidan själv.",
    "<p onclick='x()'>x</p>": "Attributet onclick= kör ett skript.",
    "<p style='color:red'>x</p>": "Attributet style= är inte tillåtet.",
    "<a href='javascript:x()'>x</a>": "Adresser som börjar med javascript: är inte tillåtna.",
    "<img alt='' src='https://x.example/a.png'>": "Sidan hämtar något från en annan webbplats",
    "<link rel='stylesheet' href='//x.example/a.css'>": "Sidan hämtar något från en annan",
    "<meta http-equiv='Refresh' content='3'>": "Sidan laddar om sig själv efter en stund",
    "<p aria-describedby='nej'>x</p>": "Något på sidan hänvisar till id ”nej”, som inte finns där.",
    f"<p>Född {NUMBER}.</p>": "Här står ett personnummer eller samordningsnummer.",
    "<p>Född <b>850709</b>-<i>9805</i>.</p>": "Här står ett personnummer",
    f"<img alt='Pass {NUMBER}' src='b/index.html'>": "Här står ett personnummer",
}
SOUND = (
    "<a href='./'>a</a> <a href='/under/b/'>b</a> <a href='b'>b</a> <a href='b/index.html'>c</a>",
    f"<a href='{SITE}'>a</a> <a href='{SITE}/b/#b'>b</a> <a href='https://blogg.example/'>c</a>",
    "<a href='https://x.example/a'>a</a> <a href='/under/isso/new'>b</a> <a href='tel:1'>c</a>",
    "<label for='c'>C</label><input id='c'> <label>D <select></select></label>",
    "<input aria-label='E'> <input type='hidden' name='f'>",
    "<table><tr><td>850709</td><td>9805</td></tr><tr><th>a</th></tr><caption>A</caption></table>",
    (
        "<a href='b/?d=2013-05-24/2013'>24 maj</a><table><caption>A</caption>"
        "<tr><th>2013-05-24</th><td>2013</td></tr></table>"
    ),
    "<p>5567037485, 850709-9806 och 3 850 709 980 kr</p>",
)


def said(folder: Path, body: str, known: str = "") -> list[str]:
    """Build a site of two pages by hand, the first with `body` in it; give what is wrong."""
    site = folder / "ut"
    (site / "b").mkdir(parents=True, exist_ok=True)
    (site / "index.html").write_text(WHOLE.replace("</main>", f"{body}</main>"), encoding="utf-8")
    (site / "b/index.html").write_text(f"{HEAD}<h2 id='b'>B</h2></main>", encoding="utf-8")
    about = About(SITE, ("/isso/",), frozenset({known}), {})
    with Store(folder / "sparat.sqlite") as store:
        output = laid_out(site)
        found, _ = built_problems(output, output.digests, about, store, {})
        return [str(one) for one in found]


@pytest.mark.parametrize("body", FAULTS)
def test_a_fault_on_a_page_is_found(tmp_path: Path, body: str) -> None:
    """It is the one that is told, and the second time, when it is remembered, too."""
    first = said(tmp_path, body)
    assert len(first) == 1
    assert first[0].startswith(f"index.html:1: {FAULTS[body]}")
    assert said(tmp_path, body) == first


@pytest.mark.parametrize("body", SOUND)
def test_a_page_that_is_whole_has_no_fault(tmp_path: Path, body: str) -> None:
    """Addresses in all their forms, labelled fields, named tables and other numbers are fine."""
    assert said(tmp_path, body) == []


def test_a_number_that_is_known_to_be_another_is_no_fault(tmp_path: Path) -> None:
    """What a descriptor says is no personal number may stand on a page."""
    assert said(tmp_path, f"<p>Ärende {NUMBER}</p>", NUMBER) == []


def test_only_pages_that_have_changed_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read the last time is taken from the store."""
    said(tmp_path, "")
    monkeypatch.setattr("insyn.publishing.built.reading.read_page", None)
    assert said(tmp_path, "") == []


def test_whole_addresses_are_found_in_every_kind_of_file(
    site: Path, store: Store, tmp_path: Path
) -> None:
    """Feeds, sitemap, catalogue and heads of the sample have what is held to be there."""
    root = "https://blogg.tallvika.example"
    copy = tmp_path / "ut"
    shutil.copytree(site, copy)
    output = laid_out(copy)
    read = read_files(output, output.digests, root, frozenset(), store)
    for place in ("flode.atom", "flode.json", "sitemap.xml", "datasets/dcat", "robots.txt"):
        assert any(address.startswith(f"{root}/") for address in read[place].addresses), place
    assert sum(len(page.addresses) for page in read.values()) > 4000


@pytest.mark.parametrize("name", ["flode.json", "data/a.csv", "a.svg", "flode.atom"])
def test_feeds_and_files_are_looked_through_too(tmp_path: Path, name: str) -> None:
    """A personal number in a feed, a table or a drawing is the last net's catch."""
    said(tmp_path, "")
    path = tmp_path / "ut" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"<text>{NUMBER}</text>", encoding="utf-8")
    (found,) = said(tmp_path, "")
    assert found.startswith(f"{name}:1: Här står ett personnummer")


def test_a_date_before_a_year_is_no_number(tmp_path: Path) -> None:
    """Addresses, ids of feeds and values beside each other in files make no false alarm."""
    said(tmp_path, "")
    days = [f"2013-05-{day:02}" for day in range(1, 32)]
    site = tmp_path / "ut"
    ids = "".join(f"<id>tag:blogg.example,{day}:/2013/x/</id>" for day in days)
    (site / "flode.atom").write_text(f"<feed>{ids}</feed>", encoding="utf-8")
    (site / "a.json").write_text(json.dumps([[day, 2013] for day in days]), encoding="utf-8")
    rows = "".join(f"{day};2013\n" for day in days)
    (site / "a.csv").write_text(rows, encoding="utf-8")
    assert said(tmp_path, "") == []


def test_what_only_the_built_page_shows_stops_the_build_and_the_check(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A link to a topic that there isn't is told at the text's line; nothing is published."""
    post = small / POST
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("Inledning.", "[Vatten](/amnen/vatten/)"), encoding="utf-8")
    with pytest.raises(ProblemsFound, match=rf"{POST}:10: Adressen \S+amnen/vatten/ leder inte"):
        build(small / "publishconf.py", tmp_path / "ut")
    assert not (tmp_path / "ut").exists()
    assert check_site(small / "publishconf.py") == 1
    assert re.match(rf"{POST}:10: Adressen", capsys.readouterr().err)


def test_links_by_hand_hold_wherever_a_text_is_shown(small: Path, tmp_path: Path) -> None:
    """Written from the root or from the page, they are whole in the feed and right on the page."""
    post = small / POST
    text = post.read_text(encoding="utf-8")
    links = "[Om](/om/) och [Om igen](../../../../om/)"
    post.write_text(text.replace("Inledning.", links), encoding="utf-8")
    build(small / "publishconf.py", tmp_path / "ut")
    page = tmp_path / "ut/2013/04/26/ramarna-en-forsta-titt/index.html"
    assert page.read_text(encoding="utf-8").count('href="../../../../om/"') == 2
    feed = (tmp_path / "ut/flode.atom").read_text(encoding="utf-8")
    assert feed.replace("&quot;", '"').count('href="https://blogg.tallvika.example/om/"') == 2
