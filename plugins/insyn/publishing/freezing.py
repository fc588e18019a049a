"""Freezing: what a published post shows is kept, and no figure changes without a word.

`freezing_problems` finds what isn't kept, or has changed; `freeze_all` keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from insyn import swedish
from insyn.data.provenance import Change
from insyn.data.versions import Version, content, differences, freeze, same_figures
from insyn.keeping import digest
from insyn.problems import Problem
from insyn.publishing.opendata import PublicDataset

CURE = "Kör python3 tasks.py freeze och lägg till filerna i data/versioner."


def freezing_problems(datasets: Sequence[PublicDataset], root: Path) -> Iterator[Problem]:
    """Find public datasets that no version keeps, or that have changed since without a word."""
    for public in datasets:
        source = public.dataset.descriptor_text
        if not public.versions:
            message = f"{public.name} publiceras men är inte fryst. {CURE}"
            yield source.problem(message, "name")
            continue
        waiting = waiting_changes(public)
        if waiting:
            yield _at(public, waiting[0], _unfrozen(waiting))
        elif not _is_kept(public):
            yield source.problem(_unsaid(public), "changes")
        frozen = {version.change for version in public.versions}
        for change in public.dataset.descriptor.changes:
            if change not in frozen and change not in waiting:
                last = swedish.short_date(public.versions[-1].since)
                message = f"Ändringen är inte fryst, och kan inte ha en tidigare dag än {last}."
                yield _at(public, change, message)
        for version in _outdated(public, root):
            message = f"Filen visar grupper som nu döljs. {CURE}"
            yield Problem(version.dataset.file, 1, message)


def waiting_changes(public: PublicDataset) -> list[Change]:
    """List the changes that are told of but not frozen yet, in order of day."""
    last = public.versions[-1].since if public.versions else date.max
    frozen = {version.change for version in public.versions}
    changes = public.dataset.descriptor.changes
    later = (change for change in changes if change.date >= last and change not in frozen)
    return sorted(later, key=lambda change: change.date)


def _at(public: PublicDataset, change: Change, message: str) -> Problem:
    index = public.dataset.descriptor.changes.index(change)
    return public.dataset.descriptor_text.problem(message, "changes", index, "date")


def freeze_all(
    datasets: Sequence[PublicDataset], root: Path, today: date
) -> tuple[list[Path], list[Problem]]:
    """Keep what isn't kept; give the files written, and what must be told of or mended first."""
    written, problems = [], []
    for public in datasets:
        waiting = waiting_changes(public)
        fault = _day_fault(public, waiting, today) if waiting else ""
        if not waiting and public.versions and not _is_kept(public):
            fault = _unsaid(public)
        if fault:
            place = _at(public, waiting[0], fault) if waiting else None
            problems.append(place or public.dataset.descriptor_text.problem(fault, "changes"))
        elif waiting or not public.versions:
            day = waiting[0].date if waiting else today
            written.append(freeze(public.dataset, day, root / "data"))
        for version in _outdated(public, root):
            (root / version.dataset.file).write_bytes(content(version.dataset))
            written.append(root / version.dataset.file)
    return written, problems


def _day_fault(public: PublicDataset, waiting: Sequence[Change], today: date) -> str:
    """Say what is wrong with the day of a change: a post of before must not be of after."""
    if len(waiting) > 1:
        return "Flera ändringar väntar på att frysas. Skriv en i taget och kör freeze efter var."
    days = (use.source.day for use in public.uses if use.source.day)
    latest = max((day for day in days if day < today), default=date.min)
    if latest < waiting[0].date <= today:
        return ""
    shown = f" efter {swedish.short_date(latest)}, då ett inlägg visade de gamla,"
    after = shown if latest > date.min else ""
    return (
        f"Ändringen den {swedish.short_date(waiting[0].date)} ska ha den dag då siffrorna byts på "
        f"webbplatsen:{after} och senast i dag."
    )


def _is_kept(public: PublicDataset) -> bool:
    last, whole = public.versions[-1], public.dataset.whole
    same_rows = whole is None or last.digest == digest(whole.path)
    return same_rows and same_figures(last.dataset, public.dataset)


def _outdated(public: PublicDataset, root: Path) -> list[Version]:
    """List the versions of a survey whose files show more than may be shown now."""
    return [
        version
        for version in public.versions
        if public.dataset.descriptor.survey
        and (root / version.dataset.file).read_bytes() != content(version.dataset)
    ]


def _unfrozen(waiting: Sequence[Change]) -> str:
    return f"Ändringen den {swedish.short_date(waiting[0].date)} är inte fryst. {CURE}"


def _unsaid(public: PublicDataset) -> str:
    last = public.versions[-1]
    count = len(differences(last.dataset.table, public.dataset.table))
    what = f"{count} värden" if count > 1 else "Ett värde" if count else "Rader, enhet eller beslut"
    return (
        f"{what} har ändrats sedan siffrorna frystes {swedish.short_date(last.since)}. Ångra, "
        "eller skriv under changes vad som hänt: date (dagens), kind (rättelse eller "
        "uppdatering) och note. Kör sedan python3 tasks.py freeze."
    )
