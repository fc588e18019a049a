"""A Grid: the cells of a file as they stand, each row with its number, before any meaning."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase


@dataclass(frozen=True)
class Number:
    """A cell that a spreadsheet holds as a number.

    `unit` is what its number format shows, `text` what the sheet shows where that differs (“0114”).
    `repeated` tells that a merged cell says it in more places than one, `fault` why it can't be
    told what people saw.
    """

    value: Decimal
    unit: str = ""
    text: str = ""
    repeated: bool = False
    fault: str = ""

    def __str__(self) -> str:
        return self.text or f"{self.value:f} {self.unit}".strip()


Cell = str | Number | date


@dataclass(frozen=True)
class Row:
    """The cells of a row, untrimmed, and its number in the file, from 1."""

    line: int
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> tuple[int, ...]:
        """The places of the cells that have something in them."""
        return tuple(index for index, cell in enumerate(self.cells) if text_of(cell))


@dataclass(frozen=True)
class Grid:
    """The rows of a file that aren't empty.

    `traits` tell how it was written, `doubts` what a person should look at. `hidden` are the lines
    of hidden rows, `sheets` the sheets that a workbook has.
    """

    file: str
    rows: tuple[Row, ...]
    traits: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()
    hidden: tuple[int, ...] = ()
    sheets: tuple[str, ...] = ()


def text_of(cell: Cell) -> str:
    """Give a cell's text in NFC, without space around it and with single spaces inside."""
    if isinstance(cell, str):
        return unicodedata.normalize("NFC", " ".join(cell.translate(UNSEEN).split()))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def fits(text: str, pattern: str) -> bool:
    """Tell whether a name is the one that is meant, in any case of letters; `*` is any text."""
    return fnmatchcase(text.casefold(), pattern.casefold())


UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
