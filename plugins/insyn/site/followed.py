"""A challenge with its weeks, as templates meet it; each of its attributes is a fact of its own.

A page of earlier years has nothing to do with this week, and isn't made anew for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from pelican.contents import Article

from insyn.figures.key_figure import KeyFigure
from insyn.incremental.facts import Facts
from insyn.posts.challenges import Challenge, Section

THREAD, FOLLOWED, WEEKS, CHANGES = "trad", "followed", "weeks", "changes"


@dataclass(frozen=True, eq=False)
class Week:
    """A section on a challenge in a post; it stands at `anchor` on the post's page."""

    section: Section
    article: Article
    anchor: str

    @cached_property
    def told(self) -> str:
        """What it is known by; its post is asked for the rest."""
        section = self.section
        about = (self.challenge.source.told, section.key, section.heading, section.file)
        return repr((*about, self.anchor))

    @property
    def challenge(self) -> Challenge:
        """The challenge that it is about."""
        return self.section.challenge

    @property
    def name(self) -> str:
        """What the challenge was called then."""
        return self.challenge.called(self.date.year)

    @property
    def title(self) -> str:
        """The post's title."""
        return str(self.article.title)

    @property
    def date(self) -> datetime:
        """The post's moment of publishing."""
        moment: datetime = self.article.date
        return moment

    @cached_property
    def order(self) -> tuple[datetime, str]:
        """What weeks are sorted by; it notes nothing, so only answers to facts may use it."""
        known = vars(self.article)
        return known["date"], str(known["slug"])

    @property
    def id(self) -> str:
        """Its anchor on the challenge's page."""
        return f"{self.date:%Y-%m-%d}-{self.article.slug}"

    @property
    def address(self) -> str:
        """Where it stands in its post, from the site's root."""
        return f"/{self.article.url}#{self.anchor}"


@dataclass(frozen=True, eq=False)
class Followed:
    """A challenge with its weeks, newest first, for the templates.

    `year` is the one whose name and number it has here. One that isn't `public`, a draft or a
    hidden page, has no weeks. Each attribute is a fact of its own: a page of earlier years has
    nothing to do with this week.
    """

    facts: Facts
    challenge: Challenge
    year: int
    public: bool
    key_figure: KeyFigure | None
    weeks: tuple[Week, ...]

    def __getattribute__(self, name: str) -> Any:
        """Give an attribute, and note that it was asked for."""
        get = super().__getattribute__
        if name not in _FACTS:
            return get(name)
        facts = get("facts")
        facts.note(FOLLOWED, f"{get('challenge').slug} {name}")
        with facts.unnoted():
            return get(name)

    @property
    def told(self) -> str:
        """What it is known by; it is asked for the rest."""
        return self.challenge.slug

    @property
    def name(self) -> str:
        """What it is called."""
        return self.challenge.called(self.year)

    @property
    def number(self) -> int | None:
        """Its number among the year's challenges; None when it isn't one of them."""
        name = self.challenge.in_year(self.year)
        return name.number if name else None

    @property
    def goal(self) -> str:
        """What is to be reached."""
        return self.challenge.head.goal

    @property
    def summary(self) -> str:
        """What it is about, in a sentence."""
        return self.challenge.head.summary

    @property
    def address(self) -> str:
        """Its page, from the site's root."""
        return self.challenge.source.address

    @property
    def newest(self) -> Week | None:
        """The newest week; its `title`, `date` and `address`."""
        return next(iter(self.weeks), None)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have any weeks, newest first."""
        return tuple(year for year, _ in groupby(self.weeks, key=lambda week: week.order[0].year))

    def weeks_in(self, year: int) -> tuple[Week, ...]:
        """Give the weeks of a year, newest first."""
        weeks: tuple[Week, ...] = self.facts.ask(WEEKS, f"{self.challenge.slug} {year}")
        return weeks

    def address_of(self, year: int) -> str:
        """Give where the weeks of a year are read: the newest year's on the page itself."""
        return self.address if year == next(iter(self.years), year) else f"{self.address}{year}/"


_FACTS = frozenset(
    {name for name, value in vars(Followed).items() if isinstance(value, property)}
    | {"public", "key_figure", "weeks", "year"}
) - {"told"}
