"""What the columns of a file seem to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from insyn import swedish
from insyn.data.reading.grid import Cell, Number, text_of
from insyn.data.reading.layout import RawTable
from insyn.data.reading.numbers import Column, taken_apart
from insyn.data.schema import USUAL_MARKS
from insyn.data.units import MONEY, canonical

_CODE = re.compile(r"kod|nummer|\bnr\b|_id\b|\bid\b|konto|orgnr", re.IGNORECASE)
_ANSWERS = re.compile(r"antal[ _](?:svar|svarande|respondenter)|^(?:svar|n)$", re.IGNORECASE)
_COUNTED = re.compile(r"antal|^n$|^svar$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT = re.compile(
    r"(?:^|[\s(,_])(tkr|mnkr|mkr|msek|ksek|kr|sek|%|procent)(?:$|[\s),./_])", re.IGNORECASE
)


@dataclass(frozen=True)
class Guess:
    """A column as it seems to be: its type, unit and decimal mark, with an example."""

    header: str
    name: str
    type: str
    unit: str
    example: str
    missing: int
    unsure: bool = False
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
    texts = [text_of(cell) for cell in cells]
    known = [cell for cell, text in zip(cells, texts, strict=True) if text and not _mark(text)]
    numbers = [cell for cell in known if _is_number(cell)]
    column, units = Column(), set()
    for place, cell in enumerate(known):
        if isinstance(cell, Number):
            units.add(cell.unit)
        elif (written := taken_apart(str(cell))) and not isinstance(cell, date):
            column.see(written.digits, place)
            units.add(written.unit)
    kind = _type(header, known, numbers)
    strange = [text_of(cell) for cell in known if not _is_number(cell)] if kind == "number" else []
    own = next((unit for unit in units if unit), "")
    unit = own or _unit_in(header)
    if not unit and _COUNTED.search(header):
        unit = "svar" if _ANSWERS.search(header) else "antal"
    above = _unit_in(said)
    if not unit and above in MONEY:
        unit = above
    return Guess(
        header=header,
        name=name,
        type="integer" if kind == "number" and unit == "svar" else kind,
        unit=unit if kind == "number" else "",
        example=next((text_of(cell) for cell in known), ""),
        missing=len(cells) - len(known),
        unsure=kind == "number" and column.unsure is not None,
        strange=tuple(dict.fromkeys(strange)),
    )


def _type(header: str, known: Sequence[Cell], numbers: Sequence[Cell]) -> str:
    texts = [text_of(cell) for cell in known]
    if not known:
        return "string"
    if all(_YEAR.fullmatch(text) for text in texts):
        return "year"
    if all(isinstance(cell, date) or re.fullmatch(r"\d{4}-\d\d-\d\d", str(cell)) for cell in known):
        return "date"
    if _CODE.search(header) or any(re.fullmatch(r"0\d+", text) for text in texts):
        return "string"
    return "number" if len(numbers) > 0.7 * len(known) else "string"


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, Number) or (isinstance(cell, str) and taken_apart(cell) is not None)


def _mark(text: str) -> bool:
    return text.casefold().replace("–", "-") in USUAL_MARKS


def _unit_in(text: str) -> str:
    found = _UNIT.search(text)
    return canonical(found[1]) if found else ""


def _name(header: str, place: int, taken: set[str]) -> str:
    """Make a column's name of its header: lower case, a–z and underscores."""
    base = swedish.slug(header).replace("-", "_") or f"kolumn_{place + 1}"
    base = f"kolumn_{base}" if base[0].isdigit() else base
    return next(
        name
        for name in (base, *(f"{base}_{number}" for number in range(2, len(taken) + 3)))
        if name not in taken
    )


def guess_key(columns: Sequence[tuple[str, Sequence[object]]]) -> tuple[str, ...]:
    """Give the fewest columns that together tell all rows apart; () where none do."""
    for size in range(1, min(5, len(columns) + 1)):
        for chosen in combinations(columns, size):
            rows = list(zip(*(values for _, values in chosen), strict=True))
            if len(set(rows)) == len(rows):
                return tuple(name for name, _ in chosen)
    return ()
