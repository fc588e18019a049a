"""Skattekrona: what 100 kronor go to. A chart for residents, who ask what their tax pays for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from insyn import swedish
from insyn.charts.base import DrawnType, Stops, Table
from insyn.charts.columns import choose
from insyn.charts.layers.bars import Bar, draw_bars
from insyn.charts.layers.marks import Stroke, Text, draw_strokes, draw_texts
from insyn.charts.layers.rows import Rows, lay_out
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot, Unit
from insyn.charts.points import plot_of
from insyn.charts.style import CONTEXT, GRID, LINE_HEIGHT, SERIES, Canvas, finish
from insyn.charts.text.words import caption, common, ends, in_brackets
from insyn.charts.values.shares import PERCENT, WHOLE, check_parts, share
from insyn.data.dataset import Dataset

if TYPE_CHECKING:
    import altair as alt

KRONOR = "kr av 100"


class Skattekrona(DrawnType):
    """Of 100 kronor, how much goes where? Says net or gross, and what three incomes give."""

    name = "skattekrona"
    heeds = frozenset({"visa", "kategori", "markera", "skattesats", "inkomster"})

    def fits(self, dataset: Dataset) -> str:
        fits = any(dataset.unit(name) == KRONOR for name in dataset.measures)
        return f"enheten är {KRONOR}" if fits else ""

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        given = plot_of(choose(dataset, options), options)
        if len(given.series) > 1 or given.years:
            raise Misfit("urval", "Skattekronan visar en tid och en serie. Välj en under urval.")
        said = f"{given.measure_title} {dataset.descriptor.description}".casefold()
        if "netto" not in said and "brutto" not in said:
            message = (
                f"Beskrivningen av {dataset.name} säger inte om kostnaderna är netto eller brutto. "
                "Skriv det i kolumnens title."
            )
            raise Misfit("data", message)
        parts = [point.value for point in given.points]
        if lacking := [point.category for point in given.points if point.value is None]:
            message = f"{lacking[0]} saknar värde, så delarna av 100 kronor går inte att räkna ut."
            raise Misfit("data", message)
        check_parts(given, [("helheten", parts)])
        if not any(parts):
            raise Misfit("visa", "Alla värden är noll, så det finns inget att dela upp.")
        points = [replace(point, value=share(point.value, parts)) for point in given.points]
        if given.file_unit in PERCENT:
            points = list(given.points)
        points.sort(key=lambda point: -(point.value or Decimal(0)))
        small = any(point.value and point.value < 1 for point in points)
        return replace(
            given,
            points=tuple(points),
            categories=tuple(point.category for point in points),
            file_unit=KRONOR,
            unit=Unit("kr", Decimal(1), 1 if small else 0),
            companion=given,
            taxes=_taxes(options),
        )

    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        rows = _rows(plot, canvas)
        bars = [
            Bar(row, 0, value, _kronor(plot, value), fill)
            for row, name in enumerate(plot.categories)
            for value in [_value(plot, name)]
            for fill in [CONTEXT if plot.highlight and name not in plot.highlight else SERIES[0]]
        ]
        height = rows.height + LINE_HEIGHT + 8
        whole = plot.quantity(WHOLE)
        y = rows.height + LINE_HEIGHT / 2 + 4
        sums = [Text(0, y, "Summa", bold=True), Text(rows.left + 5, y, whole, bold=True)]
        if rows.above:
            sums = [Text(0, y, f"Summa {whole}", bold=True)]
        line = Stroke(0, rows.height, canvas.width, rows.height, GRID)
        layers = [
            *draw_bars(bars, rows, canvas, rows.left, canvas.width),
            *rows.draw_names(canvas, plot.highlight),
            *draw_strokes([line], canvas, height),
            *draw_texts(sums, canvas, height),
        ]
        return finish(layers, canvas, height)

    def stops(self, plot: Plot, canvas: Canvas) -> Stops:
        return Stops("y", _rows(plot, canvas).middles)

    def measure(self, plot: Plot) -> str:
        return f"{plot.measure_title}, kronor av 100"

    def heading(self, plot: Plot) -> str:
        most, least = ends(_values(plot))
        if most == least or len(most) > 2:
            return f"Så fördelas 100 kronor: {swedish.uncapitalised(plot.measure_title)}"
        names = swedish.join([common(name) for name in most])
        each = " vardera" if len(most) > 1 else ""
        return f"Av 100 kronor går {_kronor(plot, _value(plot, most[0]))} till {names}{each}"

    def describe(self, plot: Plot) -> str:
        said = [
            f"{_kronor(plot, _value(plot, name))} till {common(name)}" for name in plot.categories
        ]
        sentences = [f"Av 100 kronor går {swedish.join(said)}."]
        own = plot.companion
        if own and own.additive and own.file_unit not in PERCENT:
            total = own.quantity(sum(own.values, Decimal(0)))
            sentences.append(f"Tillsammans: {total}.")
        return " ".join(sentences)

    def notes(self, plot: Plot) -> tuple[str, ...]:
        shown = sum((plot.shown(_value(plot, name)) for name in plot.categories), Decimal(0))
        notes = ["Gäller bara kommunen, inte skatten till regionen."]
        if shown != WHOLE:
            notes.append(f"Delarna är avrundade och blir {swedish.exact(shown)} tillsammans.")
        if plot.taxes:
            income, tax = plot.taxes[0]
            rate = swedish.exact((tax / income * 100).normalize())
            notes.append(
                f"Tabellen visar också vad kommunalskatten ({rate} %) på "
                f"{_incomes(len(plot.taxes))} går till."
            )
        return tuple(notes)

    def table(self, plot: Plot) -> Table:
        own = plot.companion
        assert own is not None
        unit = in_brackets(own)
        heads = [f"{swedish.number(income)} kr i månaden (kr)" for income, _ in plot.taxes]
        sums = () if own.file_unit in PERCENT else (f"{plot.measure_title}{unit}",)

        def row(name: str, part: Decimal, amount: Decimal) -> tuple[str, ...]:
            taxes = [swedish.number(tax * part / WHOLE) for _, tax in plot.taxes]
            amounts = () if own.file_unit in PERCENT else (swedish.exact(amount),)
            return (name, *amounts, swedish.number(part, 1), *taxes)

        rows = tuple(
            row(name, _value(plot, name), own.value(name) or Decimal(0)) for name in plot.categories
        )
        return Table(
            caption=caption(plot),
            head=(plot.category_title, *sums, "Av 100 kronor", *heads),
            rows=rows,
            foot=row("Summa", WHOLE, sum(own.values, Decimal(0))),
        )


def _taxes(options: DiagramOptions) -> tuple[tuple[Decimal, Decimal], ...]:
    """Give each income with the tax on it; nothing where the writer gives no tax rate."""
    rate = options.tax_rate
    if rate is None:
        return ()
    return tuple((income, income * rate / WHOLE) for income in options.incomes)


def _incomes(count: int) -> str:
    if count == 1:
        return "en beskattningsbar inkomst"
    return f"{swedish.count_word(count)} beskattningsbara inkomster"


def _values(plot: Plot) -> dict[str, Decimal | None]:
    return {name: plot.value(name) for name in plot.categories}


def _value(plot: Plot, name: str) -> Decimal:
    return plot.value(name) or Decimal(0)


def _kronor(plot: Plot, value: Decimal) -> str:
    """Write an amount of the 100 kronor; one that would be 0 and isn't is said in words."""
    if value and not plot.shown(value):
        return f"under 0,1{swedish.NBSP}kr"
    return plot.quantity(value)


def _rows(plot: Plot, canvas: Canvas) -> Rows:
    return lay_out(plot.categories, 1, 20, canvas)
