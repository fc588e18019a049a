"""What the posts have said of each challenge, week by week."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby

from pelican.contents import Article

from insyn.figures.figure import figure_id
from insyn.figures.inline import notes_html
from insyn.figures.key_figure import KeyFigure, key_figure
from insyn.figures.numbers import notes
from insyn.posts.challenges import Challenge, Section
from insyn.site.figures import figures_in
from insyn.site.filling import placeholder
from insyn.site.house import House

THREAD = "trad"


@dataclass(frozen=True, eq=False)
class Week:
    """A section on a challenge in a post; it stands at `anchor` on the post's page."""

    section: Section
    article: Article
    anchor: str

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
    hidden page, has no weeks.
    """

    challenge: Challenge
    year: int
    public: bool
    key_figure: KeyFigure | None
    weeks: tuple[Week, ...]

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
    def years(self) -> dict[int, tuple[Week, ...]]:
        """The weeks of each year that has any, newest first."""
        found = groupby(self.weeks, key=lambda week: week.date.year)
        return {year: tuple(weeks) for year, weeks in found}

    @property
    def count(self) -> int:
        """How many weeks the newest year has."""
        return len(next(iter(self.years.values()), ()))

    def address_of(self, year: int) -> str:
        """Give where the weeks of a year are read: the newest year's on the page itself."""
        return self.address if year == next(iter(self.years), year) else f"{self.address}{year}/"


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
        found.append(Followed(challenge, year, public, card, own))
    return found


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
    return html + _notes(house, week, html)


def _whole(house: House, article: Article, section: Section, site: str = "") -> str:
    begin = f'<section data-del="{house.token} {section.key}">'
    end = placeholder(house, THREAD, section.key)
    return str(article.get_content(site)).partition(begin)[2].partition(end)[0]


def _without_heading(html: str) -> str:
    return html.partition("</h2>")[2].strip()


def _notes(house: House, week: Week, html: str) -> str:
    """Say what no figure of the section says of its numbers; on its page the post does."""
    source, section = house.source_of(week.article.source_path), week.section
    figures = figures_in(house, html)
    pairs = zip(source.forms, house.numbers[source.file], strict=True)
    own = [number for form, number in pairs if section.first <= form.line <= section.last]
    numbers = chain(own, *(figure.numbers for figure in figures))
    return notes_html(notes(numbers, {figure.dataset.name for figure in figures}))
