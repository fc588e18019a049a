"""What the words of several chart types share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from insyn import swedish
from insyn.charts.plot import Plot
from insyn.data.schema import MISSING


def ends(values: Mapping[str, Decimal | None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give all the names with the highest and all with the lowest known value.

    Raises ValueError when no value is known.
    """
    known = {name: value for name, value in values.items() if value is not None}
    highest, lowest = (
        tuple(name for name, value in known.items() if value == end)
        for end in (max(known.values()), min(known.values()))
    )
    return highest, lowest


def common(name: str) -> str:
    """Write a row's name inside a sentence: “gator och vägar”, but “Tallvika Energi AB”."""
    return (
        name
        if any(word[:1].isupper() for word in name.split()[1:])
        else swedish.uncapitalised(name)
    )


def missing_sentence(names: Sequence[str], reason: str) -> str:
    """Say what has no value and why: “A och b visas inte: för få svar.”."""
    said = swedish.join(names)
    if reason == MISSING:
        return f"Uppgift saknas för {said}."
    return f"{swedish.capitalised(said)} visas inte: {reason}."


def missing_sentences(lacking: Iterable[tuple[str, str]]) -> list[str]:
    """Say what has no value, once for each reason; `lacking` are names with their reasons."""
    found: dict[str, list[str]] = {}
    for name, reason in lacking:
        found.setdefault(reason, []).append(swedish.inside(name))
    return [missing_sentence(names, reason) for reason, names in found.items()]


def response_text(plot: Plot) -> str:
    """Say how many answered: “1 378 av 1 660 svarade (83 %)”; "" where it isn't known."""
    if plot.response is None:
        return ""
    answered, asked = (Decimal(count) for count in plot.response)
    share = swedish.with_unit(swedish.number(answered / asked * 100), "%")
    return f"{swedish.number(answered)} av {swedish.number(asked)} svarade ({share})"


def after_title(plot: Plot, value: Decimal) -> str:
    """Write a value after the measure's title, which may say the unit: “Antal invånare: 21 447”."""
    said = plot.in_unit(plot.measure_title) == plot.measure_title
    return plot.label(value) if said else plot.quantity(value)


def caption(plot: Plot) -> str:
    """Say above a table what is measured, where and when."""
    return f"{plot.measure_title}, {plot.place}, {plot.period}"


def in_brackets(plot: Plot) -> str:
    """Write the file's unit after a column's title: “ (tkr)”; "" where there is none."""
    return f" ({plot.file_unit})" if plot.file_unit else ""


def why_missing(plot: Plot, name: str, series: Sequence[str], otherwise: str = MISSING) -> str:
    """Say why the first of some values that a category lacks is missing."""
    lacking = [one for one in series if plot.value(name, one) is None]
    return plot.reason(name, lacking[0]) if lacking else otherwise
