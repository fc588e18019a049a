"""Figures in pages and feeds, and their pictures.

An article's content holds placeholders; a page gets the whole figure, a feed a picture with text.
Only what is written is drawn.
"""

from __future__ import annotations

import hashlib
import re
from functools import partial
from pathlib import Path
from typing import Any

from feedgenerator import SyndicationFeed
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pelican import Pelican, signals
from pelican.generators import Generator

from insyn.figures.drawing import with_ids
from insyn.figures.figure import Figure
from insyn.site.house import House, house_of


def placeholder(house: House, anchor: str) -> str:
    """Give what stands in an article's content until the figure is written."""
    return f'<div data-figur="{house.token} {anchor}"></div>'


def site_mark(house: House) -> str:
    """Give what stands for the site's address in an article's content until that is known."""
    return f"#{house.token}"


def _fill(house: House, template: str, content: str, **values: Any) -> Markup:
    """Put the figures into an article's content, and the site's address into its links to data."""

    def figure_html(match: re.Match[str]) -> str:
        figure = house.figures[match[1]]
        house.shown[figure.id] = figure
        drawing = house.drawings.get(figure.chart, figure.plot)
        return house.templates.get_template(template).render(
            figure=figure,
            wide=Markup(with_ids(drawing.wide, f"{figure.id}-bred")),  # noqa: S704
            wide_box=drawing.wide_box,
            narrow=Markup(with_ids(drawing.narrow, f"{figure.id}-smal")),  # noqa: S704
            narrow_box=drawing.narrow_box,
            picture=_picture(figure, drawing.png),
            **values,
        )

    pattern = rf'<div data-figur="{house.token} ([\w-]+)"></div>'
    linked = content.replace(site_mark(house), values["SITEURL"])
    return Markup(re.sub(pattern, figure_html, linked))  # noqa: S704  (our own Markdown's HTML)


def _picture(figure: Figure, png: bytes) -> str:
    return f"diagram/{figure.dataset.name}-{hashlib.sha256(png).hexdigest()[:10]}.png"


def _add_filter(generator: Generator) -> None:
    """Give the templates the filter `figures`, for an article's content."""
    house = house_of(generator.settings)

    @pass_context
    def figures(context: Context, content: str) -> Markup:
        site = context["SITEURL"]
        return _fill(house, "components/figure.html", content, SITEURL=site)

    generator.env.filters["figures"] = figures
    house.templates = generator.env


def _fill_feed(context: dict[str, Any], feed: SyndicationFeed) -> None:
    """Put pictures and text into the items of a feed."""
    house, site = house_of(context), context["SITEURL"]
    fill = partial(_fill, house, "components/figure_in_feed.html", SITEURL=site)
    feed.feed["language"] = "sv"
    feed.feed["title"] = f"{context['SITENAME']} – {context['ORGANISATION']}"
    titles = {f"{site}/{article.url}": article.title for article in context["articles"]}
    for item in feed.items:
        item["title"] = titles[item["link"]]  # Pelican takes “<” in a title to begin a tag
        item["categories"] = item["categories"][1:]  # all but Pelican's own category
        for part in ("content", "description"):
            if item.get(part):
                item[part] = str(fill(item[part], page=item["link"]))


def _write_files(pelican: Pelican) -> None:
    """Write the picture of every figure that was shown."""
    house, output = house_of(pelican.settings), Path(pelican.output_path)
    (output / "diagram").mkdir(exist_ok=True)
    for figure in house.shown.values():
        png = house.drawings.get(figure.chart, figure.plot).png
        (output / _picture(figure, png)).write_bytes(png)


def register() -> None:
    """Plug in."""
    signals.generator_init.connect(_add_filter)
    signals.feed_generated.connect(_fill_feed)
    signals.finalized.connect(_write_files)
