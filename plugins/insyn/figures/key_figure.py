"""A key figure in words alone, for cards: what the diagram of type nyckeltal says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from insyn.charts.nyckeltal import Nyckeltal
from insyn.charts.values.key_figure import change_text, compared_texts, latest, value_text
from insyn.figures.figure import Figure


@dataclass(frozen=True)
class KeyFigure:
    """A figure for a card.

    `value` is written with its unit; `change` says how it moved and in which direction, “2 högre
    än 2012, bättre”. All four of `value`, `year`, `change` and `compared` are empty for a figure
    of another type, which has `heading` and `summary`. `dataset` is the address of the data's
    page from the site's root.
    """

    heading: str
    summary: str
    measure: str
    source: str
    retrieved: str
    status: str
    dataset: str
    value: str = ""
    year: str = ""
    change: str = ""
    compared: tuple[str, ...] = ()


def key_figure(figure: Figure) -> KeyFigure:
    """Make the words of a card from a figure."""
    plot = figure.plot
    said = KeyFigure(
        heading=figure.heading,
        summary=figure.summary,
        measure=plot.measure_title,
        source=figure.sources,
        retrieved=figure.retrieved,
        status=figure.status,
        dataset=f"/data/{figure.dataset.name}/",
    )
    if not isinstance(figure.chart, Nyckeltal):
        return said
    return replace(
        said,
        value=value_text(plot),
        year=latest(plot)[0],
        change=change_text(plot),
        compared=tuple(compared_texts(plot)),
    )
