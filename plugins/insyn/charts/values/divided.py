"""A whole in two parts: how large the first one is of each category, and of all together."""

from __future__ import annotations

from decimal import Decimal

from insyn.charts.plot import Plot
from insyn.charts.text.words import why_missing
from insyn.charts.values.shares import share


def part_of(plot: Plot, name: str) -> Decimal | None:
    """Give the first part in percent of a category's whole; None where it isn't known."""
    parts = parts_of(plot, name)
    return share(parts[0], parts)


def parts_of(plot: Plot, name: str) -> list[Decimal | None]:
    """Give both parts of a category."""
    return [plot.value(name, series) for series in plot.series]


def sum_of(plot: Plot, series: str) -> Decimal:
    """Add up a part over all categories; a missing value adds nothing."""
    return sum(filter(None, [plot.value(name, series) for name in plot.categories]), Decimal(0))


def whole_part(plot: Plot) -> Decimal | None:
    """Give the first part of all categories together, where they can be added."""
    known = all(plot.value(*place) is not None for place in plot.places)
    if not known or not (plot.additive or plot.counted) or plot.years:
        return None
    sums = [sum_of(plot, series) for series in plot.series]
    return share(sums[0], sums)


def why_not(plot: Plot, name: str) -> str:
    """Say why a category isn't parted."""
    return why_missing(plot, name, plot.series, otherwise="inget att dela upp")
