"""All datasets of a site, found under data/ by their descriptors and checked together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from insyn import typedyaml, yamltext
from insyn.data.dataset import Dataset
from insyn.data.descriptor import Descriptor
from insyn.data.reading import RawTable, decode, read_table
from insyn.data.rules import (
    column_problems,
    key_problems,
    small_group_problems,
    total_problems,
)
from insyn.data.values import Value, parse_value
from insyn.problems import Problem, ProblemsFound

# A name is part of addresses, and of what writers type.
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True)
class Library:
    """The datasets that could be read, by name; `broken` names those that couldn't."""

    datasets: Mapping[str, Dataset]
    broken: frozenset[str]
    problems: tuple[Problem, ...]


def load_library(root: Path) -> Library:
    """Read every `data/**/NAME.csv` with its `NAME.yaml` below the site's root."""
    datasets: dict[str, Dataset] = {}
    broken: set[str] = set()
    problems: list[Problem] = []
    stems: dict[Path, Path] = {}
    for path in _data_files(root):
        stems.setdefault(path.with_suffix(""), path)
    for stem, path in sorted(stems.items()):
        if not NAME.fullmatch(stem.name):
            message = "Filnamnet får bara ha a–z, siffror, bindestreck och understreck."
            problems.append(Problem(_relative(path, root), 1, message))
            continue
        if stem.name in datasets or stem.name in broken:
            message = f"Det finns redan en datamängd ”{stem.name}”."
            problems.append(Problem(_relative(path, root), 1, message))
            continue
        try:
            datasets[stem.name] = load_dataset(stem.with_suffix(".csv"), root)
        except ProblemsFound as found:
            broken.add(stem.name)
            problems.extend(found.problems)
    return Library(MappingProxyType(datasets), frozenset(broken), tuple(problems))


def load_dataset(path: Path, root: Path) -> Dataset:
    """Read a CSV file and the descriptor beside it; raise ProblemsFound with all that is wrong."""
    file, descriptor_file = _relative(path, root), _relative(path.with_suffix(".yaml"), root)
    if not path.with_suffix(".yaml").is_file():
        raise ProblemsFound([Problem(file, 1, f"Beskrivningen {descriptor_file} saknas.")])
    source = yamltext.parse(
        decode(path.with_suffix(".yaml").read_bytes(), descriptor_file), descriptor_file
    )
    descriptor = typedyaml.validated(Descriptor, source)
    if descriptor.name != path.stem:
        message = f"Namnet ”{descriptor.name}” ska vara detsamma som filens: ”{path.stem}”."
        raise ProblemsFound([source.problem(message, "name")])
    if not path.is_file():
        raise ProblemsFound([source.problem(f"Datafilen {file} saknas.", "name")])
    raw = read_table(decode(path.read_bytes(), file), file, descriptor.dialect.delimiter)
    problems = list(column_problems(raw, file, descriptor, source))
    if problems:
        raise ProblemsFound(problems)
    columns = _typed(raw, descriptor, file)
    dataset = Dataset(descriptor, source, file, MappingProxyType(columns), raw.lines)
    problems = list(key_problems(columns, raw.lines, dataset.keys, file))
    problems += total_problems(columns, raw.lines, descriptor, file)
    problems += small_group_problems(columns, raw.lines, descriptor, file)
    if problems:
        raise ProblemsFound(problems)
    return dataset


def _typed(raw: RawTable, descriptor: Descriptor, file: str) -> dict[str, tuple[Value, ...]]:
    """Convert the rows, column by column in the descriptor's order."""
    problems: list[Problem] = []
    columns: dict[str, tuple[Value, ...]] = {}
    for spec in descriptor.table.fields:
        place = raw.header.index(spec.name)
        values: list[Value] = []
        for line, row in zip(raw.lines, raw.rows, strict=True):
            try:
                values.append(parse_value(row[place], spec, descriptor.table.missing_values))
            except ValueError as error:
                problems.append(Problem(file, line, str(error)))
        columns[spec.name] = tuple(values)
    if problems:
        raise ProblemsFound(sorted(problems))
    return columns


def _data_files(root: Path) -> list[Path]:
    found = (root / "data").rglob("*")
    return [
        path
        for path in found
        if path.suffix in {".csv", ".yaml", ".yml"}
        and path.is_file()
        and not path.name.startswith(".")
    ]


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
