"""The standing challenges: which there are, what they are called in a year, and their sections.

A challenge is declared by its page in content/utmaningar/. A post's heading of the second level
that names one, “Utmaning 2 – Kvalitet” or just “Kvalitet”, begins its section.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from insyn.posts.head import ChallengeHead, ChallengeName
from insyn.posts.source import Source
from insyn.problems import Problem, unknown

_WITH_WORD = re.compile(r"utmaning(?:\s+(?P<number>\d+)|(?=\s*[-–—:]))\s*[-–—:.]?\s*(?P<name>.*)")
_HEADING = re.compile(r"(?P<level>#{2,6})[ \t]+(?P<text>.*?)[ \t]*#*$")


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
    heading: str
    first: int
    last: int


class Unrecognised(Exception):
    """Raised for a heading that is meant to name a challenge, and doesn't."""


def named(heading: str, challenges: Sequence[Challenge], year: int) -> Challenge | None:
    """Give the challenge that a heading names in a year; None for another heading.

    Raises Unrecognised, with what is wrong, for one that says “Utmaning” or is nearly a name.
    A site that declares no challenge has none.
    """
    if not challenges:
        return None
    said = " ".join(heading.split()).casefold()
    found = _WITH_WORD.fullmatch(said)
    number, name = (found["number"], found["name"]) if found else (None, said)
    valid = {
        now.name.casefold(): (challenge, now)
        for challenge in challenges
        if (now := challenge.in_year(year))
    }
    if found and not name:
        by_number = (one for one, now in valid.values() if str(now.number) == number)
        if match := next(by_number, None):
            return match
        raise Unrecognised(f"Utmaning {number} finns inte år {year}.")
    if name in valid:
        challenge, now = valid[name]
        if number and int(number) != now.number:
            raise Unrecognised(f"”{now.name}” är utmaning {now.number} år {year}, inte {number}.")
        return challenge
    names = [now.name for _, now in valid.values()]
    for challenge in challenges:
        if name in {other.name.casefold() for other in challenge.head.names}:
            instead = challenge.in_year(year)
            hint = f"Då hette den ”{instead.name}”." if instead else "Då var den ingen utmaning."
            raise Unrecognised(f"Utmaningen heter inte så år {year}. {hint}")
    near = difflib.get_close_matches(name, list(valid), n=1, cutoff=0.85)
    if found or near:
        written = heading.rsplit(maxsplit=1)[-1] if not found else name
        raise Unrecognised(unknown("Utmaningen", written, f" år {year}", names))
    return None


def sections(
    source: Source, challenges: Sequence[Challenge]
) -> tuple[list[Section], list[Problem]]:
    """Find a post's sections on challenges, and the headings that are wrong."""
    found: list[Section] = []
    problems: list[Problem] = []
    year = source.date.year if source.date else 0
    headings = [one for one in _headings(source) if one[1] == 2]
    ends = [line - 1 for line, _, _ in headings[1:]] + [len(source.fences.lines)]
    for line, level, text in _headings(source):
        try:
            challenge = named(text, challenges, year)
        except Unrecognised as error:
            problems.append(Problem(source.file, line, str(error)))
            continue
        if challenge is None:
            continue
        earlier = next((one for one in found if one.challenge is challenge), None)
        if level != 2:
            if text.casefold().startswith("utmaning"):
                message = "En utmanings rubrik ska ha två nummertecken: ##"
                problems.append(Problem(source.file, line, message))
        elif earlier:
            message = f"Utmaningen har redan en rubrik på rad {earlier.first}. Slå ihop dem."
            problems.append(Problem(source.file, line, message))
        else:
            last = ends[[start for start, _, _ in headings].index(line)]
            found.append(Section(challenge, text, line, last))
    return found, problems


def _headings(source: Source) -> Iterator[tuple[int, int, str]]:
    """Yield the line, level and text of the headings of a text."""
    for number, line in source.prose():
        if found := _HEADING.fullmatch(line):
            yield number, len(found["level"]), found["text"]


def challenge_problems(challenges: Sequence[Challenge]) -> Iterator[Problem]:
    """Find names and numbers that two challenges have in the same year."""
    for place, challenge in enumerate(challenges):
        text = challenge.source.head_text
        for index, name in enumerate(challenge.head.names):
            if any(name.overlaps(other) for other in challenge.head.names[:index]):
                yield text.problem("Utmaningen har två namn samma år.", "names", index)
            for other in challenges[:place]:
                for taken in other.head.names:
                    if name.overlaps(taken) and name.number == taken.number:
                        message = f"Numret {name.number} har också {other.head.title} då."
                        yield text.problem(message, "names", index, "number")
                    if name.overlaps(taken) and name.name.casefold() == taken.name.casefold():
                        message = f"Namnet ”{name.name}” har också {other.source.file} då."
                        yield text.problem(message, "names", index, "name")
        if not challenge.source.fences.diagrams:
            message = "Utmaningen saknar nyckeltal. Lägg in ett diagramblock av typen nyckeltal."
            yield Problem(challenge.source.file, 1, message)
