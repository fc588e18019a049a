"""Amounts as Swedish writes them (“drygt 12,4 miljoner kronor”, “−13,4 mnkr”, “två”), and rounding.

An amount is right about a value that rounds to it with the amount's own decimals. Zeros at the end
of a quantity are taken for rounding, so long as two digits are left: “900 000 kronor”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from insyn.data import units
from insyn.swedish import COUNTS, NBSP, rounded

QUALIFIERS = {
    **dict.fromkeys(("drygt", "lite drygt"), "drygt"),
    **dict.fromkeys(("knappt", "nästan", "närmare"), "knappt"),
    **dict.fromkeys(("cirka", "ca", "ca.", "ungefär", "omkring", "runt", "kring"), "cirka"),
    **dict.fromkeys(("minst", "över", "mer än", "fler än"), "minst"),
    **dict.fromkeys(("högst", "under", "mindre än", "färre än"), "högst"),
}
_UNITS = {
    **{spelling: units.canonical(spelling) for spelling in units.spellings()},
    **dict.fromkeys(("miljoner", "miljon", "milj.", "milj. kr"), "mnkr"),
    **dict.fromkeys(("tusen",), "tkr"),
    **dict.fromkeys(("procentenheter", "procentenhet"), "procentenheter"),
    **dict.fromkeys(("enheter", "enhet"), "enheter"),
}
_WORDS = {word: Decimal(number) for number, word in enumerate(COUNTS) if word != "en"}
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+|\.\d{1,2}(?!\d))?"


def _any(words: object) -> str:
    """Match any of some words, the longest first, however they are spaced."""
    longest = sorted(map(str, words), key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest)


AMOUNT = (
    rf"(?:(?P<qualifier>{_any(QUALIFIERS)})\s+)?"
    rf"(?P<sign>(?<![^\s(])[+\-–\u2212])?(?P<number>{_NUMBER}|(?:{_any(_WORDS)})\b)"
    rf"(?:\s*(?P<unit>{_any(_UNITS)})(?!\w))?"
)


@dataclass(frozen=True)
class Amount:
    """An amount as it was written: its size without the sign, and how exactly it is meant."""

    text: str
    value: Decimal
    decimals: int
    sign: str
    unit: str
    qualifier: str

    @property
    def step(self) -> Decimal:
        """One unit of the last place that was written."""
        exponent = -self.decimals
        digits = self.value.as_tuple().digits
        if not self.decimals and (self.unit or self.value >= 1000):
            zeros = len(digits) - len(str(int(self.value)).rstrip("0")) if self.value else 0
            exponent = max(0, min(zeros, len(digits) - 2))
        return Decimal(1).scaleb(exponent)

    def holds(self, value: Decimal) -> bool:
        """Tell whether the amount is right about a value of its own unit, signs left aside."""
        size, said, step = abs(value), self.value, self.step
        if self.qualifier == "drygt":
            return said <= size < said + self._room
        if self.qualifier == "knappt":
            return said - self._room <= size <= said
        if self.qualifier == "cirka":
            return abs(size - said) <= max(said / 20, step / 2)
        if self.qualifier == "minst":
            return size >= said
        if self.qualifier == "högst":
            return size <= said
        return rounded(size / step, 0) == rounded(said / step, 0)

    @property
    def _room(self) -> Decimal:
        """How far “drygt” and “knappt” reach: ten miljoner is a rounder number than thirteen."""
        return max(self.step, self.value / 10) if self.value % 10 == 0 else self.step


def amount_of(found: re.Match[str]) -> Amount:
    """Read what AMOUNT has matched."""
    number = " ".join(found["number"].split()).casefold()
    plain = re.sub(r"\s", "", number).replace(",", ".")
    value = _WORDS[number] if number in _WORDS else Decimal(plain)
    sign = found["sign"] or ""
    return Amount(
        text=NBSP.join(found[0].split()),
        value=value,
        decimals=len(plain.partition(".")[2]),
        sign="−" if sign and sign != "+" else sign,
        unit=_UNITS[_spaced(found["unit"])] if found["unit"] else "",
        qualifier=QUALIFIERS[_spaced(found["qualifier"])] if found["qualifier"] else "",
    )


def _spaced(text: str) -> str:
    return " ".join(text.split()).casefold()
