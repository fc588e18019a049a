"""Words are marked where a reader meets them in running text, and nothing else changes."""

from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from insyn.figures.markdown import Parts, to_html
from insyn.posts.glossary import Entry, Glossary, Term
from insyn.posts.marking import marked

EXTENSIONS = ("tables", "fenced_code", "footnotes", "sane_lists", "toc")


def term(word: str, *forms: str) -> Term:
    return Term(word, Entry.model_validate({"förklaring": "x", "former": list(forms)}))


GLOSSARY = Glossary(
    (
        term("nämnd", "nämnden", "nämnder"),
        term("statsbidrag"),
        term("generella statsbidrag"),
        term("HME"),
        term("drift & underhåll"),
        term("god ekonomisk hushållning"),
    )
)


def write(word: Term, text: str) -> str:
    return f'<b data-key="{word.key}">{text}</b>'


def mark(text: str) -> str:
    return marked(text, GLOSSARY, write)


def found(text: str) -> list[str]:
    """Give what is marked in a piece of HTML."""
    return re.findall(r'<b data-key="[\w-]+">([^<]*)</b>', mark(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>En nämnd och flera nämnder.</p>", ["nämnd", "nämnder"]),
        ("<p>Nämnden sade: nämnd.</p>", ["Nämnden", "nämnd"]),
        ("<p>Det var så. Nämnden åkte.</p>", ["Nämnden"]),
        ("<p>Vi frågade ”varför?” Nämnden svarade.</p>", ["Nämnden"]),
        ("<p>Herr Nämnden åkte.</p>", []),
        ("<p>Herr <em>Nämnden</em> åkte.</p>", []),
        ("<p>Socialnämnden, nämndvis, nämnd-möte, skol- och nämndhus.</p>", []),
        ("<p>nämnd:s nämnd/styrelse nämnd@tallvika.example /nämnd nämnd.se</p>", []),
        ("<p>na\u0308mnd nämnd\u0301 nä\u00admnd nämnd\u00adhus</p>", []),
        ("<p>(nämnd), ”nämnd”!</p>", ["nämnd", "nämnd"]),
        ("<p>generella statsbidrag och statsbidrag</p>", ["generella statsbidrag", "statsbidrag"]),
        ("<p>god\nekonomisk\u00a0hushållning</p>", ["god\nekonomisk\u00a0hushållning"]),
        ("<p>drift &amp; underhåll</p>", ["drift &amp; underhåll"]),
        ("<p>HME men inte hme eller Hme</p>", ["HME"]),
        ("<ul><li>Nämnd<ul><li>nämnd</li></ul></li></ul>", ["Nämnd", "nämnd"]),
        ("<table><tr><th>nämnd</th><td>Nämnd</td></tr></table>", ["Nämnd"]),
        ("<h2>nämnd</h2><p><a href='/'>nämnd</a> <code>nämnd</code></p><pre>nämnd</pre>", []),
        ('<p title="a > nämnd">x</p><p><img alt="<nämnd>"></p>', []),
        ("<p><a href='/'><em>en nämnd</em></a> nämnd</p>", ["nämnd"]),
        ("<div>nämnd</div>", []),
        ("<figure><p>nämnd</p></figure><p>nämnd</p>", ["nämnd"]),
    ],
)
def test_a_whole_word_in_running_text_is_marked(text: str, words: list[str]) -> None:
    """The longest form that stands there by itself, outside of links, headings and code."""
    assert found(text) == words


PIECES = st.sampled_from(
    [
        *("nämnd", "Nämnden", "nämnder", "generella statsbidrag", "HME", "drift & underhåll"),
        *("# nämnd", "## Nämnden", "- ", "1. ", "> ", "**", "*", "`", "```", "[nämnd](/x)"),
        *("<a href='/'>", "</a>", "<b>", "<p>", "</p>", "<pre>", "| a | b |\n| --- | --- |\n"),
        *("| nämnd | x |", "![nämnd](/b.png)", "[^1]", "[^1]: nämnd\n", "&amp;", "&shy;", "\\"),
        *("\n", "\n\n", " ", ".", "?", ", ", "-", "”", "(", "<!-- nämnd -->", "<nämnd@a.example>"),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=5), max_size=25).map("".join))
def test_marks_change_no_text_and_never_nest(written: str) -> None:
    """Whatever a writer writes: the text is the same, and no mark is where it mustn't be."""
    text = to_html(written.replace("{", ""), Parts(lambda _: ""), EXTENSIONS)
    with_marks = mark(text)
    assert re.sub(r'<b data-key="[\w-]+">([^<]*)</b>', r"\1", with_marks) == text
    if text.strip():
        root = html.fromstring(f"<div>{with_marks}</div>")
        assert not root.xpath("//b[@data-key]//*")
        held = " or ".join(f"ancestor::{name}" for name in ("a", "code", "pre", "h1", "h2", "th"))
        assert not root.xpath(f"//b[@data-key][{held}]")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=8, unique=True), st.text())
def test_any_words_make_a_pattern(words: list[str], text: str) -> None:
    """No word of a glossary breaks the search, and what it finds is one of the words."""
    glossary = Glossary(tuple(term(word) for word in words if word.strip()))
    page = f"<p>{escape(f'{text} {words[0]} {text}', quote=False)}</p>"
    found = list[tuple[str, str]]()

    def note(one: Term, shown: str) -> str:
        found.append((one.forms[0], shown))
        return shown

    assert marked(page, glossary, note) == page
    for form, shown in found:
        written = escape(form, quote=False)
        assert " ".join(shown.split()) in {written, written[:1].upper() + written[1:]}


def test_a_site_without_a_glossary_pays_nothing() -> None:
    """The text is given back as it is, unread."""
    text = "<p>nämnd</p>"
    assert marked(text, Glossary(), write) is text
