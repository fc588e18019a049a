"""Avvikelse: budget, forecast and outcome for each committee, with the variance beside.

The notation follows IBCS (budget outlined, forecast hatched, outcome solid). The variance has its
own scale, said in its title, and the sign of Swedish municipal reports: plus is a surplus.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from insyn.charts.base import DrawnType, KeyEntry, Stops, Table
from insyn.charts.columns import choose
from insyn.charts.layers.bars import Bar, draw_bars
from insyn.charts.layers.marks import Text, draw_texts
from insyn.charts.layers.measure import text_width
from insyn.charts.layers.rows import Rows, lay_out
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot, shown_unit
from insyn.charts.points import SCENARIOS, plot_of
from insyn.charts.style import (
    BUDGET,
    FONT_SIZE,
    FORECAST,
    LINE_HEIGHT,
    MUTED,
    OUTCOME,
    PAPER,
    SERIES,
    Canvas,
    finish,
)
from insyn.charts.text.facts import Fact
from insyn.charts.text.variance_facts import variance_facts
from insyn.charts.text.variance_text import variance_heading, variance_notes, variance_summary
from insyn.charts.values.variance import (
    BUDGET_TITLE,
    OUTCOME_TITLE,
    shown_scenarios,
    variance,
    variance_reason,
    variance_table,
)
from insyn.data.dataset import Dataset

if TYPE_CHECKING:
    import altair as alt


class Avvikelse(DrawnType):
    """Who keeps the budget? Sorted by variance, the largest deficit first."""

    name = "avvikelse"
    heeds = frozenset({"visa", "kategori", "markera", "ordning"})

    def fits(self, dataset: Dataset) -> str:
        scenarios = set(dataset.columns.get("scenario", ()))
        found = "budget" in scenarios and len(scenarios & set(SCENARIOS)) > 1
        return "den har en budget och något att jämföra den med" if found else ""

    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        if "scenario" not in dataset.columns:
            raise Misfit("typ", f"Kolumnen ”scenario” saknas i {dataset.name}.")
        plot = plot_of(choose(dataset, options, series="scenario"), options)
        later = [name for name in plot.series if name != BUDGET_TITLE]
        if BUDGET_TITLE not in plot.series or not later:
            raise Misfit(
                "urval", "En avvikelse behöver budget och minst en prognos eller ett utfall."
            )
        unknown = [name for name in plot.series if name not in SCENARIOS.values()]
        if unknown:
            allowed = ", ".join(SCENARIOS)
            raise Misfit("data", f"Scenariot ”{unknown[0]}” är okänt. Möjliga: {allowed}.")
        if plot.costs is not None and plot.better == "higher":
            message = "En kostnad kan inte vara bättre ju högre den är. Ta bort costs eller better."
            raise Misfit("data", message)
        if plot.costs is None and plot.better != "higher":
            raise Misfit(
                "data",
                f"Beskrivningen av {dataset.name} säger inte hur kostnader skrivs. "
                "Lägg till costs: positive eller costs: negative.",
            )
        differences = [variance(plot, name) for name in plot.categories]
        if not any(difference is not None for difference in differences):
            raise Misfit("data", "Ingen avvikelse går att räkna ut: värden saknas för alla.")

        def deficit_first(name: str) -> tuple[bool, Decimal, Decimal]:
            difference, budget = variance(plot, name), plot.value(name, BUDGET_TITLE)
            return difference is None, difference or Decimal(0), -(budget or Decimal(0))

        order = plot.categories
        if options.order != "data":
            order = tuple(sorted(plot.categories, key=deficit_first))
        unit = shown_unit(plot.file_unit, [*plot.values, *filter(None, differences)])
        return replace(plot, categories=tuple(order), unit=unit)

    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        shown = shown_scenarios(plot)
        rows = _rows(plot, canvas)
        middle = rows.left + (canvas.width - rows.left) * (0.58 if canvas.narrow else 0.62)
        bars, differences = [], []
        for row, name in enumerate(plot.categories):
            for place, series in enumerate(shown):
                value = plot.value(name, series)
                text = plot.reason(name, series) if value is None else plot.label(value)
                bars.append(Bar(row, place, value, text, *_look(series)))
            difference = variance(plot, name)
            missing = variance_reason(plot, name)
            text = missing if difference is None else plot.signed(difference)
            fill = SERIES[1] if difference is not None and difference < 0 else SERIES[0]
            differences.append(Bar(row, len(shown) - 1, difference, text, fill))
        title = plot.measure_title
        if text_width(title, FONT_SIZE) > middle - rows.left - 8:
            title = ""  # the subtitle has it
        heads = [
            Text(rows.left, LINE_HEIGHT / 2, title, colour=MUTED),
            Text(canvas.width, LINE_HEIGHT / 2, "Avvikelse", "right", MUTED),
        ]
        return finish(
            [
                *rows.draw_names(canvas, plot.highlight),
                *draw_texts([text for text in heads if text.text], canvas, rows.height),
                *draw_bars(bars, rows, canvas, rows.left, middle - 8),
                *draw_bars(differences, rows, canvas, middle + 12, canvas.width),
            ],
            canvas,
            rows.height,
        )

    def stops(self, plot: Plot, canvas: Canvas) -> Stops:
        return Stops("y", _rows(plot, canvas).middles)

    def heading(self, plot: Plot) -> str:
        return variance_heading(plot)

    def describe(self, plot: Plot) -> str:
        return variance_summary(plot)

    def key(self, plot: Plot) -> tuple[KeyEntry, ...]:
        return tuple(KeyEntry(_role(name), name) for name in shown_scenarios(plot))

    def notes(self, plot: Plot) -> tuple[str, ...]:
        return variance_notes(plot)

    def facts(self, plot: Plot) -> tuple[Fact, ...]:
        return variance_facts(plot)

    def table(self, plot: Plot) -> Table:
        return variance_table(plot)


def _rows(plot: Plot, canvas: Canvas) -> Rows:
    shown = len(shown_scenarios(plot))
    return lay_out(plot.categories, shown, 16, canvas, top=LINE_HEIGHT + 8)


def _look(series: str) -> tuple[str, str]:
    """Fill and outline of a scenario's bars."""
    if series == BUDGET_TITLE:
        return PAPER, BUDGET
    return (OUTCOME, "") if series == OUTCOME_TITLE else (FORECAST, FORECAST)


def _role(series: str) -> str:
    if series == BUDGET_TITLE:
        return "budget"
    return "outcome" if series == OUTCOME_TITLE else "forecast"
