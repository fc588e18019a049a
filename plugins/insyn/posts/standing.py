"""What stands beside the weekly posts and is read with them: challenges, commitments, comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from insyn.figures.figure import Figure
from insyn.posts.challenges import Challenge, Section, challenge_problems, sections
from insyn.posts.comments import Comment, read_comments
from insyn.posts.commitments import Commitment
from insyn.posts.following import read_commitments
from insyn.posts.source import Source
from insyn.problems import Problem


@dataclass(frozen=True)
class Content:
    """What could be read of the posts and pages below `root`, at the moment `now`.

    `figures` are theirs. Unless `whole`, some files couldn't be read and are missing.
    """

    root: Path
    now: datetime
    sources: Sequence[Source]
    figures: Sequence[Figure] = ()
    whole: bool = True


@dataclass(frozen=True)
class Standing:
    """What was read; a post's `sections` on challenges and its `comments` are kept by its file.

    `commitments` are all that were made, in drafts too.
    """

    challenges: tuple[Challenge, ...] = ()
    sections: Mapping[str, Sequence[Section]] = field(default_factory=dict)
    commitments: tuple[Commitment, ...] = ()
    comments: Mapping[str, Sequence[Comment]] = field(default_factory=dict)

    def in_year(self, year: int) -> list[Challenge]:
        """List the challenges of a year by their numbers."""
        numbered = [(name.number, one) for one in self.challenges if (name := one.in_year(year))]
        return [one for _, one in sorted(numbered, key=lambda pair: pair[0])]


def read_standing(content: Content) -> tuple[Standing, list[Problem]]:
    """Read what stands beside the posts; give it with all that is wrong."""
    sources = content.sources
    challenges = tuple(Challenge(source) for source in sources if source.is_challenge)
    problems = list(challenge_problems(challenges))
    found: dict[str, list[Section]] = {}
    for source in sources:
        if source.is_post:
            found[source.file], wrong = sections(source, challenges)
            problems += wrong
    commitments, wrong = read_commitments(
        sources, challenges, found, content.now, all_read=content.whole
    )
    problems += wrong
    comments, wrong = read_comments(content.root, sources)
    standing = Standing(
        challenges=challenges, sections=found, commitments=commitments, comments=comments
    )
    return standing, [*problems, *wrong]
