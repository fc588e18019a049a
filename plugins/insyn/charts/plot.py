"""A Plot: just what is drawn, and nothing of where it came from.

It is plain data, so that a drawing can be cached by it and the text beside the drawing is made of
the very same values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from insyn import swedish
from insyn.data.schema import MISSING, Better
from insyn.data.units import MONEY, converted

BARE = frozenset({"antal", "index", "placering"})  # units that aren't written after a number


class Misfit(Exception):
    """The options don't fit the dataset. `option` is the Swedish key at fault, "" for the whole."""

    def __init__(self, option: str, message: str) -> None:
        self.option = option
        self.message = message
        super().__init__(message)


@dataclass(frozen=True)
class Point:
    """One value as the file has it; None where it is missing, and then why."""

    category: str
    series: str
    value: Decimal | None
    reason: str = ""


@dataclass(frozen=True)
class Unit:
    """The unit that is shown and how values of the file become it: tkr × 0.001 is mnkr."""

    name: str
    factor: Decimal
    decimals: int


@dataclass(frozen=True)
class Plot:
    """The points of a chart in drawing order, with what is needed to draw and describe them.

    `categories` and `series` are in drawing order; a chart with a single series calls it "".
    `bounds` are the measure's own limits; `years` tells that the
    categories are years; `counted` things are more or
    fewer, others higher. `rank` marks a placing, where 1 is best. `costs` is how
    the file writes a cost, where that matters. Values keep the file's unit, `file_unit`. `narrowed`
    says which part of the dataset was chosen, where neither place nor period tells.

    `compared` are the series or categories that the others are held against, `remarks` words about
    a series, `breaks` the years in which the way of measuring changed, and why. `companion` holds
    what stands beside the points: a score beside a placing, the sums behind the shares. `response`
    is how many answered a survey, of how many that were asked; `taxes` are taxable incomes with
    the municipal tax on them, in kronor a month.
    """

    points: tuple[Point, ...]
    categories: tuple[str, ...]
    series: tuple[str, ...]
    category_title: str
    measure_title: str
    file_unit: str
    unit: Unit
    place: str
    period: str
    narrowed: tuple[str, ...] = ()
    highlight: tuple[str, ...] = ()
    bounds: tuple[Decimal | None, Decimal | None] = (None, None)
    counted: bool = False
    years: bool = False
    better: Better | None = None
    costs: str | None = None
    compared: tuple[str, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    breaks: tuple[tuple[str, str], ...] = ()
    response: tuple[int, int] | None = None
    taxes: tuple[tuple[Decimal, Decimal], ...] = ()
    companion: Plot | None = None

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], Decimal | None]:
        return {(point.category, point.series): point.value for point in self.points}

    def value(self, category: str, series: str = "") -> Decimal | None:
        """Give the value at a place; None where it is missing or there is no such point."""
        return self._by_place.get((category, series))

    @cached_property
    def _reasons(self) -> dict[tuple[str, str], str]:
        return {(point.category, point.series): point.reason for point in self.points}

    def reason(self, category: str, series: str = "") -> str:
        """Say why there is no value at a place: “uppgift saknas”, “för få svar”."""
        return self._reasons.get((category, series)) or MISSING

    def written(self, category: str, series: str = "") -> str:
        """Write the value at a place with all its decimals, or why there is none."""
        value = self.value(category, series)
        return self.reason(category, series) if value is None else swedish.exact(value)

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Every category with every series: where there could be a value."""
        return tuple((name, series) for name in self.categories for series in self.series)

    @property
    def values(self) -> tuple[Decimal, ...]:
        """All values that aren't missing."""
        return tuple(point.value for point in self.points if point.value is not None)

    @property
    def broken(self) -> tuple[int, ...]:
        """The years in which the way of measuring changed, but for the first one shown."""
        years = [int(year) for year in self.categories] if self.years else []
        return tuple(
            year for year in sorted(int(year) for year, _ in self.breaks) if year in years[1:]
        )

    def comparable(self, earlier: str, later: str) -> bool:
        """Tell whether two years were measured in the same way."""
        return not any(int(earlier) < int(year) <= int(later) for year, _ in self.breaks)

    @property
    def rank(self) -> bool:
        """Whether the measure is a placing, with 1 on top."""
        return self.better == "lower" and self.file_unit == "placering"

    @property
    def additive(self) -> bool:
        """Whether a sum of the values means anything: money does, an index or a share doesn't."""
        return self.file_unit in MONEY and " per " not in self.measure_title

    def shown(self, value: Decimal) -> Decimal:
        """Give a value as the chart shows it: in the shown unit, rounded."""
        return swedish.rounded(value * self.unit.factor, self.unit.decimals)

    def label(self, value: Decimal) -> str:
        """Write a value as the chart does: in the shown unit, rounded, without the unit's name."""
        return swedish.number(value * self.unit.factor, self.unit.decimals)

    def signed(self, value: Decimal) -> str:
        """Write a difference as the chart does, with its sign."""
        return swedish.signed(value * self.unit.factor, self.unit.decimals)

    def quantity(self, value: Decimal) -> str:
        """Write a value with its unit, for prose."""
        return swedish.with_unit(self.label(value), self.unit_in_prose)

    def adds_up(self, first: Decimal, second: Decimal) -> bool:
        """Tell whether a reader who subtracts the shown values gets the shown difference."""
        return self.shown(first) - self.shown(second) == self.shown(first - second)

    def in_unit(self, title: str) -> str:
        """Write a column's title with the file's unit, where neither goes without saying."""
        unit = self.file_unit
        said = unit in BARE or unit.casefold() in title.casefold().replace(",", " ").split()
        return title if said or not unit else f"{title} ({unit})"

    @property
    def unit_in_prose(self) -> str:
        """The unit after a number; a placing and a bare index have none."""
        return "" if self.unit.name in BARE else self.unit.name


ROUNDED = "Talen är avrundade var för sig, så skillnader kan avvika i sista siffran."


def shown_unit(unit: str, values: Iterable[Decimal]) -> Unit:
    """Choose what to show values of `unit` in: large sums of money read better as mnkr or tkr.

    They stay as they are where the larger unit would show some sum as nothing.
    """
    values = list(values)
    sizes = [abs(value) for value in values if value]
    for larger, least, decimals in (("mnkr", 10, 1), ("tkr", 1000, 0)):
        if unit in MONEY and MONEY[unit] < MONEY[larger] and sizes:
            factor = converted(Decimal(1), unit, larger)
            shows_all = min(sizes) * factor >= Decimal(5).scaleb(-decimals - 1)
            if shows_all and max(sizes) * factor >= least:
                return Unit(larger, factor, decimals)
    most = 2 if not sizes or min(sizes) >= Decimal("0.05") else 3
    return Unit(unit, Decimal(1), min(most, max((_decimals(value) for value in values), default=0)))


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
