"""What a spread says in words and as a table: counts and quarters, no judgement without a goal."""

from __future__ import annotations

from decimal import Decimal

from insyn import swedish
from insyn.charts.base import Table
from insyn.charts.plot import Plot
from insyn.charts.text.words import missing_sentence
from insyn.charts.values.standing import standing

QUARTERS = ("lägsta", "näst lägsta", "näst högsta", "högsta")


def spread_heading(plot: Plot) -> str:
    """Give the own value and the quarter it lies in."""
    found = standing(plot)
    value = plot.quantity(plot.value(found.own) or Decimal(0))
    if min(plot.values) == max(plot.values):
        return f"{found.own}: {value}, som alla andra"
    return f"{found.own}: {value}, i den {_quarter(plot)} fjärdedelen av {found.count}"


def spread_summary(plot: Plot) -> str:
    """Say the value, how many are lower and higher, whom that is better than, and the spread."""
    found = standing(plot)
    own = plot.value(found.own) or Decimal(0)
    same = found.count - found.below - found.above - 1
    sentences = [f"{found.own} ligger på {plot.quantity(own)}."]
    counts = [(found.below, "lägre"), (found.above, "högre"), (same, "på samma värde")]
    (first, where), *rest = [(count, where) for count, where in counts if count]
    others = [f"{count} {where}" for count, where in rest]
    said = swedish.join([f"{first} {where}", *others])
    sentences.append(f"Av de {found.count - 1} andra ligger {said}.")
    if plot.better and min(plot.values) < max(plot.values):
        worse = found.below if plot.better == "higher" else found.above
        sentences.append(f"Det är bättre än {worse} av {found.count}.")
    half = plot.quantity(found.median)
    low, high = plot.label(min(plot.values)), plot.quantity(max(plot.values))
    if min(plot.values) < max(plot.values):
        sentences.append(f"Hälften ligger på {half} eller lägre, och alla mellan {low} och {high}.")
    lacking = [name for name in plot.categories if plot.value(name) is None]
    if lacking:
        reasons = {plot.reason(name) for name in lacking}
        count = f"{swedish.count_word(len(lacking))} av {len(plot.categories)}"
        if len(lacking) <= 3 and len(reasons) == 1:
            sentences.append(missing_sentence(lacking, reasons.pop()))
        else:
            sentences.append(f"{swedish.capitalised(count)} har inget värde.")
    return " ".join(sentences)


def spread_table(plot: Plot) -> Table:
    """Give the own value and the marks of the spread, unrounded; the file has all the rest."""
    found = standing(plot)
    return Table(
        caption=f"{plot.measure_title}, {plot.period}. Alla {found.count} värden finns i datafilen",
        head=("Läge", plot.in_unit(plot.measure_title)),
        rows=tuple((name, swedish.exact(value)) for name, value in found.marks),
    )


def _quarter(plot: Plot) -> str:
    """Name the quarter that the own value lies in; on a border it is the lower one."""
    found = standing(plot)
    value, limits = plot.value(found.own) or Decimal(0), [mark for _, mark in found.marks[2:5]]
    return QUARTERS[sum(value > limit for limit in limits)]
