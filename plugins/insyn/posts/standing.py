"""What stands beside the weekly posts and is read with them: the challenges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from insyn.figures.figure import Figure
from insyn.posts.challenge_rules import challenge_problems
from insyn.posts.challenges import Challenge, Section, sections
from insyn.posts.source import Source
from insyn.problems import Problem


@dataclass(frozen=True)
class Standing:
    """What was read; `sections` are those of each post on challenges, by its file."""

    challenges: tuple[Challenge, ...] = ()
    sections: Mapping[str, Sequence[Section]] = field(default_factory=dict)

    def in_year(self, year: int) -> list[Challenge]:
        """List the challenges of a year by their numbers."""
        numbered = [(name.number, one) for one in self.challenges if (name := one.in_year(year))]
        return [one for _, one in sorted(numbered, key=lambda pair: pair[0])]


def read_standing(
    sources: Sequence[Source], figures: Iterable[Figure] = ()
) -> tuple[Standing, list[Problem]]:
    """Read what stands beside the posts; give it with all that is wrong.

    `figures` are those of the sources.
    """
    challenges = tuple(Challenge(source) for source in sources if source.is_challenge)
    problems = list(challenge_problems(challenges, {one.id: one for one in figures}))
    found: dict[str, list[Section]] = {}
    for source in sources:
        if source.is_post:
            found[source.file], wrong = sections(source, challenges)
            problems += wrong
    return Standing(challenges, found), problems
