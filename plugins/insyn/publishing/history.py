"""What has happened to the figures: each dataset's history, and the log of corrections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from insyn import swedish
from insyn.charts.columns import cell_text
from insyn.charts.points import SCENARIOS
from insyn.data.dataset import Dataset
from insyn.data.provenance import Change
from insyn.data.versions import Difference, Version, differences
from insyn.publishing.opendata import PublicDataset, Use

MOST = 10  # values that are told one by one


@dataclass(frozen=True)
class Event:
    """A change of a dataset: what was said of it, and the values that changed, in words."""

    public: PublicDataset
    change: Change
    values: tuple[str, ...]

    @property
    def touched(self) -> tuple[Use, ...]:
        """The places that showed the old values, and tell of it now."""
        return tuple(use for use in self.public.listed if self.change in use.as_of.corrections)


def events(public: PublicDataset) -> tuple[Event, ...]:
    """List the changes of a dataset, the newest first."""
    pairs = zip(public.versions, public.versions[1:], strict=False)
    found = [
        Event(public, later.change, _told(earlier, later))
        for earlier, later in pairs
        if later.change
    ]
    return tuple(reversed(found))


def corrections(happened: Iterable[Event]) -> tuple[Event, ...]:
    """List the corrections among what has happened, the newest first."""
    found = [event for event in happened if event.change.kind == "rättelse"]
    return tuple(sorted(found, key=lambda event: event.change.date, reverse=True))


def _told(earlier: Version, later: Version) -> tuple[str, ...]:
    found = differences(earlier.dataset.table, later.dataset.table)
    told = [_sentence(one, later.dataset) for one in found[:MOST]]
    if len(found) > MOST:
        told.append(f"och {len(found) - MOST} värden till")
    return tuple(told)


def _sentence(found: Difference, dataset: Dataset) -> str:
    """Write “Socialnämnden, Prognos 1: 254 300 tkr i stället för 245 300 tkr”."""
    key = ", ".join(SCENARIOS.get(cell_text(value), cell_text(value)) for value in found.key)
    before, after = (
        swedish.with_unit(swedish.exact(value), dataset.unit(found.measure))
        if value is not None
        else "inget värde"
        for value in (found.before, found.after)
    )
    name = f" ({dataset.column(found.measure).title})" if len(dataset.measures) > 1 else ""
    return f"{key}{name}: {after} i stället för {before}"
