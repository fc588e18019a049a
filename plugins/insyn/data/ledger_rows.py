"""The rows of a large table: each read, added up and written again, none of them kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from insyn.data.aliases import Aliases, year_of
from insyn.data.descriptor import Aggregate, Descriptor
from insyn.data.schema import MISSING, ColumnSpec
from insyn.data.stream import Stream
from insyn.data.totals import TOTAL
from insyn.data.values import ColumnReader, Value
from insyn.data.writing import cell
from insyn.problems import Problem, ProblemsFound

MOST_PROBLEMS = 50
REMEMBERED = 2000  # texts of a column


@dataclass(frozen=True)
class Job:
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
            known[text] = None, cell(self.descriptor.table.mark(reason))
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


def sum_up(job: Job, writer: Any) -> dict[tuple[str, ...], list[Decimal]]:
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
    writer.writerow(map(cell, names))
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
