"""What is said under a figure of its data: signs, sums that differ, and what has changed since."""

from __future__ import annotations

from insyn import swedish
from insyn.data.dataset import Dataset
from insyn.data.sums import Sum
from insyn.data.versions import AsOf


def sign_notes(dataset: Dataset) -> tuple[str, ...]:
    """Say what a positive number means in columns that have both signs."""
    return tuple(
        f"Plus (+) i {swedish.uncapitalised(spec.title)} betyder {spec.plus}."
        for spec in dataset.descriptor.table.fields
        if spec.plus and spec.name in dataset.measures
    )


def sum_notes(dataset: Dataset) -> tuple[str, ...]:
    """Say where a published sum isn't that of its rows, and why."""
    return tuple(_sum_note(dataset, found) for found in dataset.sums if found.differs)


def _sum_note(dataset: Dataset, found: Sum) -> str:
    where = f" ({', '.join(found.where)})" if found.where else ""
    unit = dataset.unit(found.measure)
    published, own = (
        swedish.with_unit(swedish.exact(value), unit) for value in (found.published, found.own)
    )
    return f"I källan är {found.label}{where} {published}, men raderna ger {own}: {found.reason}"


def change_notes(as_of: AsOf, shows: str = "Diagrammet visar") -> tuple[str, ...]:
    """Say what has been corrected since the post's day, or that there are newer figures."""
    notes = [
        f"Rättat {swedish.short_date(change.date)}: {change.note}" for change in as_of.corrections
    ]
    if as_of.newer:
        day = swedish.short_date(as_of.newer.date)
        mended = ", med det rättat" if as_of.corrections else ""
        notes.append(
            f"{shows} siffrorna som de var när inlägget skrevs{mended}. Nya kom {day}: "
            f"{as_of.newer.note}"
        )
    return tuple(notes)
