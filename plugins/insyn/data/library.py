"""All datasets of a site, found under data/ by their descriptors and checked together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from insyn.data import aliases as aliases_file
from insyn.data import catalogue as catalogue_file
from insyn.data.aliases import Aliases, read_aliases
from insyn.data.catalogue import Catalogue, read_catalogue
from insyn.data.dataset import Dataset
from insyn.data.loading import read_kept
from insyn.data.provenance import Change
from insyn.data.reading.open_file import SUFFIXES
from insyn.data.small_groups import hide_small_groups
from insyn.data.versions import FOLDER, AsOf, Version, as_of
from insyn.incremental.fingerprints import fingerprint_of
from insyn.incremental.inputs import Inputs
from insyn.incremental.store import FILE, Store
from insyn.problems import Problem, ProblemsFound

# A name is part of addresses, and of what writers type.
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
VERSION = re.compile(r"(\d{4}-\d\d-\d\d)(?:-\d+)?")
OWN = {aliases_file.FILE, catalogue_file.FILE}
Result = TypeVar("Result")


@dataclass(frozen=True)
class Library:
    """The datasets that could be read, by name; `broken` names those that couldn't.

    `versions` are those that were kept, in order of day; `root` is the site's.
    """

    datasets: Mapping[str, Dataset]
    broken: frozenset[str]
    problems: tuple[Problem, ...]
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    catalogue: Catalogue | None = None
    root: Path = Path()

    def told_of(self, name: str) -> bytes:
        """Give a digest of a dataset and of all its versions."""
        return fingerprint_of((self.datasets[name], self.versions.get(name, ())))

    def as_of(self, name: str, day: date | None) -> AsOf:
        """Give what a post of `day` shows of a dataset; without a day, what it is now."""
        current = self.datasets[name]
        if day is None:
            return AsOf(current)
        return as_of(current, self.versions.get(name, ()), day)


def load_library(root: Path, inputs: Inputs | None = None) -> Library:
    """Read every descriptor below the site's data/, with its file, and hide small groups.

    What was read of files that haven't changed is kept.
    """
    if inputs is None:
        with Store(root / ".cache" / FILE) as own:
            return load_library(root, Inputs(root, own))
    problems: list[Problem] = []
    aliases = _tried(read_aliases, problems, root) or Aliases({})
    read: dict[str, Dataset] = {}
    broken: set[str] = set()
    for path in _descriptors(root, problems, broken):
        name = path.stem
        if name in read or name in broken:
            message = f"Det finns redan en datamängd ”{name}”."
            problems.append(Problem(_relative(path, root), 1, message))
        elif (dataset := _tried(_named, problems, path, root, aliases, inputs)) is not None:
            read[name] = dataset
        else:
            broken.add(name)
    kept = {
        path: dataset
        for path in sorted((root / "data" / FOLDER).glob("*/*.yaml"))
        if (dataset := _tried(read_kept, problems, path, root, aliases, inputs)) is not None
    }
    catalogue = _tried(read_catalogue, problems, root) if read or broken else None
    shown = hide_small_groups(read, kept, problems)
    now = {name: shown[dataset.file] for name, dataset in read.items() if dataset.file in shown}
    versions = _versions(kept, shown, now, problems)
    problems += _orphans(root, read.keys() | broken)
    return Library(
        MappingProxyType(now),
        frozenset(broken | (read.keys() - now.keys())),
        tuple(problems),
        MappingProxyType(versions),
        catalogue,
        root,
    )


def _tried(
    read: Callable[..., Result], problems: list[Problem], *arguments: object
) -> Result | None:
    """Give what `read` gives, or None with its problems gathered."""
    try:
        return read(*arguments)
    except ProblemsFound as found:
        problems.extend(found.problems)
        return None


def _named(path: Path, root: Path, aliases: Aliases, inputs: Inputs) -> Dataset:
    """Read a dataset that has the name of its file."""
    dataset = read_kept(path, root, aliases, inputs)
    if dataset.name != path.stem:
        message = f"Namnet ”{dataset.name}” ska vara detsamma som filens: ”{path.stem}”."
        raise ProblemsFound([dataset.descriptor_text.problem(message, "name")])
    return dataset


def _descriptors(root: Path, problems: list[Problem], broken: set[str]) -> list[Path]:
    """List the descriptors; a data file without one, and a name that can't be one, are problems."""
    found: dict[Path, Path] = {}
    for path in sorted((root / "data").rglob("*")):
        file = _relative(path, root)
        skipped = file in OWN or file.startswith(f"data/{FOLDER}/") or path.name.startswith(".")
        if not skipped and path.is_file() and path.suffix.lower() in {*SUFFIXES, ".yaml", ".yml"}:
            found.setdefault(path.with_suffix(""), path)
    for stem, path in found.items():
        file = _relative(path, root)
        if not NAME.fullmatch(stem.name):
            message = "Filnamnet får bara ha a–z, siffror, bindestreck och understreck."
            problems.append(Problem(file, 1, message))
        elif not stem.with_suffix(".yaml").is_file():
            message = (
                f"Beskrivningen {_relative(stem.with_suffix('.yaml'), root)} saknas. "
                f"Skapa den med: python3 tasks.py data {file}"
            )
            problems.append(Problem(file, 1, message))
            broken.add(stem.name)
    return [
        stem.with_suffix(".yaml")
        for stem in found
        if NAME.fullmatch(stem.name) and stem.with_suffix(".yaml").is_file()
    ]


def _versions(
    kept: Mapping[Path, Dataset],
    shown: Mapping[str, Dataset],
    now: Mapping[str, Dataset],
    problems: list[Problem],
) -> dict[str, tuple[Version, ...]]:
    """Put the versions of each dataset in order, each with the change that made it."""
    found: dict[str, list[Version]] = defaultdict(list)
    for path, dataset in kept.items():
        if not (day := VERSION.fullmatch(path.stem)):
            message = "En sparad version ska heta som sin dag: 2013-04-26.yaml."
            problems.append(Problem(dataset.descriptor_text.file, 1, message))
        elif dataset.file in shown:
            whole = path.with_suffix(".sha256")
            digest = whole.read_text(encoding="utf-8").strip() if whole.is_file() else ""
            since = date.fromisoformat(day[1])
            version = Version(path.stem, since, shown[dataset.file], None, digest)
            found[path.parent.name].append(version)
    return {
        name: _with_changes(versions, now[name].descriptor.changes if name in now else ())
        for name, versions in found.items()
    }


def _with_changes(versions: Sequence[Version], changes: Sequence[Change]) -> tuple[Version, ...]:
    """Give each version the change that made it: of those of one day the last had the last."""
    ordered = sorted(versions, key=lambda one: (one.since, len(one.name), one.name))
    told = []
    for place, version in enumerate(ordered):
        later = sum(other.since == version.since for other in ordered[place + 1 :])
        of_the_day = [change for change in changes if change.date == version.since]
        of_the_day = of_the_day[: len(of_the_day) - later] if later else of_the_day
        change = of_the_day[-1] if of_the_day and place else None
        told.append(replace(version, change=change))
    return tuple(told)


def _orphans(root: Path, names: Collection[str]) -> Iterator[Problem]:
    """Find kept versions that are of no dataset, or have lost one of their two files."""
    for path in sorted((root / "data" / FOLDER).glob("*/*")):
        other = path.with_suffix(".yaml" if path.suffix == ".csv" else ".csv")
        if path.parent.name not in names:
            message = "Datamängden finns inte längre, men dess versioner gör det."
            yield Problem(_relative(path, root), 1, message)
        elif path.suffix in {".csv", ".yaml"} and not other.is_file():
            yield Problem(_relative(path, root), 1, f"Filen {other.name} saknas bredvid.")


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
