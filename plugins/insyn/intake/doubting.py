"""What a person should look at in a file before it is published, in Swedish."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from insyn.data.reading.grid import Cell, Number, text_of
from insyn.data.reading.layout import RawTable
from insyn.data.reading.numbers import taken_apart
from insyn.data.units import MONEY
from insyn.intake.guessing import Guess
from insyn.intake.guessing_wide import WideGuess, speaks_of_scenarios


def doubts(raw: RawTable, guesses: Sequence[Guess], wide: WideGuess | None) -> Iterator[str]:
    """List what can't be told for certain from the file; `wide` are the columns to turn."""
    turned = wide.columns if wide else {}
    ignored = wide.ignored if wide else ()
    for name in ignored:
        yield f"”{name}” låter som uträknad av de andra kolumnerna. Den står under ignore."
    for place, guess in enumerate(guesses):
        cells = [row[place] for row in raw.rows]
        if guess.header not in ignored:
            yield from _of_writing(guess, cells)
            yield from _of_meaning(guess, cells, alone=guess.header not in turned)
    if wide and not wide.unit:
        yield f"{', '.join(turned)} saknar enhet. Fyll i unit."
    if wide is None and speaks_of_scenarios(guesses):
        yield (
            "Budget, prognos eller utfall ser ut att vara kolumner. Ska de jämföras i ett diagram, "
            "beskriv dem under wide (se handboken)."
        )
    money = {guess.unit for guess in guesses if guess.unit in MONEY}
    if len(money) > 1:
        yield f"Filen har belopp i olika enheter: {', '.join(sorted(money))}."


def _of_writing(guess: Guess, cells: Sequence[Cell]) -> Iterator[str]:
    if guess.unsure:
        yield (
            f"”{guess.header}”: är punkten eller kommat decimaltecken eller tusental? "
            "Fyll i decimalChar."
        )
    if guess.strange:
        shown = ", ".join(f"”{text}”" for text in guess.strange[:5])
        yield f"”{guess.header}” har annat än tal: {shown}. Betyder det att värden saknas?"
    if any(isinstance(cell, str) and _noted(cell) for cell in cells):
        yield f"”{guess.header}” har fotnotstecken. Skriv vad de betyder i description."
    if guess.type == "string" and any(isinstance(cell, date) for cell in cells):
        yield f"”{guess.header}”: kalkylarket har gjort om text till datum (1-2 till 1 februari)."


def _of_meaning(guess: Guess, cells: Sequence[Cell], *, alone: bool) -> Iterator[str]:
    signs = {text_of(cell) for cell in cells} & {"..", "-", "–"} if guess.type == "number" else ()
    for sign in sorted(signs):
        meant = "sekretess" if sign == ".." else "uppgift saknas"
        yield (
            f"”{guess.header}” har {sign} och det läses som {meant}. Betyder det något annat, "
            "skriv missingValues eller zeroValues."
        )
    if guess.units:
        yield f"”{guess.header}” har flera enheter: {', '.join(guess.units)}. Fyll i unit."
    elif guess.type == "number" and not guess.unit and alone:
        yield f"”{guess.header}” saknar enhet. Fyll i unit."
    if guess.unit == "%" and _all_shares(cells):
        yield f"”{guess.header}”: alla värden är under 1. Är de andelar och inte procent?"
    if guess.both_signs and alone:
        yield f"”{guess.header}” har både plus och minus. Fyll i vad plus betyder."
    if negative := re.search(r"(?:^|\s)-(\d+)$", guess.header):
        yield (
            f"Rubriken ”{guess.header}” slutar med ett negativt tal. Var det ”–{negative[1]}”, "
            f"till och med {negative[1]}?"
        )
    coded = re.search(r"kommunkod|\bkod\b", guess.header, re.IGNORECASE)
    if coded and any(re.fullmatch(r"\d{3}", text_of(cell)) for cell in cells):
        yield f"”{guess.header}” har koder med tre siffror. Har kalkylarket tagit bort nollan?"


def _all_shares(cells: Sequence[Cell]) -> bool:
    values = [cell.value for cell in cells if isinstance(cell, Number) and not cell.unit]
    return bool(values) and all(abs(value) <= 1 for value in values)


def _noted(cell: str) -> bool:
    written = taken_apart(cell)
    return written is not None and written.noted
