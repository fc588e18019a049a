"""What stands beside the weekly posts and is read with them: the challenges, and the comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from insyn.posts.challenges import Challenge, Section, challenge_problems, sections
from insyn.posts.comments import Comment, read_comments
from insyn.posts.source import Source
from insyn.problems import Problem


@dataclass(frozen=True)
class Standing:
    """What was read; a post's `sections` on challenges and its `comments` are kept by its file."""

    challenges: tuple[Challenge, ...] = ()
    sections: Mapping[str, Sequence[Section]] = field(default_factory=dict)
    comments: Mapping[str, Sequence[Comment]] = field(default_factory=dict)

    def in_year(self, year: int) -> list[Challenge]:
        """List the challenges of a year by their numbers."""
        numbered = [(name.number, one) for one in self.challenges if (name := one.in_year(year))]
        return [one for _, one in sorted(numbered, key=lambda pair: pair[0])]


def read_standing(sources: Sequence[Source], root: Path) -> tuple[Standing, list[Problem]]:
    """Read what stands beside the posts below `root`; give it with all that is wrong."""
    challenges = tuple(Challenge(source) for source in sources if source.is_challenge)
    problems = list(challenge_problems(challenges))
    found: dict[str, list[Section]] = {}
    for source in sources:
        if source.is_post:
            found[source.file], wrong = sections(source, challenges)
            problems += wrong
    comments, wrong = read_comments(root, sources)
    return Standing(challenges, found, comments), [*problems, *wrong]
