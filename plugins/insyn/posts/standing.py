"""What stands beside the weekly posts and is read with them: challenges, commitments and more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from insyn.figures.figure import Figure
from insyn.posts.challenge_rules import challenge_problems
from insyn.posts.challenges import Challenge, Section, sections
from insyn.posts.comments import Comment, read_comments
from insyn.posts.commitments.commitment import Commitment
from insyn.posts.commitments.reading import read_commitments
from insyn.posts.glossary import Glossary, read_glossary
from insyn.posts.process import Process
from insyn.posts.process_rules import read_process
from insyn.posts.source import CHALLENGES, Source
from insyn.posts.statement import Statement
from insyn.posts.statement_rules import read_statement
from insyn.problems import Problem, of_rule


@dataclass(frozen=True)
class Content:
    """What could be read of the posts and pages below `root`, at the moment `now`.

    `files` are all that there are, also those that couldn't be read; `figures` are those of the
    sources.
    """

    root: Path
    now: datetime
    files: Sequence[str]
    sources: Sequence[Source]
    figures: Sequence[Figure] = ()

    def all_read(self, folder: str = "") -> bool:
        """Whether each file of a folder below content/, or of all, could be read."""
        place = f"content/{folder}"
        there = sum(file.startswith(place) for file in self.files)
        return there == sum(source.file.startswith(place) for source in self.sources)


@dataclass(frozen=True)
class Standing:
    """What was read; a post's `sections` on challenges and its `comments` are kept by its file.

    `commitments` are all that were made, in drafts too.
    """

    challenges: tuple[Challenge, ...] = ()
    sections: Mapping[str, Sequence[Section]] = field(default_factory=dict)
    comments: Mapping[str, Sequence[Comment]] = field(default_factory=dict)
    commitments: tuple[Commitment, ...] = ()
    process: Process = field(default_factory=Process)
    glossary: Glossary = field(default_factory=Glossary)
    statement: Statement | None = None

    def in_year(self, year: int) -> list[Challenge]:
        """List the challenges of a year by their numbers."""
        numbered = [(name.number, one) for one in self.challenges if (name := one.in_year(year))]
        return [one for _, one in sorted(numbered, key=lambda pair: pair[0])]


def read_standing(content: Content) -> tuple[Standing, list[Problem]]:
    """Read what stands beside the posts; give it with all that is wrong."""
    sources = content.sources
    challenges = tuple(Challenge(source) for source in sources if source.is_challenge)
    figures = {one.id: one for one in content.figures}
    problems = of_rule("challenges", challenge_problems(challenges, figures))
    all_declared = content.all_read(f"{CHALLENGES}/")
    found: dict[str, list[Section]] = {}
    for source in sources:
        if source.is_post:
            found[source.file], wrong = sections(source, challenges)
            # What isn't found may be declared by a page that has a fault of its own.
            problems += of_rule("challenges", wrong) if all_declared else []
    comments, wrong = read_comments(content.root, sources)
    problems += of_rule("comments", wrong)
    commitments, wrong = read_commitments(
        sources, challenges, found, content.now, all_read=content.all_read()
    )
    problems += of_rule("commitments", wrong)
    process, wrong = read_process(content.root, sources, content.now)
    problems += of_rule("process", wrong)
    glossary, wrong = read_glossary(content.root)
    problems += of_rule("glossary", wrong)
    shown = [source for source in sources if source.status(content.now) != "draft"]
    statement, wrong = read_statement(content.root, content.now.date(), shown)
    problems += of_rule("statement", wrong)
    return Standing(
        challenges=challenges,
        sections=found,
        comments=comments,
        commitments=commitments,
        process=process,
        glossary=glossary,
        statement=statement,
    ), problems
