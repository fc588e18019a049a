"""What must hold for a survey, so that nothing of a small group slips past the hiding."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, combinations

from insyn.data.descriptor import Descriptor, Survey
from insyn.data.schema import ColumnSpec
from insyn.data.table import Row, Table
from insyn.data.totals import TOTAL
from insyn.problems import Problem
from insyn.yamltext import YamlText

ANSWERS = frozenset(
    {"svar", "svarande", "svaranden", "respondent", "respondenter", "enkätsvar", "deltagare"}
)
_COUNTS = re.compile(r"(?:antal|n)[ _]*(?:enkät)?svar|svarande|respondent", re.IGNORECASE)
_ASKED = re.compile(r"enkät|hme\b|engagemang|nöjd|trivsel|medarbetar", re.IGNORECASE)
_UNITS = re.compile(r"enhet|forvaltning|avdelning|arbetsplats|grupp|skola|yrke", re.IGNORECASE)
_CHANGE = re.compile(
    r"förändr|forandr|ändring|andring|skillnad|diff|delta|trend|utveckling|ökning|minskning|okning"
    r"|föregå|forega|förra|forra|tidigare|fjol|jämför|jamfor|sedan|\+/|mot[ _]|[ _](?:19|20)\d\d$",
    re.IGNORECASE,
)
LARGE = 100  # whole numbers below it are found beside the same name by chance


def survey_problems(table: Table, descriptor: Descriptor, source: YamlText) -> Iterator[Problem]:
    """Find surveys that aren't declared, or not so that their small groups can be hidden."""
    if descriptor.survey is None:
        yield from undeclared_problems(descriptor, source)
        return
    yield from declaration_problems(descriptor, descriptor.survey, source)
    for index, spec in enumerate(descriptor.table.fields):
        changes = _CHANGE.search(f"{spec.name} {spec.title}")
        if spec.name in table.measures and changes and not spec.change_of:
            message = (
                f"Kolumnen ”{spec.name}” ser ut som en förändring. Skriv changeOf och kolumnen som "
                "den gäller: annars kan ett dolt värde räknas fram."
            )
            yield source.problem(message, "schema", "fields", index, "name")
    if descriptor.totals is None:
        yield from _levels(table, descriptor.survey)


def declaration_problems(
    descriptor: Descriptor, survey: Survey, source: YamlText
) -> Iterator[Problem]:
    """Find keys, groups and answers that can't be what they are said to be."""
    key = descriptor.table.primary_key
    specs = {spec.name: spec for spec in descriptor.table.fields}
    if descriptor.aggregate:
        message = "En enkät kan inte summeras med aggregate: då visas alla rader."
        yield source.problem(message, "aggregate")
    if not key:
        message = "En enkät behöver primaryKey: det enda som visas av en dold grupp."
        yield source.problem(message, "schema", "primaryKey")
    for name in survey.groups:
        if key and name in specs and name not in key:
            message = f"Kolumnen ”{name}” ska vara med i primaryKey: den skiljer grupperna åt."
            yield source.problem(message, "survey", "groups")
    answers = specs.get(survey.answers)
    if answers and not (answers.type == "integer" and _counts_answers(answers, descriptor)):
        message = f"Kolumnen ”{answers.name}” ska ha type: integer och unit: svar."
        yield source.problem(message, "survey", "answers")
    if answers and answers.name in key:
        message = f"Kolumnen ”{answers.name}” kan inte vara nyckel: den ska kunna döljas."
        yield source.problem(message, "schema", "primaryKey")


def _counts_answers(spec: ColumnSpec, descriptor: Descriptor) -> bool:
    return bool(ANSWERS & set(descriptor.unit_of(spec).casefold().split()))


def undeclared_problems(descriptor: Descriptor, source: YamlText) -> Iterator[Problem]:
    """Find a survey that isn't declared as one: by its units, its columns' names, what it says."""
    for index, spec in enumerate(descriptor.table.fields):
        counts = spec.numeric and _counts_answers(spec, descriptor)
        if counts or _COUNTS.search(f"{spec.name} {spec.title}"):
            message = (
                f"Kolumnen ”{spec.name}” räknar svar. Skriv under survey: answers: {spec.name} och "
                "groups: kolumnen med grupper, så döljs grupper med för få svar."
            )
            yield source.problem(message, "schema", "fields", index, "name")
            return
    fields = descriptor.table.fields
    said = " ".join([descriptor.title, descriptor.description, *(spec.title for spec in fields)])
    groups = [spec.name for spec in fields if spec.type == "string" and _UNITS.search(spec.name)]
    indexed = any(descriptor.unit_of(spec) == "index" for spec in fields)
    if groups and indexed and _ASKED.search(said):
        message = (
            f"Det här ser ut som en enkät per {groups[0]}, men antal svar saknas. Skriv under "
            f"survey: name, samma som i datamängden med antal svar, och groups: {groups[0]}."
        )
        yield source.problem(message, "schema")


def _levels(table: Table, survey: Survey) -> Iterator[Problem]:
    """Find a group whose answers are those of the groups under it together: a level of its own."""
    if survey.answers not in table.measures:
        return
    rows = list(table.rows())
    slices: dict[tuple[object, ...], list[int]] = defaultdict(list)
    others = [name for name in table.keys if name != survey.groups[0]]
    for place, row in enumerate(rows):
        if not any(TOTAL.match(str(row[name])) for name in survey.groups):
            slices[tuple(row[name] for name in others)].append(place)
    for places in slices.values():
        for at, place in enumerate(places):
            following = [rows[other][survey.answers] for other in places[at + 1 :]]
            known = [count for count in following if isinstance(count, Decimal)]
            if rows[place][survey.answers] in list(accumulate(known))[1:]:
                message = (
                    f"”{rows[place][survey.groups[0]]}” har lika många svar som grupperna under "
                    "tillsammans. Är den summan av dem, lägg den i en egen datamängd eller "
                    "kolumn. Annars: skriv totals: [] i beskrivningen."
                )
                yield Problem(table.file, table.lines[place], message)


def family_problems(
    surveys: Mapping[str, Sequence[tuple[Table, Survey]]],
) -> Iterator[Problem]:
    """Find what most likely is one survey, or one way of parting it, under two names.

    `surveys` are the tables of each survey by its name, "" before a name that nobody has given.
    """
    names = {
        (family, column): {
            str(row[column]).casefold()
            for table, _ in parts
            for row in table.rows()
            if column in row
        }
        for family, parts in surveys.items()
        for column in {name for _, survey in parts for name in survey.groups}
    }
    files = {family: parts[0][0].file for family, parts in surveys.items()}
    for (one, first), (other, second) in combinations(sorted(names), 2):
        shared = names[one, first] & names[other, second]
        if len(shared) < 2 or (first == second and one == other):
            continue
        if one == other:
            message = f"Kolumnerna ”{first}” och ”{second}” har samma grupper. Ge dem samma namn."
            yield Problem(files[one], 1, message)
        elif one.startswith("/") or other.startswith("/"):
            message = (
                f"{files[other]} har samma grupper. Skriv name under survey i båda: samma namn om "
                "det är samma enkät, annars olika."
            )
            yield Problem(files[one], 1, message)


def twins(
    shown: Mapping[str, Table], hidden: Sequence[tuple[Table, Table, Survey]]
) -> Iterator[tuple[str, int, str]]:
    """Find values of hidden groups that a table outside the survey shows beside the same name.

    `shown` are those tables by their files, `hidden` the surveys' tables before and after. Yields
    the other table's file, the line and the group. One small whole number may be chance.
    """
    for before, after, survey in hidden:
        left = {tuple(row[name] for name in after.keys): row for row in after.rows()}
        seen = {
            (str(row[name]).casefold(), row[measure])
            for row in before.rows()
            for name in survey.groups
            for measure in before.measures
            if row[measure] is not None
            and left[tuple(row[key] for key in before.keys)][measure] is None
        }
        for file, table in shown.items():
            hits = list(_hits(table, seen))
            if any(not _is_small(value) for _, _, value in hits) or len(hits) > 1:
                yield from ((file, line, name) for line, name, _ in hits)


def _hits(table: Table, seen: Collection[tuple[str, object]]) -> Iterator[tuple[int, str, object]]:
    for line, row in zip(table.lines, table.rows(), strict=True):
        for name in _names(row, table):
            for measure in table.measures:
                if (name.casefold(), row[measure]) in seen:
                    yield line, name, row[measure]


def _names(row: Row, table: Table) -> list[str]:
    return [str(row[name]) for name in table.keys if table.types[name] == "string"]


def _is_small(value: object) -> bool:
    whole = isinstance(value, Decimal) and value == value.to_integral_value()
    return whole and abs(Decimal(str(value))) < LARGE
