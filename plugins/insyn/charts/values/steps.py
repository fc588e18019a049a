"""The steps of a waterfall: where each begins and ends, in the file's unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from insyn.charts.plot import Plot

COLUMN, LEVEL, CHANGE = "slag", "nivå", "förändring"


@dataclass(frozen=True)
class Step:
    """A level, or a change from `before` to `after`; a level is reached from `before`."""

    name: str
    level: bool
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """How far the step goes."""
        return self.after - self.before


def steps(plot: Plot) -> tuple[Step, ...]:
    """Add up the steps in the file's order; no value may be missing."""
    found: list[Step] = []
    for point in plot.points:
        value = point.value or Decimal(0)
        level = point.series == LEVEL
        before = found[-1].after if found else value
        found.append(Step(point.category, level, before, value if level else before + value))
    return tuple(found)


def label(plot: Plot, step: Step) -> str:
    """Write what stands at a step's bar: a level's value, a change with its sign."""
    return plot.label(step.after) if step.level else plot.signed(step.change)
