"""From the parts of a table to rows: a column for each dimension, then one for each measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import prod

from insyn.intake.fetching.errors import unfamiliar
from insyn.intake.fetching.jsonstat import Role, Table
from insyn.intake.fetching.table import Fetched, Key
from insyn.intake.naming import column_name, untaken

Labels = dict[str, dict[str, str]]


def joined(parts: Sequence[Table], host: str) -> Fetched:
    """Put the parts of a table together again, with a row for all measures of one place.

    Columns are named after the codes in lower case, a–z, 0–9 and _. Time is written as its code, a
    region as its code and its name, all else as its name. Raises FetchError for parts that don't
    make a whole.
    """
    order, role = parts[0].id, parts[0].role
    labels, cells = _merged(parts, host)
    metric = next((place for place, name in enumerate(order) if name in role.metric), len(order))
    measures: list[Key] = [(code,) for name in order[metric : metric + 1] for code in labels[name]]
    axes = [_axis(name, labels[name], role) for name in order[:metric] + order[metric + 1 :]]
    rows = []
    for codes in product(*(texts for _, texts in axes)):
        written = [
            text for (_, texts), code in zip(axes, codes, strict=True) for text in texts[code]
        ]
        keys = ((*codes[:metric], *measure, *codes[metric:]) for measure in measures or [()])
        rows.append((*written, *map(cells.__getitem__, keys)))
    dimensions = [name for names, _ in axes for name in names]
    values = [_column(*measure) for measure in measures] or ["varde"]
    return Fetched(tuple(_numbered([*dimensions, *values])), tuple(rows), len(dimensions))


def _merged(parts: Sequence[Table], host: str) -> tuple[Labels, dict[Key, str]]:
    """Give the names of all values by dimension and code, and all cells by their codes."""
    labels: Labels = {name: {} for name in parts[0].id}
    cells: dict[Key, str] = {}
    for part in parts:
        if part.id != parts[0].id:
            raise unfamiliar(host)
        for name, known in labels.items():
            known.update(part.dimension[name].labels)
        cells.update(part.cells(host))
    if len(cells) != prod(map(len, labels.values())):
        raise unfamiliar(host)
    return labels, cells


def _axis(name: str, labels: Mapping[str, str], role: Role) -> tuple[list[str], dict[str, Key]]:
    """Give the columns of a dimension, and what stands in them by the value's code."""
    column = _column(name)
    if name in role.geo or name.casefold() == "region":
        return [f"{column}_kod", column], {code: (code, labels[code]) for code in labels}
    if name in role.time:
        return [column], {code: (code,) for code in labels}
    count = Counter(labels.values())  # SCB has three age groups that are called “100+ år”
    return [column], {
        code: (f"{label} ({code})" if count[label] > 1 else label,)
        for code, label in labels.items()
    }


def _column(code: str) -> str:
    return column_name(code) or "kolumn"


def _numbered(names: Iterable[str]) -> list[str]:
    """Number names that come again: kon, kon_2."""
    found: list[str] = []
    for name in names:
        found.append(untaken(name, found))
    return found
