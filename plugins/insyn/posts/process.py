"""The budget's way to decision: the rounds and steps of content/budgetprocessen.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from insyn import swedish
from insyn.data.schema import Strict, Text, as_list
from insyn.moments import Day, pinned
from insyn.posts.source import Source
from insyn.yamltext import YamlText

DONE, ONGOING, COMING = "klart", "pågår", "kommer"
_HOURS = re.compile(r"(\d{1,2}[:.]\d\d)(?:\s*[-–]\s*(\d{1,2}[:.]\d\d))?")
Texts = Annotated[tuple[Text, ...], BeforeValidator(as_list)]


@dataclass(frozen=True)
class Hours:
    """When on a day something goes on; a meeting's end may be unknown."""

    start: time
    end: time | None = None

    def __str__(self) -> str:
        """Write “kl. 08.00–17.00”, as Svenska skrivregler does."""
        end = f"–{self.end:%H.%M}" if self.end else ""
        return f"kl.{swedish.NBSP}{self.start:%H.%M}{end}"


def _hours(value: Any) -> Hours:
    """Read “09:00–17:00”, with a plain hyphen or points too, or “18:00”."""
    found = _HOURS.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        start, end = map(_clock, found.groups()) if found else (None, None)
    except ValueError:
        start = end = None
    if start is None:
        raise ValueError(f"”{value}” är ingen tid. Skriv som 09:00–17:00, eller bara 18:00.")
    if end and end <= start:
        raise ValueError(f"Tiden ”{value}” slutar innan den börjar.")
    return Hours(start, end)


def _clock(text: str | None) -> time | None:
    if not text:
        return None
    hour, minute = map(int, re.split("[:.]", text))
    return time(hour, minute)


def _secure(address: str) -> str:
    if not re.fullmatch(r"https://[^\s/]+\S*", address):
        raise ValueError(f"Adressen ”{address}” ska börja med https:// och sakna mellanslag.")
    return address


class Document(Strict):
    """A document of the matter, such as a proposal or minutes, where it can be read."""

    title: Text = Field(alias="titel")
    address: Annotated[str, AfterValidator(_secure)] = Field(alias="adress")


class Step(Strict):
    """What a body does on a day, or from a day till another; without days it isn't set yet.

    Hours are those of each of its days.
    """

    name: Text = Field(alias="namn")
    body: Text = Field(alias="organ")
    day: Day | None = Field(default=None, alias="datum")
    since: Day | None = Field(default=None, alias="från")
    until: Day | None = Field(default=None, alias="till")
    hours: Annotated[Hours | None, BeforeValidator(_hours)] = Field(default=None, alias="tid")
    place: str = Field(default="", alias="plats")
    text: str = ""
    posts: Texts = Field(default=(), alias="inlägg")
    data: Texts = ()
    documents: tuple[Document, ...] = Field(default=(), alias="handlingar")
    number: str = Field(default="", alias="dnr")
    decision: str = Field(default="", alias="beslut")

    @property
    def slug(self) -> str:
        """Its name in addresses and in the calendar."""
        return swedish.slug(self.name)

    @property
    def first(self) -> date | None:
        """Its first day."""
        return self.day or self.since

    @property
    def last(self) -> date | None:
        """Its last day."""
        return self.day or self.until

    @property
    def when(self) -> str:
        """Its days and hours in words."""
        if self.first is None or self.last is None:
            return "Datum är inte bestämt"
        hours = f", {self.hours}" if self.hours else ""
        return swedish.days(self.first, self.last) + hours

    def ends(self, zone: tzinfo) -> tuple[datetime, datetime] | None:
        """Give the moments that it begins and is over, in the site's time zone; None without days.

        A meeting whose end isn't known is over at midnight.
        """
        if self.first is None or self.last is None:
            return None
        start = self.hours.start if self.hours else time.min
        end = self.hours.end if self.hours else None
        over = datetime.combine(self.last, end or time.min) + timedelta(days=0 if end else 1)
        return pinned(datetime.combine(self.first, start), zone), pinned(over, zone)

    def status(self, now: datetime) -> str:
        """Tell whether it is done, goes on or is to come; `now` is in the site's time zone."""
        if (ends := self.ends(now.tzinfo or UTC)) is None:
            return COMING
        begins, over = ends
        return COMING if now < begins else ONGOING if now < over else DONE


class Plan(Strict):
    """What is written of a round. `updated` is the day of its last change."""

    title: Text = Field(alias="titel")
    lead: Text = Field(alias="ingress")
    updated: Day = Field(alias="uppdaterad")
    steps: Annotated[tuple[Step, ...], Field(min_length=1)] = Field(alias="steg")


@dataclass(frozen=True)
class Round:
    """The way of one year's budget; `text` knows its lines."""

    year: int
    plan: Plan
    text: YamlText

    @property
    def address(self) -> str:
        """Its page, from the site's root; it stays when other rounds come."""
        return f"budgetprocessen/{self.year}/"

    def address_of(self, step: Step) -> str:
        """Give where a step stands."""
        return f"{self.address}#steg-{step.slug}"

    def current(self, now: datetime) -> Step | None:
        """Give the step that goes on, the last begun of several; else the next to come."""
        ongoing = [step for step in self.plan.steps if step.status(now) == ONGOING]
        coming = [step for step in self.plan.steps if step.status(now) == COMING]
        return next(iter([*ongoing[-1:], *coming[:1]]), None)


@dataclass(frozen=True)
class Process:
    """All rounds, the newest first, and the posts that their steps name, by file name."""

    rounds: tuple[Round, ...] = ()
    named: Mapping[str, Source] = field(default_factory=dict)

    def current(self, now: datetime) -> Round | None:
        """Give the round that readers ask for: whose turn comes first, else the newest."""
        waiting = [
            (step.first or date.max, one.year, one)
            for one in self.rounds
            if (step := one.current(now))
        ]
        if waiting:
            return min(waiting, key=lambda found: found[:2])[2]
        return self.rounds[0] if self.rounds else None

    def posts(self, step: Step) -> list[Source]:
        """List the posts about a step, as the writer named them."""
        return [self.named[name] for name in step.posts if name in self.named]

    def about(self, file: str) -> Iterator[tuple[Round, Step]]:
        """Yield the steps that a post is about."""
        names = {name for name, source in self.named.items() if source.file == file}
        for one in self.rounds:
            for step in one.plan.steps:
                if names & set(step.posts):
                    yield one, step
