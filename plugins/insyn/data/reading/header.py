"""The header of a table: where it is, and what it calls each column."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from insyn.data.reading.grid import Cell, Grid, Row, text_of

HIGHEST_PREAMBLE = 40  # rows among which a header is looked for


def find_header(grid: Grid, wanted: Collection[str]) -> tuple[int, ...]:
    """Give the line or two lines whose cells hold most of the wanted names."""

    def hits(rows: Sequence[Row]) -> int:
        return len(set(wanted) & set(column_names(rows, ()).values()))

    top = grid.rows[:HIGHEST_PREAMBLE]
    single = [(row,) for row in top]
    double = list(pairwise(top))
    best = max([*single, *double], key=hits)
    return tuple(row.line for row in best)


def column_names(headers: Sequence[Row], after: Sequence[Row]) -> dict[int, str]:
    """Name every column that has a header or a cell, from left to right.

    The names of several header rows are joined; an upper one reaches over the empty cells to its
    right, as a merged cell does. A column without a name is called by its place.
    """
    width = max(len(row.cells) for row in (*headers, *after))
    parts: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(headers):
        reaching, below = "", headers[depth + 1 :]
        for place in range(width):
            text = text_of(cell_at(row, place))
            under = [text_of(cell_at(lower, place)) for lower in below]
            reaching = text or (reaching if any(under) else "")
            if reaching:
                parts[place].append(reaching)
            if reaching in under:
                reaching = ""  # it names its own column, not a group of them
    used = {place for row in after for place in row.filled}
    return {
        place: " ".join(dict.fromkeys(parts[place])) or f"Kolumn {place + 1}"
        for place in range(width)
        if parts[place] or place in used
    }


def named_width(names: dict[int, str]) -> int:
    """Give how many columns there are up to the last that has a header of its own."""
    own = [place for place, name in names.items() if name != f"Kolumn {place + 1}"]
    return max(own, default=-1) + 1


def misshapen(count: int, width: int) -> str:
    """Say that a row hasn't as many values as the header has columns."""
    values = "1 värde" if count == 1 else f"{count} värden"
    return f"Raden har {values} men rubrikraden har {width} kolumner."


def cell_at(row: Row, place: int) -> Cell:
    """Give a cell of a row; empty beyond its end."""
    return row.cells[place] if place < len(row.cells) else ""
