"""Freezing: what a published post shows is kept, and no figure changes without a word.

`freezing_problems` finds what isn't kept, or has changed; `freeze_all` keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from insyn import swedish
from insyn.data.provenance import Change
from insyn.data.versions import differences, freeze, same_figures
from insyn.problems import Problem
from insyn.publishing.opendata import PublicDataset

CURE = "Kör python3 tasks.py freeze och lägg till filerna i data/versioner."


def freezing_problems(datasets: Sequence[PublicDataset]) -> Iterator[Problem]:
    """Find public datasets that no version keeps, or that have changed since without a word."""
    for public in datasets:
        source = public.dataset.descriptor_text
        if not public.versions:
            message = f"{public.name} publiceras men är inte fryst. {CURE}"
            yield source.problem(message, "name")
        elif not _is_kept(public):
            change = next_change(public)
            yield source.problem(_unfrozen(change) if change else _unsaid(public), "changes")
        known = {version.since for version in public.versions[1:]}
        for index, change in enumerate(public.dataset.descriptor.changes):
            if change.date not in known and change != next_change(public):
                day = swedish.short_date(change.date)
                message = f"Det finns ingen fryst version från den {day}."
                yield source.problem(message, "changes", index, "date")


def next_change(public: PublicDataset) -> Change | None:
    """Give the change that the figures as they are now come of, where it isn't frozen yet."""
    if not public.versions or _is_kept(public):
        return None
    last = public.versions[-1].since
    later = [change for change in public.dataset.descriptor.changes if change.date > last]
    return max(later, key=lambda change: change.date, default=None)


def freeze_all(
    datasets: Sequence[PublicDataset], data: Path, today: date
) -> tuple[list[Path], list[Problem]]:
    """Keep what isn't kept; give the files written, and the changes that nobody has told of."""
    written, problems = [], []
    for public in datasets:
        change = next_change(public)
        if not public.versions or change:
            written.append(freeze(public.dataset, change.date if change else today, data))
        elif not _is_kept(public):
            problems.append(public.dataset.descriptor_text.problem(_unsaid(public), "changes"))
    return written, problems


def _is_kept(public: PublicDataset) -> bool:
    return same_figures(public.versions[-1].dataset, public.dataset)


def _unfrozen(change: Change) -> str:
    return f"Ändringen den {swedish.short_date(change.date)} är inte fryst. {CURE}"


def _unsaid(public: PublicDataset) -> str:
    last = public.versions[-1]
    count = len(differences(last.dataset.table, public.dataset.table))
    what = (
        f"{count} värden" if count > 1 else "Ett värde" if count else "Enhet, tecken eller beslut"
    )
    return (
        f"{what} har ändrats sedan siffrorna frystes {swedish.short_date(last.since)}. Ångra, "
        "eller skriv under changes vad som hänt: date, kind (rättelse eller uppdatering) och note. "
        "Kör sedan python3 tasks.py freeze."
    )
