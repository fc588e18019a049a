"""What a line chart shows, in words."""

from __future__ import annotations

from decimal import Decimal

from insyn import swedish
from insyn.charts.layers.axis import value_axis
from insyn.charts.layers.line_frame import roles, tick_text
from insyn.charts.plot import ROUNDED, Plot
from insyn.charts.text.words import after_title, missing_sentence

MANY = 4  # more years than this are counted, not listed


def line_heading(plot: Plot) -> str:
    """Say where the first lifted line is now, and how it has moved since last."""
    series = min(plot.series, key=roles(plot).__getitem__)
    known = _known(plot, series)
    if not known:
        return f"{plot.measure_title} {plot.period}"
    year, last = known[-1]
    moves = [
        moved(plot, value, last, [before])
        for before, value in known[-2:-1]
        if plot.comparable(before, year)
    ]
    now = _now(plot, year, last)
    if not series and not plot.rank:
        now = f"{after_title(plot, last)} ({year})"
    said = ", ".join([now, *moves])
    if plot.rank and not series:
        return swedish.capitalised(said)
    return f"{series or plot.measure_title}: {said}"


def line_summary(plot: Plot) -> str:
    """Say for each line where it is and how it has moved, and which years have no value."""
    series = sorted(plot.series, key=roles(plot).__getitem__)
    return " ".join([*(_sentence(plot, name) for name in series), *_missing(plot)])


def line_notes(plot: Plot) -> tuple[str, ...]:
    """Say where the axis begins if not at zero, and when rounded values don't add up."""
    axis = value_axis(plot)
    found = []
    if axis.cut:
        start = tick_text(plot, axis, axis.low)
        end = swedish.with_unit(tick_text(plot, axis, axis.high), plot.unit_in_prose)
        found.append(f"Observera att axeln går från {start} till {end} och inte börjar på noll.")
    found += [
        f"{year}: {swedish.uncapitalised(why).rstrip('.')}. Värden före och efter går inte att "
        "jämföra rakt av."
        for year, why in plot.breaks
        if int(year) in plot.broken
    ]
    ends = [[value for _, value in _known(plot, name)] for name in plot.series]
    pairs = [(values[-1], other) for values in ends for other in (*values[:1], *values[-2:-1])]
    if not all(plot.adds_up(*pair) for pair in pairs):
        found.append(ROUNDED)
    return tuple(found)


def _known(plot: Plot, series: str) -> list[tuple[str, Decimal]]:
    return [
        (year, value) for year in plot.categories if (value := plot.value(year, series)) is not None
    ]


def _now(plot: Plot, year: str, value: Decimal) -> str:
    """Write a value with its year: “plats 143 av 290 år 2013”, “78 (2013)”."""
    if plot.rank:
        last = plot.bounds[1]
        return f"plats {plot.label(value)}{f' av {plot.label(last)}' if last else ''} år {year}"
    return f"{plot.quantity(value)} ({year})"


def _sentence(plot: Plot, series: str) -> str:
    """Say where a line is now, how it has moved since last and since first, and its extremes."""
    known = _known(plot, series)
    if not known:
        return f"{series}: {plot.reason(plot.categories[0], series)}."
    year, last = known[-1]
    said = f"{series}: {_now(plot, year, last)}" if series else _now(plot, year, last)
    earlier = [
        (before, value)
        for before, value in dict.fromkeys([*known[-2:-1], *known[:1]] if len(known) > 1 else [])
        if plot.comparable(before, year)
    ]
    same = [before for before, value in earlier if plot.label(value) == plot.label(last)]
    moves = [moved(plot, value, last, [before]) for before, value in earlier if before not in same]
    moves += [moved(plot, last, last, same)] if same else []
    text = ", ".join(filter(None, [said, swedish.join(moves)])) + "."
    values = dict(known).values()
    worst_place = plot.bounds[1]
    if plot.rank and worst_place and len(plot.series) == 1:
        text += f" Det är bättre än {plot.label(worst_place - last)} av {plot.label(worst_place)}."
    unbroken = plot.comparable(known[0][0], year)
    if len(plot.series) == 1 and unbroken and plot.label(min(values)) != plot.label(max(values)):
        best, worst = ("Bäst", "sämst") if plot.rank else ("Lägst", "högst")
        text += f" {best}: {_when(plot, known, min(values))}, "
        text += f"{worst}: {_when(plot, known, max(values))}."
    return swedish.capitalised(text)


def _when(plot: Plot, known: list[tuple[str, Decimal]], value: Decimal) -> str:
    """Write an extreme with the years in which the chart shows it."""
    years = [year for year, other in known if plot.label(other) == plot.label(value)]
    return f"{plot.label(value)} ({swedish.join(years)})"


def _missing(plot: Plot) -> list[str]:
    """Name the years without a value and why: once for all lines where they are the same."""
    gaps = {series: _gaps(plot, series) for series in plot.series if _known(plot, series)}
    same = len(set(gaps.values())) == 1
    told = dict.fromkeys(
        missing_sentence([f"{_years(years)}{'' if same else f' ({series})'}"], reason)
        for series, found in gaps.items()
        for reason, years in found
    )
    return list(told)


def _gaps(plot: Plot, series: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the years without a value by the reason why."""
    found: dict[str, list[str]] = {}
    for year in plot.categories:
        if plot.value(year, series) is None:
            found.setdefault(plot.reason(year, series), []).append(year)
    return tuple((reason, tuple(years)) for reason, years in found.items())


def _years(years: tuple[str, ...]) -> str:
    return swedish.join(years) if len(years) <= MANY else f"{len(years)} år"


def moved(plot: Plot, first: Decimal, last: Decimal, years: list[str]) -> str:
    """Say how far a line has moved since a year, in the chart's rounding."""
    change = last - first
    if plot.shown(change) == 0:  # the ends may still be shown as different
        change = (plot.shown(last) - plot.shown(first)) / plot.unit.factor
    since = f"år {swedish.join(years)}"
    if plot.shown(change) == 0:
        return f"samma som {since}"
    size = plot.label(abs(change))
    if plot.rank:
        places = "plats" if size == "1" else "platser"
        return f"{size} {places} {'bättre' if change < 0 else 'sämre'} än {since}"
    if plot.file_unit in {"%", "procent"}:
        size += " procentenhet" if size == "1" else " procentenheter"
    elif plot.additive:
        size = plot.quantity(abs(change))
    elif not plot.unit_in_prose and not plot.counted:
        size += " enhet" if size == "1" else " enheter"
    more, less = ("fler", "färre") if plot.counted else ("högre", "lägre")
    return f"{size} {more if change > 0 else less} än {since}"
