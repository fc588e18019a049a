"""Which rows of a file that nobody has described are sums of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from insyn.data.descriptor import Descriptor
from insyn.data.table import Table
from insyn.data.totals import FEW, TOTAL, Totals, find_totals, unlabelled
from insyn.data.units import adds_up
from insyn.intake.guessing import Guess
from insyn.intake.guessing_wide import WideGuess
from insyn.intake.trial import UNKNOWN, guessed
from insyn.yamltext import YamlText


def guess_totals(
    table: Table, descriptor: Descriptor, guesses: Sequence[Guess], wide: WideGuess | None
) -> tuple[tuple[str, ...], Totals]:
    """Find the rows of sums: those that are called so, and those that are sums of what is near.

    Where no unit is known yet, the former can't be compared but are still told of.
    """
    units = {spec.name: descriptor.unit_of(spec) for spec in descriptor.table.fields}
    measures = [name for name in table.measures if adds_up(units[name])]
    texts = [name for name in table.keys if table.types[name] == "string"]
    called = tuple(
        dict.fromkeys(
            str(value) for name in texts for value in table.columns[name] if TOTAL.match(str(value))
        )
    )
    if not measures:
        return called if UNKNOWN in units.values() else (), Totals()
    silent = tuple(label for label, _ in unlabelled(table, measures))
    best: tuple[tuple[str, ...], Totals] = ((), Totals())
    for tried in (called, silent, *((*called, ending) for ending in _endings(table, texts))):
        declared = Descriptor.model_validate(guessed(guesses, wide, tried))
        found = find_totals(table, declared, YamlText("", 1, {}))
        right = [one for one in found.sums if not one.differs]
        if tried == called or (
            len(right) > len(best[1].sums) and len(right) > 0.7 * len(found.sums)
        ):
            best = tried, found
    return best


def _endings(table: Table, texts: Sequence[str]) -> list[str]:
    """Give the endings that several rows' names share, as “* län”: they may be sums of groups."""
    found = Counter(
        str(value).rpartition(" ")[2]
        for name in texts
        for value in table.columns[name]
        if " " in str(value)
    )
    return [f"* {ending}" for ending, count in found.most_common(3) if count > 2]


def sums_of_what_follows(table: Table, measure: str, taken: frozenset[int]) -> Iterator[str]:
    """Give the names of rows that are the sum of all that stand under them, to the next sum.

    `taken` are the rows that are known to be sums. A second way of parting the same whole would be
    counted as well as the first.
    """
    values = table.columns[measure]
    edges = sorted({*taken, len(values)})
    start = 0
    for edge in edges:
        below = Decimal(0)
        for place in range(edge - 1, start - 1, -1):
            value = values[place]
            if not isinstance(value, Decimal):
                break
            if edge - place >= FEW and value and value == below:
                yield " ".join(str(table.columns[name][place]) for name in table.keys)
            below += value
        start = edge + 1
