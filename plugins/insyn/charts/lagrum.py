"""Lagrum: what the law demands and what the municipality chooses, as two parts of 100 percent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from insyn import swedish
from insyn.charts.base import DrawnType, KeyEntry, Stops, Table
from insyn.charts.columns import choose
from insyn.charts.layers.marks import Span, Text, draw_spans, draw_texts
from insyn.charts.layers.measure import room_of, text_width
from insyn.charts.layers.rows import Rows, lay_out
from insyn.charts.layers.scale import Scale
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot
from insyn.charts.points import plot_of
from insyn.charts.style import FONT_SIZE, LINE_HEIGHT, SERIES, TINTS, Canvas, finish
from insyn.charts.text.words import caption, ends, in_brackets, missing_sentences
from insyn.charts.values.divided import part_of, parts_of, sum_of, whole_part, why_not
from insyn.charts.values.shares import WHOLE, check_parts, percent
from insyn.data.dataset import Dataset

if TYPE_CHECKING:
    import altair as alt

COLUMN = "lagrum"
HEAD = LINE_HEIGHT + 8


class Lagrum(DrawnType):
    """How is each whole divided in two? Sorted by the first part's share."""

    name = "lagrum"
    heeds = frozenset({"visa", "kategori", "serie", "markera", "ordning"})

    def fits(self, dataset: Dataset) -> str:
        two = len(set(dataset.columns.get(COLUMN, ()))) == 2
        return "kolumnen lagrum har två värden" if two else ""

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        series = COLUMN if COLUMN in dataset.columns else ""
        plot = plot_of(choose(dataset, options, series=series), options)
        if len(plot.series) != 2:
            message = (
                "Diagrammet visar två delar som tillsammans är 100 %, men här är det "
                f"{len(plot.series)}. Välj två under urval, eller använd typ: staplar."
            )
            raise Misfit("serie", message)
        check_parts(plot, [(name, parts_of(plot, name)) for name in plot.categories])
        if all(part_of(plot, name) is None for name in plot.categories):
            raise Misfit("visa", "Inga delar går att räkna ut: värden saknas för alla.")
        if options.order == "data":
            return plot

        def largest_first(name: str) -> tuple[bool, Decimal]:
            part = part_of(plot, name)
            return part is None, -(part or Decimal(0))

        return replace(plot, categories=tuple(sorted(plot.categories, key=largest_first)))

    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        rows = _rows(plot, canvas)
        room = _label_room(plot)
        scale = Scale(Decimal(0), WHOLE, rows.left + room, canvas.width - room)
        spans, texts = [], _heads(plot, rows, canvas)
        for row, name in enumerate(plot.categories):
            part = part_of(plot, name)
            top, bottom = rows.bar(row, 0)
            middle = (top + bottom) / 2
            if part is None:
                texts.append(Text(scale.start, middle, why_not(plot, name)))
                continue
            spans.append(Span(Decimal(0), part, top, bottom, SERIES[0]))
            spans.append(Span(part, WHOLE, top, bottom, TINTS[0], SERIES[0]))
            texts.append(Text(scale.start - 6, middle, percent(part), "right"))
            texts.append(Text(scale.end + 6, middle, percent(WHOLE - part)))
        return finish(
            [
                *rows.draw_names(canvas, plot.highlight),
                *draw_spans(sorted(spans, key=lambda span: span.fill), scale, rows.height),
                *draw_texts(texts, canvas, rows.height),
            ],
            canvas,
            rows.height,
        )

    def stops(self, plot: Plot, canvas: Canvas) -> Stops:
        return Stops("y", _rows(plot, canvas).middles)

    def measure(self, plot: Plot) -> str:
        return f"{plot.measure_title}, andel i procent"

    def key(self, plot: Plot) -> tuple[KeyEntry, ...]:
        roles = zip(("series-1", "tint-1"), plot.series, strict=True)
        return () if _heads_fit(plot) else tuple(KeyEntry(*entry) for entry in roles)

    def heading(self, plot: Plot) -> str:
        first, whole = plot.series[0], whole_part(plot)
        if whole is not None:
            return f"{first} står för {percent(whole)} av {_what(plot)}"
        return f"{first} och {swedish.uncapitalised(plot.series[1])} i {_what(plot)}"

    def describe(self, plot: Plot) -> str:
        first, second = plot.series
        sentences, whole = [], whole_part(plot)
        if whole is not None:
            said = f"{plot.measure_title}: {percent(whole)} är {swedish.uncapitalised(first)} och "
            said += f"{percent(WHOLE - whole)} {swedish.uncapitalised(second)}."
            sentences.append(said)
        parts = {name: part_of(plot, name) for name in plot.categories}
        most, least = ends(parts)
        if most != least:
            what = swedish.uncapitalised(first)
            said = f"Störst andel {what} har {_named(most, parts)}, minst {_named(least, parts)}."
            sentences.append(said)
        lacking = [(name, why_not(plot, name)) for name in plot.categories if parts[name] is None]
        return " ".join([*sentences, *missing_sentences(lacking)])

    def notes(self, plot: Plot) -> tuple[str, ...]:
        parts = [part_of(plot, name) for name in plot.categories]
        if any(part is not None and part % 1 == Decimal("0.5") for part in parts):
            return ("Varje stapel är 100 %. Andelarna är avrundade var för sig.",)
        return ("Varje stapel är 100 %.",)

    def table(self, plot: Plot) -> Table:
        unit = in_brackets(plot)
        rows = []
        for name in plot.categories:
            part = part_of(plot, name)
            shares = (
                [why_not(plot, name)] * 2 if part is None else [percent(part), percent(100 - part)]
            )
            rows.append((name, *(plot.written(name, series) for series in plot.series), *shares))
        whole = whole_part(plot)
        sums = (sum_of(plot, series) for series in plot.series)
        return Table(
            caption=caption(plot),
            head=(
                plot.category_title,
                *(f"{name}{unit}" for name in plot.series),
                *(f"{name}, andel" for name in plot.series),
            ),
            rows=tuple(rows),
            foot=()
            if whole is None
            else ("Summa", *map(swedish.exact, sums), percent(whole), percent(WHOLE - whole)),
        )


def _what(plot: Plot) -> str:
    """Name the whole: “budget 2013, netto”."""
    return swedish.uncapitalised(plot.measure_title)


def _named(names: tuple[str, ...], parts: dict[str, Decimal | None]) -> str:
    said = swedish.join([swedish.inside(name) for name in names])
    return f"{said} ({percent(parts[names[0]] or Decimal(0))})"


def _label_room(plot: Plot) -> float:
    """Leave room for the widest share at either end of a bar."""
    parts = [part for name in plot.categories if (part := part_of(plot, name)) is not None]
    shares = [percent(share) for part in parts for share in (part, WHOLE - part)]
    return max(room_of(text, FONT_SIZE) for text in shares) + 6


def _rows(plot: Plot, canvas: Canvas) -> Rows:
    return lay_out(plot.categories, 1, 20, canvas, top=HEAD if _heads_fit(plot) else 0)


def _heads_fit(plot: Plot) -> bool:
    """Tell whether both parts can be named above their ends, on the narrow canvas too."""
    return sum(text_width(name, FONT_SIZE) * 1.1 for name in plot.series) < 250


def _heads(plot: Plot, rows: Rows, canvas: Canvas) -> list[Text]:
    if not _heads_fit(plot):
        return []
    first = Text(rows.left, LINE_HEIGHT / 2, plot.series[0], bold=True)
    return [first, replace(first, x=canvas.width, text=plot.series[1], align="right")]
