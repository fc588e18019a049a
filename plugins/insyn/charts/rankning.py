"""Rankning: the place among all over the years, 1 on top, with the score beside the place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from insyn.charts.base import Table
from insyn.charts.columns import choose
from insyn.charts.layers.line_frame import Drawing, roles, set_up
from insyn.charts.layers.lines import with_room
from insyn.charts.layers.marks import Text, draw_texts
from insyn.charts.layers.measure import text_width, wrap
from insyn.charts.linje import Linje
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot
from insyn.charts.points import plot_of
from insyn.charts.style import FONT_SIZE, LINE_HEIGHT, MUTED, Canvas, finish
from insyn.charts.text.line_text import line_summary
from insyn.charts.values.own import own_name
from insyn.data.dataset import Dataset

if TYPE_CHECKING:
    import altair as alt

PLACING = "placering"
MOST_LINES = 6


class Rankning(Linje):
    """Where are we among all? Neighbours are thin and grey, a changed method is marked."""

    name = "rankning"
    heeds = frozenset({"visa", "kategori", "serie", "markera", "bredvid"})

    def fits(self, dataset: Dataset) -> str:
        return "enheten är placering" if _placings(dataset) and super().fits(dataset) else ""

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        measure = options.measure or next(iter(_placings(dataset)), "")
        if not measure:
            message = f"Ingen kolumn i {dataset.name} har unit: placering. Använd typ: linje."
            raise Misfit("typ", message)
        options = options.model_copy(update={"measure": measure})
        year = self.year_of(dataset, options)
        plot = plot_of(choose(dataset, options, category=year), options)
        if not plot.rank:
            message = f"Kolumnen ”{measure}” är ingen placering. Använd typ: linje."
            raise Misfit("visa", message)
        if len(plot.series) > MOST_LINES:
            message = (
                f"{len(plot.series)} linjer blir för många. Välj högst {MOST_LINES} under urval."
            )
            raise Misfit("urval", message)
        if len(plot.series) > 1 and not options.highlight:
            own = own_name(dataset, options, plot.series)
            options = options.model_copy(update={"highlight": (own,)})
        plot = super().columns(dataset, options)
        return replace(plot, companion=self._score(dataset, options, plot))

    def _score(self, dataset: Dataset, options: DiagramOptions, plot: Plot) -> Plot | None:
        """Give the score of the first lifted line; None where the dataset has none."""
        others = [name for name in dataset.measures if name != options.measure]
        beside = options.beside or next(iter(others), "")
        if not beside:
            return None
        if beside not in others:
            raise Misfit("bredvid", f"Kolumnen ”{beside}” har inget betyg att visa bredvid.")
        chosen = options.model_copy(update={"measure": beside, "highlight": ()})
        score = plot_of(choose(dataset, chosen, category=self.year_of(dataset, chosen)), chosen)
        own = min(plot.series, key=roles(plot).__getitem__)
        points = tuple(replace(point, series="") for point in score.points if point.series == own)
        scored = replace(score, points=points, series=("",), categories=plot.categories)
        return scored if scored.values else None

    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        drawing = set_up(plot, canvas)
        below = _score_texts(plot, drawing)
        height = max([drawing.height, *(text.y + 10 for text in below)])
        layers = [*self.layers(drawing), *draw_texts(below, canvas, height)]
        return finish(layers, canvas, height)

    def describe(self, plot: Plot) -> str:
        said, score = line_summary(plot), plot.companion
        return f"{said} {score.measure_title}: {_low(line_summary(score))}" if score else said

    def notes(self, plot: Plot) -> tuple[str, ...]:
        return (*super().notes(plot), "En placering beror också på hur det går för de andra.")

    def table(self, plot: Plot) -> Table:
        table, score = super().table(plot), plot.companion
        if not score:
            return table
        return replace(
            table,
            head=(*table.head, score.in_unit(score.measure_title)),
            rows=tuple((*row, score.written(row[0])) for row in table.rows),
        )


def _placings(dataset: Dataset) -> list[str]:
    return [name for name in dataset.measures if dataset.unit(name) == PLACING]


def _low(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _score_texts(plot: Plot, drawing: Drawing) -> list[Text]:
    """Write the scores in a row of their own under the years, with what they are above them."""
    score = plot.companion
    if not score:
        return []
    y = drawing.height + LINE_HEIGHT
    texts = []
    for line in wrap(score.measure_title, FONT_SIZE, drawing.canvas.width):
        texts.append(Text(0, y, line, colour=MUTED))
        y += LINE_HEIGHT
    labels = {int(year): score.value(year) for year in plot.categories}
    written = {year: "–" if value is None else score.label(value) for year, value in labels.items()}
    room = max(text_width(text, FONT_SIZE) for text in (*written.values(), "2000")) + 6
    years = with_room(list(written), drawing, room)
    scores = [Text(drawing.x_of(year), y + 2, written[year], "center") for year in years]
    return [*texts, *scores]
