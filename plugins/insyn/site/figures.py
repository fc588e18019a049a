"""Figures in pages and feeds.

An article's content holds placeholders; a page gets the whole figure, a feed a picture with text.
Only what is written is drawn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Any

from feedgenerator import SyndicationFeed
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator

from insyn.charts.base import DrawnType
from insyn.charts.style import NARROW, WIDE
from insyn.figures.drawing import with_ids
from insyn.figures.figure import Figure
from insyn.figures.takeaway import folder
from insyn.site.house import House, house_of

WIDEST_MARK = 20  # pixels, of the mark at the place that a reader reads off


def placeholder(house: House, anchor: str) -> str:
    """Give what stands in an article's content until the figure is written."""
    return f'<div data-figur="{house.token} {anchor}"></div>'


def site_mark(house: House) -> str:
    """Give what stands for the site's address in an article's content until that is known."""
    return f"#{house.token}"


def figures_in(house: House, content: str) -> Iterator[Figure]:
    """Yield the figures that an article's content has placeholders for, in order."""
    for anchor in re.findall(_pattern(house), content):
        yield house.figures[anchor]


def _pattern(house: House) -> str:
    return placeholder(house, r"([\w-]+)")


def _fill(house: House, template: str, content: str, **values: Any) -> Markup:
    """Put the figures into an article's content, and the site's address into its links to data."""

    def figure_html(match: re.Match[str]) -> str:
        figure = house.figures[match[1]]
        house.shown[figure.id] = figure
        return house.templates.get_template(template).render(
            figure=figure,
            drawings=_drawings(house, figure),
            folder=folder(figure),
            pictures=house.pictures(figure),
            **values,
        )

    linked = content.replace(site_mark(house), values["SITEURL"])
    return Markup(re.sub(_pattern(house), figure_html, linked))  # noqa: S704  (our own Markdown's HTML)


def _drawings(house: House, figure: Figure) -> list[dict[str, Any]]:
    """Give what a page needs of the drawings in both widths; a table has none.

    `stops` are the places of the table's rows, as JSON for js/figure.js; `line` and `step` are the
    path and the width of the mark that stands at one of them.
    """
    drawing, chart = house.drawing(figure), figure.chart
    if drawing is None or not isinstance(chart, DrawnType):
        return []
    found = []
    for canvas, inside, box, mark in (
        (WIDE, drawing.wide, drawing.wide_box, "bred"),
        (NARROW, drawing.narrow, drawing.narrow_box, "smal"),
    ):
        stops = chart.stops(figure.plot, canvas)
        across = stops.along == "x"
        places = [round(place) for place in stops.places]
        pairs = [[place, 0] if across else [0, place] for place in places]
        apart = [abs(after - before) for before, after in pairwise(places)]
        found.append(
            {
                "name": canvas.name,
                "box": box,
                "inside": Markup(with_ids(inside, f"{figure.id}-{mark}")),  # noqa: S704
                "stops": json.dumps(pairs, separators=(",", ":")) if pairs else "",
                "line": f"v{box.split()[3]}" if across else f"h{canvas.width}",
                "step": max(6, min([*apart, WIDEST_MARK] if across else apart or [WIDEST_MARK])),
            }
        )
    return found


def _add_filter(generator: Generator) -> None:
    """Give the templates the filter `figures`, for an article's content."""
    house = house_of(generator.settings)

    @pass_context
    def figures(context: Context, content: str, *, alone: bool = False) -> Markup:
        site = context["SITEURL"]
        return _fill(house, "components/figure.html", content, SITEURL=site, alone=alone)

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


def register() -> None:
    """Plug in."""
    signals.generator_init.connect(_add_filter)
    signals.feed_generated.connect(_fill_feed)
