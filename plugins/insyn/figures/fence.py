"""Where the diagram blocks of a text stand.

A block begins with ```diagram at the left margin and ends with ```. What stands inside another,
longer code block or an HTML comment is left alone.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from insyn.problems import Problem

WORD = "diagram"
_OPENING = re.compile(r"(?P<indent>[ \t]*)(?P<mark>`{3,}|~{3,})[ \t]*(?P<word>[^`\s]*)[^`]*$")


@dataclass(frozen=True)
class Fence:
    """A diagram block: `first` and `last` are the lines of its marks, `text` what is between."""

    first: int
    last: int
    text: str


@dataclass(frozen=True)
class Fences:
    """The diagram blocks of a text, in order, and what is wrong with how they are written.

    `comments` are the lines, counted from 0, of the HTML comments between blocks: notes that the
    writer keeps to herself. `code` are those of other code blocks.
    """

    fences: tuple[Fence, ...]
    problems: tuple[Problem, ...]
    comments: tuple[range, ...]
    code: tuple[range, ...]


def find_fences(lines: Sequence[str], file: str) -> Fences:
    """Find the diagram blocks; `lines` are those of the whole file, so that numbers are right."""
    fences: list[Fence] = []
    problems: list[Problem] = []
    comments: list[range] = []
    code: list[range] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.lstrip().startswith("<!--"):
            comments.append(range(index, _end_of_comment(lines, index) + 1))
            index = comments[-1].stop
            continue
        opening = _OPENING.match(line)
        if not opening:
            index += 1
            continue
        word = opening["word"].strip("{}.").lower()
        end = _closing(lines, index, opening["mark"]) if not opening["indent"] else None
        if word == WORD and opening["indent"]:
            message = "Diagramblocket är indraget. Börja raden längst till vänster."
            problems.append(Problem(file, index + 1, message))
        elif word == WORD and end is None:
            message = f"Diagramblocket stängs aldrig. Avsluta det med raden {opening['mark']}."
            problems.append(Problem(file, index + 1, message))
        elif word == WORD and end is not None:
            text = "\n".join(lines[index + 1 : end])
            fences.append(Fence(index + 1, end + 1, text))
        elif difflib.SequenceMatcher(None, word, WORD).ratio() > 0.8:
            message = f"Blocket ”{word}” är okänt. Menade du ”{WORD}”?"
            problems.append(Problem(file, index + 1, message))
        elif end is not None:
            code.append(range(index, end + 1))
        index = index + 1 if end is None else end + 1
    return Fences(tuple(fences), tuple(problems), tuple(comments), tuple(code))


def _closing(lines: Sequence[str], opening: int, mark: str) -> int | None:
    """Give the index of the line that closes a block: the same mark, as long or longer."""
    pattern = re.compile(rf"{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$")
    found = (index for index in range(opening + 1, len(lines)) if pattern.match(lines[index]))
    return next(found, None)


def _end_of_comment(lines: Sequence[str], start: int) -> int:
    """Give the index of a comment's last line; one that never ends goes on to the text's end."""
    found = (index for index in range(start, len(lines)) if "-->" in lines[index])
    return next(found, len(lines) - 1)
