"""What was fetched, as rows of text: how they are written, and how they differ from a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from insyn.intake.fetching.errors import FetchError

Key = tuple[str, ...]
# No figure that is counted or measured has more; a number such as 1E+999999999 would fill the disk.
MOST_DIGITS = 30


@dataclass(frozen=True)
class Fetched:
    """A table as it will stand in the file; its first `keys` columns tell the rows apart."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: int


@dataclass(frozen=True)
class Difference:
    """The rows, by their keys, that are new, have another value or are gone."""

    new: tuple[Key, ...] = ()
    changed: tuple[Key, ...] = ()
    removed: tuple[Key, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.removed)


def write_csv(table: Fetched) -> bytes:
    """Write a table as the files in data/ are: UTF-8, semicolons and LF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerows([table.header, *table.rows])
    return text.getvalue().encode()


def compare(old: bytes, table: Fetched) -> Difference:
    """Tell how a table differs from an old file, however that orders its rows.

    All rows are new where the file has other columns or the same row twice, or can't be read.
    """
    rows, after = _rows_of(old, table.header), _by_key(table.rows, table.keys)
    before = _by_key(rows, table.keys)
    if len(before) < len(rows):
        before = {}
    return Difference(
        new=tuple(key for key in after if key not in before),
        changed=tuple(key for key in after if key in before and before[key] != after[key]),
        removed=tuple(key for key in before if key not in after),
    )


def _rows_of(content: bytes, header: Sequence[str]) -> list[list[str]]:
    text = content.decode("utf-8-sig", errors="replace")
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") if row]
    except csv.Error:
        return []
    return rows[1:] if rows and rows[0] == list(header) else []


def _by_key(rows: Iterable[Sequence[str]], keys: int) -> dict[Key, Key]:
    return {tuple(row[:keys]): tuple(row[keys:]) for row in rows}


def number_text(value: Decimal, host: str) -> str:
    """Write a number with all the decimals it was given and a decimal comma.

    Raises FetchError for one of more digits than any figure has.
    """
    if abs(value.adjusted()) > MOST_DIGITS or len(value.as_tuple().digits) > MOST_DIGITS:
        raise FetchError(f"{host} svarade med ett orimligt tal ({value:.3E}). Försök igen senare.")
    return f"{value:f}".replace(".", ",")


def plain_text(text: str) -> str:
    """Write a name on one line, without spaces around it."""
    return " ".join(text.split())
