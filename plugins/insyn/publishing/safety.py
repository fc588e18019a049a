"""What no page may have: scripts and styles of its own, forms of a text's own, parts of others.

The rules are those of the site's Content Security Policy, which would block most of it unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FRAMES = ("iframe", "frame", "frameset", "object", "embed", "applet", "portal")
_FORMS = ("form", "input", "button", "select", "textarea")
_CURES = {
    **dict.fromkeys(_FRAMES, "Länka till innehållet i stället."),
    **dict.fromkeys(_FORMS, "Länka till formuläret i stället."),
    "script": "Ta bort skriptet. Sidan måste fungera utan.",
    "style": "Ta bort stilmallen. Sidans utseende finns i temat.",
    **dict.fromkeys(("marquee", "blink"), "Rörlig text går inte att läsa. Skriv den som den är."),
    **dict.fromkeys(("base", "link", "meta"), "Ta bort det. Sidans huvud finns i temat."),
    **dict.fromkeys(("svg", "math"), "Lägg bilden i content/bilder."),
    # Browsers and parsers read what is in these differently, so nobody could be sure of it.
    **dict.fromkeys(("noembed", "noframes", "noscript", "plaintext", "xmp"), "Ta bort det."),
    **dict.fromkeys(("body", "head", "html", "main", "template", "title"), "Ta bort det."),
}
_TAG = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)
_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)
_EMPTY = {"br", "col", "hr", "img", "wbr"}
SCHEMES = {"http", "https", "mailto", "tel", "webcal"}
FETCHING = ("src", "poster", "data", "background", "srcset", "imagesrcset")
LEADING = ("href", "action", "formaction", "cite", "ping")
_LINKS = ("a", "area", "form", "button", "input", "blockquote", "q", "ins", "del")
_FETCHED_LINKS = re.compile(r"stylesheet|icon|preload|prefetch|preconnect|manifest", re.IGNORECASE)


def forbidden_tag(tag: str) -> str:
    """Say why a text must not have an element; an empty string when it may."""
    return f"Elementet <{tag}> är inte tillåtet. {_CURES[tag]}" if tag in _CURES else ""


def unseen_tags(html: str, seen: set[str]) -> list[str]:
    """List the forbidden elements that a text's HTML names, but for those that a parser saw."""
    named = (found[1].lower() for found in _TAG.finditer(_NOTE.sub("", html)))
    return [tag for tag in dict.fromkeys(named) if tag in _CURES and tag not in seen]


def depth(html: str) -> int:
    """Count how many elements are open within each other at most, by their tags alone."""
    deep = deepest = 0
    for found in _TAG.finditer(html):
        if found[1].lower() not in _EMPTY:
            deep = max(0, deep - 1) if found[0].startswith("</") else deep + 1
            deepest = max(deepest, deep)
    return deepest


def scheme(address: str) -> str:
    """Give the scheme of an address as a browser reads it; an empty string for none."""
    plain = re.sub(r"[\x00-\x20]", "", address)
    found = re.match(r"([a-z][a-z0-9+.-]*):", plain, re.IGNORECASE)
    return found[1].lower() if found else ""


def is_elsewhere(address: str) -> bool:
    """Whether an address leads to another server."""
    return scheme(address) in {"http", "https"} or re.match(r"\s*[/\\]{2}", address) is not None


def attribute_faults(element: HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Yield the attributes of an element that it must not have, each with message and rule."""
    for name, value in element.attrib.items():
        if name.startswith("on"):
            yield name, f"Attributet {name}= kör ett skript. Ta bort det.", "html"
        elif name == "style":
            yield name, "Attributet style= är inte tillåtet. Ta bort det.", "html"
        elif name in {"autoplay", "srcdoc"}:
            yield name, f"Attributet {name} är inte tillåtet. Ta bort det.", "html"
        elif name in (*FETCHING, *LEADING, "xlink:href"):
            parts = value.split(",") if name.endswith("srcset") else [value]
            unsafe = {scheme(part) for part in parts} - SCHEMES - {""}
            if unsafe:
                kind = min(unsafe)
                yield (
                    name,
                    f"Adresser som börjar med {kind}: är inte tillåtna. Ta bort den.",
                    "html",
                )
            elif any(map(is_elsewhere, parts)) and _fetches(element, name):
                message = (
                    "Sidan hämtar något från en annan webbplats, som då får veta vem som läser. "
                    "Lägg filen i content/bilder, eller länka till den."
                )
                yield name, message, "privacy"


def _fetches(element: HtmlElement, name: str) -> bool:
    """Whether a browser fetches what an attribute names, without being asked."""
    if name in FETCHING:
        return True
    if element.tag == "link":
        return _FETCHED_LINKS.search(element.get("rel", "")) is not None
    return element.tag not in _LINKS and name in {"href", "xlink:href"}
