"""A straight scale from values to pixels, the same for Vega and for the labels beside its marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

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

    def channel(self, name: Literal["x", "y"], field: str = "value") -> alt.X | alt.Y:
        """Give the encoding that draws a field on this scale."""
        import altair as alt

        scale = alt.Scale(
            domain=[float(self.low), float(self.high)], range=[self.start, self.end], nice=False
        )
        kind = alt.X if name == "x" else alt.Y
        return kind(f"{field}:Q", scale=scale, axis=None, title=None)


def from_zero(values: Iterable[Decimal], start: float, end: float) -> Scale:
    """Give the scale that holds zero and all the values between two pixels."""
    all_of = [Decimal(0), *values]
    low, high = min(all_of), max(all_of)
    return Scale(low, high if high > low else low + 1, start, end)
