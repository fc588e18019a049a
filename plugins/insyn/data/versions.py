"""Versions: every dataset that a post shows is kept as it was, so that none changes unseen.

`data/versioner/NAME/DATE.csv`, with a descriptor beside it, is the dataset as it has been from that
day on; a second one of a day is DATE-2. `tasks.py freeze` writes it. When the data change,
`changes` in the dataset's descriptor says on what day, why, and whether the old figure was wrong
(rättelse) or right in its day (uppdatering). A post shows the newest version of its own day or
before, and then steps on over corrections, which it tells of; at an update it stops. The build
reads files alone, never git.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from insyn.data.dataset import Dataset
from insyn.data.provenance import Change
from insyn.data.schema import TOO_FEW
from insyn.data.table import Table
from insyn.data.values import Value
from insyn.data.writing import to_csv
from insyn.keeping import digest

FOLDER = "versioner"
# How a frozen file is written is known, so what told how the first was is left out.
_NOT_FROZEN = {
    "fetch",
    "dialect",
    "encoding",
    "ignore",
    "ignoreRows",
    "wide",
    "totals",
    "aggregate",
    "publish",
    "embargo",
}
_NOT_IN_FIELDS = {"from", "groupChar", "format"}


@dataclass(frozen=True)
class Version:
    """A dataset as it has been from a day on, and the change that made it (the first has none).

    `name` is that of its file: the day, with a number behind it for a second one of that day.
    `digest` is that of the whole file of a large table, of which only the sums are kept.
    """

    name: str
    since: date
    dataset: Dataset
    change: Change | None = None
    digest: str = ""


@dataclass(frozen=True)
class AsOf:
    """What a post of a day shows: a version, the corrections in it, and the change after it.

    `version` is its name; "" where it is the dataset as it is now.
    """

    dataset: Dataset
    corrections: tuple[Change, ...] = ()
    newer: Change | None = None
    version: str = ""


def as_of(current: Dataset, versions: Sequence[Version], day: date) -> AsOf:
    """Choose the version that a post of `day` shows; `versions` are in order of day.

    While the figures have changed and that isn't frozen yet, as in a preview, the last is current.
    """
    if not versions:
        return AsOf(current)
    start = max((place for place, one in enumerate(versions) if _is_before(one, day)), default=0)
    corrections: list[Change] = []
    for place in range(start + 1, len(versions)):
        change = versions[place].change
        if change is None or change.kind == "uppdatering":
            shown = versions[place - 1]
            return AsOf(shown.dataset, tuple(corrections), change, shown.name)
        corrections.append(change)
    last = versions[-1].dataset
    return AsOf(last if same_figures(last, current) else current, tuple(corrections))


def _is_before(version: Version, day: date) -> bool:
    """Tell whether a post of `day` was written from a version, and not corrected by it that day."""
    corrects = version.change is not None and version.change.kind == "rättelse"
    return version.since < day or (version.since == day and not corrects)


def same_figures(one: Dataset, other: Dataset) -> bool:
    """Tell whether two versions say the same: values, missing values, units, signs and decision."""
    return _substance(one) == _substance(other)


def _substance(dataset: Dataset) -> list[Any]:
    described = dataset.descriptor
    fields = [
        (spec.name, described.unit_of(spec), spec.better, spec.plus)
        for spec in described.table.fields
    ]
    table = dataset.table
    return [dict(table.columns), dict(table.reasons), fields, described.costs, described.decision]


@dataclass(frozen=True)
class Difference:
    """A value that two versions of a dataset have differently; None is missing or not there."""

    key: tuple[Value, ...]
    measure: str
    before: Value
    after: Value


def differences(before: Table, after: Table) -> list[Difference]:
    """List the values that differ, in the order of the newer table and then of the older."""
    tables = [
        {tuple(row[name] for name in table.keys): row for row in table.rows()}
        for table in (before, after)
    ]
    old, new = tables
    return [
        Difference(key, measure, old.get(key, {}).get(measure), new.get(key, {}).get(measure))
        for key in dict.fromkeys([*new, *old])
        for measure in after.measures
        if old.get(key, {}).get(measure) != new.get(key, {}).get(measure)
    ]


def freeze(dataset: Dataset, since: date, folder: Path) -> Path:
    """Write a version of a dataset; give the path of its data. Small groups are already hidden."""
    place = folder / FOLDER / dataset.name
    place.mkdir(parents=True, exist_ok=True)
    names = [str(since), *(f"{since}-{number}" for number in range(2, 100))]
    path = next(place / f"{name}.csv" for name in names if not (place / f"{name}.csv").exists())
    path.write_bytes(content(dataset))
    text = yaml.safe_dump(_frozen(dataset), allow_unicode=True, sort_keys=False, width=100)
    path.with_suffix(".yaml").write_text(text, encoding="utf-8", newline="\n")
    if dataset.whole:
        path.with_suffix(".sha256").write_text(digest(dataset.whole.path), encoding="utf-8")
    return path


def content(dataset: Dataset) -> bytes:
    """Give a version's data as they are written."""
    return to_csv(dataset.table, dataset.descriptor.table, safe=False)


def _frozen(dataset: Dataset) -> dict[str, Any]:
    """Give the descriptor of a frozen file."""
    said = dataset.descriptor.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    said = {key: value for key, value in said.items() if key not in _NOT_FROZEN | {"changes"}}
    schema = said["schema"]
    schema["fields"] = [
        {key: value for key, value in field.items() if key not in _NOT_IN_FIELDS}
        | ({"decimalChar": ","} if field["type"] in {"number", "integer"} else {})
        for field in schema["fields"]
    ]
    schema.pop("zeroValues", None)
    if schema.get("missingValues"):
        schema["missingValues"].append({"value": TOO_FEW, "label": TOO_FEW})
    return said | {"totals": []}
