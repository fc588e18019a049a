"""The feeds hold to their formats, make sense by themselves, and know a post again."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from insyn.site.build import build
from insyn.site.feed_formats import NEVER, Entry, Feed, to_atom, to_json
from insyn.site.rewriting import by_itself, moved
from two_years import plant

SITE = "https://blogg.tallvika.example"
FEEDS = ["", "utmaningar/ekonomin/", "utmaningar/kvalitet/", "utmaningar/medarbetarnojdhet/"]
# What RFC 4287 demands of the elements that we write, stricter where it leaves a choice.
SCHEMA = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <define name="moment"><data type="dateTime">
    <param name="pattern">\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+-]\\d\\d:\\d\\d</param>
  </data></define>
  <define name="address"><data type="anyURI">
    <param name="pattern">https://.+</param>
  </data></define>
  <define name="link">
    <element name="link">
      <attribute name="rel"/><attribute name="href"><ref name="address"/></attribute>
    </element>
  </define>
  <define name="author">
    <element name="author"><element name="name"><ref name="words"/></element></element>
  </define>
  <define name="words"><data type="string"><param name="minLength">1</param></data></define>
  <define name="html">
    <attribute name="type"><value>html</value></attribute><ref name="words"/>
  </define>
  <define name="head">
    <interleave>
      <element name="id"><data type="anyURI"><param name="minLength">9</param></data></element>
      <element name="title"><ref name="words"/></element>
      <element name="updated"><ref name="moment"/></element>
      <oneOrMore><ref name="link"/></oneOrMore>
      <ref name="author"/>
    </interleave>
  </define>
  <start>
    <element name="feed">
      <attribute name="xml:lang"><value>sv</value></attribute>
      <interleave>
        <ref name="head"/>
        <element name="subtitle"><ref name="words"/></element>
        <zeroOrMore>
          <element name="entry">
            <interleave>
              <ref name="head"/>
              <element name="published"><ref name="moment"/></element>
              <optional><element name="summary"><ref name="html"/></element></optional>
              <element name="content"><ref name="html"/></element>
              <zeroOrMore>
                <element name="category"><attribute name="term"/></element>
              </zeroOrMore>
              <optional>
                <element name="thumbnail" ns="http://search.yahoo.com/mrss/">
                  <attribute name="url"><ref name="address"/></attribute>
                </element>
              </optional>
            </interleave>
          </element>
        </zeroOrMore>
      </interleave>
    </element>
  </start>
</grammar>
"""


def atom(output: Path, place: str = "") -> Any:
    """Read an Atom feed, once it has been held against the schema."""
    feed = etree.fromstring((output / place / "flode.atom").read_bytes())
    etree.RelaxNG(etree.fromstring(SCHEMA)).assertValid(feed)
    return feed


def items(output: Path, place: str = "") -> list[dict[str, Any]]:
    """Give the items of a JSON feed."""
    found: list[dict[str, Any]] = told(output, place)["items"]
    return found


def told(output: Path, place: str = "") -> dict[str, Any]:
    """Read a JSON feed."""
    found: dict[str, Any] = json.loads((output / place / "flode.json").read_bytes())
    return found


@pytest.mark.parametrize("place", FEEDS)
def test_atom_is_valid(site: Path, place: str) -> None:
    """Required elements, one id each, dates of RFC 3339, and no fault that a reader finds."""
    feed = atom(site, place)
    parsed = feedparser.parse((site / place / "flode.atom").read_bytes())
    assert not parsed.bozo
    assert len(parsed.entries) == 16
    assert parsed.feed.id == parsed.feed.link == f"{SITE}/{place}"
    moments = [feed.findtext("{*}updated"), *feed.xpath("//*[local-name()='published']/text()")]
    assert all(datetime.fromisoformat(moment).tzinfo for moment in moments)


@pytest.mark.parametrize("place", FEEDS)
def test_json_feed_is_valid(site: Path, place: str) -> None:
    """Every field that JSON Feed 1.1 demands, of the type that it demands, and none unknown."""
    feed = told(site, place)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["home_page_url"] == f"{SITE}/{place}"
    assert feed["feed_url"] == f"{SITE}/{place}flode.json"
    assert (feed["language"], feed["authors"]) == ("sv", [{"name": "Kommunchefen"}])
    assert all(isinstance(feed[key], str) for key in ("title", "description"))
    texts = {"id", "url", "title", "content_html", "summary", "date_published", "date_modified"}
    allowed = {*texts, "language", "image", "authors", "tags"}
    for item in feed["items"]:
        assert texts <= set(item) <= allowed
        assert all(isinstance(item[key], str) and item[key] for key in texts)
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
        assert datetime.fromisoformat(item["date_published"]).tzinfo


@pytest.mark.parametrize("place", FEEDS)
def test_both_forms_say_the_same(site: Path, place: str) -> None:
    """Entry by entry, the newest first."""
    parsed = feedparser.parse((site / place / "flode.atom").read_bytes())
    contents = atom(site, place).xpath("//*[local-name()='content']/text()")
    found = items(site, place)
    assert [entry.id for entry in parsed.entries] == [item["id"] for item in found]
    for entry, item in zip(parsed.entries, found, strict=True):
        assert (entry.title, entry.link) == (item["title"], item["url"])
        assert (entry.published, entry.updated) == (item["date_published"], item["date_modified"])
        assert html.fromstring(f"<p>{entry.summary}</p>").text == item["summary"]
        assert [tag.term for tag in entry.get("tags", [])] == item.get("tags", [])
    assert contents == [item["content_html"] for item in found]
    moments = [item["date_published"] for item in found]
    assert moments == sorted(moments, reverse=True)


def test_ids_are_those_of_before_and_nobody_elses(site: Path) -> None:
    """A reader who has read a post isn't told of it anew; no two entries share an id."""
    ids = [item["id"] for place in FEEDS for item in items(site, place)]
    assert ids[0] == "tag:blogg.tallvika.example,2013-05-17:/2013/05/17/tva-dagars-budgetdialog/"
    for item in items(site):
        day, address = item["date_published"][:10], item["url"].removeprefix(SITE)
        assert item["id"] == f"tag:blogg.tallvika.example,{day}:{address}"
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("place", FEEDS)
def test_an_entry_makes_sense_by_itself(site: Path, place: str) -> None:
    """Addresses are whole, pictures are there, nothing needs our stylesheet or scripts."""
    for item in items(site, place):
        content: Any = html.fromstring(f"<div>{item['content_html']}</div>")
        for address in content.xpath("//@href | //@src | //@poster | //@cite"):
            assert re.match(r"https://|mailto:", address)
        for picture in [*content.xpath("//img/@src"), *filter(None, [item.get("image")])]:
            assert (site / picture.removeprefix(f"{SITE}/")).read_bytes().startswith(b"\x89PNG")
        assert content.xpath("//script | //style | //*[local-name()='svg'] | //iframe") == []
        names = {name for element in content.iter() for name in element.attrib}
        assert names <= {"href", "src", "alt", "title", "width", "value", "start"}
        assert "Alla veckor om" not in item["content_html"]


def test_a_challenge_has_its_sections(site: Path) -> None:
    """An entry is a week's section, called after both, with its numbers and its figures."""
    (april,) = [item for item in items(site, FEEDS[2]) if "2013-04-26" in item["id"]]
    assert april["title"] == "Kvalitet, vecka 17: Prognosen, ramarna och en ranking"
    assert april["url"].endswith("/prognosen-ramarna-och-en-ranking/#utmaning-2-kvalitet")
    assert april["content_html"].count("<img") == 2
    assert april["summary"].startswith("I onsdags kom årets ranking av företagsklimatet.")
    assert april["tags"] == ["Kvalitet"]
    assert "Första prognosen" not in april["content_html"]


def test_every_page_tells_of_the_feeds(site: Path) -> None:
    """A challenge's page tells of its own too, and each is where it says."""
    for path in site.rglob("*.html"):
        page = html.parse(path).getroot()
        alternates = page.xpath("//head/link[@rel='alternate']")
        feeds = [link for link in alternates if re.search("atom|feed", link.get("type", ""))]
        own = path.parent.name in {"ekonomin", "kvalitet", "medarbetarnojdhet"}
        assert len(feeds) == (4 if own and path.parent.parent.name == "utmaningar" else 2)
        for link in feeds:
            folder = site if link.get("href").startswith("/") else path.parent
            assert (folder / link.get("href").lstrip("/")).resolve().is_file()


def test_markup_in_a_title_is_text(small: Path) -> None:
    """A reader sees a title and a summary as they were written."""
    build(plant(small) / "publishconf.py", small / "ut")
    for place, title in (
        ("", "Mer <b>kvalitet</b> & service"),
        ("utmaningar/kvalitet", "Kvalitet, vecka 3: Mer <b>kvalitet</b> & service"),
    ):
        (item,) = [item for item in items(small / "ut", place) if "2013-01-18" in item["id"]]
        assert item["title"] == title
        entries = atom(small / "ut", place).findall("{*}entry")
        assert title in [entry.findtext("{*}title") for entry in entries]
    (post,) = [item for item in items(small / "ut") if "2013-01-18" in item["id"]]
    assert post["summary"] == "Veckan < i korthet, med allt."


def test_a_challenge_is_called_as_it_was(small: Path) -> None:
    """Entries of several years are in one feed, each with its year's name; none is empty."""
    build(plant(small) / "publishconf.py", small / "ut")
    assert [
        item["title"].partition(":")[0] for item in items(small / "ut", "utmaningar/kvalitet")
    ] == [
        "Kvalitet, vecka 3",
        "Kvalitet, vecka 1",
        "Service, vecka 52",
        "Service, vecka 48",
    ]
    last = items(small / "ut", "utmaningar/kvalitet")[-1]["content_html"]
    assert f'<a href="{SITE}/2012/11/30/om-service/#fn:1">1</a>' in last


def test_an_empty_feed_has_never_changed(small: Path) -> None:
    """Without posts the feeds are valid, and no clock is in them."""
    (small / "content/inlagg/2013-04-26.md").unlink()
    build(small / "publishconf.py", small / "ut")
    assert atom(small / "ut").findtext("{*}updated") == NEVER.isoformat()
    assert items(small / "ut") == []


def test_drafts_are_in_no_feed(site: Path) -> None:
    """Neither a draft nor a post dated ahead has left a word."""
    for place in FEEDS:
        for name in ("flode.atom", "flode.json"):
            said = (site / place / name).read_text(encoding="utf-8")
            assert "utkast" not in said
            assert "Yttrandena" not in said


def test_only_the_newest_are_in_a_feed(small: Path) -> None:
    """A feed has as many entries as the settings say."""
    conf = plant(small) / "publishconf.py"
    conf.write_text(f"{conf.read_text(encoding='utf-8')}\nFEED_MAX_ITEMS = 2\n", encoding="utf-8")
    build(conf, small / "ut")
    newest = [item["id"][:38] for item in items(small / "ut", "utmaningar/kvalitet")]
    assert newest == [
        "tag:blogg.tallvika.example,2013-01-18:",
        "tag:blogg.tallvika.example,2013-01-04:",
    ]


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1
)


@given(TEXT, TEXT, TEXT)
def test_any_text_comes_through(title: str, summary: str, content: str) -> None:
    """What is written is what is read, in both forms, whatever characters it has."""
    moment = datetime.fromisoformat("2013-05-17T14:00:00+02:00")
    entry = Entry("tag:a", title, SITE, summary, content, "A", moment, moment, (title,))
    feed = Feed("T", "U", "A", SITE, f"{SITE}/a", f"{SITE}/j", (entry,))
    read = etree.fromstring(to_atom(feed)).find("{*}entry")
    assert read is not None
    assert read.findtext("{*}title") == title
    assert read.findtext("{*}content") == content
    (item,) = json.loads(to_json(feed))["items"]
    assert (item["title"], item["summary"], item["content_html"]) == (title, summary, content)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            '<a class=tal href="#x" title="a > b">1 < 2</a>',
            f'<a href="{SITE}/p/#x" title="a &gt; b">1 < 2</a>',
        ),
        (
            "<img src='/b.png' srcset='c.png 2x' alt='a &amp; b'>",
            f'<img src="{SITE}/b.png" alt="a &amp; b">',
        ),
        (
            '<p onclick="x()" id="p" data-x="1" style="color:red">Å &amp; AT&T</p>',
            "<p>Å &amp; AT&T</p>",
        ),
        ("<script>if (a < b) x('</p>')</script><p>Kvar</p><style>p{}</style>", "<p>Kvar</p>"),
        ('<ol start="3"><li>x<br/></ol>', '<ol start="3"><li>x<br/></ol>'),
        ("2 < 3 och <3", "2 < 3 och <3"),
    ],
)
def test_html_is_cleaned_and_nothing_else_changes(written: str, expected: str) -> None:
    """Attributes of ours go, addresses become whole, and all other bytes stay."""
    assert by_itself(written, f"{SITE}/p/") == expected


def test_moved_html_keeps_together_what_belongs_together() -> None:
    """References within a piece follow its ids, others lead home; levels go down to six."""
    written = (
        '<h3 id="a">A</h3><h6>B</h6><p aria-labelledby="a z">'
        '<a href="#a">a</a><a href="#z">z</a></p>'
    )
    assert moved(written, "v", "../p/") == (
        '<h4 id="v-a">A</h4><h6>B</h6><p aria-labelledby="v-a z">'
        '<a href="#v-a">a</a><a href="../p/#z">z</a></p>'
    )
