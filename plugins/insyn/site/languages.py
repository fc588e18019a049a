"""Posts in other languages: the versions of a post, for its page, its head and the sitemap.

To Pelican a translation is a hidden article with a template of its own: it is written, and stands
in no list, feed, archive or tag.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pelican import signals
from pelican.contents import Article
from pelican.generators import Generator

from insyn.posts.languages import LANGUAGES, Language
from insyn.posts.source import Source
from insyn.site.house import House, house_of

TEMPLATE = "translation"


@dataclass(frozen=True)
class Version:
    """A post in one language, with its address from the site's root."""

    language: Language
    address: str
    title: str


def versions_of(house: House, source: Source, *, preview: bool) -> list[Version]:
    """List a post and its translations, the original first; nothing for a post in one language."""
    original = source.original or source
    order = list(LANGUAGES)
    beside = [other for other in house.sources.values() if other.original == original]
    beside.sort(key=lambda other: order.index(other.language.code))
    found = [
        Version(each.language, house.shown_at(each).lstrip("/"), each.head.title)
        for each in (original, *beside)
        if preview or each.status(house.now) != "draft"
    ]
    return found if len(found) > 1 else []


def _add_filters(generator: Generator) -> None:
    """Give the templates the filters `versions` and `language` of an article."""
    house, preview = house_of(generator.settings), bool(generator.settings["DRAFT_SAVE_AS"])

    def source_of(article: Article) -> Source:
        return house.sources[Path(article.source_path).relative_to(house.root).as_posix()]

    def versions(article: Article) -> list[Version]:
        return versions_of(house, source_of(article), preview=preview)

    def language(article: Article) -> Language:
        return source_of(article).language

    def other(source: Source) -> str:
        return source.language.foreign

    generator.env.filters.update(versions=versions, language=language, other_language=other)


def register() -> None:
    """Plug in."""
    signals.generator_init.connect(_add_filters)
