"""The feeds of the blog and of each challenge, in place of Pelican's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from html import unescape
from itertools import islice

from feedgenerator import get_tag_uri
from pelican import signals
from pelican.contents import Article
from pelican.generators import Generator
from pelican.writers import Writer

from insyn.incremental.units import GIVEN
from insyn.site.cards import card_address
from insyn.site.feed_formats import Entry, Feed, to_atom, to_json
from insyn.site.figures import figures_in
from insyn.site.filling import fill
from insyn.site.followed import Followed, Week
from insyn.site.house import House
from insyn.site.medium import Medium
from insyn.site.opening import house_of
from insyn.site.rewriting import by_itself
from insyn.site.threads import content

ATOM, JSON = "flode.atom", "flode.json"


class FeedGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Writes the feeds of published posts and of the challenges' sections in them."""

    def generate_output(self, _writer: Writer) -> None:
        """Write every feed as Atom and as JSON."""
        house, context = house_of(self.settings), self.context
        newest = context["articles"][: self.settings["FEED_MAX_ITEMS"]]
        house.units.make("feed", self._write_posts, {"newest": newest})
        for challenge in (*context["challenges"], *context["past_challenges"]):
            make = partial(self._write_weeks, challenge)
            house.units.make(f"feed {challenge.challenge.slug}", make)

    def _write_posts(self) -> None:
        house, site = house_of(self.settings), self.settings["SITEURL"]
        house.facts.note(GIVEN, "newest")
        posts = (_post(house, article, site) for article in self.context["articles"])
        self._write("/", self._name, self.settings["SITESUBTITLE"], posts)

    def _write_weeks(self, challenge: Followed) -> None:
        house, site = house_of(self.settings), self.settings["SITEURL"]
        weeks = (_week(house, challenge, week, site) for week in challenge.weeks)
        self._write(challenge.address, f"{challenge.name} – {self._name}", challenge.goal, weeks)

    @property
    def _name(self) -> str:
        return f"{self.settings['SITENAME']} – {self.settings['ORGANISATION']}"

    def _write(self, address: str, title: str, subtitle: str, entries: Iterable[Entry]) -> None:
        home = f"{self.settings['SITEURL']}{address}"
        newest = tuple(islice(entries, self.settings["FEED_MAX_ITEMS"]))
        author = self.settings["AUTHOR"]
        feed = Feed(title, subtitle, author, home, f"{home}{ATOM}", f"{home}{JSON}", newest)
        output = house_of(self.settings).units.output
        output.write(f"{address.lstrip('/')}{ATOM}", to_atom(feed))
        output.write(f"{address.lstrip('/')}{JSON}", to_json(feed))


def _post(house: House, article: Article, site: str) -> Entry:
    """Tell of a whole post. Its id is the one that feeds have had from the beginning."""
    page = f"{site}/{article.url}"
    return Entry(
        id=get_tag_uri(page, article.date),
        title=str(article.title),
        address=page,
        summary=house.source_of(article.source_path).head.summary,
        content=_content(house, article.get_content(site), site, page),
        author=str(article.author),
        published=article.date,
        updated=getattr(article, "modified", article.date),
        tags=tuple(tag.name for tag in getattr(article, "tags", ())),
        image=f"{site}/{card_address(article)}",
    )


def _week(house: House, challenge: Followed, week: Week, site: str) -> Entry:
    """Tell of a section; its id outlives its heading's wording."""
    article, html = week.article, content(house, week, site)
    page = f"{site}/{article.url}"
    return Entry(
        id=f"{get_tag_uri(page, article.date)}#{challenge.challenge.slug}",
        title=f"{week.name}, vecka {article.date.isocalendar().week}: {week.title}",
        address=f"{site}{week.address}",
        summary=_first_paragraph(html),
        content=_content(house, html, site, page),
        author=str(article.author),
        published=article.date,
        updated=getattr(article, "modified", article.date),
        tags=(week.name,),
        image=_first_picture(house, html, site),
    )


def _content(house: House, html: str, site: str, page: str) -> str:
    return by_itself(fill(house, html, Medium(site, page)), page)


def _first_paragraph(html: str) -> str:
    found = re.search(r"<p>(.*?)</p>", html, re.DOTALL)
    words = re.sub(r"<[^>]*>", "", found[1]).split() if found else []
    return unescape(" ".join(words))


def _first_picture(house: House, html: str, site: str) -> str:
    """Give the address of the picture of a section's first figure that is drawn."""
    pictures = (one for figure in figures_in(house, html) for one in house.pictures(figure))
    return next((f"{site}/{one.address}" for one in pictures if one.kind == "PNG"), "")


def _add_generator(_: object) -> type[Generator]:
    return FeedGenerator


def register() -> None:
    """Plug in."""
    signals.get_generators.connect(_add_generator)
