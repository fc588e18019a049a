"""A table too large for a page: read row by row, summed, and written out again as it is read.

Memory is bounded by the sums and one row, not by the file; a supplier ledger of a million rows is
read in less than 100 MB. The file is gone through three times: for its encoding, for how its
numbers are written, and to read it. What came out is kept by a hash of all that it depends on, so
that a build reads a file only when it has changed.
"""

from __future__ import annotations

import csv
import json
import os
import time
from decimal import Decimal
from pathlib import Path

from insyn.data.aliases import Aliases
from insyn.data.dataset import Dataset, Whole
from insyn.data.descriptor import Aggregate, Descriptor
from insyn.data.ledger_rows import Job, sum_up
from insyn.data.schema import ColumnSpec, Schema
from insyn.data.stream import open_stream
from insyn.data.table import table_of
from insyn.data.values import ColumnReader
from insyn.incremental.store import MOST_BYTES, Store
from insyn.keeping import code_digest, digest, fingerprint
from insyn.problems import ProblemsFound
from insyn.yamltext import YamlText

COUNT = "antal_rader"
FOLDER = "tabeller"  # beside the store: tables too large to be read into memory


def read_ledger(
    path: Path, descriptor: Descriptor, source: YamlText, names: Aliases, store: Store
) -> Dataset:
    """Read a large CSV file; give the sums as a dataset that knows the whole table.

    `names` are what things are called today. The sums are kept in the store, the table beside it.
    Raises ProblemsFound with the first problems, at most fifty.
    """
    assert descriptor.aggregate
    file = source.file.removesuffix(".yaml") + path.suffix
    key = _fingerprint(path, source, names)
    whole = store.path.with_name(FOLDER) / f"{key}.csv"
    sums = store.get("sums", key) if whole.is_file() else None
    if sums is None:
        stream = open_stream(path, file, descriptor, source)
        place = {name: index for index, name in enumerate(stream.header)}
        readers = {
            place[spec.header]: ColumnReader(
                spec, descriptor.table, descriptor.unit_of(spec), source.file
            )
            for spec in descriptor.table.fields
        }
        sums = _written(Job(stream, descriptor, descriptor.aggregate, names, readers), whole)
        store.put("sums", key, sums)
        _let_go(whole.parent)
    whole.touch()
    found = json.loads(sums)
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
    code = code_digest(Path(__file__).parent.rglob("*.py"))
    parts = [digest(path), source.value, names.model_dump(), code]
    return fingerprint(json.dumps(parts, sort_keys=True))


def _written(job: Job, whole: Path) -> bytes:
    """Go through the file; give the sums, and write the table as it is published."""
    problems = list(job.problems())
    if problems:
        raise ProblemsFound(problems)
    whole.parent.mkdir(parents=True, exist_ok=True)
    beside = whole.with_suffix(f".{os.getpid()}.tmp")
    try:
        with beside.open("w", encoding="utf-8-sig", newline="") as opened:
            added = sum_up(job, csv.writer(opened, delimiter=";"))
        beside.replace(whole)
        count = sum(int(values[-1]) for values in added.values())
        rows = [[key, [str(value) for value in values]] for key, values in sorted(added.items())]
        return json.dumps({"count": count, "rows": rows}).encode()
    finally:
        beside.unlink(missing_ok=True)


def _let_go(folder: Path) -> None:
    """Delete the tables that were used longest ago where there is too much, none of today's."""
    size, today = 0, time.time() - 24 * 60 * 60
    found = [(path.stat(), path) for path in folder.glob("*.csv")]
    for about, path in sorted(found, key=lambda one: -one[0].st_mtime):
        size += about.st_size
        if size > MOST_BYTES and about.st_mtime < today:
            path.unlink(missing_ok=True)


def _described(descriptor: Descriptor, aggregate: Aggregate) -> Descriptor:
    """Describe the sums: what they are made by, the sums, and how many rows there were."""
    specs = {spec.name: spec for spec in descriptor.table.fields}
    by = [specs[name].model_copy(update={"type": "string"}) for name in aggregate.by]
    count = ColumnSpec(name=COUNT, title="Antal rader", type="integer", unit="antal")
    fields = (*by, *(specs[name] for name in aggregate.sum), count)
    schema = Schema.model_construct(fields=fields, primary_key=aggregate.by)
    return descriptor.model_copy(update={"table": schema})
