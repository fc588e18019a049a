"""From the text of one cell to a value of its column's type. Missing is None, never zero."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from insyn.data.descriptor import ColumnSpec
from insyn.swedish import MINUS

Value = str | Decimal | int | date | None

DIGITS = 18  # more than any sum of money; keeps every calculation with Decimals exact
# The spaces that Swedish files group thousands with: plain, no-break, thin and narrow no-break.
_SPACES = " \u00a0\u2009\u202f"
_NUMBER = {
    mark: re.compile(
        rf"[+\-{MINUS}]?(?:\d{{1,3}}(?:[{_SPACES}]\d{{3}})+|\d+)(?:{re.escape(mark)}\d+)?"
    )
    for mark in ",."
}


def parse_value(text: str, column: ColumnSpec, missing: tuple[str, ...]) -> Value:
    """Convert a cell; raise ValueError with a Swedish message when the text doesn't fit."""
    if text in missing or not text:
        return None
    if column.type == "string":
        return text
    if column.type == "date":
        return _parse_date(text)
    if column.type == "year":
        if not re.fullmatch(r"\d{4}", text):
            raise ValueError(f"”{text}” är inget årtal. Skriv med fyra siffror, till exempel 2013.")
        return int(text)
    return _parse_number(text, column)


def _parse_number(text: str, column: ColumnSpec) -> Decimal:
    mark = column.decimal_char
    if not _NUMBER[mark].fullmatch(text):
        other = "." if mark == "," else ","
        if _NUMBER[other].fullmatch(text):
            raise ValueError(
                f"”{text}” är skrivet med {'punkt' if other == '.' else 'komma'}. Skriv "
                f"decimal{'komma' if mark == ',' else 'punkt'}, eller ange decimalChar: "
                f"”{other}” för kolumnen ”{column.name}”."
            )
        cure = "Betyder det att uppgift saknas, skriv det under missingValues."
        if any(sign.isdigit() for sign in text):
            cure = "Skriv bara talet; enheten står i beskrivningen."
        raise ValueError(f"”{text}” i kolumnen ”{column.name}” är inget tal. {cure}")
    if sum(sign.isdigit() for sign in text) > DIGITS:
        raise ValueError(f"”{text}” i kolumnen ”{column.name}” har fler än {DIGITS} siffror.")
    plain = text.translate({ord(space): None for space in _SPACES}).replace(MINUS, "-")
    value = Decimal(plain.replace(",", "."))
    if column.type == "integer" and value != value.to_integral_value():
        raise ValueError(f"”{text}” i kolumnen ”{column.name}” är inget heltal.")
    low, high = column.constraints.minimum, column.constraints.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        bounds = " ".join(
            [f"minst {low}" * (low is not None), f"högst {high}" * (high is not None)]
        ).strip()
        raise ValueError(f"”{text}” i kolumnen ”{column.name}” är utanför gränsen ({bounds}).")
    return value


def _parse_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"”{text}” är inget datum. Skriv som 2013-04-26.") from None
