"""What a spreadsheet's number format makes of a number: a percentage, scaled thousands, a unit.

The codes are those of ECMA-376 Part 1, 18.8.31. It is what people saw that is meant; where that
can't be told, the cell carries a fault, and is refused if it is read.
"""

from __future__ import annotations

import re
from decimal import Decimal

from insyn.data.reading.grid import Number
from insyn.data.units import canonical, plain

_CODE = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^-\]]*)[^\]]*\]|\[[^\]]*\]|([0#?.,%])|(.)')
MOST_DIGITS = 15  # that a spreadsheet holds


def number(value: float, shown: str) -> Number:
    """Give a cell's number as its format shows it, with the unit that stands in the format."""
    codes, words = "", ""
    for quoted, escaped, currency, code, other in _CODE.findall(shown.partition(";")[0]):
        codes += code
        words += quoted or escaped or currency or other
    exact = plain(Decimal(f"{value:.15g}"))
    if abs(value) >= 10**MOST_DIGITS:
        return Number(exact, fault=f"Talet har fler än {MOST_DIGITS} siffror och är avrundat.")
    if re.search("[-−–]", words):
        return Number(exact, fault="Talformatet sätter minus framför positiva tal.")
    if "%" in codes:
        return Number(plain(exact * 100), "%")
    unit = canonical(words)
    scale = sum(len(found[1]) for found in re.finditer(r"(?<=[0#?])(,+)(?![0#?,])", codes))
    if scale and not unit:
        return Number(exact, fault="Talformatet visar talet i tusental. Visa hela talet i arket.")
    padded = f"{exact:f}".zfill(len(codes)) if re.fullmatch(r"0{2,}", codes) else ""
    return Number(plain(exact.scaleb(-3 * scale)), unit, padded)
