"""Rows of sums: recognised, taken out of the table, and compared with what the rows give.

A sum that differs by more than rounding is a problem, unless the descriptor says why it is so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from insyn import swedish
from insyn.data.descriptor import Descriptor, Total
from insyn.data.reading.grid import fits
from insyn.data.sums import Sum, sums_at
from insyn.data.table import Row, Table
from insyn.data.units import adds_up
from insyn.data.values import Value
from insyn.problems import Problem, unknown
from insyn.yamltext import YamlText

TOTAL = re.compile(
    r"(?:(?:del)?summa|total(?:t|summa)?|samtliga|alla (?:kommuner|nämnder|förvaltningar)"
    r"|hela (?:kommunen|landet)|riket)\b",
    re.IGNORECASE,
)
_CURE = "Skriv row och namnet under totals i beskrivningen, eller totals: [] om den är något annat."
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
    every measure adds up. What is called a sum but can't be compared is asked about.
    """
    units = {spec.name: descriptor.unit_of(spec) for spec in descriptor.table.fields}
    measures = {name: units[name] for name in table.measures if adds_up(units[name])}
    if not measures or descriptor.totals == ():
        return Totals()
    rows = list(table.rows())
    texts = [name for name in table.keys if table.types[name] == "string"]
    labels = {
        (place, column): str(row[column])
        for place, row in enumerate(rows)
        for column in texts
        if _is_total(str(row[column]), descriptor)
    }
    if descriptor.totals is None and len(measures) < len(table.measures):
        return Totals(problems=tuple(_asked(table, labels, descriptor)))
    sums: list[Sum] = []
    problems = list(_undeclared(labels.values(), descriptor, source))
    for column in texts:
        groups = _groups(rows, [name for name in table.keys if name != column], labels)
        for where, group in groups.items():
            marked = [place for place in group if (place, column) in labels]
            for place in marked:
                label = labels[place, column]
                found = sums_at(rows, place, group, marked, measures)
                reason = next((total.differs for total in _named(label, descriptor)), "")
                told = [replace(one, label=label, where=where, reason=reason) for one in found]
                sums += told
                problems += [
                    Problem(table.file, table.lines[place], message)
                    for message in _faults(told, label, where, descriptor)
                ]
    if descriptor.totals is None and not labels:
        problems += [
            Problem(table.file, line, _unsaid(label))
            for label, line in unlabelled(table, list(measures))
        ]
    taken = frozenset(place for place, _ in labels)
    if len(taken) == len(rows):
        problems.append(Problem(table.file, table.lines[0], f"Alla rader är summor. {_CURE}"))
    return Totals(taken, tuple(sums), tuple(problems))


def _is_total(text: str, descriptor: Descriptor) -> bool:
    guess = descriptor.totals is None
    return bool(TOTAL.match(text)) if guess else bool(_named(text, descriptor))


def _named(label: str, descriptor: Descriptor) -> list[Total]:
    """List the declared rows of sums that a row's name fits."""
    return [total for total in descriptor.totals or () if fits(label, total.row)]


def _asked(
    table: Table, labels: Mapping[tuple[int, str], str], descriptor: Descriptor
) -> Iterator[Problem]:
    """Ask about rows that are called sums in a table in which not all adds up.

    In a survey the whole is a group like others, and its index is no sum.
    """
    for (place, _), label in labels.items() if descriptor.survey is None else ():
        message = f"Raden ”{label}” ser ut som en summa. {_CURE}"
        yield Problem(table.file, table.lines[place], message)


def _groups(
    rows: Sequence[Row], others: Sequence[str], labels: Mapping[tuple[int, str], str]
) -> dict[tuple[str, ...], list[int]]:
    """Put the rows together that share their other keys, but for sums along one of those."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if not any((place, name) in labels for name in others):
            groups[tuple(str(row[name]) for name in others)].append(place)
    return groups


def _faults(
    found: Sequence[Sum], label: str, where: tuple[str, ...], descriptor: Descriptor
) -> Iterator[str]:
    """Say what is wrong with a row of sums; one that nobody can check is no fault if declared."""
    if descriptor.totals is None and not any(one.own is not None for one in found):
        place = f" ({', '.join(where)})" if where else ""
        yield f"Raden ”{label}”{place} ser ut som en summa, men går inte att räkna efter. {_CURE}"
    yield from (_said(one) for one in found if one.differs and not one.reason)


def _said(found: Sum) -> str:
    where = f" ({', '.join(found.where)})" if found.where else ""
    return (
        f"Summan ”{found.label}”{where} är {swedish.exact(found.published)} i kolumnen "
        f"”{found.measure}”, men raderna ger {swedish.exact(found.own)}: "
        f"{swedish.exact(found.difference)} i skillnad. Rätta, eller skriv row: {found.label} och "
        "differs: varför, under totals i beskrivningen, eller totals: [] om raden är något annat."
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
        if not any(fits(label, total.row) for label in labels):
            message = unknown("Summaraden", total.row, " i filen", dict.fromkeys(labels))
            yield source.problem(message, "totals", index, "row")


def unlabelled(table: Table, measures: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Find rows that are the sum of all the others wherever they stand, whatever they are called.

    Missing values are passed over, as they were by whoever added up the rest. Yields what such a
    row is called and its line.
    """
    rows = list(table.rows())
    for column in table.keys:
        if table.types[column] != "string":
            continue
        fits: dict[str, bool] = {}
        first: dict[str, int] = {}
        for group in _groups(rows, [name for name in table.keys if name != column], {}).values():
            known = {name: _known(rows[index][name] for index in group) for name in measures}
            for place in group:
                label = str(rows[place][column])
                is_sum = all(_is_half(rows[place][name], values) for name, values in known.items())
                fits[label] = fits.get(label, True) and is_sum
                first.setdefault(label, place)
        yield from ((label, table.lines[first[label]]) for label, fit in fits.items() if fit)


def _known(values: Iterable[Value]) -> list[Decimal]:
    return [value for value in values if isinstance(value, Decimal)]


def _is_half(value: Value, known: Sequence[Decimal]) -> bool:
    """Tell whether a value is the sum of the others: then it is half of them all with itself."""
    return (
        isinstance(value, Decimal) and bool(value) and len(known) >= FEW and sum(known) == 2 * value
    )
