"""What proposals held against one another say in words and as a table."""

from __future__ import annotations

from decimal import Decimal

from insyn import swedish
from insyn.charts.base import Table
from insyn.charts.plot import ROUNDED, Plot
from insyn.charts.text.words import caption, ends, in_brackets, missing_sentences
from insyn.charts.values.proposals import difference, inside, proposals, spread, total


def proposals_heading(plot: Plot) -> str:
    """Say for whom the proposals differ most, and by how much."""
    spreads = {name: spread(plot, name) for name in plot.categories}
    known = [value for value in spreads.values() if value is not None]
    if not known or len(known) < len(spreads):
        return f"{swedish.capitalised(_count(plot))} förslag till {_what(plot)}"
    widest = ends(spreads)[0]
    if not max(known):
        return f"Förslagen är lika för alla: {_what(plot)}"
    if len(widest) > 2 or len(spreads) == 1:
        return f"Förslagen skiljer sig som mest med {plot.quantity(max(known))}"
    names = swedish.join([swedish.inside(name) for name in widest])
    return f"Förslagen skiljer sig mest för {names}: {plot.quantity(max(known))}"


def proposals_summary(plot: Plot) -> str:
    """Give the totals, where the proposals differ most and where not at all, and the remarks."""
    sentences = [*_totals(plot), *_widest(plot)]
    same = [name for name in plot.categories if spread(plot, name) == 0]
    if same and len(same) < len(plot.categories):
        names = swedish.join([swedish.inside(name) for name in same])
        sentences.append(f"Lika i alla förslag: {names}.")
    sentences += [f"{series} {remark}." for series, remark in plot.remarks]
    lacking = [
        (f"{swedish.inside(name)} ({inside(series)})", plot.reason(name, series))
        for name, series in plot.places
        if plot.value(name, series) is None
    ]
    return " ".join([*sentences, *missing_sentences(lacking)])


def proposals_notes(plot: Plot) -> tuple[str, ...]:
    """Say what the differences are from, and that the panels differ in scale."""
    against = (
        f"Skillnaderna är mot {swedish.uncapitalised(plot.compared[0])}"
        if plot.compared
        else "Skillnaderna är mot det lägsta förslaget på varje rad"
    )
    pairs = [
        (value, value - more)
        for name, series in plot.places
        if (value := plot.value(name, series)) is not None
        and (more := difference(plot, name, series)) is not None
    ]
    rounded = () if all(plot.adds_up(*pair) for pair in pairs) else (ROUNDED,)
    return (f"{against}, och ritade i en egen skala.", *rounded)


def proposals_table(plot: Plot) -> Table:
    """Give every proposal, unrounded, and how they differ, in the unit and in percent."""
    unit = in_brackets(plot)
    remarks = dict(plot.remarks)
    compared = proposals(plot) if plot.compared else ()
    heads = [
        f"{name}{f', {remarks[name]}' if name in remarks else ''}{unit}" for name in plot.series
    ]
    if plot.compared:
        for name in compared:
            heads += [f"{name}, skillnad{unit}", f"{name}, skillnad (%)"]
    else:
        heads += [f"Högst minus lägst{unit}", "Högst minus lägst (% av lägst)"]

    def cells(name: str, values: list[Decimal | None]) -> tuple[str, ...]:
        by_series = dict(zip(plot.series, values, strict=True))
        written = [swedish.exact(value) for value in values]
        if name in plot.categories:
            written = [plot.written(name, series) for series in plot.series]
        if plot.compared:
            base = by_series[plot.compared[0]]
            pairs = [_difference(by_series[series], base) for series in compared]
            return (name, *written, *(cell for pair in pairs for cell in pair))
        known = [value for value in values if value is not None]
        whole = len(known) == len(values)
        pair = _difference(max(known), min(known)) if whole else _difference(None, None)
        return (name, *written, *pair)

    totals = [total(plot, series) for series in plot.series]
    return Table(
        caption=caption(plot),
        head=(plot.category_title, *heads),
        rows=tuple(
            cells(name, [plot.value(name, series) for series in plot.series])
            for name in plot.categories
        ),
        foot=() if None in totals or len(plot.categories) < 2 else cells("Summa", totals),
    )


def _difference(value: Decimal | None, base: Decimal | None) -> tuple[str, str]:
    """Write a difference in the file's unit and in percent of what it is from."""
    if value is None or base is None:
        return ("uppgift saknas", "uppgift saknas")
    change = value - base
    share = f"{swedish.signed(change / abs(base) * 100, 1)}" if base else "går inte att räkna ut"
    return (swedish.exact_signed(change), share)


def _totals(plot: Plot) -> list[str]:
    totals = {name: total(plot, name) for name in plot.series}
    if len(plot.categories) < 2 or None in totals.values():
        return []
    said = [
        f"{plot.quantity(value or Decimal(0))} i {inside(name)}" for name, value in totals.items()
    ]
    return [f"Tillsammans: {swedish.join(said)}."]


def _widest(plot: Plot) -> list[str]:
    """Say for whom the proposals differ most, with each of them."""
    spreads = {name: spread(plot, name) for name in plot.categories}
    known = [value for value in spreads.values() if value is not None]
    if not known or not max(known):
        return ["Förslagen är lika för alla."] if known and len(known) == len(spreads) else []
    widest = ends(spreads)[0]
    whole = len(known) == len(spreads)
    said = (
        "Mest skiljer sig förslagen för"
        if whole
        else "Bland de kända skiljer sig förslagen mest för"
    )
    if len(widest) > 1:
        names = swedish.join([swedish.inside(name) for name in widest])
        return [f"{said} {names}: {plot.quantity(max(known))}."]
    values = [(name, plot.value(widest[0], name) or Decimal(0)) for name in proposals(plot)]
    each = swedish.join([f"{plot.label(value)} i {inside(name)}" for name, value in values])
    unit = f" ({plot.unit_in_prose})" if plot.unit_in_prose else ""
    return [f"{said} {swedish.inside(widest[0])}{unit}: {each}."]


def _count(plot: Plot) -> str:
    return swedish.count_word(len(proposals(plot)))


def _what(plot: Plot) -> str:
    return swedish.uncapitalised(plot.measure_title)
