"""Each post knows the published post before it and the one after."""

from __future__ import annotations

from itertools import pairwise

from pelican import signals
from pelican.generators import ArticlesGenerator


def _meet(generator: ArticlesGenerator) -> None:
    generator.articles.sort(key=lambda article: (article.date, article.slug), reverse=True)
    for later, earlier in pairwise(generator.articles):
        later.earlier, earlier.later = earlier, later


def register() -> None:
    """Plug in."""
    signals.article_generator_finalized.connect(_meet)
