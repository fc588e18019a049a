"""A sum as a file has it, beside what its rows give.

A published sum may differ by its rows' rounding: half a unit of the last decimal for each row that
was added. Counts aren't rounded, so theirs may not differ at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from insyn.data.table import Row
from insyn.data.units import COUNTED


@dataclass(frozen=True)
class Sum:
    """A published sum, and that of its rows (None where one of them is missing).

    `label` is what the row is called, `where` its other keys. `rounding` is what the difference may
    be; `reason` says why it may be more.
    """

    measure: str
    published: Decimal
    own: Decimal | None
    rounding: Decimal
    label: str = ""
    where: tuple[str, ...] = ()
    reason: str = ""

    @property
    def difference(self) -> Decimal:
        """The published sum less that of the rows; 0 where it can't be told."""
        return Decimal(0) if self.own is None else self.published - self.own

    @property
    def differs(self) -> bool:
        """Whether the difference is more than rounding."""
        return abs(self.difference) > self.rounding


def sums_at(
    rows: Sequence[Row],
    place: int,
    group: Sequence[int],
    marked: Sequence[int],
    measures: Mapping[str, str],
) -> list[Sum]:
    """Compare a row of sums with the rows it is most likely the sum of.

    They are all the others, those before it, or those between it and the sum above or below.
    """
    sums = set(marked)
    plain = [index for index in group if index not in sums]
    start = max((index for index in marked if index < place), default=-1)
    end = min((index for index in marked if index > place), default=len(rows))
    before = [index for index in plain if index < place]
    above = [index for index in before if start < index]
    below = [index for index in plain if place < index < end]
    tries = []
    for members in dict.fromkeys(map(tuple, filter(None, (plain, before, above, below)))):
        parts = [rows[index] for index in members]
        found = (_compare(rows[place], parts, name, unit) for name, unit in measures.items())
        tries.append([one for one in found if one is not None])

    def worth(one: list[Sum]) -> tuple[int, Decimal]:
        unknown = sum(found.own is None for found in one)
        return unknown, sum((abs(found.difference) for found in one), Decimal(0))

    return min(tries, key=worth, default=[])


def _compare(total: Row, members: Sequence[Row], measure: str, unit: str) -> Sum | None:
    """Compare a row of sums with its members; None where the sum itself is missing."""
    published = total[measure]
    if not isinstance(published, Decimal):
        return None
    own = sum_of(members, measure)
    rounding = Decimal(0)
    if unit not in COUNTED:
        values = [row[measure] for row in (total, *members)]
        finest = min(_exponent(value) for value in values if isinstance(value, Decimal))
        rounding = len(members) * Decimal(5).scaleb(finest - 1)
    return Sum(measure, published, own, rounding)


def sum_of(rows: Sequence[Row], measure: str) -> Decimal | None:
    """Add up a measure; None where a value is missing."""
    values = [row[measure] for row in rows]
    known = [value for value in values if isinstance(value, Decimal)]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0
