"""What is known of a built page by itself: what it leads to, its ids, and what is wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from insyn.data.privacy import found_numbers
from insyn.publishing.safety import attribute_faults

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LEADING = ("action", "formaction", "href", "poster", "src")
_NAMING = (
    *("aria-activedescendant", "aria-controls", "aria-describedby", "aria-details"),
    *("aria-errormessage", "aria-flowto", "aria-labelledby", "aria-owns"),
    *("commandfor", "for", "form", "headers", "list", "popovertarget"),
)
# Addresses are left out: in one, a date followed by a year may look like a number.
_READ = ("alt", "title", "aria-label", "content", "value", "placeholder")
APART = "\n" * 6  # no personal number is taken to go on beyond so many breaks
_ELEMENTS = "address article aside caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6"
_ELEMENTS += " header li main nav ol p pre section summary table tbody td text th thead tr tspan ul"
_BLOCKS = frozenset(_ELEMENTS.split())
_NAMELESS = """//table[not(caption) and not(@aria-label) and not(@aria-labelledby)
    and not(ancestor::*[@role='region'][@aria-label])]"""


@dataclass(frozen=True)
class Page:
    """What a page leads to, its ids, and its faults: messages with their rules."""

    addresses: tuple[str, ...]
    ids: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]


def read_page(content: bytes, known: frozenset[str]) -> Page:
    """Read a page; `known` are numbers that look personal and are something else."""
    from lxml import html

    root = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    addresses = {value for name in _LEADING for value in _values(root, f"//@{name}")}
    faults = [*_head(root), *_outline(root), *_parts(root), *_references(root)]
    if tells_a_number(_text(root), known):
        faults.append((NUMBER, "privacy"))
    unique = dict.fromkeys(faults)
    return Page(tuple(sorted(addresses)), tuple(_values(root, "//@id")), tuple(unique))


NUMBER = "Här står ett personnummer eller samordningsnummer. Ta bort det ur texten eller ur data."


def tells_a_number(text: str, known: frozenset[str], *, table: bool = False) -> bool:
    """Whether a personal identity number stands in a text, and isn't known to be something else.

    Nine digits, which may be one that has lost its first, are too many other things here.
    """
    return any(
        len(digits) > 9 and not any(digits in one for one in known)
        for _, digits in found_numbers(text, table=table)
    )


def _values(root: HtmlElement, path: str) -> list[str]:
    found = root.xpath(path)
    assert isinstance(found, list)
    return [str(value) for value in found]


def _head(root: HtmlElement) -> Iterator[tuple[str, str]]:
    if not (root.get("lang") or "").strip():
        yield "Sidan säger inte vilket språk den är på (lang).", "accessibility"
    if not (root.findtext(".//title") or "").strip():
        yield "Sidan saknar titel (title).", "accessibility"


def _outline(root: HtmlElement) -> Iterator[tuple[str, str]]:
    headings = list(root.iter("h1", "h2", "h3", "h4", "h5", "h6"))
    levels = [int(str(heading.tag)[1]) for heading in headings]
    if levels.count(1) != 1 and root.find(".//main[@class='embed']") is None:
        yield f"Sidan har {levels.count(1)} huvudrubriker (h1). Den ska ha en.", "accessibility"
    for (_, before), (heading, after) in pairwise(zip(headings, levels, strict=True)):
        if after > before + 1:
            text = " ".join(heading.text_content().split())
            yield f"Rubriken ”{text}” hoppar från nivå {before} till {after}.", "accessibility"
    if any(not heading.text_content().strip() for heading in headings):
        yield "Sidan har en tom rubrik.", "accessibility"


# At once it is a redirect, which is allowed (WCAG 2.2, F41).
_REFRESH = (
    "//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']"
    "[not(starts-with(normalize-space(@content), '0;'))]"
)
# What a page must not have, as XPath, with why.
_FORBIDDEN = (
    ("//table[not(.//th)]", "En tabell saknar rubriker (th).", "accessibility"),
    (_NAMELESS, "En tabell saknar namn (caption).", "accessibility"),
    ("//script[not(@src)]", "Sidan har ett skript i sig. Lägg det i en egen fil.", "html"),
    ("//style", "Sidan har en stilmall i sig. Lägg den i en egen fil.", "html"),
    (
        "//iframe | //frame | //object | //embed | //applet",
        "Sidan har en ram som visar något annat än sidan själv.",
        "html",
    ),
    (
        _REFRESH,
        "Sidan laddar om sig själv efter en stund (meta refresh).",
        "html",
    ),
)


def _parts(root: HtmlElement) -> Iterator[tuple[str, str]]:
    for path, message, rule in _FORBIDDEN:
        if root.xpath(path):
            yield message, rule
    for image in root.iter("img"):
        if image.get("alt") is None:
            yield f"Bilden {image.get('src')} saknar beskrivning (alt).", "accessibility"
    labelled = {label.get("for") for label in root.iter("label")}
    for control in root.iter("input", "select", "textarea"):
        if control.get("id") not in labelled and not _is_named(control):
            yield f"Fältet {control.get('name') or control.tag} saknar etikett.", "accessibility"
    for element in root.iter("*"):
        yield from ((message, rule) for _, message, rule in attribute_faults(element))


def _is_named(control: HtmlElement) -> bool:
    """Whether a control needs no label of its own."""
    named = any(control.get(name) for name in ("aria-label", "aria-labelledby", "title"))
    unseen = control.get("type") in {"hidden", "submit", "button", "reset"}
    return named or unseen or any(True for _ in control.iterancestors("label"))


def _references(root: HtmlElement) -> Iterator[tuple[str, str]]:
    counted = Counter(_values(root, "//@id"))
    for name, count in counted.items():
        if count > 1:
            yield f"Id ”{name}” finns {count} gånger på sidan.", "html"
    named = {
        word for name in _NAMING for value in _values(root, f"//@{name}") for word in value.split()
    }
    drawn = {
        word
        for value in _values(root, "//*[local-name()='svg']//@*[contains(., 'url(#')]")
        for word in re.findall(r"url\(#([^)]+)\)", value)
    }
    for name in sorted((named | drawn) - set(counted)):
        yield f"Något på sidan hänvisar till id ”{name}”, som inte finns där.", "html"


def _text(root: HtmlElement) -> str:
    """Give what is read of a page: its text, with breaks around each block, and what is named."""
    from lxml import etree

    said: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        apart = APART if element.tag in _BLOCKS else ""
        if event == "start":
            named = [f"{APART}{element.get(name)}{APART}" for name in _READ if element.get(name)]
            said += [*named, apart, element.text or ""]
        else:
            said += [apart, element.tail or ""]
    return "".join(said)
