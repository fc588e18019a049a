"""Numbers, quantities, lists and dates as Swedish prose writes them, whatever the machine's locale.

Follows Språkrådet's Svenska skrivregler: no-break space between thousands and before a unit,
decimal comma, a true minus sign, lower-case weekdays and months.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"
MINUS = "\u2212"
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
COUNTS = (
    *("noll", "en", "två", "tre", "fyra", "fem", "sex"),
    *("sju", "åtta", "nio", "tio", "elva", "tolv"),
)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half away from zero, as a reader with pen and paper would; never gives −0."""
    result = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(result) if result == 0 else result


def number(value: Decimal, decimals: int = 0) -> str:
    """Write 1234.56 as “1 234,6” (with `decimals=1`)."""
    text = f"{rounded(value, decimals):,.{decimals}f}"
    return text.replace(",", NBSP).replace(".", ",").replace("-", MINUS)


def signed(value: Decimal, decimals: int = 0) -> str:
    """Write a difference with its sign: “+3,1”, “−12,4”, “0,0”."""
    plus = "+" if rounded(value, decimals) > 0 else ""
    return plus + number(value, decimals)


def with_unit(text: str, unit: str) -> str:
    """Join a written number with its unit by a no-break space."""
    return f"{text}{NBSP}{unit}" if unit else text


def exact(value: Decimal | int | str | date | None) -> str:
    """Write a value with just the decimals it has; missing is said in words, never as a zero."""
    if value is None:
        return "uppgift saknas"
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return number(value, max(0, -exponent) if isinstance(exponent, int) else 0)
    if isinstance(value, date):
        return short_date(value)
    return str(value)


def exact_signed(value: Decimal) -> str:
    """Write a difference with its sign and just the decimals it has."""
    return ("+" if value > 0 else "") + exact(value)


def join(words: Sequence[str]) -> str:
    """Write a list as prose: “a, b och c”."""
    return " och ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def count_word(count: int) -> str:
    """Write a small count as a word, a larger one in digits."""
    return COUNTS[count] if count < len(COUNTS) else str(count)


def capitalised(text: str) -> str:
    """Raise the first letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]


# Bodies of a municipality are common nouns; a company's name or a person's keeps its capital.
_BODIES = ("nämnden", "styrelsen", "förvaltningen", "kontoret", "utskottet", "revisionen")


def uncapitalised(text: str) -> str:
    """Lower the first letter; abbreviations such as “HME” stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def inside(name: str) -> str:
    """Write a name inside a sentence: “socialnämnden”, but “Tallvika Energi AB”."""
    return uncapitalised(name) if name.casefold().endswith(_BODIES) else name


def genitive(name: str) -> str:
    """Write “Socialnämndens” and “Tallvika Energi AB:s”; one that ends in s, x or z stays."""
    if name[-1:].isupper() or name[-1:].isdigit():
        return f"{name}:s"
    return name if name.endswith(("s", "x", "z")) else f"{name}s"


def short_date(day: date) -> str:
    """Write “26 april 2013”."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def long_date(day: date | datetime) -> str:
    """Write “fredag 26 april 2013”."""
    return f"{WEEKDAYS[day.weekday()]} {short_date(day)}"


def span(first: date, last: date) -> tuple[str, str]:
    """Write the ends of a span of days, each with just what the other doesn't say."""
    if first.year != last.year:
        return short_date(first), short_date(last)
    if first.month != last.month:
        return f"{first.day}{NBSP}{MONTHS[first.month - 1]}", short_date(last)
    return str(first.day), short_date(last)


def days(first: date, last: date) -> str:
    """Write “fredag 26 april 2013”, “14–15 maj 2013” or “26 april – 21 maj 2013”."""
    if first == last:
        return long_date(first)
    start, end = span(first, last)
    return f"{start}–{end}" if start.isdecimal() else f"{start} – {end}"


def moment(time: datetime) -> str:
    """Write “26 april 2013 kl. 17.42”."""
    return f"{short_date(time)} kl.{NBSP}{time:%H.%M}"


def definite_moment(time: datetime) -> str:
    """Write “fredagen den 26 april 2013 kl. 17.42”."""
    return f"{WEEKDAYS[time.weekday()]}en den {moment(time)}"


def file_size(size: int) -> str:
    """Write a file's size in bytes as a reader meets it: “812 byte”, “3,4 kB”, “12,3 MB”."""
    if size < 1000:
        return f"{size}{NBSP}byte"
    if size >= 1_000_000:
        return with_unit(number(Decimal(size) / 1_000_000, 1), "MB")
    return with_unit(number(Decimal(size) / 1000, 1), "kB")


def alphabetical(text: str) -> tuple[str, str]:
    """Give what sorts a text as a Swedish dictionary does: å, ä and ö last, accents aside."""
    whole = unicodedata.normalize("NFC", text.casefold()).translate(_LAST_LETTERS)
    letters = unicodedata.normalize("NFKD", whole).translate(_ACCENTS)
    return "".join(sign for sign in letters if sign.isalnum() or sign in "{|}"), text


# The three signs that follow z in ASCII; Danish and Norwegian letters go with their Swedish ones.
_LAST_LETTERS = str.maketrans("åäæöø", "{||}}")
_ACCENTS = dict.fromkeys(range(0x300, 0x370))


def slug(text: str) -> str:
    """Make the part of an address: “Första prognosen” gives “forsta-prognosen”."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
