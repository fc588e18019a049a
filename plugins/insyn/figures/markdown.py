"""Markdown with diagram blocks and numbers from datasets.

Each block becomes a placeholder that the theme fills when it writes.

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
from insyn.figures.inline import Inline, InlineNumbers

PlaceFigure = Callable[[Fence], str]
# Between normalize_whitespace (30) and everything that would change a line's number.
PRIORITY = 28
# After links (160), whose text may hold a number, and before emphasis (60).
INLINE_PRIORITY = 70


class _Diagrams(Preprocessor):
    """Replace diagram blocks by what `place` makes of them, mark numbers, leave out comments.

    Only a preprocessor, before all others, still has the lines as they were written.
    """

    def __init__(self, md: Markdown, place: PlaceFigure, inline: Inline) -> None:
        super().__init__(md)
        self.place = place
        self.inline = inline

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
    def __init__(self, place: PlaceFigure, inline: Inline) -> None:
        super().__init__()
        self.place = place
        self.inline = inline

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        md.preprocessors.register(_Diagrams(md, self.place, self.inline), "diagrams", PRIORITY)
        md.inlinePatterns.register(InlineNumbers(md, self.inline), "numbers", INLINE_PRIORITY)
        md.treeprocessors.register(_Tables(md), "tables", 0)


def to_html(
    text: str,
    place: PlaceFigure,
    extensions: Sequence[str],
    configs: Any = None,
    inline: Inline | None = None,
) -> str:
    """Convert a post. Front matter must have been blanked, not cut, so that lines keep numbers.

    `inline` has the numbers of the text's forms.
    """
    inline = inline or Inline()
    converter = Markdown(
        extensions=[*extensions, _InsynExtension(place, inline)],
        extension_configs=configs or {},
        output_format="html",
    )
    # Comments that stood where no line could tell them from code; code itself is escaped by now.
    html = re.sub(r"<!--.*?-->", "", converter.convert(text), flags=re.DOTALL)
    return inline.finish(html)
