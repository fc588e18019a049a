"""Which values of a table a fetch block picks, with PxWeb's selection expressions spelt out.

They mean here what PxWebApi 2 means by them, so that the cells can be counted beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import prod

from insyn.intake.fetching.errors import FetchError
from insyn.intake.fetching.jsonstat import Table
from insyn.problems import unknown

Selection = dict[str, list[str]]
_CALL = re.compile(r"(TOP|BOTTOM|FROM|TO|RANGE)\(([^,()]+)(?:,([^,()]+))?\)", re.IGNORECASE)


def select(wanted: Mapping[str, Sequence[str]], table: Table) -> Selection:
    """Give the codes that are picked of each dimension, in the table's order.

    Raises FetchError for dimensions and values that the table lacks, and for a dimension that must
    be picked from but isn't; one that PxWeb can sum up may be left out.
    """
    for name in wanted:
        if name not in table.id:
            raise FetchError(unknown("Variabeln", name, " i tabellen", table.id), "select", name)
    for name in table.id:
        if name not in wanted and not table.dimension[name].extension.elimination:
            raise FetchError(
                f"Tabellen kräver att {name} står under select, till exempel "
                f'{name}: "*" för alla värden.',
                "select",
            )
    return {name: _picked(name, wanted[name], table) for name in table.id if name in wanted}


def parts(selection: Selection, most: int) -> Iterator[Selection]:
    """Part a selection along its longest dimension until no part has more than `most` cells."""
    cells = prod(map(len, selection.values()))
    if cells <= max(1, most):
        yield selection
        return
    name = max(selection, key=lambda name: len(selection[name]))
    codes = selection[name]
    step = max(1, most * len(codes) // cells)
    for start in range(0, len(codes), step):
        yield from parts({**selection, name: codes[start : start + step]}, most)


def _picked(name: str, expressions: Sequence[str], table: Table) -> list[str]:
    codes, chosen = table.dimension[name].codes, set[str]()
    for place, expression in enumerate(expressions):
        found = _matching(expression, codes, newest_last=name in table.role.time)
        if not found:
            message = unknown("Värdet", expression, f" i {name}", codes)
            raise FetchError(message, "select", name, place)
        chosen.update(found)
    return [code for code in codes if code in chosen]


def _matching(expression: str, codes: Sequence[str], *, newest_last: bool) -> Sequence[str]:
    """Give the codes that an expression picks; none when it is neither a code nor understood.

    TOP(n) takes the newest of time and the first of all else, BOTTOM(n) the others; a second number
    is how many to pass over first. `*` stands for any signs and `?` for one.
    """
    if expression in codes:
        return [expression]
    call = _CALL.fullmatch(expression.replace(" ", ""))
    if not call:
        if not re.search(r"[*?]", expression):
            return []
        pattern = re.escape(expression).replace(r"\*", ".*").replace(r"\?", ".")
        return [code for code in codes if re.fullmatch(pattern, code, re.IGNORECASE)]
    kind, first, second = call[1].upper(), call[2], call[3]
    if kind in {"TOP", "BOTTOM"}:
        return _counted(first, second or "0", codes, from_end=(kind == "TOP") == newest_last)
    if first not in codes or (second or first) not in codes or (kind == "RANGE") != bool(second):
        return []
    ends = sorted((codes.index(first), codes.index(second or first)))
    return {
        "FROM": codes[ends[0] :],
        "TO": codes[: ends[0] + 1],
        "RANGE": codes[ends[0] : ends[1] + 1],
    }[kind]


def _counted(count: str, skipped: str, codes: Sequence[str], *, from_end: bool) -> Sequence[str]:
    if not (count.isdecimal() and skipped.isdecimal()):
        return []
    ordered = list(reversed(codes)) if from_end else list(codes)
    return ordered[int(skipped) : int(skipped) + int(count)]
