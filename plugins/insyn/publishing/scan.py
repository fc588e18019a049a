"""No personal identity number leaves the house: every file in content/ and data/ is looked through.

That is texts, tables, descriptors, every part of a workbook, the metadata of pictures, and names.
What was found in a large file is kept by a hash of it.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from insyn.data import privacy
from insyn.data.dataset import Dataset
from insyn.data.library import Library
from insyn.data.privacy import personal_numbers, personal_numbers_in
from insyn.problems import Problem

LARGE = 1_000_000  # bytes


def privacy_problems(root: Path, library: Library, cache: Path) -> Iterator[Problem]:
    """Find personal identity numbers in the names and contents of content and data.

    The number itself is not repeated: what is printed may be read by others.
    """
    by_file = {dataset.file: dataset for dataset in library.datasets.values()}
    for folder in ("content", "data"):
        for path in sorted((root / folder).rglob("*")):
            file = path.relative_to(root).as_posix()
            lines = {1} if any(personal_numbers(path.name)) else set()
            if path.is_file():
                lines |= _lines(path, by_file.get(file), cache)
            for line in sorted(lines):
                message = "Här står ett personnummer eller samordningsnummer. Ta bort det."
                yield Problem(file, line, message)


def _lines(path: Path, dataset: Dataset | None, cache: Path) -> set[int]:
    if path.stat().st_size < LARGE:
        return _looked_through(path, dataset)
    with path.open("rb") as opened:
        content = hashlib.file_digest(opened, "sha256").hexdigest()
    described = dataset.descriptor_text.value if dataset else {}
    parts = [content, path.suffix, described, Path(privacy.__file__).read_text("utf-8")]
    kept = cache / f"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]}.numbers.json"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(sorted(_looked_through(path, dataset))), encoding="utf-8")
    return set(json.loads(kept.read_text(encoding="utf-8")))


def _looked_through(path: Path, dataset: Dataset | None) -> set[int]:
    found = personal_numbers_in(path)
    bare = {digits for _, digits in found if digits.isdecimal()}
    known = _known(dataset, bare) if bare and dataset else set()
    return {line for line, digits in found if digits not in known}


def _known(dataset: Dataset, suspects: set[str]) -> set[str]:
    """Give the suspects that stand in columns that the descriptor says hold something else."""
    described = dataset.whole.descriptor if dataset.whole else dataset.descriptor
    names = [spec.name for spec in described.table.fields if spec.not_personal]
    if not names:
        return set()
    if dataset.whole is None:
        return {str(value) for name in names for value in dataset.columns[name]} & suspects
    with dataset.whole.path.open(encoding="utf-8-sig", newline="") as opened:
        rows = csv.DictReader(opened, delimiter=";")
        return {row[name] for row in rows for name in names if row[name] in suspects}
