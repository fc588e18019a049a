"""Markdown with our blocks, numbers from datasets, and sections that are known by their headings.

Each block becomes a placeholder that the theme fills when it writes.

A figure itself never stands in the article's content: Pelican would search through every SVG for
links, and a feed needs another form of it than a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from insyn.figures.fence import Fence, find_fences
from insyn.figures.inline import Inline, InlineNumbers

Place = Callable[[Fence], str]
EXTENSIONS = (
    "markdown.extensions.tables",
    "markdown.extensions.fenced_code",
    "markdown.extensions.footnotes",
    "markdown.extensions.sane_lists",
    "markdown.extensions.toc",  # gives every heading an address
)
# Between normalize_whitespace (30) and everything that would change a line's number.
PRIORITY = 28
# After links (160), whose text may hold a number, and before emphasis (60).
INLINE_PRIORITY = 70


@dataclass(frozen=True)
class Sections:
    """How a section is told by its heading of the second level.

    `name` gives its key, empty for other sections; it is written with `mark` before it into the
    attribute data-del, and what `end` makes of it is the last thing in the section.
    """

    mark: str
    name: Callable[[str], str]
    end: Callable[[str], str]


@dataclass(frozen=True)
class Parts:
    """What a text has beside Markdown.

    `place` makes a block's placeholder, `inline` has the numbers of the text's forms, and
    `sections` tells which sections are to be elements. `table` is the word for a table.
    """

    place: Place
    inline: Inline = field(default_factory=Inline)
    sections: Sections | None = None
    table: str = "Tabell"


class _Blocks(Preprocessor):
    """Replace our blocks by what `place` makes of them, mark numbers, leave out comments.

    Only a preprocessor, before all others, still has the lines as they were written.
    """

    def __init__(self, md: Markdown, parts: Parts) -> None:
        super().__init__(md)
        self.place = parts.place
        self.inline = parts.inline

    def run(self, lines: list[str]) -> list[str]:
        found = find_fences(lines, "")
        code = {index for block in found.code for index in block}
        written = [
            line if index in code else line.replace(" – ", "\u00a0– ")  # no line begins with a dash
            for index, line in enumerate(found.lines)
        ]
        marked = self.inline.mark(found, written)
        result: list[str | None] = []
        done = 0
        for fence in found.fences:
            placeholder = self.md.htmlStash.store(self.place(fence))
            result += [*marked[done : fence.first - 1], "", placeholder, ""]
            done = fence.last
        return [line for line in [*result, *marked[done:]] if line is not None]


class _Tables(Treeprocessor):
    """Let a wide table scroll by itself, with the keyboard too; align its cells by classes.

    An attribute `style`, as Markdown writes it, is not allowed on any page.
    """

    def __init__(self, md: Markdown, word: str) -> None:
        super().__init__(md)
        self.word = word

    def run(self, root: Element) -> None:
        parents = [(parent, child) for parent in root.iter() for child in parent]
        for parent, table in parents:
            if table.tag == "table":
                for cell in table.iter():
                    if style := cell.attrib.pop("style", ""):
                        cell.set("class", f"to-{style.rpartition(' ')[2].rstrip(';')}")
                heads = ", ".join("".join(head.itertext()) for head in table.iter("th"))
                region = Element("div", {"class": "scroll", "role": "region", "tabindex": "0"})
                region.set("aria-label", f"{self.word}: {heads}")
                parent[list(parent).index(table)] = region
                region.append(table)


class _Sections(Treeprocessor):
    """Make an element of each section that is known, so that it can stand on other pages too."""

    def __init__(self, md: Markdown, sections: Sections) -> None:
        super().__init__(md)
        self.sections = sections

    def run(self, root: Element) -> None:
        children, section, key = list(root), root, ""
        for child in children:
            if child.tag in {"h1", "h2"} or child.get("class") == "footnote":
                self._close(section, key)
                section, key = root, ""
                if child.tag == "h2":
                    key = self.sections.name("".join(child.itertext()))
                if key:
                    section = Element("section", {"data-del": f"{self.sections.mark} {key}"})
                    root.insert(list(root).index(child), section)
            if section is not root:
                root.remove(child)
                section.append(child)
        self._close(section, key)

    def _close(self, section: Element, key: str) -> None:
        if section.tag == "section":
            end = SubElement(section, "p")
            end.text = self.md.htmlStash.store(self.sections.end(key))


class _InsynExtension(Extension):
    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.parts = parts

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        md.preprocessors.register(_Blocks(md, self.parts), "blocks", PRIORITY)
        md.inlinePatterns.register(InlineNumbers(md, self.parts.inline), "numbers", INLINE_PRIORITY)
        md.treeprocessors.register(_Tables(md, self.parts.table), "tables", 0)
        if self.parts.sections:
            md.treeprocessors.register(_Sections(md, self.parts.sections), "sections", -1)


def to_html(text: str, parts: Parts, extensions: Sequence[str], configs: Any = None) -> str:
    """Convert a post. Front matter must have been blanked, not cut, so that lines keep numbers."""
    converter = Markdown(
        extensions=[*extensions, _InsynExtension(parts)],
        extension_configs=configs or {},
        output_format="html",
    )
    # Comments that stood where no line could tell them from code; code itself is escaped by now.
    html = re.sub(r"<!--.*?-->", "", converter.convert(text), flags=re.DOTALL)
    return parts.inline.finish(html)
