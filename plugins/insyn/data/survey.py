"""Surveys: small groups are hidden before anything above this layer has seen them.

All datasets of one survey are looked at together, with every version of them that is kept, so that
what one of them hides no other shows: not as last year's figure, not as a change since then, not
through the response rate. A hidden row keeps its keys alone, and hidden rows stand last, in order
of name: their place in the file tells nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from insyn.data.descriptor import Descriptor, Survey
from insyn.data.hiding import TOTAL, Group, groups_to_hide
from insyn.data.schema import TOO_FEW
from insyn.data.table import Row, Table
from insyn.data.totals import TOTAL as TOTAL_NAME
from insyn.problems import Problem

Occasion = str
Groups = Mapping[Group, int]


@dataclass(frozen=True)
class Part:
    """A table of a survey.

    `survey` and `period` are those of the dataset as it is now, for an older version too: what is
    known today settles what may be shown of yesterday.
    """

    table: Table
    descriptor: Descriptor
    survey: Survey
    period: str

    def group(self, row: Row, dimensions: Sequence[str]) -> Group:
        """Name a row's group, in any case of letters; along what it is a total of, it has none."""
        names = (
            str(row[name]).casefold() if name in self.survey.groups and name in row else TOTAL
            for name in dimensions
        )
        return tuple(TOTAL if TOTAL_NAME.match(name) else name for name in names)

    def occasion(self, row: Row) -> Occasion:
        """Tell the year or years in which a row was asked, otherwise the dataset's period."""
        days = [name for name in self.table.keys if self.table.types[name] in {"year", "date"}]
        told = " ".join(str(row[name]) for name in days) or self.period
        years = sorted(set(re.findall(r"(?:19|20)\d\d", told)))
        return " ".join(years) or told.casefold()


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
            f"Antal svar för ”{', '.join(str(row[name]) for name in part.survey.groups)}” saknas. "
            "En grupp av okänd storlek får inte visas. Har källan dolt den, skriv för få svar i "
            "raden.",
        )
        for part in parts
        for line, row in zip(part.table.lines, part.table.rows(), strict=True)
        if part.group(row, dimensions) not in answers[part.occasion(row)]
    ]
    if problems:
        return [part.table for part in parts], problems
    hidden = {
        when: groups_to_hide(groups, minimum, already[when]) for when, groups in answers.items()
    }
    return [_without(part, dimensions, answers, hidden) for part in parts], []


def _answers(parts: Sequence[Part], dimensions: Sequence[str]) -> dict[Occasion, dict[Group, int]]:
    """Give each group's answers on each occasion, the fewest where its rows differ."""
    found: dict[Occasion, dict[Group, int]] = defaultdict(dict)
    for part in parts:
        for row in part.table.rows():
            count = row.get(part.survey.answers)
            group, when = part.group(row, dimensions), part.occasion(row)
            if isinstance(count, Decimal):
                found[when][group] = min(int(count), found[when].get(group, int(count)))
    return found


def _hidden_before(parts: Sequence[Part], dimensions: Sequence[str]) -> dict[Occasion, set[Group]]:
    """Give the groups that a part came here with already hidden, as an older version does."""
    found: dict[Occasion, set[Group]] = defaultdict(set)
    for part in parts:
        for place, row in enumerate(part.table.rows()):
            reasons = {part.table.reasons.get((name, place)) for name in part.table.measures}
            if reasons == {TOO_FEW}:
                found[part.occasion(row)].add(part.group(row, dimensions))
    return found


def _without(
    part: Part,
    dimensions: Sequence[str],
    answers: Mapping[Occasion, Groups],
    hidden: Mapping[Occasion, frozenset[Group]],
) -> Table:
    """Take all but the keys from the hidden rows, and changes that start from a hidden value.

    A change is shown only where the group is known, and shown, on another occasion.
    """
    table = part.table
    changes = {spec.name for spec in part.descriptor.table.fields if spec.change_of}
    gone: set[tuple[str, int]] = set()
    last = []
    for place, row in enumerate(table.rows()):
        group, when = part.group(row, dimensions), part.occasion(row)
        others = [other for other in answers if other != when and group in answers[other]]
        if group in hidden[when]:
            gone.update((name, place) for name in table.columns if name not in table.keys)
            last.append(place)
        elif not others or any(group in hidden[other] for other in others):
            gone.update((name, place) for name in changes)
    columns = {
        name: tuple(None if (name, place) in gone else value for place, value in enumerate(values))
        for name, values in table.columns.items()
    }
    reasons = {**table.reasons, **dict.fromkeys(gone, TOO_FEW)}
    rows = list(table.rows())
    last.sort(key=lambda place: [str(rows[place][name]) for name in table.keys])
    shown = [place for place in range(len(rows)) if place not in set(last)]
    done = replace(table, columns=MappingProxyType(columns), reasons=MappingProxyType(reasons))
    return done.ordered([*shown, *last])
