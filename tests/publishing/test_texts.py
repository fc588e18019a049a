"""What is wrong with a text's HTML is found whichever way it was written, on the right line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insyn.posts.head import PageHead
from insyn.posts.source import Source
from insyn.problems import Problem
from insyn.publishing.check import check
from insyn.publishing.content import SUMMARY
from insyn.publishing.texts.reading import read_text
from insyn.yamltext import YamlText

ZONE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2013, 5, 17, 16, tzinfo=ZONE)
POST, PAGE = "content/inlagg/2013-04-26.md", "content/sidor/om.md"

FAULTS = {
    "[här](/om/)": "Länken heter bara ”här”.",
    "Det finns *att läsa* [**Läs mer**](/om/).": "Länken heter bara ”Läs mer”.",
    "[Klicka\nhär.][om]\n\n[om]: /om/": "Länken heter bara ”Klicka här.”.",
    "<https://www.tallvika.example/>": "Länkens text är en adress.",
    "[www.tallvika.example](https://www.tallvika.example/)": "Länkens text är en adress.",
    "[](/om/)": "Länken har ingen text.",
    "[Om]()": "Länken har ingen adress.",
    '<a href="/om/"><img src="{static}/bilder/a.svg" alt=""></a>': "Länken har ingen text.",
    "![]({static}/bilder/a.svg)": "Bilden saknar beskrivning.",
    "![ ][a]\n\n[a]: {static}/bilder/a.svg": "Bilden saknar beskrivning.",
    '<img src="{static}/bilder/a.svg">': "Bilden saknar beskrivning.",
    "![IMG_2041.JPG]({static}/bilder/a.svg)": "Bildens beskrivning är ett filnamn",
    "![DSC01234]({static}/bilder/a.svg)": "Bildens beskrivning är ett filnamn",
    "#### För djupt": "Rubriken hoppar över en nivå. Skriv den med ##",
    "## \n\nText": "Rubriken är tom.",
    "# Överst": "Rubriker i texten ska börja med minst två nummertecken: ##",
    "Överst\n======": "Rubriker i texten ska börja med minst två nummertecken: ##",
    "<h1>Överst</h1>": "Rubriker i texten ska börja med minst två nummertecken: ##",
    "| | |\n| --- | --- |\n| a | b |": "Tabellen saknar rubriker.",
    "<table><tr><td>a</td></tr></table>": "Tabellen saknar rubriker.",
    "<script>alert(1)</script>": "Elementet <script> är inte tillåtet.",
    "<style>p { color: red }</style>": "Elementet <style> är inte tillåtet.",
    '<iframe src="/om/"></iframe>': "Elementet <iframe> är inte tillåtet.",
    '<object data="/a.svg"></object>': "Elementet <object> är inte tillåtet.",
    "<embed src='/a.svg'>": "Elementet <embed> är inte tillåtet.",
    '<form action="/om/"></form>': "Elementet <form> är inte tillåtet.",
    "Skriv <input> här": "Elementet <input> är inte tillåtet.",
    "<marquee>Snart!</marquee>": "Elementet <marquee> är inte tillåtet.",
    '<p onclick="x()">Text</p>': "Attributet onclick= kör ett skript.",
    '<p ONMOUSEOVER="x()">Text</p>': "Attributet onmouseover= kör ett skript.",
    '<p style="color: red">Text</p>': "Attributet style= är inte tillåtet.",
    '<video autoplay src="/a.mp4"></video>': "Attributet autoplay är inte tillåtet.",
    "[Kör](javascript:alert(1))": "Adresser som börjar med javascript: är inte tillåtna.",
    '<a href="JaVa&#10;Script:x()">Kör</a>': "Adresser som börjar med javascript: är inte",
    "[Data](data:text/html,hej)": "Adresser som börjar med data: är inte tillåtna.",
    "![Karta](https://tile.example/1.png)": "Sidan hämtar något från en annan webbplats",
    "![Karta](//tile.example/1.png)": "Sidan hämtar något från en annan webbplats",
    '<img alt="Karta" src="{static}/bilder/a.svg" srcset="https://b.example/c.png 2x">': (
        "Sidan hämtar något från en annan webbplats"
    ),
    '<video poster="https://tile.example/1.png"></video>': "Sidan hämtar något från en annan",
    '<svg><image xlink:href="https://b.example/c.png"/></svg>': "Sidan hämtar något från en annan",
    '<p id="x">a</p>\n\n<p id="x">b</p>': "Id ”x” finns redan i texten.",
}
LATER = {"<p i": 12, "![ ]": 12}  # the second of two, and where a reference has its address

SOUND = (
    "[Om bloggen](/om/) och [reglerna](../../../../om/), <hej@tallvika.example>.",
    "[Läs mer om ramarna](/om/) och [IMY på imy.se](https://www.imy.se/).",
    '<a href="/om/" aria-label="Om bloggen">här</a>',
    "Så skriver man: `<script>`, `[här](x)` och\n\n    # inte en rubrik\n    [här](/om/)",
    "````\n<script>alert(1)</script>\n[här](/finns-inte/)\n````",
    "<!-- [här](/finns-inte/) <script> -->",
    "En fotnot[^1] till.\n\n[^1]: Med [en länk](/om/).",
    "| a | b |\n| :-- | --: |\n| 1 | 2 |",
    "- ett\n- två med [Om](/om/)\n\n> Citat med [Om bloggen](/om/)",
    "<details><summary>Mer</summary>Text</details>",
    "![En buss vid torget]({static}/bilder/a.svg)",
    "Skicka till [kommunen](tel:+4612345) eller [mejla](mailto:a@b.example).",
    "## Ett\n\n### Två\n\n#### Tre\n\n## Fyra",
)


def source(body: str) -> Source:
    head = "---\ntitle: T\n---\n"
    lines = "\n" * head.count("\n")
    return Source(
        "content/sidor/t.md", PageHead(title="T"), YamlText("", 1, {}, {}), lines + body, ZONE
    )


def problems(small: Path, body: str) -> list[Problem]:
    """Put a text in place of the post's, from line 10 on; give what is wrong."""
    (small / "content/bilder").mkdir(exist_ok=True)
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>'
    (small / "content/bilder/a.svg").write_text(svg, encoding="utf-8")
    post = small / POST
    head = post.read_text(encoding="utf-8").partition("Inledning.")[0]
    post.write_text(f"{head}{body}\n", encoding="utf-8")
    return list(check(small, NOW).problems)


@pytest.mark.parametrize("body", FAULTS)
def test_a_fault_is_found_however_it_is_written(small: Path, body: str) -> None:
    """It is said once, at its line, with what is wrong, in Markdown's and HTML's every form."""
    found = [one for one in problems(small, body) if one.message.startswith(FAULTS[body])]
    assert [(one.file, one.line) for one in found] == [(POST, LATER.get(body[:4], 10))]
    assert found[0].rule in {"links", "accessibility", "html", "privacy"}


@pytest.mark.parametrize("body", SOUND)
def test_what_is_sound_or_only_shown_as_code_is_left_alone(small: Path, body: str) -> None:
    """Links with words, code, notes, footnotes, lists and tables have no problem."""
    assert problems(small, body) == []


LINKS = {
    "[Om](/omm/)": "Sidan ”/omm/” finns inte på webbplatsen. Menade du ”/om/”?",
    "[Om](../../../../omm/)": "Sidan ”/omm/” finns inte på webbplatsen. Menade du ”/om/”?",
    '- en punkt\n- <a href="/omm/">Om</a>': "Sidan ”/omm/” finns inte på webbplatsen.",
    "[Om][a]\n\n[a]: /omm/": "Sidan ”/omm/” finns inte på webbplatsen.",
    "[Om][a]\n\n[a]: {filename}/sidor/omm.md": "Filen ”content/sidor/omm.md” finns inte.",
    '<a href="{filename}/sidor/omm.md">Om</a>': "Filen ”content/sidor/omm.md” finns inte.",
    "[Om](|filename|/sidor/omm.md)": "Filen ”content/sidor/omm.md” finns inte.",
    "![En buss]({static}/bilder/b.svg)": "Filen ”content/bilder/b.svg” finns inte.",
    "[Data](/data/ramar-2041/)": (
        "Datamängden ”ramar-2041” finns inte bland dem som publiceras. Menade du ”ramar-2014”?"
    ),
    "[Ovan](#rubrikem)\n\n## Rubriken": (
        f"Stället ”#rubrikem” finns inte i {POST}. Menade du ”#rubriken”?"
    ),
    "[Om](/om/#finns-inte)": f"Stället ”#finns-inte” finns inte i {PAGE}.",
    "[Om]({filename}/sidor/om.md#finns-inte)": f"Stället ”#finns-inte” finns inte i {PAGE}.",
    "![En buss](bilder/b.svg)": "Skriv bildens plats som {static}/bilder/b.svg.",
    "[Om][a]\n\n[a]: ../sidor/om.md": "Skriv {filename} före länken till ../sidor/om.md.",
}


@pytest.mark.parametrize("body", LINKS)
def test_a_link_to_nothing_is_found_however_it_is_written(small: Path, body: str) -> None:
    """Files, pages, datasets and places that aren't there are told, where the address stands."""
    found = [one for one in problems(small, body) if one.message.startswith(LINKS[body])]
    lines = body.split("\n")
    address = next(n for n, line in enumerate(lines) if "/" in line or "#rubrikem" in line)
    assert [(one.line, one.rule) for one in found] == [(10 + address, "links")]


def test_a_draft_cannot_be_linked_to_by_its_address_either(small: Path) -> None:
    """A link by hand to the address of what is to come leaks as much as one to its file."""
    text = (small / POST).read_text(encoding="utf-8")
    later = small / "content/inlagg/2013-05-31.md"
    later.write_text(text.replace("2013-04-26T", "2013-05-31T"), encoding="utf-8")
    (found,) = problems(small, "[Nästa](/2013/05/31/ramarna-en-forsta-titt/)")
    assert found.message == "Länken går till content/inlagg/2013-05-31.md, som inte är publicerad."


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("Kort.", "Ingressen är för kort"),
        ("ord " * 80, f"Ingressen är för lång: 319 tecken, och {SUMMARY[1]} är det mesta."),
        ('"Ramarna: en första titt"', "Ingressen säger inget nytt."),
        ("https://www.tallvika.example/ett-inlagg-om-ramarna", "Ingressen säger inget nytt."),
    ],
)
def test_a_summary_is_a_sentence_or_two(small: Path, summary: str, said: str) -> None:
    """One of a word, of a page, or one that is the title or an address is told at its line."""
    post = small / POST
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("Nämndernas ramar är på remiss.", summary), encoding="utf-8")
    (found,) = check(small, NOW).problems
    assert (found.file, found.line) == (POST, 4)
    assert found.message.startswith(said)


def test_an_unchanged_text_is_read_but_once(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time what was read is taken from the store, and is the same."""
    first = check(small, NOW).texts
    monkeypatch.setattr("insyn.publishing.gathering.read_text", None)
    assert check(small, NOW).texts == first


WORD = st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=1, max_size=8)
PIECE = st.one_of(
    WORD.map("Ett ord: {}.".format),
    WORD.map("## Rubrik {}".format),
    WORD.map("- en punkt om {}\n- en till".format),
    WORD.map("> citat {}".format),
    WORD.map("| {} | b |\n| --- | --- |\n| 1 | 2 |".format),
    st.just("`[x](/nej/)`"),
    st.just("```\n[x](/nej/)\n```"),
    st.just("<!-- [x](/nej/) -->"),
    st.just("Så här:\n\n    [x](/nej/)"),
    st.just("[x](/ja/)"),
)
FORM = st.sampled_from(
    ("[x](/nej/)", "- [x](/nej/)", "> [x](/nej/)", '<a href="/nej/">x</a>', "**[x]( /nej/ )**")
)


@given(st.lists(PIECE, max_size=6), FORM, st.lists(PIECE, max_size=6), FORM)
def test_lines_are_right_whatever_stands_around(
    before: list[str], first: str, between: list[str], second: str
) -> None:
    """Two links with one address have the lines that they stand on, among code and notes."""
    parts = [*before, "Text.", first, *between, "Text.", second]
    body = "\n\n".join(parts)
    starts = [
        3 + "\n\n".join(parts[:n]).count("\n") + (2 if n else 0) + 1 for n in range(len(parts))
    ]
    wanted = [starts[len(before) + 1], starts[-1]]
    found = [line for address, line in read_text(source(body)).links if address == "/nej/"]
    assert found == wanted


@pytest.mark.parametrize(
    "written",
    [
        '<svg><title><meta http-equiv="refresh" content="0;url=https://ond.example/"></title></svg>',
        "<noscript><p title=\"</noscript><meta http-equiv='refresh' content='0'>\"></p></noscript>",
        "<div>" * 260 + "<script>x()</script>" + "</div>" * 260,
        "<plaintext>",
    ],
)
def test_what_a_browser_reads_otherwise_is_refused(small: Path, written: str) -> None:
    """HTML that hides from a parser what a browser would see is told of at its line."""
    post = small / "content/inlagg/2013-04-26.md"
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("Inledning.", f"Inledning.\n\n{written}\n"), encoding="utf-8")
    found = [problem for problem in check(small, NOW).problems if problem.rule == "html"]
    assert found
    assert {problem.file for problem in found} == {"content/inlagg/2013-04-26.md"}


def test_what_would_take_minutes_to_read_is_refused_at_once(small: Path) -> None:
    """Markdown of thousands of open brackets, which no person writes."""
    post = small / "content/inlagg/2013-04-26.md"
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("Inledning.", "[" * 9_000), encoding="utf-8")
    assert "hakparenteser" in check(small, NOW).problems[0].message
