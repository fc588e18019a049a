"""Pages say their Content-Security-Policy themselves, from the same source as web servers."""

from __future__ import annotations

from markupsafe import Markup
from pelican import Pelican, signals

from insyn.delivery.serving.protection import page_policy
from insyn.site.opening import tell_templates


def _tell(pelican: Pelican) -> None:
    """Give the templates `policy`, the words for a page by its path from the site's root."""
    tell_templates(pelican.settings, globals_={"policy": _words})


def _words(file: str) -> Markup:
    return Markup(page_policy(f"/{file}"))  # noqa: S704  (our own; its quotes are single)


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_tell)
