"""No personal identity number leaves the house: every file in content/ and data/ is looked through.

That is texts, tables, descriptors, every part of a workbook, the metadata of pictures, and names.
What was found in a large file is kept by a hash of it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from insyn.data.dataset import Dataset
from insyn.data.library import Library
from insyn.data.privacy import FOUND, personal_numbers
from insyn.data.privacy_files import personal_numbers_in, unpacked_size
from insyn.data.units import MONEY
from insyn.incremental.inputs import Inputs
from insyn.problems import Problem

MOST_UNPACKED = 300_000_000  # bytes of a workbook
WAY_OUT = " Är det ett annat nummer, skriv notPersonal och vad det är vid kolumnen i beskrivningen."


def privacy_problems(root: Path, library: Library, inputs: Inputs) -> Iterator[Problem]:
    """Find personal identity numbers in the names and contents of content and data.

    The number itself is not repeated: what is printed may be read by others.
    """
    by_file = {dataset.file: dataset for dataset in library.datasets.values()}
    for versions in library.versions.values():
        by_file |= {version.dataset.file: version.dataset for version in versions}
    for folder in ("content", "data"):
        for path in sorted((root / folder).rglob("*")):
            file = path.relative_to(root).as_posix()
            lines = {1} if any(personal_numbers(path.name)) else set()
            if path.is_file() and unpacked_size(path) > MOST_UNPACKED:
                message = (
                    f"Filen blir större än {MOST_UNPACKED // 1_000_000} MB när den packas upp. "
                    "Spara den på nytt, eller ta ut det som behövs som CSV."
                )
                yield Problem(file, 1, message)
            elif path.is_file():
                lines |= _lines(path, by_file.get(file), inputs)
            for line in sorted(lines):
                yield Problem(file, line, FOUND + (WAY_OUT if folder == "data" else ""))


def _lines(path: Path, dataset: Dataset | None, inputs: Inputs) -> set[int]:
    described = dataset.descriptor_text.value if dataset else {}

    def look() -> bytes:
        return json.dumps([*_looked_through(path, dataset)]).encode()

    return set(json.loads(inputs.kept("numbers", [path], described, look)))


def _looked_through(path: Path, dataset: Dataset | None) -> set[int]:
    found = personal_numbers_in(path)
    bare = {digits for _, digits in found if digits.isdecimal()}
    known = _known(dataset, bare) if bare and dataset else set()
    return {line for line, digits in found if digits not in known}


def _known(dataset: Dataset, suspects: set[str]) -> set[str]:
    """Give the suspects that stand in columns that the descriptor says hold something else."""
    described = dataset.whole.descriptor if dataset.whole else dataset.descriptor
    names = [spec.name for spec in described.table.fields if spec.not_personal]
    amounts = {
        f"{value:f}"
        for name in dataset.measures
        if dataset.unit(name) in MONEY
        for value in dataset.columns[name]
        if isinstance(value, Decimal)
    }
    nine = {digits for digits in suspects if len(digits) == 9} & amounts  # a sum of money
    if not names:
        return nine
    if dataset.whole is None:
        texts = {str(value) for name in names for value in dataset.columns[name]}
        return nine | {digits for digits in suspects for text in texts if digits in text}
    with dataset.whole.path.open(encoding="utf-8-sig", newline="") as opened:
        rows = csv.DictReader(opened, delimiter=";")
        return nine | {
            digits for row in rows for name in names for digits in suspects if digits in row[name]
        }
