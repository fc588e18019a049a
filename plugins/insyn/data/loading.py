"""From a data file and the descriptor beside it to a dataset, with every problem at its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from insyn import typedyaml
from insyn.data.aliases import Aliases, year_of
from insyn.data.column import read_column
from insyn.data.dataset import Dataset
from insyn.data.descriptor import Descriptor
from insyn.data.ledger import read_ledger
from insyn.data.reading.grid import Grid
from insyn.data.reading.header import find_header
from insyn.data.reading.layout import RawTable, called, lay_out
from insyn.data.reading.open_file import SUFFIXES, How, read_file
from insyn.data.reading.yaml_file import read_yaml
from insyn.data.rules import column_problems, descriptor_problems, key_problems, sign_problems
from insyn.data.survey_rules import (
    declaration_problems,
    survey_problems,
    undeclared_problems,
)
from insyn.data.table import Table, table_of
from insyn.data.totals import Totals, find_totals
from insyn.data.values import ColumnReader, Value
from insyn.data.wide import Long, arranged
from insyn.incremental.inputs import Inputs
from insyn.incremental.packing import pack, unpack
from insyn.incremental.store import Store
from insyn.problems import Problem, ProblemsFound
from insyn.yamltext import YamlText


def read_kept(path: Path, root: Path, aliases: Aliases, inputs: Inputs) -> Dataset:
    """Read a dataset by its descriptor, if it hasn't been read before; raises as `read_dataset`.

    To read 42 tables of 400 rows takes 3 s, to take them from where they are kept 0.06 s.
    """

    def read() -> bytes:
        dataset = read_dataset(path, root, aliases, inputs.store)
        # Small groups of a survey are hidden later, and a large table knows where it lies.
        if dataset.descriptor.survey or dataset.whole:
            return b""
        _ = dataset.told  # worked out once, and kept
        return pack(dataset)

    files = sorted(path.parent.glob(f"{path.stem}.*"))
    if packed := inputs.kept("dataset", files, aliases, read):
        dataset: Dataset = unpack(packed)
        return dataset
    return read_dataset(path, root, aliases, inputs.store)


def read_dataset(descriptor_path: Path, root: Path, aliases: Aliases, store: Store) -> Dataset:
    """Read a dataset whose descriptor is at `descriptor_path`, with small groups still in it.

    What was read of a large table is kept. Raises ProblemsFound with all that is wrong.
    """
    descriptor, source = read_descriptor(descriptor_path, root)
    path = data_file(descriptor_path, source)
    file = path.relative_to(root).as_posix()
    problems = list(descriptor_problems(descriptor, source))
    if descriptor.aggregate:
        problems += (
            declaration_problems(descriptor, descriptor.survey, source)
            if descriptor.survey
            else undeclared_problems(descriptor, source)
        )
    if problems:
        raise ProblemsFound(problems)
    if descriptor.aggregate:
        return read_ledger(path, descriptor, source, aliases, store)
    raw = raw_table(path, file, descriptor, source)
    long = arranged(raw, descriptor)
    table = renamed(typed(long, descriptor, file, source), aliases, descriptor)
    problems = [
        *key_problems(table),
        *sign_problems(table, descriptor, source),
        *survey_problems(table, descriptor, source),
    ]
    # The whole of a survey is one of its groups; sums made before the hiding would tell of it.
    totals = Totals() if descriptor.survey else find_totals(table, descriptor, source)
    if problems or totals.problems:
        raise ProblemsFound([*problems, *totals.problems])
    return Dataset(descriptor, source, table.without(totals.taken), totals.sums)


def read_descriptor(path: Path, root: Path) -> tuple[Descriptor, YamlText]:
    """Read a descriptor; raise ProblemsFound with all that is wrong with it."""
    file = path.relative_to(root).as_posix()
    source = read_yaml(path.read_bytes(), file)
    return typedyaml.validated(Descriptor, source), source


def data_file(descriptor_path: Path, source: YamlText) -> Path:
    """Give the one data file beside a descriptor."""
    found = [
        path
        for path in sorted(descriptor_path.parent.glob(f"{descriptor_path.stem}.*"))
        if path.suffix.lower() in SUFFIXES and path.is_file()
    ]
    if not found:
        for other in descriptor_path.parent.glob(f"{descriptor_path.stem}.*"):
            if other != descriptor_path:
                message = f"Filen {other.name} läses inte. Spara den som CSV UTF-8 eller xlsx."
                raise ProblemsFound([source.problem(message, "name")])
        wanted = source.file.removesuffix(".yaml") + ".csv"
        cure = " Hämta den med python3 tasks.py fetch." if "fetch" in source.value else ""
        raise ProblemsFound([source.problem(f"Datafilen {wanted} saknas.{cure}", "name")])
    if len(found) > 1:
        names = " och ".join(path.name for path in found)
        message = f"Det finns flera datafiler med samma namn: {names}. Behåll en."
        raise ProblemsFound([source.problem(message, "name")])
    return found[0]


def raw_table(path: Path, file: str, descriptor: Descriptor, source: YamlText) -> RawTable:
    """Read the file and cut the table out of it, with the columns that are described."""
    dialect = descriptor.dialect
    grid = read_file(path, file, How(dialect.delimiter, descriptor.encoding, dialect.sheet))
    grid = without_hidden(grid, dialect.hidden_rows)
    wide = descriptor.wide.columns if descriptor.wide else {}
    wanted = [*descriptor.in_file, *wide]
    headers = dialect.header_rows or find_header(grid, wanted)
    skipped = {name: called(grid, name, max(headers)) for name in descriptor.ignore_rows}
    problems = [
        source.problem(f"Ingen rad heter ”{name}” under rubriken.", "ignoreRows", index)
        for index, (name, lines) in enumerate(skipped.items())
        if not lines
    ]
    left_out = {*dialect.comment_rows, *(line for lines in skipped.values() for line in lines)}
    raw = lay_out(grid, headers, left_out, wanted)
    problems += column_problems(raw, file, descriptor, source)
    if problems:
        raise ProblemsFound(problems)
    return raw


def without_hidden(grid: Grid, wanted: str) -> Grid:
    """Leave hidden rows in or out, as is `wanted`; raise ProblemsFound where that isn't said."""
    if not grid.hidden or wanted == "read":
        return grid
    if wanted == "skip":
        return replace(grid, rows=tuple(row for row in grid.rows if row.line not in grid.hidden))
    lines = ", ".join(map(str, grid.hidden))
    message = (
        f"Rader är dolda i arket: {lines}. Visa eller ta bort dem, eller skriv hiddenRows: read "
        "eller skip under dialect i beskrivningen."
    )
    raise ProblemsFound([Problem(grid.file, grid.hidden[0], message)])


def typed(long: Long, descriptor: Descriptor, file: str, source: YamlText) -> Table:
    """Convert the cells, column by column in the descriptor's order."""
    columns: dict[str, tuple[Value, ...]] = {}
    reasons: dict[tuple[str, int], str] = {}
    problems: list[Problem] = []
    for spec in descriptor.table.fields:
        unit = descriptor.unit_of(spec)
        reader = ColumnReader(spec, descriptor.table, unit, source.file)
        found = read_column(long.cells[spec.name], long.lines, reader, file)
        problems += found.problems
        columns[spec.name] = tuple(found.values)
        reasons.update({(spec.name, place): reason for place, reason in found.reasons.items()})
    if problems:
        raise ProblemsFound(sorted(set(problems)))
    return table_of(descriptor, file, columns, long.lines, reasons)


def renamed(table: Table, aliases: Aliases, descriptor: Descriptor) -> Table:
    """Call everything in the columns of text by the name it has today."""
    rows = list(table.rows())
    columns = {
        name: tuple(
            aliases.name(name, value, year_of(rows[place], descriptor.period))
            if isinstance(value, str) and name in aliases.root
            else value
            for place, value in enumerate(values)
        )
        for name, values in table.columns.items()
    }
    return replace(table, columns=MappingProxyType(columns))
