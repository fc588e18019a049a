"""What stands beside the weekly posts and is read with them: challenges and statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from insyn.posts.challenges import Challenge, Section, challenge_problems, sections
from insyn.posts.source import Source
from insyn.posts.statement import Statement
from insyn.posts.statement_rules import read_statement
from insyn.problems import Problem


@dataclass(frozen=True)
class Standing:
    """What was read; `sections` are those of each post on challenges, by its file."""

    challenges: tuple[Challenge, ...] = ()
    sections: Mapping[str, Sequence[Section]] = field(default_factory=dict)
    statement: Statement | None = None

    def in_year(self, year: int) -> list[Challenge]:
        """List the challenges of a year by their numbers."""
        numbered = [(name.number, one) for one in self.challenges if (name := one.in_year(year))]
        return [one for _, one in sorted(numbered, key=lambda pair: pair[0])]


def read_standing(
    sources: Sequence[Source], root: Path, now: datetime
) -> tuple[Standing, list[Problem]]:
    """Read what stands beside the posts at the moment `now`; give it with all that is wrong."""
    challenges = tuple(Challenge(source) for source in sources if source.is_challenge)
    problems = list(challenge_problems(challenges))
    found: dict[str, list[Section]] = {}
    for source in sources:
        if source.is_post:
            found[source.file], wrong = sections(source, challenges)
            problems += wrong
    pages = [source for source in sources if source.status(now) != "draft"]
    statement, wrong = read_statement(root, now.date(), pages)
    problems += wrong
    return Standing(challenges, found, statement), problems
