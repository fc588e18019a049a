"""What a chart's data say that a writer may claim: the ground that headings are held against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from insyn import swedish
from insyn.charts.plot import Plot

VALUE, SUM, LAST_PLACE = "värde", "summa", "sista plats"
PLACING = "placering"  # the unit of a ranking


@dataclass(frozen=True)
class Fact:
    """One thing that the data say. `value` is exact, in the unit that the chart shows.

    `subject` is a category or a series, "" for the whole; `year` is "" where there is but one.
    `settled` tells what has happened from what is expected.
    """

    kind: str
    value: Decimal
    unit: str
    decimals: int
    subject: str = ""
    year: str = ""
    settled: bool = True

    @property
    def shown(self) -> Decimal:
        """The value as the chart shows it."""
        return swedish.rounded(self.value, self.decimals)


def fact(plot: Plot, kind: str, value: Decimal, subject: str = "", year: str = "") -> Fact:
    """Make a fact of a value in the file's unit."""
    size = value * plot.unit.factor
    return Fact(kind, size, plot.unit.name, plot.unit.decimals, subject, year)


def value_facts(plot: Plot) -> tuple[Fact, ...]:
    """Give every value, by its category and by its series, and the sums that mean anything."""
    return (*_values(plot), *_sums(plot))


def _values(plot: Plot) -> Iterator[Fact]:
    for point in plot.points:
        if point.value is None:
            continue
        if plot.years:
            yield fact(plot, VALUE, point.value, point.series, point.category)
        elif point.series.isdigit():
            yield fact(plot, VALUE, point.value, point.category, point.series)
        else:
            for subject in dict.fromkeys((point.category, point.series or point.category)):
                yield fact(plot, VALUE, point.value, subject)
    if plot.rank and plot.bounds[1] is not None:
        yield fact(plot, LAST_PLACE, plot.bounds[1])


def _sums(plot: Plot) -> Iterator[Fact]:
    """Add up each series, each category over its series, and everything."""
    if not plot.additive or plot.years:
        return

    def total(category: str, series: str) -> Decimal:
        wanted = [
            point.value or Decimal(0)
            for point in plot.points
            if category in {"", point.category} and series in {"", point.series}
        ]
        return sum(wanted, Decimal(0))

    for subject, category, series in (
        *((series, "", series) for series in plot.series),
        *((category, category, "") for category in plot.categories),
        ("", "", ""),
    ):
        yield fact(plot, SUM, total(category, series), subject)
