"""What the chief executive promises in a post, and how it goes according to later posts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Literal

from insyn import swedish
from insyn.posts.challenges import Challenge
from insyn.posts.source import POSTS, Source

State = Literal["overdue", "open", "done", "dropped"]
Outcome = Literal["klart", "flyttat", "struket"]


@dataclass(frozen=True)
class Told:
    """What a block in a post tells. `public` says whether readers may see the post yet."""

    source: Source
    line: int
    public: bool

    @property
    def moment(self) -> datetime:
        """When readers could first know of it; a post always has a date."""
        assert self.source.public_from is not None
        return self.source.public_from

    @property
    def day(self) -> date:
        """The day on which it was told, by its post's date."""
        assert self.source.date is not None
        return self.source.date.date()

    @property
    def order(self) -> tuple[datetime, str, int]:
        """Its place among all that is told: by the moment, and at the same moment by its file."""
        return self.moment, self.source.file, self.line


@dataclass(frozen=True)
class FollowUp(Told):
    """What a later post says of a commitment; `number` is its place in that post, from 1 on."""

    number: int
    outcome: Outcome
    to: date | None = None
    why: str = ""
    finished: date | None = None

    @property
    def anchor(self) -> str:
        """Its anchor in the post, unique in the site."""
        path = PurePosixPath(self.source.file).relative_to(f"content/{POSTS}").with_suffix("")
        return f"uppfoljning-{swedish.slug(str(path))}-{self.number}"

    @property
    def done_on(self) -> date:
        """When it was done, for one that says so."""
        return self.finished or self.day


@dataclass(frozen=True)
class Commitment(Told):
    """A promise with its follow-ups, in the order in which they were told.

    It stands as it does on the day `today`. `topic` is the challenge that it is part of.
    """

    what: str
    first_due: date
    responsible: str
    topic: Challenge | None
    today: date
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def anchor(self) -> str:
        """Its anchor in the post and on the page of all commitments, unique in the site."""
        return f"atagande-{swedish.slug(self.what)}"

    @property
    def challenge(self) -> str:
        """The slug of its challenge; empty when it has none."""
        return self.topic.slug if self.topic else ""

    @property
    def challenge_name(self) -> str:
        """What its challenge was called when the promise was made."""
        return self.topic.called(self.day.year) if self.topic else ""

    @property
    def dues(self) -> tuple[date, ...]:
        """The day that was first promised, and then each that it was moved to."""
        return (self.first_due, *(follow_up.to for follow_up in self.follow_ups if follow_up.to))

    @property
    def due(self) -> date:
        """The day that holds now."""
        return self.dues[-1]

    @property
    def end(self) -> FollowUp | None:
        """The follow-up that says that it is done or dropped."""
        return next((one for one in self.follow_ups if one.outcome != "flyttat"), None)

    @property
    def state(self) -> State:
        """How it stands; it is overdue from the day after it was due."""
        if self.end:
            return "done" if self.end.outcome == "klart" else "dropped"
        return "overdue" if self.due < self.today else "open"

    @property
    def done_on(self) -> date | None:
        """When it was done; None for one that isn't."""
        return self.end.done_on if self.end and self.end.outcome == "klart" else None

    @property
    def days(self) -> int:
        """The days from the promise until it was done; 0 for one that isn't."""
        return self.late(self.day)

    def late(self, due: date) -> int:
        """Give how many days after a day it was done; less than 1 means in time."""
        return (self.done_on - due).days if self.done_on else 0

    def before(self, follow_up: FollowUp) -> Commitment:
        """Give it as it stood when a follow-up was written; drafts say nothing to the public."""
        earlier = (
            one
            for one in self.follow_ups
            if one.order < follow_up.order and (one.public or not follow_up.public)
        )
        return replace(self, follow_ups=tuple(earlier))
