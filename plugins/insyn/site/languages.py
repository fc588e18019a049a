"""Posts in other languages: the versions of a post, for its page, its head and the sitemap.

To Pelican a translation is a hidden article with a template of its own: it is written, and stands
in no list, feed, archive or tag.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pelican import Pelican, signals
from pelican.contents import Article

from insyn.posts.languages import LANGUAGES, Language
from insyn.posts.source import Source
from insyn.site.house import House
from insyn.site.opening import house_of, tell_templates

VERSIONS = "versions"
TEMPLATE = "translation"
Translations = Mapping[str, Sequence[Source]]


@dataclass(frozen=True)
class Version:
    """A post in one language, with its address from the site's root."""

    language: Language
    address: str
    title: str


def versions_of(house: House, translations: Translations, source: Source) -> list[Version]:
    """List a post and its translations, the original first; nothing for a post in one language."""
    original = source.original or source
    found = [
        Version(each.language, house.shown_at(each).lstrip("/"), each.head.title)
        for each in (original, *translations.get(original.file, ()))
        if house.is_seen(each)
    ]
    return found if len(found) > 1 else []


def _translations(house: House) -> Translations:
    """Sort all translations by the files of their originals, in the order of LANGUAGES."""
    order, found = list(LANGUAGES), dict[str, list[Source]]()
    for source in sorted(house.sources.values(), key=lambda one: order.index(one.language.code)):
        if source.original:
            found.setdefault(source.original.file, []).append(source)
    return found


def _add_filters(pelican: Pelican) -> None:
    """Give the templates the filters `versions` and `language` of an article."""
    house = house_of(pelican.settings)
    translations = _translations(house)
    house.facts.define(VERSIONS, lambda file: versions_of(house, translations, house.sources[file]))

    def versions(article: Article) -> list[Version]:
        found: list[Version] = house.facts.ask(VERSIONS, house.source_of(article.source_path).file)
        return found

    def language(article: Article) -> Language:
        return house.source_of(article.source_path).language

    def other(source: Source) -> str:
        return source.language.foreign

    tell_templates(pelican.settings, versions=versions, language=language, other_language=other)


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_add_filters)
