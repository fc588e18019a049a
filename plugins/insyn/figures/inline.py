"""Numbers from datasets in Markdown: each is a link to its dataset.

A form is replaced by a mark before Markdown sees the text, so that neither a table's bars nor a
line's end can break it. Where a link can't stand, within another link or in the description of a
picture, the number is plain text; in code, the form is shown as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from re import Match
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString

from insyn.figures.fence import Fences
from insyn.figures.forms import Form, find_forms, has_form
from insyn.figures.numbers import Number

# Markdown takes these two characters out of what writers write.
_MARK = rf"{STX}tal(?P<index>\d+){ETX}"
_CODE = r"<(?P<tag>pre|code)\b.*?</(?P=tag)>"


class Inline:
    """The numbers of one text, in the order of its forms; `site` stands before their addresses.

    `lang` is their language, where the text has another.
    """

    def __init__(self, numbers: Sequence[Number] = (), site: str = "", lang: str = "") -> None:
        self.numbers = numbers
        self.site = site
        self.lang = lang
        self.forms: list[Form] = []

    def found_forms(self, found: Fences) -> list[Form]:
        """Give the forms of a text; raise ValueError when they aren't those of the numbers."""
        forms = find_forms(found)
        if len(forms) != len(self.numbers):
            raise ValueError("Texten har andra former {tal: …} än de som har kontrollerats.")
        return forms

    def mark(self, found: Fences, lines: Sequence[str]) -> list[str | None]:
        """Put marks in place of forms in `lines`; a line that was part of a form above is None."""
        self.forms = self.found_forms(found)
        marked: list[str | None] = list(lines)
        for index in reversed(range(len(self.forms))):
            (first, left), (last, right) = self.forms[index].start, self.forms[index].end
            rest = (marked[last] or "")[right:]
            marked[first : last + 1] = [None] * (last + 1 - first)
            marked[first] = f"{lines[first][:left]}{STX}tal{index}{ETX}{rest}"
        return marked

    def text(self, index: int) -> str:
        """Give a number as it is read."""
        return self.numbers[index].text

    def element(self, index: int) -> Element:
        """Make the link of a number: its title says where it leads (WCAG technique H33).

        A hidden text would be read aloud in the middle of the sentence, and be seen in feeds.
        """
        number = self.numbers[index]
        place = "#sidans-versioner" if number.as_of.version else ""
        link = Element("a", {"class": "tal"})
        link.set("href", f"{self.site}/data/{number.dataset.name}/{place}")
        link.set("title", f"Se siffrorna: {number.dataset.descriptor.title}")
        if self.lang:
            link.set("lang", self.lang)
        data = SubElement(link, "data", {"value": f"{number.value:f}"})
        data.text = AtomicString(number.text)
        return link

    def finish(self, html: str) -> str:
        """Write what marks are left; raise ValueError where a form would be published as it is."""
        html = self.written(html)
        if has_form(re.sub(_CODE, "", html, flags=re.DOTALL)):
            raise ValueError(
                "En form {tal: …} står där den inte kan läsas. Ta bort accenterna (`) kring den."
            )
        return html

    def written(self, html: str) -> str:
        """Write what marks are left: in code the form, elsewhere the number."""

        def written(found: Match[str]) -> str:
            if found["index"]:
                return escape(self.text(int(found["index"])))
            return re.sub(_MARK, lambda mark: escape(self.forms[int(mark["index"])].text), found[0])

        return re.sub(rf"{_CODE}|{_MARK}", written, html, flags=re.DOTALL)


class Unfilled(Inline):
    """The numbers of a text whose figures don't matter, or couldn't be found: each is a nought."""

    def found_forms(self, found: Fences) -> list[Form]:
        """Give the forms of a text that are whole."""
        forms = find_forms(found)
        self.all_whole = all(form.text for form in forms)
        return [form for form in forms if form.text]

    def finish(self, html: str) -> str:
        """Write what marks are left; a form that never closes has a problem of its own."""
        try:
            return super().finish(html)
        except ValueError:
            if self.all_whole:
                raise
            return self.written(html)

    def text(self, index: int) -> str:  # noqa: ARG002
        """Give a nought."""
        return "0"

    def element(self, index: int) -> Element:
        """Make an element that leads nowhere."""
        data = Element("data", {"value": "0"})
        data.text = AtomicString(self.text(index))
        return data


def notes_html(said: Iterable[str], lang: str = "") -> str:
    """Give what is said under a text of changes in its numbers, in the language `lang`."""
    marked = f' lang="{lang}"' if lang else ""
    return "".join(f'\n<p class="post__change"{marked}>{escape(note)}</p>' for note in said)


class InlineNumbers(InlineProcessor):
    """Turns marks into links, but for those within a link."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown, inline: Inline) -> None:
        super().__init__(_MARK, md)
        self.inline = inline

    def handleMatch(  # type: ignore[override]  # noqa: N802  (Python-Markdown's name)
        self,
        m: Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element, int, int]:
        """Give the link of a number, and where its mark stands."""
        return self.inline.element(int(m["index"])), m.start(0), m.end(0)
