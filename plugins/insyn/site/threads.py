"""What the posts have said of each challenge, week by week."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from pelican.contents import Article

from insyn.figures.figure import figure_id
from insyn.figures.inline import notes_html
from insyn.figures.key_figure import key_figure
from insyn.figures.numbers import notes
from insyn.incremental.facts import Facts
from insyn.posts.challenges import Section
from insyn.site.figures import figures_in
from insyn.site.filling import placeholder
from insyn.site.followed import CHANGES, FOLLOWED, THREAD, WEEKS, Followed, Week
from insyn.site.house import House


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
        return tuple(week for week in found[slug].weeks if week.order[0].year == int(year))

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
    figures, told = figures_in(house, html), house.numbers[source.file]
    forms = source.forms if told else []  # to find them in 1,000 texts takes 0.07 s
    pairs = zip(forms, told, strict=True)
    own = [number for form, number in pairs if section.first <= form.line <= section.last]
    numbers = chain(own, *(figure.numbers for figure in figures))
    return notes_html(notes(numbers, {figure.dataset.name for figure in figures}))
