"""What the columns of a file seem to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from insyn.data.reading.grid import Cell, Number, text_of
from insyn.data.reading.layout import RawTable
from insyn.data.reading.numbers import Column, is_number, taken_apart
from insyn.data.units import MONEY, canonical
from insyn.intake.finding import is_mark
from insyn.intake.naming import column_name, untaken

_CODE = re.compile(r"kod|nummer|\bnr\b|_id\b|\bid\b|konto|orgnr", re.IGNORECASE)
_ANSWERS = re.compile(r"antal[ _](?:svar|svarande|respondenter)|^(?:svar|n)$", re.IGNORECASE)
_COUNTED = re.compile(r"antal|^n$|^svar$", re.IGNORECASE)
FEW = 3  # columns that are all taken for the key
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT = re.compile(
    r"(?:^|[\s(,_])(tkr|mnkr|mkr|msek|ksek|kr|sek|%|procent)(?:$|[\s),./_])", re.IGNORECASE
)


@dataclass(frozen=True)
class Guess:
    """A column as it seems to be: its type and unit, with an example.

    `empty` has no text at all, `unsure` can be read in two ways, `units` are those that clash and
    `strange` the texts among the numbers.
    """

    header: str
    name: str
    type: str
    unit: str
    example: str
    missing: int
    empty: bool = False
    unsure: bool = False
    both_signs: bool = False
    units: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()


def guess_columns(raw: RawTable) -> list[Guess]:
    """Guess what each column is, from its header and every cell."""
    said = " ".join(raw.before)
    found: list[Guess] = []
    for place, header in enumerate(raw.header):
        cells = [row[place] for row in raw.rows]
        name = _name(header, place, {guess.name for guess in found})
        found.append(_guess(header, name, cells, said))
    return found


def _guess(header: str, name: str, cells: Sequence[Cell], said: str) -> Guess:
    known = [cell for cell in cells if text_of(cell) and not is_mark(text_of(cell))]
    kind = _type(header, known, cells)
    column, units, signs = Column(), set(), set()
    for place, cell in enumerate(known if kind == "number" else ()):
        written = taken_apart(cell) if isinstance(cell, str) else None
        if isinstance(cell, Number):
            units.add(cell.unit)
            signs.add(cell.value < 0)
        elif written:
            column.see(written.digits, place)
            units.add(written.unit)
            signs.add(written.negative)
    unit, clash = _unit(header, units, said) if kind == "number" else ("", ())
    strange = [text_of(cell) for cell in known if not _is_number(cell)] if kind == "number" else []
    return Guess(
        header=header,
        name=name,
        type="integer" if unit == "svar" else kind,
        unit=unit,
        example=next(map(text_of, known), ""),
        missing=len(cells) - len(known),
        empty=not any(map(text_of, cells)),
        unsure=kind == "number" and column.unsure is not None,
        both_signs=unit in MONEY and len(signs) > 1,
        units=clash,
        strange=tuple(dict.fromkeys(strange)),
    )


def _unit(header: str, units: set[str], said: str) -> tuple[str, tuple[str, ...]]:
    """Give the unit that the cells, the header or the text above tell of, and those that clash."""
    told = sorted(filter(None, {*units, _unit_in(header)}))
    if len(told) > 1:
        return "", tuple(told)
    if told:
        return told[0], ()
    if _COUNTED.search(header):
        return ("svar" if _ANSWERS.search(header) else "antal"), ()
    above = _unit_in(said)
    return (above if above in MONEY else ""), ()


def _type(header: str, known: Sequence[Cell], cells: Sequence[Cell]) -> str:
    texts = [text_of(cell) for cell in known]
    if not known:
        signs = any(re.fullmatch(r"[.…–-]+", text_of(cell)) for cell in cells)
        return "number" if signs else "string"
    if all(_YEAR.fullmatch(text) for text in texts):
        return "year"
    if all(isinstance(cell, date) or re.fullmatch(r"\d{4}-\d\d-\d\d", str(cell)) for cell in known):
        return "date"
    coded = any(re.fullmatch(r"0\d+", text) for text in texts)
    spans = any(re.fullmatch(r"\d+\s?[-–]\s?\d*", text) for text in texts)
    if coded or spans or _CODE.search(header):
        return "string"
    return "number" if sum(map(_is_number, known)) > 0.7 * len(known) else "string"


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, Number) or (isinstance(cell, str) and is_number(cell))


def _unit_in(text: str) -> str:
    found = _UNIT.search(text)
    return canonical(found[1]) if found else ""


def _name(header: str, place: int, taken: set[str]) -> str:
    """Make a column's name of its header: lower case, a–z and underscores."""
    base = column_name(header) or f"kolumn_{place + 1}"
    return untaken(f"kolumn_{base}" if base[0].isdigit() else base, taken)


def guess_key(columns: Sequence[tuple[str, Sequence[object]]]) -> tuple[str, ...]:
    """Give the columns that together tell all rows apart: all when they are few, else the fewest.

    () where none do.
    """
    sizes = [len(columns)] if 0 < len(columns) <= FEW else range(1, min(5, len(columns) + 1))
    for size in sizes:
        for chosen in combinations(columns, size):
            rows = list(zip(*(values for _, values in chosen), strict=True))
            if len(set(rows)) == len(rows):
                return tuple(name for name, _ in chosen)
    return ()
