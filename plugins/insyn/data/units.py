"""Units of money and their other spellings; converting between them is exact."""

from __future__ import annotations

from decimal import Decimal

# How many kronor one of each is.
MONEY = {"kr": Decimal(1), "tkr": Decimal(1000), "mnkr": Decimal(1_000_000)}
_SPELLINGS = {
    **dict.fromkeys(("kr", "kr.", "krona", "kronor", "sek", ":-"), "kr"),
    **dict.fromkeys(("tkr", "tkr.", "tusen kronor", "ksek", "tsek"), "tkr"),
    **dict.fromkeys(
        ("mnkr", "mkr", "mkr.", "msek", "milj kr", "miljoner kronor", "miljon kronor"), "mnkr"
    ),
    **dict.fromkeys(("%", "procent", "proc", "proc."), "%"),
}
# Things that are counted: they add up, as money does. An index or a share doesn't.
COUNTED = frozenset(
    {"antal", "invånare", "personer", "elever", "barn", "anställda", "svar", "ärenden"}
)


def canonical(text: str) -> str:
    """Give the unit that a text spells: “Mkr” and “miljoner kronor” are mnkr; "" for none."""
    return _SPELLINGS.get(" ".join(text.split()).casefold(), "")


def spellings() -> list[str]:
    """List every spelling, the longest first."""
    return sorted(_SPELLINGS, key=len, reverse=True)


def converted(value: Decimal, unit: str, wanted: str) -> Decimal:
    """Convert between kr, tkr and mnkr, without rounding.

    Raises KeyError for other units, unless they are the same.
    """
    if unit == wanted:
        return value
    return plain(value * MONEY[unit] / MONEY[wanted])


def plain(value: Decimal) -> Decimal:
    """Write a number without zeros at its end, and without an exponent."""
    whole = value == value.to_integral_value()
    return value.quantize(Decimal(1)) if whole else value.normalize()


def adds_up(unit: str) -> bool:
    """Tell whether values of a unit can be added: sums of money and counts can."""
    return unit in MONEY or unit in COUNTED
