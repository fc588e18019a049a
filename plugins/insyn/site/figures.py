"""Figures in pages and feeds: a page gets the whole figure, a feed a picture with text.

Only what is written is drawn.
"""

from __future__ import annotations

import json
from functools import partial
from itertools import pairwise
from typing import Any

from markupsafe import Markup
from pelican import Pelican, signals

from insyn.charts.base import DrawnType
from insyn.charts.style import NARROW, WIDE
from insyn.figures.drawing import with_ids
from insyn.figures.figure import Figure
from insyn.figures.takeaway import folder
from insyn.site.filling import keys_in
from insyn.site.house import House
from insyn.site.medium import Medium
from insyn.site.opening import house_of

FIGURE = "figur"
WIDEST_MARK = 20  # pixels, of the mark at the place that a reader reads off


def figures_in(house: House, content: str) -> list[Figure]:
    """List the figures that an article's content has placeholders for, in order."""
    return [house.figure(anchor) for anchor in keys_in(house, FIGURE, content)]


def _figure_html(house: House, anchor: str, medium: Medium) -> str:
    """Give a figure as it is shown somewhere; what is shown is published."""
    figure = house.figure(anchor)
    house.units.shows(figure.id)
    _, _, language = house.home(figure)
    template = "figure_in_feed" if medium.is_feed else "figure"
    return house.templates.get_template(f"components/{template}.html").render(
        figure=figure,
        language=language,
        drawings=_drawings(house, figure),
        folder=folder(figure),
        pictures=house.pictures(figure),
        SITEURL=medium.site,
        page=medium.page,
        alone=medium.alone,
    )


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


def _add_filler(pelican: Pelican) -> None:
    house = house_of(pelican.settings)
    house.fillers[FIGURE] = partial(_figure_html, house)


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_add_filler)
