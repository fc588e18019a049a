"""The goals, and whether what was measured reaches them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from bench.speed.measuring import Cost

Medians = Mapping[str, Cost]
SIZE = 1000  # posts at which the goals hold
STEADY = 1.25  # how much more a further post may take than those before it, for noise


@dataclass(frozen=True)
class Goal:
    """A limit for a build's seconds, or for their ratio to those of another."""

    what: str
    name: str
    limit: float
    to: str = ""

    def measured(self, medians: Medians) -> float | None:
        """Give the seconds or the ratio; None when it wasn't measured."""
        if self.name not in medians or (self.to and self.to not in medians):
            return None
        return medians[self.name].wall / (medians[self.to].wall if self.to else 1)


@dataclass(frozen=True)
class Verdict:
    """A goal with what was measured, and whether it is reached; None when nobody knows."""

    what: str
    limit: str
    measured: str
    reached: bool | None


GOALS = (
    Goal("No change, fresh process", "insyn-none", 0.05),
    Goal("One body edited, fresh process, to Hugo", "insyn-body", 0.6, "hugo-body"),
    Goal("Preview: body edited to browser", "preview-body", 0.1),
    Goal("Preview: title edited to browser", "preview-title", 0.25),
    Goal("No output, charts kept, to Pelican without charts", "insyn-cached", 0.45, "pelican"),
    Goal("Nothing kept, to Pelican drawing each chart", "insyn-cold", 0.25, "drawing"),
)
MEMORY = "Memory grows no faster than the posts"


def verdicts(sizes: Mapping[int, Medians]) -> list[Verdict]:
    """Judge the goals at the size they are set for, or else at the largest that was measured."""
    medians = sizes[SIZE if SIZE in sizes else max(sizes)]
    return [*(_verdict(goal, medians) for goal in GOALS), _memory(sizes)]


def _verdict(goal: Goal, medians: Medians) -> Verdict:
    measured, unit = goal.measured(medians), "×" if goal.to else "s"
    limit = f"≤ {goal.limit:g} {unit}"
    if measured is None:
        return Verdict(goal.what, limit, "not measured", None)
    work = by_cpu(medians[goal.name], medians[goal.to]) if goal.to else ""
    return Verdict(goal.what, limit, f"{measured:.3g} {unit}{work}", measured <= goal.limit)


def by_cpu(cost: Cost, other: Cost) -> str:
    """Write the ratio of two costs in processor time, which other work disturbs less."""
    return f" ({cost.cpu / other.cpu:.2f})" if cost.cpu and other.cpu else ""


def _memory(sizes: Mapping[int, Medians]) -> Verdict:
    """Judge by what each further post costs: no more between the larger sizes than before."""
    limit = f"≤ {STEADY:g} × a post"
    peaks = [
        (count, memory)
        for count, medians in sorted(sizes.items())
        if "insyn-cold" in medians and (memory := medians["insyn-cold"].memory)
    ]
    each = [(b - a) / (more - fewer) for (fewer, a), (more, b) in pairwise(peaks)]
    if len(each) < 2:
        return Verdict(MEMORY, limit, "needs three sizes", None)
    growth = max(later / max(before, 1) for before, later in pairwise(each))
    return Verdict(MEMORY, limit, f"{growth:.3g} ×", growth <= STEADY)
