"""Where in a grid the table is: its header, its rows, and what stands around it.

With a descriptor the header is the row that has the described names. Rows that are no data must
be told from rows that are: what can't be told for certain is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from insyn.data.reading.grid import Cell, Grid, Row, fits, text_of
from insyn.data.reading.header import cell_at, column_names, misshapen, named_width
from insyn.data.reading.numbers import is_number
from insyn.problems import Problem, ProblemsFound

# How a note under a table begins.
_NOTE = re.compile(
    r"\*|[¹²³]|\d\)|(?:not|anm|anmärkning|källa|kommentar|observera|obs|uppdaterad)\b|©",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class RawTable:
    """A header and rows of cells; `lines` gives each row's line in the file.

    `before` and `notes` are the texts above the header and under the table, `repeated` the lines
    on which the header stands again.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...]
    header_line: int
    before: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    repeated: tuple[int, ...] = ()


def lay_out(
    grid: Grid,
    headers: Sequence[int],
    skipped: Collection[int] = (),
    known: Collection[str] = (),
) -> RawTable:
    """Cut the table out of a grid.

    `headers` are the lines of the header's rows, `skipped` lines to leave out, `known` the headers
    that are described. Raises ProblemsFound for a header without names or with one name twice, for
    rows that have more cells than the header, and for rows of which nobody can tell what they are.
    """
    by_line = {row.line: row for row in grid.rows}
    if gone := [line for line in headers if line not in by_line]:
        message = f"Rubrikraden {gone[0]} finns inte eller är tom, men nämns under dialect."
        raise ProblemsFound([Problem(grid.file, gone[0], message)])
    last = max(headers)
    after = [row for row in grid.rows if row.line > last and row.line not in skipped]
    heads = [by_line[line] for line in headers]
    again = {_texts(head) for head in heads}
    repeated = tuple(row.line for row in after if _texts(row) in again)
    body, notes = _part_notes(
        [row for row in after if row.line not in repeated], column_names(heads, ())
    )
    names = column_names(heads, body)
    problems = [*_header_problems(names, grid.file, last, known), *_row_problems(body, names, grid)]
    if not body:
        problems.append(Problem(grid.file, last, "Filen har en rubrikrad men inga värden."))
    if problems:
        raise ProblemsFound(problems)
    places = tuple(names)
    return RawTable(
        header=tuple(names.values()),
        rows=tuple(tuple(cell_at(row, place) for place in places) for row in body),
        lines=tuple(row.line for row in body),
        header_line=last,
        before=tuple(_said(row) for row in grid.rows if row.line < min(headers)),
        notes=notes,
        repeated=repeated,
    )


def _part_notes(body: list[Row], names: dict[int, str]) -> tuple[list[Row], tuple[str, ...]]:
    """Part the rows of the table from the notes under it.

    A note is a single text that begins as one, or that stands on a line of its own below an empty
    one, without separators. Anything else might be a row that was cut off.
    """
    end = len(body)
    while end > 1 and len(names) > 1 and len(body[end - 1].filled) == 1:
        row, said = body[end - 1], _said(body[end - 1])
        alone = len(row.cells) == 1 and row.line > body[end - 2].line + 1
        if is_number(said) or not (alone or _NOTE.match(said)):
            break
        end -= 1
    return body[:end], tuple(_said(row) for row in body[end:])


def _header_problems(
    names: dict[int, str], file: str, line: int, known: Collection[str]
) -> Iterator[Problem]:
    texts = list(names.values())
    for name in dict.fromkeys(texts):
        if texts.count(name) > 1 and (not known or name in known):
            message = f"Kolumnen ”{name}” står två gånger i rubrikraden."
            yield Problem(file, line, message)
    if len(texts) == 1 and not known:
        message = "Tabellen har bara en kolumn. Är avgränsaren något annat än ; , eller tabb?"
        yield Problem(file, line, message)


def _row_problems(body: list[Row], names: dict[int, str], grid: Grid) -> Iterator[Problem]:
    """Find rows with too few or too many cells, and names without values."""
    delimited = any(name == "Avgränsare" for name, _ in grid.traits)
    width = named_width(names)
    for row in body:
        count = len(row.cells) if len(row.cells) < width else max(row.filled) + 1
        if delimited and count != width and not len(row.cells) >= width >= count:
            yield Problem(grid.file, row.line, misshapen(count, width))
        elif _is_lone(row, names):
            message = (
                f"Raden ”{_said(row)}” har bara ett namn. Är den en rubrik eller en anteckning, "
                f"skriv ignoreRows: [{_said(row)}] i beskrivningen. Saknas värdena, skriv .. i dem."
            )
            yield Problem(grid.file, row.line, message)


def lone_names(grid: Grid, headers: Sequence[int]) -> Iterator[int]:
    """Give the lines of rows that have a name but no values: headings between the rows, perhaps."""
    by_line = {row.line: row for row in grid.rows}
    after = [row for row in grid.rows if row.line > max(headers)]
    names = column_names([by_line[line] for line in headers], after)
    again = {_texts(by_line[line]) for line in headers}
    body, _ = _part_notes([row for row in after if _texts(row) not in again], names)
    yield from (row.line for row in body if _is_lone(row, names))


def called(grid: Grid, name: str, after: int) -> list[int]:
    """Give the lines below `after` of the rows whose first text is `name`; `*` is any text."""
    return [
        row.line
        for row in grid.rows
        if row.line > after and row.filled and fits(text_of(row.cells[row.filled[0]]), name)
    ]


def _is_lone(row: Row, names: dict[int, str]) -> bool:
    lone = len(row.filled) == 1 < named_width(names) - 1
    return lone and bool(re.search(r"[^\d\W]", _said(row))) and not is_number(_said(row))


def _texts(row: Row) -> tuple[tuple[int, str], ...]:
    return tuple((place, text_of(row.cells[place])) for place in row.filled)


def _said(row: Row) -> str:
    return " ".join(dict.fromkeys(text_of(row.cells[place]) for place in row.filled))
