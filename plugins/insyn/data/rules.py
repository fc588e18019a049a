"""What must hold for a table before anything is drawn from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from insyn.data.descriptor import MONEY, Descriptor
from insyn.data.reading import RawTable
from insyn.data.values import Value
from insyn.problems import Problem, did_you_mean, unknown
from insyn.yamltext import YamlText

FEWEST_ANSWERS = 10
ANSWERS = {"svar", "svarande", "respondenter"}
TOTAL = re.compile(r"(?:totalt?|summa|samtliga|hela kommunen)\b", re.IGNORECASE)


def column_problems(
    raw: RawTable, file: str, descriptor: Descriptor, source: YamlText
) -> Iterator[Problem]:
    """Compare the file's header with the descriptor, both ways, and the key with the columns."""
    described = [spec.name for spec in descriptor.table.fields]
    for name in raw.header:
        if name not in described:
            where = f" beskriven i {source.file}"
            yield Problem(file, raw.header_line, unknown("Kolumnen", name, where, described))
    unknown_names = set(raw.header) - set(described)
    for index, name in enumerate(described):
        # A misspelt name has been told of where it stands in the file.
        if name not in raw.header and not did_you_mean(name, unknown_names):
            message = unknown("Kolumnen", name, f" i {file}", raw.header)
            yield source.problem(message, "schema", "fields", index, "name")
    for index, spec in enumerate(descriptor.table.fields):
        key = descriptor.table.primary_key
        measured = spec.type in {"number", "integer"} and spec.name not in key
        if measured and not descriptor.unit_of(spec):
            message = f"Kolumnen ”{spec.name}” saknar enhet. Skriv unit, till exempel tkr eller %."
            yield source.problem(message, "schema", "fields", index, "name")
    for index, name in enumerate(descriptor.table.primary_key):
        if name not in described:
            message = unknown("Kolumnen", name, " bland schema.fields", described)
            yield source.problem(message, "schema", "primaryKey", index)


def key_problems(
    columns: Mapping[str, tuple[Value, ...]],
    lines: tuple[int, ...],
    key: tuple[str, ...],
    file: str,
) -> Iterator[Problem]:
    """Find rows whose key is missing or stands on an earlier row too."""
    first_seen: dict[tuple[Value, ...], int] = {}
    for index, line in enumerate(lines):
        values = tuple(columns[name][index] for name in key)
        for name, value in zip(key, values, strict=True):
            if value is None:
                yield Problem(file, line, f"Värde saknas i nyckelkolumnen ”{name}”.")
        if values in first_seen:
            shown = ", ".join(str(value) for value in values)
            message = f"Nyckeln ”{shown}” står redan på rad {first_seen[values]}."
            yield Problem(file, line, message)
        first_seen.setdefault(values, line)


def total_problems(
    columns: Mapping[str, tuple[Value, ...]],
    lines: tuple[int, ...],
    descriptor: Descriptor,
    file: str,
) -> Iterator[Problem]:
    """Find rows of sums among rows of money: they would be counted twice."""
    fields = descriptor.table.fields
    if not any(descriptor.unit_of(spec) in MONEY for spec in fields):
        return
    for spec in fields:
        for line, value in zip(lines, columns[spec.name], strict=True):
            if spec.type == "string" and isinstance(value, str) and TOTAL.match(value):
                message = f"Raden ”{value}” ser ut som en summa. Ta bort den: summan räknas ut."
                yield Problem(file, line, message)


def small_group_problems(
    columns: Mapping[str, tuple[Value, ...]],
    lines: tuple[int, ...],
    descriptor: Descriptor,
    file: str,
) -> Iterator[Problem]:
    """Find groups with so few answers that a person might be told from them.

    Ten is the least that Swedish employee surveys show (Kolada's HME measures use the same limit).
    """
    for spec in descriptor.table.fields:
        unit = descriptor.unit_of(spec).casefold().split()
        if not ANSWERS & set(unit):
            continue
        for line, value in zip(lines, columns[spec.name], strict=True):
            if isinstance(value, Decimal) and 0 < value < FEWEST_ANSWERS:
                message = f"Gruppen har färre än {FEWEST_ANSWERS} svar och får inte visas."
                yield Problem(file, line, f"{message} Slå ihop den med en annan grupp.")
