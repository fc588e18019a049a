"""Challenges followed over the year: their pages, an index, and a thread from post to post."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator
from pelican.writers import Writer

from insyn.site.figures import FIGURE
from insyn.site.filling import fill, keys_in, site_mark
from insyn.site.followed import CHANGES, THREAD, Followed, Week
from insyn.site.house import House
from insyn.site.medium import Medium
from insyn.site.opening import house_of, tell_templates
from insyn.site.pages import PageGenerator
from insyn.site.rewriting import moved
from insyn.site.threads import changes, content, followed, weeks_of

Orders = list[tuple[datetime, str]]
Ways = tuple[Followed, Week, Week | None, Week | None] | None


class ChallengeGenerator(PageGenerator):
    """Writes the index of challenges and the pages of earlier years; Pelican writes the newest."""

    def generate_output(self, writer: Writer) -> None:
        """Write the pages."""
        self.write_page(writer, "utmaningar/", "challenges")
        for one in (*self.context["challenges"], *self.context["past_challenges"]):
            for year in one.years[1:]:
                place = one.address_of(year).lstrip("/")
                self.write_page(writer, place, "challenge_year", challenge=one, year=year)


def _follow(generators: list[Generator]) -> None:
    """Tell the templates of the challenges, and what each section's thread leads to."""
    articles = next(one for one in generators if isinstance(one, ArticlesGenerator))
    pages = next(one for one in generators if isinstance(one, PagesGenerator))
    house, context = house_of(articles.settings), articles.context
    listed = weeks_of(house, articles.articles)
    found = followed(house, listed)
    public = [one for one in found if one.public]
    context["challenges"] = [one for one in public if one.number is not None]
    context["past_challenges"] = [one for one in public if one.number is None]
    by_file = {one.challenge.source.file: one for one in found}
    for page in (*pages.pages, *pages.hidden_pages, *pages.draft_pages):
        page.challenge = by_file.get(house.source_of(page.source_path).file)
    unlisted = weeks_of(house, (*articles.hidden_articles, *articles.drafts))
    own = {week.section.key: week for week in (*listed, *unlisted)}
    challenges = {
        one.challenge.slug: (one, [week.order for week in one.weeks[::-1]]) for one in public
    }
    house.facts.define(THREAD, lambda key: _ways(challenges, own.get(key)))
    house.facts.define(CHANGES, lambda key: changes(house, own[key]))
    house.fillers[THREAD] = partial(_thread, house)


def _ways(challenges: Mapping[str, tuple[Followed, Orders]], week: Week | None) -> Ways:
    """Find where a post's section leads: its challenge, the section, and those beside it.

    Of each challenge the orders of its weeks are given too, the oldest first.
    """
    if week is None or week.challenge.slug not in challenges:
        return None
    challenge, orders = challenges[week.challenge.slug]
    before, after = bisect_left(orders, week.order), bisect_right(orders, week.order)
    earlier = challenge.weeks[-before] if before else None
    later = challenge.weeks[-after - 1] if after < len(orders) else None
    return challenge, week, earlier, later


def _thread(house: House, key: str, medium: Medium) -> str:
    """Lead from a post's section to those of the weeks before and after, and to all."""
    found: Ways = None if medium.is_feed else house.facts.ask(THREAD, key)
    if found is None:
        return ""
    challenge, week, earlier, later = found
    return house.templates.get_template("components/thread.html").render(
        SITEURL=medium.site, challenge=challenge, week=week, earlier=earlier, later=later
    )


def _add_filter(pelican: Pelican) -> None:
    """Give the templates the filter `told`, for a week's section on a challenge's page."""
    house = house_of(pelican.settings)

    @pass_context
    def told(context: Context, week: Week) -> Markup:
        site = context["SITEURL"]
        home = f"{site}{week.address.partition('#')[0]}"
        html = content(house, week, site)
        kept = (site_mark(house), *(f"#{figure}" for figure in keys_in(house, FIGURE, html)))
        return fill(house, moved(html, week.id, home, kept), Medium(site=site))

    tell_templates(pelican.settings, told=told)


def _add_generator(_: object) -> type[Generator]:
    return ChallengeGenerator


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_add_filter)
    signals.get_generators.connect(_add_generator)
    signals.all_generators_finalized.connect(_follow)
