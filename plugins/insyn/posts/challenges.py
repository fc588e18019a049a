"""The standing challenges: which there are, what they are called in a year, and their sections.

A challenge is declared by its page in content/utmaningar/. A post's heading of the second level
that names one, “Utmaning 2 – Kvalitet” or just “Kvalitet”, begins its section.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from insyn.figures.figure import figure_id
from insyn.posts.head import ChallengeHead, ChallengeName
from insyn.posts.source import Source
from insyn.problems import Problem, unknown

_WITH_WORD = re.compile(
    r"utmaning(?:\s+(?P<number>\d{1,4})|(?=\s*[-–—:]))\s*[-–—:.]?\s*(?P<name>.*)", re.IGNORECASE
)
_HEADING = re.compile(r"(?P<level>#{2,6})[ \t]*(?P<text>.*?)[ \t]*#*[ \t]*")
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*")
LEVEL = 2


@dataclass(frozen=True)
class Challenge:
    """A challenge with its page."""

    source: Source

    @property
    def head(self) -> ChallengeHead:
        """What its page declares."""
        return cast("ChallengeHead", self.source.head)

    @property
    def slug(self) -> str:
        """Its name in addresses, which outlives its titles."""
        return self.source.slug

    def in_year(self, year: int) -> ChallengeName | None:
        """Give its number and name in a year; None when it wasn't a challenge then."""
        return next((name for name in self.head.names if name.holds(year)), None)

    def called(self, year: int) -> str:
        """Name it as in a year, or by its page's title."""
        name = self.in_year(year)
        return name.name if name else self.head.title


@dataclass(frozen=True)
class Section:
    """A post's section on a challenge: the lines of its heading and of its end, from 1 on."""

    challenge: Challenge
    file: str
    heading: str
    first: int
    last: int

    @cached_property
    def key(self) -> str:
        """What tells it from all other sections of the site; no slug has two underscores."""
        return f"{figure_id(self.file, 0)}__{self.challenge.slug}"


class Unrecognised(Exception):
    """Raised for a heading that is meant to name a challenge, and doesn't."""


def named(heading: str, challenges: Sequence[Challenge], year: int) -> Challenge | None:
    """Give the challenge that a heading names in a year; None for another heading.

    Raises Unrecognised, with what is wrong, for one that says “Utmaning” or is nearly a name.
    A site that declares no challenge has none.
    """
    if not challenges:
        return None
    said = " ".join(heading.split())
    found = _WITH_WORD.fullmatch(said)
    number, name = (found["number"], found["name"]) if found else (None, said)
    valid = {
        now.name.casefold(): (challenge, now)
        for challenge in challenges
        if (now := challenge.in_year(year))
    }
    if found and not name:
        by_number = (one for one, now in valid.values() if now.number == int(number or 0))
        if match := next(by_number, None):
            return match
        there = ", ".join(f"{now.number} {now.name}" for _, now in valid.values())
        raise Unrecognised(f"Utmaning {number or ''} finns inte år {year}. Det som finns: {there}.")
    folded = name.casefold()
    if folded in valid:
        challenge, now = valid[folded]
        if number and int(number) != now.number:
            raise Unrecognised(f"”{now.name}” är utmaning {now.number} år {year}, inte {number}.")
        return challenge
    for challenge in challenges:
        if folded in {other.name.casefold() for other in challenge.head.names}:
            instead = challenge.in_year(year)
            hint = f"Skriv ”{instead.name}”." if instead else "Då var den ingen utmaning."
            raise Unrecognised(f"Utmaningen heter inte ”{name}” år {year}. {hint}")
    if found or difflib.get_close_matches(folded, list(valid), n=1, cutoff=0.85):
        names = [now.name for _, now in valid.values()]
        raise Unrecognised(unknown("Utmaningen", name, f" år {year}", names))
    return None


def sections(
    source: Source, challenges: Sequence[Challenge]
) -> tuple[list[Section], list[Problem]]:
    """Find a post's sections on challenges, and the headings that are wrong."""
    found: dict[str, Section] = {}
    deeper: list[tuple[int, str, bool]] = []
    problems: list[Problem] = []
    year = source.date.year if source.date else 0
    headings = list(_headings(source))
    for line, level, text in headings:
        with_word = _WITH_WORD.fullmatch(text) is not None
        try:
            challenge = named(text, challenges, year)
        except Unrecognised as error:
            if level == LEVEL or with_word:  # “### Ekonomi” may be about anything
                problems.append(Problem(source.file, line, str(error)))
            continue
        if challenge is None:
            continue
        if level != LEVEL:
            deeper.append((line, challenge.slug, with_word))
        elif earlier := found.get(challenge.slug):
            message = f"Utmaningen har redan en rubrik på rad {earlier.first}. Slå ihop dem."
            problems.append(Problem(source.file, line, message))
        else:
            ends = (start - 1 for start, other, _ in headings if other <= LEVEL and start > line)
            last = next(ends, len(source.fences.lines))
            found[challenge.slug] = Section(challenge, source.file, text, line, last)
    for line, slug, with_word in deeper:
        if with_word or slug not in found:
            message = "En utmanings rubrik ska ha två nummertecken: ##"
            problems.append(Problem(source.file, line, message))
    return list(found.values()), problems


def _headings(source: Source) -> Iterator[tuple[int, int, str]]:
    """Yield the line, level and text of the headings of a text, without emphasis."""
    before, text = "", ""
    for number, line in source.prose():
        if found := _HEADING.fullmatch(line):
            yield number, len(found["level"]), _plain(found["text"])
        elif text.strip() and not before.strip() and _UNDERLINE.fullmatch(line):
            yield number - 1, 1 if line.startswith("=") else LEVEL, _plain(text)
        before, text = text, line


def _plain(text: str) -> str:
    return text.replace("*", "").replace("_", "").strip()
