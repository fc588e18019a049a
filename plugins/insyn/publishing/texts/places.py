"""Where in its file a piece of a text's HTML was written.

Markdown forgets lines. A piece is found again by what it says: each time that the same is asked
for, the next place in the file is given, so pieces must be asked for in their order.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Collection
from functools import cached_property
from html import unescape

from insyn.posts.source import Source

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+.!|-])")
_INDENTED = (" " * 4, "\t")
_BEFORE, _AFTER = r"""(?:[(<"'=]|\]:[ \t]*<?)[ \t]*""", r"""(?=[\s)"'>]|$)"""
_ATX = r"(?:^[ \t>]*(?:(?:[-*+]|\d+\.)[ \t]+)?#{1,6})"
_SETEXT = r"(?:^[ \t>]*[^\s>#|][^\n|]*(?=\n[ \t>]*(?:=+|-+)[ \t]*$))"
HEADING = rf"{_ATX}|{_SETEXT}|<h[1-6]\b"
# Of Markdown's own, the row above the one of hyphens.
_RULE = r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$"
TABLE = rf"<table\b|^[^\n]*\|[^\n]*(?=\n{_RULE})"


class Places:
    """The lines of a text, without its notes and code; `code` are lines of indented code."""

    def __init__(self, source: Source, code: Collection[str]) -> None:
        lines = [""] * (source.body.count("\n") + 1)
        for number, line in source.prose():
            if not (line.startswith(_INDENTED) and line.strip() in code):
                lines[number - 1] = _ESCAPED.sub(r"\1", unescape(line)).replace("\n", " ")
        self.text = "\n".join(lines)
        self.first = next((n for n, line in enumerate(lines, start=1) if line.strip()), 1)
        self.asked: Counter[str] = Counter()

    @cached_property
    def _ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]

    def next(self, pattern: str) -> int:
        """Give the line of the next place that a pattern fits; the last one's where there's none.

        0 where the pattern fits nowhere.
        """
        found = [
            match.start() for match in re.finditer(pattern, self.text, re.MULTILINE | re.IGNORECASE)
        ]
        self.asked[pattern] += 1
        if not found:
            return 0
        return bisect(self._ends, found[min(self.asked[pattern], len(found)) - 1]) + 1

    def address(self, address: str) -> int:
        """Give the line of the next link or picture with an address, 0 where it's in none."""
        said = re.escape(address.strip())
        return self.next(f"{_BEFORE}{said}{_AFTER}") or self.next(said)

    def words(self, text: str) -> int:
        """Give the line of the next link with a text, 0 where it's in none."""
        said = r"\s+".join(map(re.escape, text.split()))
        return self.next(rf"[\[>][\s*_]*{said}[\s*_]*[\]<]") if said else 0
