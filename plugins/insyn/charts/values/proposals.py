"""Proposals held against one another: names short enough for a bar, differences, who differs most.

Nothing here puts one proposal before another: differences are from what is compared with or,
without that, from the lowest of each row.
"""

from __future__ import annotations

from decimal import Decimal

from insyn import swedish
from insyn.charts.layers.measure import text_width
from insyn.charts.plot import Plot
from insyn.charts.style import FONT_SIZE

ROOM = 60  # pixels for a proposal's name in front of its bar
LETTERS = "ABCD"


def proposals(plot: Plot) -> tuple[str, ...]:
    """List the proposals: the series that nothing is compared with."""
    return tuple(name for name in plot.series if name not in plot.compared)


def short_names(plot: Plot) -> dict[str, str]:
    """Name each bar: “1”, “2” and “3” for Alternativ 1, 2 and 3; letters where names are long."""
    names, shared = plot.series, shared_name(plot)
    short = {name: name[len(shared) :].strip() for name in names}
    if any(text_width(text, FONT_SIZE) > ROOM for text in short.values()):
        return dict(zip(names, LETTERS, strict=False))
    return short


def shared_name(plot: Plot) -> str:
    """Give what the proposals' names begin with: “Alternativ”, otherwise nothing."""
    words = [name.split()[:-1] for name in plot.series]
    return " ".join(words[0]) if all(others == words[0] for others in words) else ""


def difference(plot: Plot, category: str, proposal: str) -> Decimal | None:
    """Say how much more a proposal gives than the compared one or, without that, the lowest."""
    value = plot.value(category, proposal)
    values = [plot.value(category, name) for name in plot.compared or plot.series]
    known = [other for other in values if other is not None]
    if value is None or len(known) < len(values):
        return None
    return value - min(known)


def spread(plot: Plot, category: str) -> Decimal | None:
    """Give the highest proposal of a category less the lowest; None where one is missing."""
    values = [plot.value(category, name) for name in proposals(plot)]
    known = [value for value in values if value is not None]
    return max(known) - min(known) if len(known) == len(values) else None


def total(plot: Plot, proposal: str) -> Decimal | None:
    """Add up a proposal; None where the sum means nothing or a value is missing."""
    values = [plot.value(name, proposal) for name in plot.categories]
    known = [value for value in values if value is not None]
    summable = (plot.additive or plot.counted) and not plot.years
    return sum(known, Decimal(0)) if summable and len(known) == len(values) else None


def inside(proposal: str) -> str:
    """Write a proposal inside a sentence: “alternativ 1”."""
    return swedish.uncapitalised(proposal) if proposal.startswith("Alternativ ") else proposal
