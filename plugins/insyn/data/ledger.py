"""A table too large for a page: read row by row, summed, and written out again as it is read.

Memory is bounded by the sums and one row, not by the file; a supplier ledger of a million rows is
read in less than 100 MB. The file is gone through three times: for its encoding, for how its
numbers are written, and to read it. What came out is kept by a hash of all that it depends on, so
that a build reads a file only when it has changed.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from insyn.data.aliases import Aliases, year_of
from insyn.data.dataset import Dataset, Whole
from insyn.data.descriptor import Aggregate, Descriptor
from insyn.data.schema import MISSING, ColumnSpec, Schema
from insyn.data.stream import Stream, open_stream
from insyn.data.table import table_of
from insyn.data.totals import TOTAL
from insyn.data.values import ColumnReader, Value
from insyn.data.writing import cell
from insyn.problems import Problem, ProblemsFound
from insyn.yamltext import YamlText

MOST_PROBLEMS = 50
REMEMBERED = 2000  # texts of a column
COUNT = "antal_rader"


def read_ledger(
    path: Path, descriptor: Descriptor, source: YamlText, names: Aliases, cache: Path
) -> Dataset:
    """Read a large CSV file; give the sums as a dataset that knows the whole table.

    `names` are what things are called today; `cache` is the folder in which the result is kept.
    Raises ProblemsFound with the first problems, at most fifty.
    """
    assert descriptor.aggregate
    file = source.file.removesuffix(".yaml") + path.suffix
    kept = cache / _fingerprint(path, source, names)
    sums, whole = kept.with_suffix(".json"), kept.with_suffix(".csv")
    if not (sums.is_file() and whole.is_file()):
        stream = open_stream(path, file, descriptor, source)
        place = {name: index for index, name in enumerate(stream.header)}
        readers = {
            place[spec.header]: ColumnReader(
                spec, descriptor.table, descriptor.unit_of(spec), source.file
            )
            for spec in descriptor.table.fields
        }
        cache.mkdir(parents=True, exist_ok=True)
        _write(_Job(stream, descriptor, descriptor.aggregate, names, readers), sums, whole)
    found = json.loads(sums.read_text(encoding="utf-8"))
    shown = _described(descriptor, descriptor.aggregate)
    rows = [[*key, *map(Decimal, values)] for key, values in found["rows"]]
    columns = {
        spec.name: tuple(row[place] for row in rows)
        for place, spec in enumerate(shown.table.fields)
    }
    table = table_of(shown, file, columns, (1,) * len(rows), {})
    return Dataset(shown, source, table, whole=Whole(whole, found["count"], descriptor))


def _fingerprint(path: Path, source: YamlText, names: Aliases) -> str:
    """Hash what the result depends on: the file, its descriptor, the names, and our code."""
    with path.open("rb") as opened:
        content = hashlib.file_digest(opened, "sha256").hexdigest()
    here = Path(__file__).parent
    code = hashlib.sha256(b"\0".join(part.read_bytes() for part in sorted(here.rglob("*.py"))))
    said = json.dumps([content, source.value, names.model_dump(), code.hexdigest()], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class _Job:
    """What is needed to read a row: a reader for each column, by its place in the file."""

    stream: Stream
    descriptor: Descriptor
    aggregate: Aggregate
    names: Aliases
    readers: dict[int, ColumnReader]
    known: dict[int, dict[str, tuple[Value, str]]] = field(default_factory=dict)

    def read(self, at: int, text: str) -> tuple[Value, str]:
        """Read a cell: its value, and how it is written again; raise ValueError for a fault.

        The cells of a column are mostly few texts again and again, so some are remembered.
        """
        known = self.known.setdefault(at, {})
        if (found := known.get(text)) is not None:
            return found
        if len(known) == REMEMBERED:
            known.clear()
        reader = self.readers[at]
        reason = reader.reason(text)
        if reason is not None:
            known[text] = None, self.descriptor.table.mark(reason)
            return known[text]
        value = reader.read(text)
        if isinstance(value, str) and reader.spec.name in self.names.root:
            value = self.names.name(reader.spec.name, value, year_of({}, self.descriptor.period))
        known[text] = value, cell(value)
        return known[text]

    def problems(self) -> Iterator[Problem]:
        """Look through the numbers of the file; find columns that can't be read for certain."""
        numeric = {at: reader for at, reader in self.readers.items() if reader.spec.numeric}
        for line, row in self.stream.rows():
            for at, reader in numeric.items():
                reader.look(row[at], line)
        for reader in numeric.values():
            if doubt := reader.doubt():
                yield Problem(self.stream.file, *doubt)


def _write(job: _Job, sums: Path, whole: Path) -> None:
    """Go through the file; write the sums, and the table as it is published."""
    problems = list(job.problems())
    if problems:
        raise ProblemsFound(problems)
    beside = whole.with_suffix(f".{os.getpid()}.tmp")
    try:
        with beside.open("w", encoding="utf-8-sig", newline="") as opened:
            added = _sum_up(job, csv.writer(opened, delimiter=";"))
        beside.replace(whole)
        count = sum(int(values[-1]) for values in added.values())
        rows = [[key, [str(value) for value in values]] for key, values in sorted(added.items())]
        beside.write_text(json.dumps({"count": count, "rows": rows}), encoding="utf-8")
        beside.replace(sums)
    finally:
        beside.unlink(missing_ok=True)


def _sum_up(job: _Job, writer: Any) -> dict[tuple[str, ...], list[Decimal]]:
    """Read, sum and write each row; the last of the sums counts the rows."""
    specs = [reader.spec for reader in job.readers.values()]
    names = [spec.name for spec in specs]
    by = [names.index(name) for name in job.aggregate.by]
    summed = [names.index(name) for name in job.aggregate.sum]
    nothing = [Decimal(0)] * (len(summed) + 1)
    added: dict[tuple[str, ...], list[Decimal]] = defaultdict(nothing.copy)
    key = [names.index(name) for name in job.descriptor.table.primary_key]
    seen: set[int] = set()
    problems: list[Problem] = []
    writer.writerow(names)
    for line, row in job.stream.rows():
        try:
            read = [job.read(at, row[at]) for at in job.readers]
        except ValueError as error:
            problems.append(Problem(job.stream.file, line, str(error)))
            if len(problems) == MOST_PROBLEMS:
                break
            continue
        if fault := _fault(names, [value for value, _ in read], by, summed):
            problems.append(Problem(job.stream.file, line, fault))
        told = hash(tuple(read[place][0] for place in key))
        if key and told in seen:
            problems.append(Problem(job.stream.file, line, "Nyckeln står redan tidigare."))
        seen.update([told] if key else [])
        sums = added[tuple(_key(read[place][0], specs[place]) for place in by)]
        for index, place in enumerate(summed):
            value = read[place][0]
            sums[index] += value if isinstance(value, Decimal) else 0
        sums[-1] += 1
        writer.writerow([written for _, written in read])
    if problems:
        raise ProblemsFound(problems)
    return added


def _fault(names: list[str], values: list[Value], by: list[int], summed: list[int]) -> str:
    """Say what keeps a row from being added: a sum among the rows, or nothing to add or add to."""
    for place in by:
        if isinstance(value := values[place], str) and TOTAL.match(value):
            return f"Raden ”{value}” ser ut som en summa och skulle räknas två gånger. Ta bort den."
    for place in (*by, *summed):
        if values[place] is None:
            return f"Värde saknas i kolumnen ”{names[place]}”, så raden kan inte summeras."
    return ""


def _key(value: Value, spec: ColumnSpec) -> str:
    """Write a value that is summed by; a day is summed by its month."""
    if value is None:
        return MISSING
    return str(value)[:7] if spec.type == "date" else str(value)


def _described(descriptor: Descriptor, aggregate: Aggregate) -> Descriptor:
    """Describe the sums: what they are made by, the sums, and how many rows there were."""
    specs = {spec.name: spec for spec in descriptor.table.fields}
    by = [specs[name].model_copy(update={"type": "string"}) for name in aggregate.by]
    count = ColumnSpec(name=COUNT, title="Antal rader", type="integer", unit="antal")
    fields = (*by, *(specs[name] for name in aggregate.sum), count)
    schema = Schema.model_construct(fields=fields, primary_key=aggregate.by)
    return descriptor.model_copy(update={"table": schema})
