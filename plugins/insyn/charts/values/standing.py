"""Where one value stands among many: its quarter, and squares piled so that none is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from insyn.charts.layers.scale import Scale
from insyn.charts.plot import Plot
from insyn.data.units import plain


@dataclass(frozen=True)
class Standing:
    """What is told of a spread: `marks` are its lowest, quartiles, highest and the own value.

    `below` and `above` count the others that are lower and higher.
    """

    own: str
    median: Decimal
    marks: tuple[tuple[str, Decimal], ...]
    below: int
    above: int
    count: int


def standing(plot: Plot) -> Standing:
    """Work out where the highlighted category stands."""
    own = plot.highlight[0]
    value = plot.value(own) or Decimal(0)
    values = sorted(plot.values)
    quartiles = [quantile(values, part) for part in (1, 2, 3)]
    marks = [
        (own, value),
        ("Lägst", values[0]),
        ("Undre kvartil", quartiles[0]),
        ("Median", quartiles[1]),
        ("Övre kvartil", quartiles[2]),
        ("Högst", values[-1]),
    ]
    return Standing(
        own=own,
        median=quartiles[1],
        marks=tuple(marks),
        below=sum(other < value for other in values),
        above=sum(other > value for other in values),
        count=len(values),
    )


def quantile(values: list[Decimal], quarter: int) -> Decimal:
    """Give a quartile of sorted values by linear interpolation (Hyndman and Fan's type 7)."""
    place = Decimal(quarter * (len(values) - 1)) / 4
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return plain(values[low] + (values[high] - values[low]) * (place - low))


def piles(plot: Plot, scale: Scale, size: float) -> dict[str, int]:
    """Pile squares that would hide one another: how many lie under each, by its category.

    Each stays just where its value is; only its height tells nothing.
    """
    ends: list[float] = []
    found: dict[str, int] = {}
    for name in plot.categories:
        value = plot.value(name)
        if value is None:
            continue
        x = scale.at(value)
        free = next((level for level, end in enumerate(ends) if end + size <= x), len(ends))
        ends[free : free + 1] = [x]
        found[name] = free
    return found
