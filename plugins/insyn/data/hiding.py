"""Which groups of a survey must be hidden so that none of them can be worked out from the rest.

Groups stand in a grid of one or more dimensions (department, sex). Along each dimension, and over
all of them, groups add up to a total that a reader is taken to know, whether it is published or
not. So a small group is never hidden alone: of those that add up to one total the hidden ones are
at least two, with together at least the minimum of answers, and what is hidden as a total isn't the
sum of what is shown. People of whom the total tells but no group are a group too. Last, the
equations that a reader can set up are solved: while any hidden group has a single solution, one
more is hidden.

Secondary suppression: Hundepool et al., Statistical Disclosure Control (2012), chapter 4. Here the
reader is taken to know the most, and the rule to be simple.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

Group = tuple[str, ...]
TOTAL = ""  # what a group is called along a dimension that it isn't parted by


@dataclass(frozen=True)
class Line:
    """Groups, and what they add up to."""

    members: tuple[Group, ...]
    total: Group


def groups_to_hide(
    answers: Mapping[Group, int], minimum: int, already: Collection[Group] = ()
) -> frozenset[Group]:
    """Give the groups to hide, of all those in `answers` with their number of answers.

    `already` are hidden elsewhere, and so here too. What was hidden for the same answers before
    hides no more than it did then.
    """
    small = {group for group, count in answers.items() if count < minimum}
    hidden = _spread(small, answers, minimum)
    if not hidden.issuperset(group for group in already if group in answers):
        hidden = _spread({*hidden, *already} & answers.keys(), answers, minimum)
    return frozenset(hidden)


def _spread(hidden: set[Group], answers: Mapping[Group, int], minimum: int) -> set[Group]:
    """Hide as many more as it takes that none of the hidden can be worked out."""
    lines = list(_lines(answers))
    while True:
        more = {found for line in lines for found in _needed(line, answers, hidden, minimum)}
        more = more or _solved(lines, answers, hidden)
        if not more - hidden:
            return hidden
        hidden = hidden | more


def _lines(answers: Mapping[Group, int]) -> Iterator[Line]:
    """Give what adds up to each total: along one dimension, or over several at once."""
    width = len(next(iter(answers), ()))
    for size in range(1, width + 1):
        for along in combinations(range(width), size):
            members: dict[Group, list[Group]] = defaultdict(list)
            for group in sorted(answers):
                if all(group[dimension] != TOTAL for dimension in along):
                    total = tuple(
                        TOTAL if place in along else name for place, name in enumerate(group)
                    )
                    members[total].append(group)
            for total, parts in members.items():
                yield Line(tuple(parts), total)


def _needed(
    line: Line, answers: Mapping[Group, int], hidden: set[Group], minimum: int
) -> Iterator[Group]:
    """Give one more group of a line to hide, where those hidden aren't enough."""
    out = [group for group in line.members if group in hidden]
    shown = sorted((answers[group], group) for group in line.members if group not in hidden)
    rest = _rest(line, answers)
    if line.total in hidden:
        enough = bool(out)
    else:
        together = sum(answers[group] for group in out)
        enough = not out or (len(out) > 1 and together >= minimum)
        if 0 < rest < minimum:  # those that no group tells of are a small group too
            enough = bool(out) and together + rest >= minimum
    if not enough and shown:
        yield shown[0][1]
    elif not enough and line.total in answers:
        yield line.total


def _rest(line: Line, answers: Mapping[Group, int]) -> int:
    """Give how many answers the total has that no group of the line tells of."""
    return answers.get(line.total, 0) - sum(answers[group] for group in line.members)


def _solved(lines: Sequence[Line], answers: Mapping[Group, int], hidden: set[Group]) -> set[Group]:
    """Give groups to hide because a hidden one has a single solution, by exact elimination."""
    unknown = sorted(hidden)
    rows = []
    for line in lines:
        if _rest(line, answers) > 0:
            continue  # of the rest nothing is known
        row = [Fraction(int(group in line.members)) for group in unknown]
        if line.total in hidden:
            row[unknown.index(line.total)] = Fraction(-1)
        rows.append(row)
    for row in _reduced(rows):
        told = [group for group, factor in zip(unknown, row, strict=True) if factor]
        if len(told) == 1:
            near = {
                other
                for line in lines
                if told[0] in (*line.members, line.total)
                for other in (*line.members, line.total)
                if other in answers and other not in hidden
            }
            if near:
                return {min(near, key=lambda group: (answers[group], group))}
    return set()


def _reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Bring equations to reduced row echelon form (Gauss–Jordan)."""
    done = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((index for index in range(done, len(rows)) if rows[index][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [value / rows[done][column] for value in rows[done]]
        for index, row in enumerate(rows):
            if index != done and row[column]:
                factor = row[column]
                rows[index] = [
                    value - factor * base for value, base in zip(row, rows[done], strict=True)
                ]
        done += 1
    return rows[:done]
