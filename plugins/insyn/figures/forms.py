"""Where a text takes a number from a dataset: {tal: ramar-2014, namnd: Socialnämnden}.

A form may run over a line break in a paragraph. What stands in code or a comment is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from insyn.figures.fence import Fences

# A brace with “tal” as one of its keys, wherever among them.
OPENING = re.compile(r"""\{(?=(?:(?:[^{}\n]|\n(?!\s*\n))*,)?\s*["']?tal["']?\s*:)""", re.IGNORECASE)
# To its closing brace, which doesn't stand in quotes.
_WHOLE = re.compile(r"""\{(?>[:,\[]\s*"(?:\\.|[^"\\])*"|[:,\[]\s*'(?:''|[^'])*'|[^{}])*\}""")
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(?:.|\n(?!\s*\n))+?(?<!`)\1(?!`)")
_END_OF_PARAGRAPH = re.compile(r"\n[ \t>]*\n|\Z")
_QUOTE_MARKS = re.compile(r"\n[ \t]*(?:>[ \t]*)*")


@dataclass(frozen=True)
class Form:
    """A form as it was written: `text` is YAML, "" for a form that never closes.

    It stands from `start` up to `end`, each a line, counted from 0, and a place on it.
    """

    text: str
    start: tuple[int, int]
    end: tuple[int, int]

    @property
    def line(self) -> int:
        """The line of the file on which the form begins."""
        return self.start[0] + 1


def find_forms(found: Fences) -> list[Form]:
    """Find the forms in the text around the diagram blocks, in order."""
    lines = list(found.lines)
    blocks = [*found.code, *(range(fence.first - 1, fence.last) for fence in found.fences)]
    for index in (index for block in blocks for index in block):
        lines[index] = ""
    text = _without_code("\n".join(lines))
    return [
        Form(written, _place(text, start), _place(text, end))
        for start, end, written in _spans(text)
    ]


def replace_forms(text: str, line: int, write: Callable[[Form], str]) -> str:
    """Put what `write` gives in place of the forms of a text that stands on a line of a file."""
    pieces, done = [], 0
    for start, end, written in _spans(text):
        pieces += [text[done:start], write(Form(written, (line - 1, 0), (line - 1, 0)))]
        done = end
    return "".join([*pieces, text[done:]])


def has_form(text: str) -> bool:
    """Tell whether a text takes a number from a dataset."""
    return OPENING.search(text) is not None


def _without_code(text: str) -> str:
    """Blank the `code` that is code both to its line and to its paragraph.

    Markdown alone knows whether a line's end parts two texts. What it takes for code after all is
    shown as it was written (see inline).
    """
    whole = {found.span() for found in _CODE.finditer(text)}
    for line in re.finditer(r".+", text):
        for code in _CODE.finditer(text, *line.span()):
            start, end = code.span()
            if any(left <= start and end <= right for left, right in whole):
                text = text[:start] + " " * (end - start) + text[end:]
    return text


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each form begins and ends, and what is written in it."""
    done = 0
    while opening := OPENING.search(text, done):
        last = next(_END_OF_PARAGRAPH.finditer(text, opening.end())).start()
        whole = _WHOLE.match(text, opening.start(), last)
        done = whole.end() if whole else opening.end()
        yield opening.start(), done, _QUOTE_MARKS.sub("\n", whole[0]) if whole else ""


def _place(text: str, offset: int) -> tuple[int, int]:
    """Give the line, counted from 0, and the place on it."""
    return text.count("\n", 0, offset), offset - (text.rfind("\n", 0, offset) + 1)
