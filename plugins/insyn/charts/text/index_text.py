"""What dots on an index scale say in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from insyn import swedish
from insyn.charts.plot import Plot
from insyn.charts.text.words import common, ends, missing_sentences
from insyn.data.totals import TOTAL


def last_time(plot: Plot) -> str:
    """Name the series of the time before; "" where there is none."""
    times = [name for name in plot.series if name not in plot.compared]
    return times[1] if len(times) > 1 else ""


def earlier_value(plot: Plot, name: str) -> Decimal | None:
    """Give a part's value last time; None where it isn't known or was measured in another way."""
    before = last_time(plot)
    if not before or not plot.comparable(before, plot.series[0]):
        return None
    return plot.value(name, before)


def index_notes(plot: Plot) -> tuple[str, ...]:
    """Say why last time can't be compared with."""
    before = last_time(plot)
    return tuple(
        f"{year}: {swedish.uncapitalised(why).rstrip('.')}. Värdena för {before} går inte att "
        "jämföra rakt av."
        for year, why in plot.breaks
        if before and int(before) < int(year) <= int(plot.series[0])
    )


def index_heading(plot: Plot) -> str:
    """Say where the whole stands or, without one, which part is highest."""
    whole, now = _whole(plot), plot.series[0]
    title = plot.measure_title.partition(",")[0]
    value = plot.value(whole, now) if whole else None
    if value is not None:
        return f"{title}: {_of(plot, value)}{_since(plot, whole, value)}"
    values = {name: plot.value(name, now) for name in plot.categories}
    if None in values.values() or len(values) < 2:
        return f"{title} per {swedish.uncapitalised(plot.category_title)}"
    highest = ends(values)[0]
    if len(highest) > 2:
        return f"{title} per {swedish.uncapitalised(plot.category_title)}"
    names = swedish.capitalised(swedish.join([swedish.inside(name) for name in highest]))
    return f"{names} högst: {_of(plot, values[highest[0]] or Decimal(0))}"


def index_summary(plot: Plot) -> str:
    """Say where the whole stands, which parts are highest and lowest, and what has changed."""
    whole, now = _whole(plot), plot.series[0]
    sentences = []
    value = plot.value(whole, now) if whole else None
    if value is not None:
        sentences.append(f"{whole}: {_of(plot, value)}{_since(plot, whole, value)}.")
    parts = {name: plot.value(name, now) for name in plot.categories if name != whole}
    known = {name: value for name, value in parts.items() if value is not None}
    if len(known) > 1:
        highest, lowest = ends(known)
        if highest == lowest:
            sentences.append(f"Alla delar ligger på {plot.label(known[highest[0]])}.")
        else:
            sentences.append(
                f"Högst: {_named(plot, highest, known)}. Lägst: {_named(plot, lowest, known)}."
            )
    elif known and value is None:
        name, only = next(iter(known.items()))
        sentences.append(f"{name}: {_of(plot, only)}{_since(plot, name, only)}.")
    sentences += [*_moves(plot, known), *_against(plot)]
    lacking = [
        (common(name), plot.reason(name, now))
        for name in plot.categories
        if plot.value(name, now) is None
    ]
    return " ".join([*sentences, *missing_sentences(lacking)])


def _whole(plot: Plot) -> str:
    return next((name for name in plot.categories if TOTAL.match(name)), "")


def _of(plot: Plot, value: Decimal) -> str:
    highest = plot.bounds[1]
    unit = plot.unit_in_prose
    top = f" av {swedish.exact(highest)}" if highest is not None and not unit else ""
    return f"{plot.quantity(value)}{top}"


def _since(plot: Plot, name: str, value: Decimal) -> str:
    """Say how far a part has moved since last time, in the chart's rounding."""
    before, earlier = last_time(plot), earlier_value(plot, name)
    if earlier is None:
        return ""
    change = value - earlier
    if not plot.shown(change):
        return f", oförändrat sedan {before}"
    return f", {plot.label(abs(change))} {'högre' if change > 0 else 'lägre'} än {before}"


def _moves(plot: Plot, known: Mapping[str, Decimal]) -> list[str]:
    """Say how many parts have gone up, down or nowhere since last time."""
    before = last_time(plot)
    changes = [
        plot.shown(value - earlier)
        for name, value in known.items()
        if (earlier := earlier_value(plot, name)) is not None
    ]
    if len(changes) < 2:
        return []
    counts = (
        ("har ökat", sum(change > 0 for change in changes)),
        ("har minskat", sum(change < 0 for change in changes)),
        ("är oförändrade", sum(change == 0 for change in changes)),
    )
    said = [f"{swedish.count_word(count)} {words}" for words, count in counts if count]
    if len(said) == 1:
        words = next(words for words, count in counts if count)
        return [f"Alla delar {words} sedan {before}."]
    return [
        f"{swedish.capitalised(swedish.join(said))} sedan {before}.".replace(
            "en är oförändrade", "en är oförändrad"
        )
    ]


def _against(plot: Plot) -> list[str]:
    """Say in how many rows the own value is above, below or the same as what is compared."""
    sentences = []
    for other in plot.compared:
        differences = [
            plot.shown(value) - plot.shown(theirs)
            for name in plot.categories
            if (value := plot.value(name, plot.series[0])) is not None
            and (theirs := plot.value(name, other)) is not None
        ]
        counts = (
            ("högre i", sum(difference > 0 for difference in differences)),
            ("lägre i", sum(difference < 0 for difference in differences)),
            ("lika i", sum(difference == 0 for difference in differences)),
        )
        said = [f"{words} {swedish.count_word(count)}" for words, count in counts if count]
        if said:
            sentences.append(f"Jämfört med {_other(other)}: {swedish.join(said)}.")
    return sentences


def _other(name: str) -> str:
    """Write whom is compared with inside a sentence: “riket”, but “Granfors”."""
    return swedish.uncapitalised(name) if TOTAL.match(name) else swedish.inside(name)


def _named(plot: Plot, names: tuple[str, ...], values: Mapping[str, Decimal]) -> str:
    said = swedish.join([common(name) for name in names])
    return f"{said} ({plot.label(values[names[0]])})"
