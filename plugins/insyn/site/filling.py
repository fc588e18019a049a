"""What an article's content leaves open until it is written, and how that is filled in.

Content holds placeholders: of figures, which a page shows whole and a feed as picture with text,
and of whatever else looks different in different places. Each kind has its filler, which the
plugin that makes the placeholders registers in the house.
"""

from __future__ import annotations

import re
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pelican import Pelican, signals

from insyn.site.house import House
from insyn.site.medium import Medium
from insyn.site.opening import house_of, tell_templates


def placeholder(house: House, kind: str, key: str) -> str:
    """Give what stands in an article's content until the place is filled."""
    return f'<div data-{kind}="{house.token} {key}"></div>'


def keys_in(house: House, kind: str, content: str) -> list[str]:
    """List what an article's content has placeholders of a kind for, in order."""
    return re.findall(placeholder(house, kind, r"([\w-]+)"), content)


def site_mark(house: House) -> str:
    """Give what stands for the site's address in an article's content until that is known."""
    return f"#{house.token}"


def fill(house: House, content: str, medium: Medium) -> Markup:
    """Fill an article's content for where it is written, and its links to the site's own pages."""
    place = rf'<div data-(\w+)="{house.token} ([\w-]+)"></div>'
    filled = re.sub(
        place,
        lambda match: house.fillers[match[1]](match[2], medium),
        content.replace(site_mark(house), medium.site),
    )
    filled = re.sub(rf' data-del="{house.token} [\w-]+"', "", filled)
    for finish in house.finishers.values():
        filled = finish(filled, medium)
    return Markup(filled)  # noqa: S704  (our own Markdown's HTML)


def _add_filter(pelican: Pelican) -> None:
    """Give the templates the filter `filled`, for an article's content."""
    house = house_of(pelican.settings)

    @pass_context
    def filled(context: Context, content: str, **how: Any) -> Markup:
        return fill(house, content, Medium(site=context["SITEURL"], **how))

    tell_templates(pelican.settings, filled=filled)


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_add_filter)
