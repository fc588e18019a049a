"""What the posts have said of each challenge, week by week."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby
from typing import Any

from pelican.contents import Article

from insyn.figures.figure import figure_id
from insyn.figures.inline import notes_html
from insyn.figures.key_figure import KeyFigure, key_figure
from insyn.figures.numbers import notes
from insyn.incremental.facts import Facts
from insyn.posts.challenges import Challenge, Section
from insyn.site.figures import figures_in
from insyn.site.filling import placeholder
from insyn.site.house import House

THREAD, FOLLOWED, WEEKS, CHANGES = "trad", "followed", "weeks", "changes"


@dataclass(frozen=True, eq=False)
class Week:
    """A section on a challenge in a post; it stands at `anchor` on the post's page."""

    section: Section
    article: Article
    anchor: str

    @property
    def told(self) -> tuple[object, ...]:
        """What it is known by; its post is asked for the rest."""
        about = (self.challenge, self.section.key, self.section.heading)
        return *about, self.article, self.anchor

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

    @property
    def id(self) -> str:
        """Its anchor on the challenge's page."""
        return f"{self.date:%Y-%m-%d}-{self.article.slug}"

    @property
    def address(self) -> str:
        """Where it stands in its post, from the site's root."""
        return f"/{self.article.url}#{self.anchor}"

    @property
    def order(self) -> tuple[datetime, str]:
        """What weeks are sorted by."""
        return (self.date, str(self.article.slug))


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
        return tuple(year for year, _ in groupby(self.weeks, key=lambda week: week.date.year))

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


def followed(house: House, told: Iterable[Week]) -> list[Followed]:
    """Follow all challenges through the weeks: first this year's challenges, by their numbers."""
    weeks = sorted(told, key=lambda week: week.order, reverse=True)
    year, figures, found = house.now.year, house.figures, []
    past = (one for one in house.standing.challenges if one.in_year(year) is None)
    for challenge in (*house.standing.in_year(year), *past):
        figure = figures.get(figure_id(challenge.source.file, 1))
        public = challenge.source.status(house.now) == "published"
        own = tuple(week for week in weeks if public and week.challenge is challenge)
        card = key_figure(figure) if figure else None
        found.append(Followed(house.facts, challenge, year, public, card, own))
    _answer(house.facts, {one.challenge.slug: one for one in found})
    return found


def _answer(facts: Facts, found: Mapping[str, Followed]) -> None:
    """Say how challenges answer, by their slug and the attribute or year that is asked for."""

    def attribute(key: str) -> object:
        slug, _, name = key.partition(" ")
        return getattr(found[slug], name)

    def weeks(key: str) -> tuple[Week, ...]:
        slug, _, year = key.partition(" ")
        return tuple(week for week in found[slug].weeks if week.date.year == int(year))

    facts.define(FOLLOWED, attribute)
    facts.define(WEEKS, weeks)


def weeks_of(house: House, articles: Iterable[Article]) -> list[Week]:
    """List the posts' sections on challenges, but for empty ones."""
    return [week for article in articles for week in _weeks(house, article)]


def _weeks(house: House, article: Article) -> Iterator[Week]:
    for section in house.standing.sections.get(house.source_of(article.source_path).file, ()):
        whole = _whole(house, article, section)
        anchor = re.search(r'<h2 id="([^"]+)"', whole)
        if anchor and _without_heading(whole):
            yield Week(section, article, anchor[1])


def content(house: House, week: Week, site: str) -> str:
    """Give a section's HTML without its heading, with what has happened to its numbers since.

    `site` stands before the addresses of the site's own pages.
    """
    html = _without_heading(_whole(house, week.article, week.section, site))
    return html + str(house.facts.ask(CHANGES, week.section.key))


def _whole(house: House, article: Article, section: Section, site: str = "") -> str:
    begin = f'<section data-del="{house.token} {section.key}">'
    end = placeholder(house, THREAD, section.key)
    return str(article.get_content(site)).partition(begin)[2].partition(end)[0]


def _without_heading(html: str) -> str:
    return html.partition("</h2>")[2].strip()


def changes(house: House, week: Week) -> str:
    """Say what no figure of a section says of its numbers; on its page the post does."""
    html = _without_heading(_whole(house, week.article, week.section))
    source, section = house.source_of(week.article.source_path), week.section
    figures = figures_in(house, html)
    pairs = zip(source.forms, house.numbers[source.file], strict=True)
    own = [number for form, number in pairs if section.first <= form.line <= section.last]
    numbers = chain(own, *(figure.numbers for figure in figures))
    return notes_html(notes(numbers, {figure.dataset.name for figure in figures}))
