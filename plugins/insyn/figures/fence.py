"""Where the blocks of a text stand: those that Insyn makes something of.

A block begins with ```diagram, or another of `WORDS`, at the left margin and ends with ```. What
stands inside another, longer code block or an HTML comment is left alone.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from insyn.problems import Problem

DIAGRAM, COMMITMENT, FOLLOW_UP = "diagram", "åtagande", "uppföljning"
WORDS = (DIAGRAM, COMMITMENT, FOLLOW_UP)
_OPENING = re.compile(
    r"(?P<indent>[ \t>]*(?:[-*+][ \t]+)?)(?P<mark>`{3,}|~{3,})[ \t]*(?P<word>[^`\s]*)[^`]*$"
)


@dataclass(frozen=True)
class Fence:
    """A block: `first` and `last` are the lines of its marks, `text` what is between."""

    first: int
    last: int
    text: str
    word: str = DIAGRAM


@dataclass(frozen=True)
class Fences:
    """The blocks of a text, in order, and what is wrong with how they are written.

    `lines` is the text without its HTML comments, which are notes that the writer keeps to
    herself; `code` are the lines, counted from 0, of other code blocks.
    """

    fences: tuple[Fence, ...]
    problems: tuple[Problem, ...]
    lines: tuple[str, ...]
    code: tuple[range, ...]

    @property
    def diagrams(self) -> tuple[Fence, ...]:
        """The blocks that are figures."""
        return self.named(DIAGRAM)

    def named(self, *words: str) -> tuple[Fence, ...]:
        """Give the blocks of these kinds, in order."""
        return tuple(fence for fence in self.fences if fence.word in words)


def find_fences(written: Sequence[str], file: str) -> Fences:
    """Find the blocks; `written` is the whole file's lines, so that numbers are right."""
    lines = list(written)
    fences: list[Fence] = []
    problems: list[Problem] = []
    code: list[range] = []
    index = 0
    while index < len(lines):
        if not _drop_comment(lines, index):
            message = "Kommentaren <!-- avslutas aldrig. Lägg till --> där den slutar."
            problems.append(Problem(file, index + 1, message))
            break
        opening = _OPENING.match(lines[index])
        if not opening:
            index += 1
            continue
        word = unicodedata.normalize("NFC", opening["word"].strip("{}.").lower())
        end = _closing(lines, index, opening["mark"]) if not opening["indent"] else None
        if word in WORDS and end is not None:
            fences.append(Fence(index + 1, end + 1, "\n".join(lines[index + 1 : end]), word))
        elif fault := _fault(word, opening["mark"], indented=bool(opening["indent"])):
            problems.append(Problem(file, index + 1, fault))
        elif end is not None:
            code.append(range(index, end + 1))
        index = index + 1 if end is None else end + 1
    return Fences(tuple(fences), tuple(problems), tuple(lines), tuple(code))


def _fault(word: str, mark: str, *, indented: bool) -> str:
    """Say what is wrong with a block that isn't one of ours, but was surely meant to be."""
    if word in WORDS and indented:
        return f"Blocket ”{word}” är indraget. Börja raden längst till vänster."
    if word in WORDS:
        return f"Blocket ”{word}” stängs aldrig. Avsluta det med raden {mark}."
    if near := difflib.get_close_matches(word, WORDS, n=1, cutoff=0.8):
        return f"Blocket ”{word}” är okänt. Menade du ”{near[0]}”?"
    return ""


def _closing(lines: Sequence[str], opening: int, mark: str) -> int | None:
    """Give the index of the line that closes a block: the same mark, as long or longer."""
    pattern = re.compile(rf"{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$")
    found = (index for index in range(opening + 1, len(lines)) if pattern.match(lines[index]))
    return next(found, None)


def _drop_comment(lines: list[str], start: int) -> bool:
    """Take the comments that begin on a line out of the text; False when one never ends."""
    while (place := _comment(lines[start])) is not None:
        before, rest = lines[start][:place], lines[start][place + len("<!--") :]
        index = start
        while "-->" not in rest:
            index += 1
            if index == len(lines):
                return False
            rest, lines[index] = lines[index], ""
        after = rest.partition("-->")[2]
        if index == start:
            lines[start] = before + after
        else:
            lines[start], lines[index] = before, after
    return True


def _comment(line: str) -> int | None:
    """Give where a comment begins on a line, outside of `code`."""
    masked = re.sub(r"`[^`]*`", lambda match: " " * len(match[0]), line)
    place = masked.find("<!--")
    return place if place >= 0 else None
