"""Pages say their Content-Security-Policy themselves, from the same source as web servers."""

from __future__ import annotations

from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator

from insyn.delivery.serving.protection import page_policy


def _tell(generator: Generator) -> None:
    """Give the templates `policy`, the words for a page by its path from the site's root."""
    generator.env.globals["policy"] = _words


def _words(file: str) -> Markup:
    return Markup(page_policy(f"/{file}"))  # noqa: S704  (our own; its quotes are single)


def register() -> None:
    """Plug in."""
    signals.generator_init.connect(_tell)
