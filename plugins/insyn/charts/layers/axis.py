"""Where a value axis begins and ends, and which round numbers are marked on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from insyn.charts.plot import Plot

FLAT = Decimal("0.25")  # a spread below this part of the whole span gets an axis cut at the foot
CLOSEST = Decimal("0.2")  # of a span with bounds: a cut axis shows at least so much of it


@dataclass(frozen=True)
class Axis:
    """A value axis in the file's unit; `cut` tells that it starts elsewhere than at zero."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    cut: bool


def value_axis(plot: Plot) -> Axis:
    """Choose the axis of a line chart.

    A placing spans all places, 1 first. Otherwise the axis spans the measure's own bounds, such as
    an index 0–100, or begins at zero; where that would flatten the line it is cut at the foot, and
    the chart must say so.
    """
    low, high = min(plot.values), max(plot.values)
    lowest, highest = plot.bounds
    if plot.rank:
        last = max(highest or high, Decimal(2))
        return Axis(Decimal(1), last, _rank_ticks(last), cut=False)
    full_low = min(low, Decimal(0)) if lowest is None else lowest
    full_high = high if highest is None else highest
    cut = low > 0 and high - low < FLAT * (full_high - full_low)
    if not cut:
        low, high = full_low, full_high
    elif lowest is not None and highest is not None:
        spare = max(Decimal(0), CLOSEST * (highest - lowest) - (high - low)) / 2
        low, high = max(lowest, low - spare), min(highest, high + spare)
    ticks = round_numbers(low, high if high > low else low + 1)
    return Axis(ticks[0], ticks[-1], ticks, cut)


def round_numbers(low: Decimal, high: Decimal, about: int = 4) -> tuple[Decimal, ...]:
    """Give about so many round numbers that enclose `low` and `high`: steps of 1, 2, 2.5 or 5."""
    raw = (high - low) / about
    magnitude = Decimal(10) ** math.floor(raw.log10())
    step = next(
        size * magnitude
        for size in map(Decimal, ("1", "2", "2.5", "5", "10"))
        if size * magnitude >= raw
    )
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(index * step for index in range(first, last + 1))


def _rank_ticks(last: Decimal) -> tuple[Decimal, ...]:
    step = max(Decimal(1), round_numbers(Decimal(0), last)[1].to_integral_value())
    inner = [step * index for index in range(1, 20) if 1 < step * index < last - step / 3]
    return (Decimal(1), *inner, last)


def spread(places: Sequence[float], rooms: Sequence[float], low: float, high: float) -> list[float]:
    """Move labels apart so that each has its room, keeping their order and the bounds.

    `places` are their middles. Bounds that are too narrow for them all are passed at the foot.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    result = list(places)
    for label in order:
        result[label] = max(result[label], low + rooms[label] / 2)
    for before, after in pairwise(order):
        result[after] = max(result[after], result[before] + (rooms[before] + rooms[after]) / 2)
    limit = max(high, low + sum(rooms))
    for label in reversed(order):
        result[label] = min(result[label], limit - rooms[label] / 2)
        limit = result[label] - rooms[label] / 2
    return result
