"""What must hold for a table before anything is drawn from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from insyn.data.descriptor import Descriptor
from insyn.data.reading.layout import RawTable
from insyn.data.table import Table
from insyn.data.units import MONEY
from insyn.data.values import Value
from insyn.problems import Problem, did_you_mean, unknown
from insyn.yamltext import Path, YamlText


def column_problems(
    raw: RawTable, file: str, descriptor: Descriptor, source: YamlText
) -> Iterator[Problem]:
    """Compare the file's header with the descriptor, both ways."""
    wide = descriptor.wide.columns if descriptor.wide else {}
    described = [*descriptor.in_file, *wide, *descriptor.ignore]
    for name in raw.header:
        if name not in described:
            where = f" beskriven i {source.file}"
            # “Prognos 2” is no misspelling of “Prognos 1”.
            near = [other for other in described if not _differ_in_digits(name, other)]
            yield Problem(file, raw.header_line, unknown("Kolumnen", name, where, near))
    unknown_names = set(raw.header) - set(described)
    fields = descriptor.table.fields
    places: list[tuple[str, Path]] = [
        (spec.header, ("schema", "fields", index, "from" if spec.source else "name"))
        for index, spec in enumerate(fields)
        if spec.header in descriptor.in_file
    ]
    places += [(name, ("wide", "columns", name)) for name in wide]
    places += [(name, ("ignore", index)) for index, name in enumerate(descriptor.ignore)]
    places += [(name, ("dialect", "fillDown")) for name in descriptor.dialect.fill_down]
    for name, place in places:
        # A misspelt name has been told of where it stands in the file.
        if name not in raw.header and not did_you_mean(name, unknown_names):
            yield source.problem(unknown("Kolumnen", name, f" i {file}", raw.header), *place)


def _differ_in_digits(one: str, other: str) -> bool:
    return re.sub(r"\d", "0", one) == re.sub(r"\d", "0", other)


def descriptor_problems(descriptor: Descriptor, source: YamlText) -> Iterator[Problem]:
    """Find measures without a unit, and names of columns that aren't described."""
    described = [spec.name for spec in descriptor.table.fields]
    key = descriptor.table.primary_key
    for index, spec in enumerate(descriptor.table.fields):
        if spec.numeric and spec.name not in key and not descriptor.unit_of(spec):
            message = f"Kolumnen ”{spec.name}” saknar enhet. Skriv unit, till exempel tkr eller %."
            yield source.problem(message, "schema", "fields", index, "name")
    wide, survey, sums = descriptor.wide, descriptor.survey, descriptor.aggregate
    named: list[tuple[str, Path]] = [
        (name, ("schema", "primaryKey", index)) for index, name in enumerate(key)
    ]
    if wide:
        named += [(wide.values, ("wide", "values"))]
        named += [
            (name, ("wide", "columns", header, name))
            for header, keys in wide.columns.items()
            for name in keys
        ]
    if survey:
        named += [(name, ("survey", "groups")) for name in survey.groups]
        named += [(name, ("survey", "answers")) for name in filter(None, [survey.answers])]
    if sums:
        named += [(name, ("aggregate", "by")) for name in sums.by]
        named += [(name, ("aggregate", "sum")) for name in sums.sum]
    for name, place in named:
        if name not in described:
            message = unknown("Kolumnen", name, " bland schema.fields", described)
            yield source.problem(message, *place)


def sign_problems(table: Table, descriptor: Descriptor, source: YamlText) -> Iterator[Problem]:
    """Find money with both signs of which nobody has said what they mean."""
    for index, spec in enumerate(descriptor.table.fields):
        if spec.name not in table.measures or descriptor.unit_of(spec) not in MONEY:
            continue
        values = [value for value in table.columns[spec.name] if isinstance(value, Decimal)]
        both = any(value < 0 for value in values) and any(value > 0 for value in values)
        if both and not (spec.plus or spec.better or descriptor.costs):
            message = (
                f"Kolumnen ”{spec.name}” har både plus och minus. Skriv vad plus betyder: "
                "plus: överskott eller plus: underskott, eller costs: negative för kostnader."
            )
            yield source.problem(message, "schema", "fields", index, "name")


def key_problems(table: Table) -> Iterator[Problem]:
    """Find rows whose key is missing or stands on an earlier row too."""
    if not table.keys:
        message = "Ingen kolumn skiljer raderna åt. Skriv primaryKey under schema."
        yield Problem(table.file, table.lines[0], message)
        return
    first_seen: dict[tuple[Value, ...], int] = {}
    for index, line in enumerate(table.lines):
        values = tuple(table.columns[name][index] for name in table.keys)
        for name, value in zip(table.keys, values, strict=True):
            if value is None:
                message = (
                    f"Värde saknas i nyckelkolumnen ”{name}”. Gäller värdet ovanför, skriv "
                    "fillDown: [kolumnen] under dialect."
                )
                yield Problem(table.file, line, message)
        if None in values:
            continue
        if values in first_seen:
            shown = ", ".join(str(value) for value in values)
            message = f"Nyckeln ”{shown}” står redan på rad {first_seen[values]}."
            yield Problem(table.file, line, message)
        first_seen.setdefault(values, line)
