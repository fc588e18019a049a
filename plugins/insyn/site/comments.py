"""Readers' comments under a post, baked into its page, and what a new one needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pelican import Pelican, signals
from pelican.contents import Article

from insyn import swedish
from insyn.posts.comments import Thread, shown_from, threads
from insyn.site.house import House
from insyn.site.opening import house_of, tell_templates

COMMENTS = "comments"
RULES = "/kommentarer/"


@dataclass(frozen=True)
class Comments:
    """A post's comments for the templates: how many are shown, and who answers whom."""

    count: int
    threads: list[Thread]

    @property
    def tally(self) -> str:
        """How many there are, in words: “Inga kommentarer”, “1 kommentar”."""
        if not self.count:
            return "Inga kommentarer"
        return f"{self.count} {'kommentar' if self.count == 1 else 'kommentarer'}"


def _comments_of(house: House, file: str) -> Comments:
    every = house.standing.comments.get(file, ())
    moments = shown_from(every)
    found = [comment for comment in every if moments[comment.id] <= house.now]
    return Comments(sum(not comment.removed for comment in found), threads(found))


def _add_filters(pelican: Pelican) -> None:
    """Give the templates the filters `comments` and `moment`, and the address of the rules."""
    house = house_of(pelican.settings)
    house.facts.define(COMMENTS, lambda file: _comments_of(house, file))
    written = {source.address for source in house.sources.values() if house.is_seen(source)}

    def moment(time: datetime) -> str:
        return swedish.moment(time.astimezone(house.zone))

    def comments(article: Article) -> Comments:
        found: Comments = house.facts.ask(COMMENTS, house.source_of(article.source_path).file)
        return found

    rules = {"comment_rules": RULES if RULES in written else ""}
    tell_templates(pelican.settings, globals_=rules, comments=comments, moment=moment)


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_add_filters)
