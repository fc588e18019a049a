"""What must hold for a text's HTML by itself, whichever way its Markdown was written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from insyn.publishing.safety import attribute_faults, forbidden_tag
from insyn.publishing.texts.places import HEADING, TABLE, Places
from insyn.publishing.texts.words import link_fault, picture_fault

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FIRST, DEEPEST = 1, 6


class Reader:
    """Goes through a text's HTML in order, and gathers what it leads to, its ids and its faults."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.links: list[tuple[str, int]] = []
        self.pictures: list[tuple[str, int]] = []
        self.ids: list[str] = []
        self.faults: list[tuple[int, str, str]] = []
        self.level = FIRST  # the page's own heading, its title

    def read(self, root: HtmlElement) -> None:
        """Read all that is in an element."""
        for element in root.iterdescendants():
            if isinstance(element.tag, str):
                self._element(element, element.tag.lower())

    def missed(self, tags: Iterable[str]) -> None:
        """Tell of elements that must not be there, and that only a browser would see."""
        for tag in tags:
            line = self.places.next(rf"</?{re.escape(tag)}\b")
            self._fault(line, forbidden_tag(tag), "html")

    def _fault(self, line: int, message: str, rule: str) -> None:
        self.faults.append((line or self.places.first, message, rule))

    def _element(self, element: HtmlElement, tag: str) -> None:
        line = 0
        if message := forbidden_tag(tag):
            line = self.places.next(rf"<{re.escape(tag)}\b")
            self._fault(line, message, "html")
        elif re.fullmatch("h[1-6]", tag):
            line = self._heading(element, int(tag[1]))
        elif tag == "a":
            line = self._link(element)
        elif tag == "img":
            line = self._picture(element)
        elif tag == "table":
            line = self._table(element)
        self._attributes(element, line)

    def _attributes(self, element: HtmlElement, line: int) -> None:
        for name, message, rule in attribute_faults(element):
            place = line or self.places.next(rf"\b{re.escape(name)}\b(?=[\s=>/])")
            self._fault(place, message, rule)
        if name := element.get("id"):
            place = self.places.next(rf"""\bid\s*=\s*["']?{re.escape(name)}(?=["'\s>])""")
            if name in self.ids:
                message = f"Id ”{name}” finns redan i texten. Byt namn på det ena."
                self._fault(line or place, message, "html")
            self.ids.append(name)

    def _heading(self, element: HtmlElement, level: int) -> int:
        line = self.places.next(HEADING)
        text = element.text_content().strip()
        if level == FIRST:
            message = "Rubriker i texten ska börja med minst två nummertecken: ##"
            self._fault(line, message, "accessibility")
        elif level > self.level + 1:
            message = f"Rubriken hoppar över en nivå. Skriv den med {'#' * (self.level + 1)}"
            self._fault(line, message, "accessibility")
        if not text and not element.xpath(".//img[normalize-space(@alt)]"):
            self._fault(line, "Rubriken är tom. Skriv den, eller ta bort den.", "accessibility")
        self.level = max(level, FIRST + 1)
        return line

    def _link(self, element: HtmlElement) -> int:
        address = element.get("href")
        if address is None or (element.get("class") or "").startswith("footnote-"):
            return 0
        text = element.text_content()
        words, line = self.places.words(text), self.places.address(address) if address else 0
        named = text + "".join(element.xpath(".//img/@alt")) or element.get("aria-label", "")
        if not address.strip():
            message = "Länken har ingen adress. Skriv den mellan parenteserna."
            self._fault(words, message, "links")
        elif message := link_fault(element.get("aria-label") or named):
            self._fault(words or line, message, "accessibility")
        line = line or words or self.places.first
        self.links.append((address.strip(), line))
        return line

    def _picture(self, element: HtmlElement) -> int:
        address = (element.get("src") or "").strip()
        line = (address and self.places.address(address)) or self.places.first
        if message := picture_fault(element.get("alt") or ""):
            self._fault(line, message, "accessibility")
        self.pictures.append((address, line))
        return line

    def _table(self, element: HtmlElement) -> int:
        line = self.places.next(TABLE)
        if not any(head.text_content().strip() for head in element.iter("th")):
            message = "Tabellen saknar rubriker. Skriv en rad överst som säger vad kolumnerna är."
            self._fault(line, message, "accessibility")
        return line
