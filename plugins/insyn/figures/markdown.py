"""Markdown with diagram blocks: each becomes a placeholder that the theme fills when it writes.

The figure itself never stands in the article's content: Pelican would search through every SVG for
links, and a feed needs another form of it than a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from insyn.figures.fence import Fence, find_fences

PlaceFigure = Callable[[Fence], str]
# Between normalize_whitespace (30) and everything that would change a line's number.
PRIORITY = 28


class _Diagrams(Preprocessor):
    """Replace each diagram block by what `place` makes of it, and leave out comments.

    Only a preprocessor, before all others, still has the lines as they were written.
    """

    def __init__(self, md: Markdown, place: PlaceFigure) -> None:
        super().__init__(md)
        self.place = place

    def run(self, lines: list[str]) -> list[str]:
        found = find_fences(lines, "")
        code = {index for block in found.code for index in block}
        lines = [
            line if index in code else line.replace(" – ", "\u00a0– ")  # no line begins with a dash
            for index, line in enumerate(found.lines)
        ]
        result, done = [], 0
        for fence in found.fences:
            placeholder = self.md.htmlStash.store(self.place(fence))
            result += [*lines[done : fence.first - 1], "", placeholder, ""]
            done = fence.last
        return [*result, *lines[done:]]


class _Tables(Treeprocessor):
    """Let a wide table scroll by itself, with the keyboard too."""

    def run(self, root: Element) -> None:
        parents = [(parent, child) for parent in root.iter() for child in parent]
        for parent, table in parents:
            if table.tag == "table":
                heads = ", ".join("".join(head.itertext()) for head in table.iter("th"))
                region = Element("div", {"class": "scroll", "role": "region", "tabindex": "0"})
                region.set("aria-label", f"Tabell: {heads}")
                parent[list(parent).index(table)] = region
                region.append(table)


class _InsynExtension(Extension):
    def __init__(self, place: PlaceFigure) -> None:
        super().__init__()
        self.place = place

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        md.preprocessors.register(_Diagrams(md, self.place), "diagrams", PRIORITY)
        md.treeprocessors.register(_Tables(md), "tables", 0)


def to_html(text: str, place: PlaceFigure, extensions: Sequence[str], configs: Any = None) -> str:
    """Convert a post. Front matter must have been blanked, not cut, so that lines keep numbers."""
    converter = Markdown(
        extensions=[*extensions, _InsynExtension(place)],
        extension_configs=configs or {},
        output_format="html",
    )
    # Comments that stood where no line could tell them from code; code itself is escaped by now.
    return re.sub(r"<!--.*?-->", "", converter.convert(text), flags=re.DOTALL)
