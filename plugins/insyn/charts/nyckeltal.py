"""Nyckeltal: one figure large, with its change in words, what it is compared with, and its way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from insyn.charts.base import DrawnType, Stops
from insyn.charts.columns import cell_text, choose, selected_rows
from insyn.charts.layers.marks import Text, draw_texts
from insyn.charts.layers.measure import text_width, wrap
from insyn.charts.layers.sparkline import draw_sparkline, year_places
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot
from insyn.charts.points import plot_of
from insyn.charts.style import FONT_SIZE, LINE_HEIGHT, MUTED, Canvas, finish
from insyn.charts.text.line_text import line_notes
from insyn.charts.values.key_figure import (
    change_text,
    compared_texts,
    key_heading,
    key_summary,
    latest,
    own_series,
    value_text,
)
from insyn.charts.values.own import other_key, own_name, year_key
from insyn.data.dataset import Dataset
from insyn.problems import unknown

if TYPE_CHECKING:
    import altair as alt

LARGE = 40
MOST_COMPARED = 2
LINE_BOX = {True: (0.0, 288.0), False: (340.0, 640.0)}  # of a narrow and of a wide canvas
LINE_ROOM = 78


class Nyckeltal(DrawnType):
    """How is it going, in one figure? Better and worse are said only where the data say which."""

    name = "nyckeltal"
    heeds = frozenset({"visa", "kategori", "markera", "jämför"})

    def fits(self, dataset: Dataset) -> str:
        year = year_key(dataset)
        two = year and dataset.measures and len(set(dataset.columns[year])) == 2
        return "den har värden för två år" if two and dataset.keys == (year,) else ""

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        year = options.category or year_key(dataset)
        if not year or (year in dataset.columns and dataset.column(year).type != "year"):
            raise Misfit("kategori", f"Ett nyckeltal behöver en kolumn med årtal i {dataset.name}.")
        place = other_key(dataset, options, [year])
        if place:
            rows = selected_rows(dataset, options).values()
            names = list(dict.fromkeys(cell_text(row[place]) for row in rows))
            for name in options.compared:
                if name not in names:
                    raise Misfit("jämför", unknown("Värdet", name, " i diagrammet", names))
            own = own_name(dataset, options, [n for n in names if n not in options.compared])
            others = options.compared or tuple(name for name in names if name != own)
            if len(others) > MOST_COMPARED:
                message = (
                    f"Ett nyckeltal jämförs med högst {MOST_COMPARED} andra. Välj under jämför."
                )
                raise Misfit("jämför", message)
            options = options.model_copy(
                update={
                    "selection": {**options.selection, place: (own, *others)},
                    "highlight": (own,),
                    "series": place,
                    "compared": others,
                }
            )
        elif options.compared:
            raise Misfit("jämför", f"Det finns inget att jämföra med i {dataset.name}.")
        plot = plot_of(choose(dataset, options, category=year), options)
        years = sorted(plot.categories, key=int)
        plot = replace(plot, categories=tuple(years), compared=options.compared)
        own = own_series(plot)
        if sum(plot.value(name, own) is not None for name in years) < 2:
            raise Misfit("urval", "Ett nyckeltal behöver minst två år med värden.")
        return plot

    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        texts, height = _card(plot, canvas)
        left, right = LINE_BOX[canvas.narrow]
        top = height + 4 if canvas.narrow else 8.0
        whole = max(height, top + LINE_ROOM + LINE_HEIGHT + 4)
        line = draw_sparkline(plot, canvas, whole, (left, right), (top, top + LINE_ROOM))
        return finish([*line, *draw_texts(texts, canvas, whole)], canvas, whole)

    def stops(self, plot: Plot, canvas: Canvas) -> Stops:
        return Stops("x", tuple(year_places(plot, *LINE_BOX[canvas.narrow])))

    def heading(self, plot: Plot) -> str:
        return key_heading(plot)

    def describe(self, plot: Plot) -> str:
        return key_summary(plot)

    def key(self, plot: Plot) -> tuple[()]:
        return ()

    def notes(self, plot: Plot) -> tuple[str, ...]:
        return tuple(note for note in line_notes(plot) if "axeln" not in note)


def _card(plot: Plot, canvas: Canvas) -> tuple[list[Text], float]:
    """Set the value large, then its year, change and comparisons; give the height they take."""
    year, written = latest(plot)[0], value_text(plot)
    room = canvas.width if canvas.narrow else LINE_BOX[False][0] - 24
    size = next(size for size in range(LARGE, 0, -1) if text_width(written, size) * 1.1 < room)
    texts = [Text(0, LARGE / 2 + 2, written, size=size, bold=True)]
    y = LARGE + LINE_HEIGHT
    lines = [(f"{year}: {change_text(plot)}", False)] if change_text(plot) else [(year, False)]
    lines += [(text, True) for text in compared_texts(plot)]
    for text, muted in lines:
        for line in wrap(text, FONT_SIZE, room):
            texts.append(Text(0, y, line, colour=MUTED) if muted else Text(0, y, line))
            y += LINE_HEIGHT
        y += 2
    return texts, y
