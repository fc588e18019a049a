"""A straight scale from values to pixels, the same for Vega and for the labels beside its marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` lie on the pixels from `start` to `end`."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def at(self, value: Decimal) -> float:
        """Give the pixel of a value."""
        return self.start + (self.end - self.start) * float(
            (value - self.low) / (self.high - self.low)
        )

    def x(self, field: str = "value") -> alt.X:
        """Give the encoding that draws a field along this scale."""
        import altair as alt

        return alt.X(f"{field}:Q", scale=alt.Scale(**self._ends()), axis=None, title=None)

    def y(self, field: str = "value") -> alt.Y:
        """Give the encoding that draws a field up or down this scale."""
        import altair as alt

        return alt.Y(f"{field}:Q", scale=alt.Scale(**self._ends()), axis=None, title=None)

    def _ends(self) -> dict[str, Any]:
        domain = [float(self.low), float(self.high)]
        return {"domain": domain, "range": [self.start, self.end], "nice": False}


def from_zero(values: Iterable[Decimal], start: float, end: float) -> Scale:
    """Give the scale that holds zero and all the values between two pixels."""
    all_of = [Decimal(0), *values]
    low, high = min(all_of), max(all_of)
    return Scale(low, high if high > low else low + 1, start, end)
