"""Rows of sums: recognised, taken out of the table, and compared with what the rows give.

A sum that differs by more than rounding is a problem, unless the descriptor says why it is so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from insyn import swedish
from insyn.data.descriptor import Descriptor, Total
from insyn.data.sums import Sum, compare, sum_of
from insyn.data.table import Row, Table
from insyn.data.units import adds_up
from insyn.problems import Problem, unknown
from insyn.yamltext import YamlText

TOTAL = re.compile(
    r"(?:(?:del)?summa|total(?:t|summa)?|samtliga|alla (?:kommuner|nämnder|förvaltningar)"
    r"|hela (?:kommunen|landet)|riket)\b",
    re.IGNORECASE,
)
FEW = 4  # rows; among fewer, one may be the sum of the others by chance


@dataclass(frozen=True)
class Totals:
    """What was found: the places of the rows of sums, the sums, and what is wrong with them."""

    taken: frozenset[int] = frozenset()
    sums: tuple[Sum, ...] = ()
    problems: tuple[Problem, ...] = ()


def find_totals(table: Table, descriptor: Descriptor, source: YamlText) -> Totals:
    """Find the rows of sums among a table's rows.

    They are those that `totals` names, otherwise those that are called sums in a table in which
    every measure adds up; an index of the whole municipality is no sum.
    """
    units = {spec.name: descriptor.unit_of(spec) for spec in descriptor.table.fields}
    measures = {name: units[name] for name in table.measures if adds_up(units[name])}
    if not measures or descriptor.totals == ():
        return Totals()
    guess = descriptor.totals is None and len(measures) == len(table.measures)
    rows = list(table.rows())
    labels = {
        (place, column): str(row[column])
        for place, row in enumerate(rows)
        for column in table.keys
        if table.types[column] == "string" and _is_total(str(row[column]), descriptor, guess=guess)
    }
    sums: list[Sum] = []
    problems = list(_undeclared(labels.values(), descriptor, source))
    for (place, column), label in labels.items():
        others = [name for name in table.keys if name != column]
        group = _group(rows, place, others, labels)
        marked = {index for index in group if (index, column) in labels}
        where = tuple(str(rows[place][name]) for name in others)
        for found in _sums(rows, place, group, marked, measures):
            reasons = (total.differs for total in _named(label, descriptor))
            told = replace(found, label=label, where=where, reason=next(reasons, ""))
            sums.append(told)
            if told.differs and not told.reason:
                problems.append(Problem(table.file, table.lines[place], _said(told)))
    if guess and not labels:
        problems += [
            Problem(table.file, line, _unsaid(label))
            for label, line in unlabelled(table, list(measures))
        ]
    taken = frozenset(place for place, _ in labels) if guess or descriptor.totals else frozenset()
    return Totals(taken, tuple(sums), tuple(problems))


def _is_total(text: str, descriptor: Descriptor, *, guess: bool) -> bool:
    return bool(TOTAL.match(text)) if guess else bool(_named(text, descriptor))


def _named(label: str, descriptor: Descriptor) -> list[Total]:
    """List the declared rows of sums that a row's name fits."""
    return [
        total
        for total in descriptor.totals or ()
        if fnmatchcase(label.casefold(), total.row.casefold())
    ]


def _group(
    rows: Sequence[Row], place: int, others: Sequence[str], labels: Collection[tuple[int, str]]
) -> list[int]:
    """List the rows that share a row's other keys, but for sums along one of those."""
    where = [rows[place][name] for name in others]
    return [
        index
        for index, row in enumerate(rows)
        if [row[name] for name in others] == where
        and not any((index, name) in labels for name in others)
    ]


def _sums(
    rows: Sequence[Row],
    place: int,
    group: Sequence[int],
    marked: Collection[int],
    measures: Mapping[str, str],
) -> list[Sum]:
    """Compare a row of sums with the rows it is most likely the sum of.

    They are all the others, those before it, or those between it and the sum above or below.
    """
    plain = [index for index in group if index not in marked]
    start = max((index for index in marked if index < place), default=-1)
    end = min((index for index in marked if index > place), default=len(rows))
    before = [index for index in plain if index < place]
    above = [index for index in before if start < index]
    below = [index for index in plain if place < index < end]
    tries = []
    for members in filter(None, (plain, before, above, below)):
        parts = [rows[index] for index in members]
        found = (compare(rows[place], parts, name, unit) for name, unit in measures.items())
        tries.append([one for one in found if one is not None])
    return min(tries, key=lambda one: sum(abs(found.difference) for found in one), default=[])


def _said(found: Sum) -> str:
    where = f" ({', '.join(found.where)})" if found.where else ""
    return (
        f"Summan ”{found.label}”{where} är {swedish.exact(found.published)} i kolumnen "
        f"”{found.measure}”, men raderna ger {swedish.exact(found.own)}: "
        f"{swedish.exact(found.difference)} i skillnad. Rätta, eller skriv row: {found.label} och "
        "differs: varför, under totals i beskrivningen."
    )


def _unsaid(label: str) -> str:
    return (
        f"Raden ”{label}” är summan av de andra och skulle räknas två gånger. Skriv row: {label} "
        "under totals i beskrivningen, eller totals: [] om den är något annat."
    )


def _undeclared(
    labels: Collection[str], descriptor: Descriptor, source: YamlText
) -> Iterator[Problem]:
    """Find declared sums that no row is."""
    for index, total in enumerate(descriptor.totals or ()):
        if not any(fnmatchcase(label.casefold(), total.row.casefold()) for label in labels):
            message = unknown("Summaraden", total.row, " i filen", dict.fromkeys(labels))
            yield source.problem(message, "totals", index, "row")


def unlabelled(table: Table, measures: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Find rows that are the sum of all the others wherever they stand, whatever they are called.

    Yields what such a row is called and its line.
    """
    rows = list(table.rows())
    for column in table.keys:
        others = [name for name in table.keys if name != column]
        groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            groups[tuple(row[name] for name in others)].append(place)
        places: dict[str, list[tuple[int, list[int]]]] = defaultdict(list)
        for group in groups.values():
            for place in group:
                places[str(rows[place][column])].append((place, group))
        for label, found in places.items():
            if table.types[column] == "string" and all(
                _is_sum(rows, place, group, measures) for place, group in found
            ):
                yield label, table.lines[found[0][0]]


def _is_sum(rows: Sequence[Row], place: int, group: list[int], measures: Sequence[str]) -> bool:
    members = [rows[index] for index in group if index != place]
    return len(group) >= FEW and all(
        rows[place][name] and rows[place][name] == sum_of(members, name) for name in measures
    )
