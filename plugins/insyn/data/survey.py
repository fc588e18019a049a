"""Surveys: small groups are hidden before anything above this layer has seen them.

All datasets of one survey are looked at together, so that what one of them hides no other shows:
not as last year's figure, not as a change since then, not through the response rate. A hidden row
keeps its keys alone, and hidden rows stand last, in order of name: their place in the file tells
nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from insyn.data.descriptor import Descriptor, Survey
from insyn.data.hiding import TOTAL, Group, groups_to_hide
from insyn.data.schema import TOO_FEW
from insyn.data.table import Row, Table
from insyn.data.totals import TOTAL as TOTAL_NAME
from insyn.problems import Problem
from insyn.yamltext import YamlText

ANSWERS = frozenset({"svar", "svarande", "respondenter"})
_CHANGE = re.compile(r"förändr|forandr|skillnad|diff|föregå|forega|förra|forra", re.IGNORECASE)
Occasion = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A table of a survey with its descriptor."""

    table: Table
    descriptor: Descriptor
    survey: Survey


def survey_problems(table: Table, descriptor: Descriptor, source: YamlText) -> Iterator[Problem]:
    """Find a survey that isn't declared as one, and changes that don't say of what."""
    fields = descriptor.table.fields
    for index, spec in enumerate(fields):
        counts_answers = ANSWERS & set(descriptor.unit_of(spec).casefold().split())
        if counts_answers and spec.name in table.measures and descriptor.survey is None:
            message = (
                f"Kolumnen ”{spec.name}” räknar svar. Skriv under survey: answers: {spec.name} och "
                "groups: kolumnen med grupper, så döljs grupper med för få svar."
            )
            yield source.problem(message, "schema", "fields", index, "name")
        if (
            descriptor.survey
            and spec.name in table.measures
            and not spec.change_of
            and _CHANGE.search(f"{spec.name} {spec.title}")
        ):
            message = (
                f"Kolumnen ”{spec.name}” ser ut som en förändring. Skriv changeOf och kolumnen som "
                "den gäller: annars kan ett dolt värde räknas fram."
            )
            yield source.problem(message, "schema", "fields", index, "name")


def hidden_rows(parts: Sequence[Part]) -> tuple[list[Table], list[Problem]]:
    """Hide the small groups of the parts of one survey; give the tables in the same order.

    Groups whose number of answers isn't known in any part are problems: they might be small.
    """
    dimensions = sorted({name for part in parts for name in part.survey.groups})
    answers, already = _answers(parts, dimensions), _hidden_before(parts, dimensions)
    minimum = max(part.survey.minimum for part in parts)
    for when, groups in already.items():
        for group in groups:
            answers[when].setdefault(group, minimum)
    problems = [
        Problem(
            part.table.file,
            line,
            f"Antal svar för ”{_said(group)}” saknas. En grupp av okänd storlek får inte visas.",
        )
        for part in parts
        for line, row in zip(part.table.lines, part.table.rows(), strict=True)
        if (group := _group(row, part, dimensions)) not in answers[_occasion(row, part)]
    ]
    if problems:
        return [part.table for part in parts], problems
    hidden = {
        when: groups_to_hide(groups, minimum, already[when]) for when, groups in answers.items()
    }
    return [_without(part, dimensions, hidden) for part in parts], []


def _answers(parts: Sequence[Part], dimensions: Sequence[str]) -> dict[Occasion, dict[Group, int]]:
    """Give each group's answers on each occasion, the fewest where its rows differ."""
    found: dict[Occasion, dict[Group, int]] = defaultdict(dict)
    for part in parts:
        for row in part.table.rows():
            count = row.get(part.survey.answers)
            group, when = _group(row, part, dimensions), _occasion(row, part)
            if isinstance(count, Decimal):
                found[when][group] = min(int(count), found[when].get(group, int(count)))
    return found


def _hidden_before(parts: Sequence[Part], dimensions: Sequence[str]) -> dict[Occasion, set[Group]]:
    """Give the groups that a part came here with already hidden, as an older version does."""
    found: dict[Occasion, set[Group]] = defaultdict(set)
    for part in parts:
        for place, row in enumerate(part.table.rows()):
            if TOO_FEW in {part.table.reasons.get((name, place)) for name in part.table.measures}:
                found[_occasion(row, part)].add(_group(row, part, dimensions))
    return found


def _group(row: Row, part: Part, dimensions: Sequence[str]) -> Group:
    """Name a row's group; what is a total along a dimension has no name there."""
    names = (str(row[name]) if name in part.survey.groups else TOTAL for name in dimensions)
    return tuple(TOTAL if TOTAL_NAME.match(name) else name for name in names)


def _occasion(row: Row, part: Part) -> Occasion:
    """Tell when a row was asked: its years and dates, otherwise the dataset's period."""
    days = [name for name in part.table.keys if part.table.types[name] in {"year", "date"}]
    return tuple(str(row[name]) for name in days) or (part.descriptor.period,)


def _without(
    part: Part, dimensions: Sequence[str], hidden: Mapping[Occasion, frozenset[Group]]
) -> Table:
    """Take all measures from the hidden rows, and changes that start from a hidden value."""
    table = part.table
    changes = {spec.name for spec in part.descriptor.table.fields if spec.change_of}
    gone: set[tuple[str, int]] = set()
    last = []
    for place, row in enumerate(table.rows()):
        group, when = _group(row, part, dimensions), _occasion(row, part)
        if group in hidden[when]:
            gone.update((name, place) for name in table.measures)
            last.append(place)
        elif any(group in hidden[other] for other in hidden if other < when):
            gone.update((name, place) for name in changes)
    columns = {
        name: tuple(None if (name, place) in gone else value for place, value in enumerate(values))
        for name, values in table.columns.items()
    }
    reasons = {**table.reasons, **dict.fromkeys(gone, TOO_FEW)}
    shown = [place for place in range(len(table.lines)) if place not in set(last)]
    rows = list(table.rows())
    last.sort(key=lambda place: [str(rows[place][name]) for name in table.keys])
    done = Table(table.file, columns, table.lines, table.keys, table.measures, table.types, reasons)
    return done.ordered([*shown, *last])


def _said(group: Group) -> str:
    return ", ".join(filter(None, group)) or "totalen"


def twins(
    shown: Mapping[str, Table], hidden: Sequence[tuple[Table, Table]]
) -> Iterator[tuple[str, int, str]]:
    """Find hidden values that another table shows beside the same name.

    `shown` are all tables by their files, `hidden` the surveys' tables before and after. Yields
    the other table's file, the line and the group.
    """
    for before, after in hidden:
        left = {tuple(row[name] for name in after.keys): row for row in after.rows()}
        seen = {
            (name, row[measure])
            for row in before.rows()
            for name in _names(row, before)
            for measure in before.measures
            if row[measure] is not None
            and left[tuple(row[key] for key in before.keys)][measure] is None
        }
        for other, table in shown.items():
            for line, row in zip(table.lines, table.rows(), strict=True):
                for name in _names(row, table):
                    if any((name, row[measure]) in seen for measure in table.measures):
                        yield other, line, name


def _names(row: Row, table: Table) -> list[str]:
    return [str(row[name]) for name in table.keys if table.types[name] == "string"]
