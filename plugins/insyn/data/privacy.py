"""Personal identity numbers, in every way they are written: they must never leave the house.

A number is YYMMDD-NNNN or YYYYMMDD-NNNN with a check digit; a coordination number has 60 added to
the day (Folkbokföringslagen 1991:481, 18–18 a §§). The date may have its own separators, and what
is between the date and the last four may be nearly anything. An organisation number is none: its
third digit is 2 or more; a sole trader's is, and so is the middle of a VAT number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from personnummer import personnummer

FOUND = "Här står ett personnummer eller samordningsnummer. Ta bort det."

_DATE = (
    r"(?<!\d)(?P<year>(?:1[89]|20)?\d{2})(?P<sep>[-./ ]?)(?P<month>0[1-9]|1[0-2])(?P=sep)"
    r"(?P<day>[0-2]\d|3[01]|[67]\d|8\d|9[01])"
)
# A day after it makes it a span of days.
_LAST = r"(?P<last>\d{4})(?!\d|-[01]\d-[0-3]\d)"
_IN_PROSE = re.compile(rf"{_DATE}(?P<gap>[\W_]{{0,5}}){_LAST}")
# In a table the gap must not reach into the next cell.
_IN_TABLE = re.compile(rf"{_DATE}(?P<gap>[^\w;,|\t\n]{{0,5}}){_LAST}")
# Ten or twelve digits with their thousands apart, as a spreadsheet may show them.
_GROUPED = re.compile(r"(?<![\d,.])\d{1,3}(?:[ .,'’]\d{3}){3}(?!\d)")
_VAT = re.compile(r"\bSE ?(\d{6}-?\d{4}) ?01\b", re.IGNORECASE)
# A number kept as a number has lost the zero of those born in the first years of a century.
_ZERO_EATEN = re.compile(r"(?<![\d.,-])\d{9}(?![\d.,])")
_TAG = re.compile(r"<!--.*?-->|<[a-z/][^<>]{0,200}>", re.IGNORECASE | re.DOTALL)
# A hyphen as an address or YAML may write it, and marks that only a program sees.
_HYPHEN = re.compile(r"(?:%2d|\\u002d|\\x2d)(?=\d)", re.IGNORECASE)
_MARKS = re.compile(r"[\\`]")
# 8,507099805E+09, as a spreadsheet saves a long number.
_SCIENTIFIC = re.compile(r"(?<!\d)(\d)[.,](\d{1,11})E\+?(09|11)\b", re.IGNORECASE)


def personal_numbers(text: str, *, table: bool = False) -> Iterator[int]:
    """Yield the line, from 1 on, of every personal identity or coordination number in a text.

    In a `table` numbers may be written like sums of money too, and a cell parts what is before it
    from what is after.
    """
    yield from (line for line, _ in found_numbers(text, table=table))


def found_numbers(text: str, *, table: bool) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of every such number."""
    for plain in _laid_bare(text):
        yield from _found(plain, table=table)


def _found(text: str, *, table: bool) -> Iterator[tuple[int, str]]:
    for found in (_IN_TABLE if table else _IN_PROSE).finditer(text):
        if found["gap"] or found["sep"] or not _is_fraction(text, found.start(), table=table):
            mark = "+" if "+" in found["gap"] else "-"
            date = found["year"] + found["month"] + found["day"]
            if personnummer.valid(f"{date}{mark}{found['last']}"):
                yield _line(text, found.start()), found[0]
    for number in _VAT.finditer(text):
        if _valid(re.sub(r"\D", "", number[1])):
            yield _line(text, number.start()), number[0]
    for pattern, zeros in ((_GROUPED, ""), (_ZERO_EATEN, "0")) if table else ():
        for amount in pattern.finditer(text):
            if _valid(zeros + re.sub(r"\D", "", amount[0])):
                yield _line(text, amount.start()), amount[0]


def _laid_bare(text: str) -> Iterator[str]:
    """Take away what hides a number from a program and not from a reader; lines keep their place.

    Where there are tags, a number may stand in one or on both sides of one.
    """
    if "&" in text:
        text = unescape(text)
    if not text.isascii():
        hidden = (ord(sign) for sign in set(text) if unicodedata.category(sign) == "Cf")
        text = text.translate(dict.fromkeys(hidden))
        text = unicodedata.normalize("NFKC", text)
    text = _MARKS.sub("", _HYPHEN.sub("-", text))
    text = _SCIENTIFIC.sub(lambda n: f"{n[1]}{n[2].ljust(int(n[3]), '0')}", text)
    yield text
    if "<" in text:
        yield _TAG.sub(lambda tag: "\n" * tag[0].count("\n"), text)


def _is_fraction(text: str, start: int, *, table: bool) -> bool:
    """Tell whether digits are the decimals of a number.

    In a table a comma is a decimal mark only where something else parts the cells.
    """
    before = text[max(0, start - 2) : start]
    if re.fullmatch(r"\d,", before):
        return not table or ";" in text or "\t" in text
    return bool(re.fullmatch(r"\d\.", before))


def _valid(digits: str) -> bool:
    """Tell whether ten or twelve digits are such a number."""
    month = digits[-8:-6]
    return len(digits) in {10, 12} and "00" < month < "13" and personnummer.valid(digits)


def _line(text: str, start: int) -> int:
    return text.count("\n", 0, start) + 1
