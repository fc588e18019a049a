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
from decimal import Decimal
from pathlib import Path
from typing import Any

from insyn.data.dataset import Dataset, Whole
from insyn.data.descriptor import Aggregate, Descriptor
from insyn.data.schema import MISSING, ColumnSpec, Schema
from insyn.data.stream import Stream, open_stream
from insyn.data.table import table_of
from insyn.data.values import ColumnReader, Value
from insyn.data.writing import csv_row
from insyn.problems import Problem, ProblemsFound
from insyn.yamltext import YamlText

MOST_PROBLEMS = 50
COUNT = "antal_rader"


def read_ledger(
    path: Path, file: str, descriptor: Descriptor, source: YamlText, cache: Path
) -> Dataset:
    """Read a large CSV file; give the sums as a dataset that knows the whole table.

    Raises ProblemsFound with the first problems, at most fifty.
    """
    assert descriptor.aggregate
    kept = cache / _fingerprint(path, source)
    sums, whole = kept.with_suffix(".json"), kept.with_suffix(".csv")
    if not (sums.is_file() and whole.is_file()):
        stream = open_stream(path, file, descriptor, source)
        cache.mkdir(parents=True, exist_ok=True)
        _read(stream, descriptor, source, sums, whole)
    found = json.loads(sums.read_text(encoding="utf-8"))
    shown = _described(descriptor, descriptor.aggregate)
    rows = [[*key, *map(Decimal, values)] for key, values in found["rows"]]
    columns = {
        spec.name: tuple(row[place] for row in rows)
        for place, spec in enumerate(shown.table.fields)
    }
    table = table_of(shown, file, columns, (1,) * len(rows), {})
    return Dataset(shown, source, table, whole=Whole(whole, found["count"], descriptor))


def _fingerprint(path: Path, source: YamlText) -> str:
    """Hash what the result depends on: the file, its descriptor and the code that reads."""
    with path.open("rb") as opened:
        content = hashlib.file_digest(opened, "sha256").hexdigest()
    here = Path(__file__).parent
    code = hashlib.sha256(b"\0".join(part.read_bytes() for part in sorted(here.rglob("*.py"))))
    said = json.dumps([content, source.value, code.hexdigest()], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _read(
    stream: Stream, descriptor: Descriptor, source: YamlText, sums: Path, whole: Path
) -> None:
    """Go through the file; write the sums, and the table as it is published."""
    place = {name: index for index, name in enumerate(stream.header)}
    readers = {
        place[spec.header]: ColumnReader(
            spec, descriptor.table, descriptor.unit_of(spec), source.file
        )
        for spec in descriptor.table.fields
    }
    numeric = {at: reader for at, reader in readers.items() if reader.spec.numeric}
    for line, row in stream.rows():
        for at, reader in numeric.items():
            reader.look(row[at], line)
    doubts = [reader.doubt() for reader in numeric.values()]
    if any(doubts):
        raise ProblemsFound(Problem(stream.file, *doubt) for doubt in doubts if doubt)
    beside = whole.with_suffix(f".{os.getpid()}.tmp")
    try:
        with beside.open("w", encoding="utf-8-sig", newline="") as opened:
            added = _sum_up(stream, readers, descriptor, csv.writer(opened, delimiter=";"))
        beside.replace(whole)
        count = sum(int(values[-1]) for values in added.values())
        rows = [[key, [str(value) for value in values]] for key, values in sorted(added.items())]
        beside.write_text(json.dumps({"count": count, "rows": rows}), encoding="utf-8")
        beside.replace(sums)
    finally:
        beside.unlink(missing_ok=True)


def _sum_up(
    stream: Stream, readers: dict[int, ColumnReader], descriptor: Descriptor, writer: Any
) -> dict[tuple[str, ...], list[Decimal]]:
    """Read, sum and write each row; the last of the sums counts the rows."""
    assert descriptor.aggregate
    specs = [reader.spec for reader in readers.values()]
    names = [spec.name for spec in specs]
    by = [names.index(name) for name in descriptor.aggregate.by]
    summed = [names.index(name) for name in descriptor.aggregate.sum]
    added: dict[tuple[str, ...], list[Decimal]] = defaultdict(
        lambda: [Decimal(0)] * (len(summed) + 1)
    )
    problems: list[Problem] = []
    writer.writerow(names)
    for line, row in stream.rows():
        reasons = [reader.reason(row[at]) for at, reader in readers.items()]
        try:
            values: list[Value] = [
                None if reason is not None else reader.read(row[at])
                for (at, reader), reason in zip(readers.items(), reasons, strict=True)
            ]
        except ValueError as error:
            problems.append(Problem(stream.file, line, str(error)))
            if len(problems) == MOST_PROBLEMS:
                break
            continue
        sums = added[tuple(_key(values[index], specs[index]) for index in by)]
        for index, at in enumerate(summed):
            value = values[at]
            sums[index] += value if isinstance(value, Decimal) else 0
        sums[-1] += 1
        told = (reason or MISSING for reason in reasons)
        writer.writerow(csv_row(values, told, descriptor.table))
    if problems:
        raise ProblemsFound(problems)
    return added


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
