"""Personal identity numbers, in every way they are written: they must never leave the house.

A number is YYMMDD-NNNN or YYYYMMDD-NNNN with a check digit; a coordination number has 60 added to
the day (Folkbokföringslagen 1991:481, 18–18 a §§). The separator may be a hyphen, a plus, a dash,
a space or nothing, with Markdown's marks around it, and the date may be written as 1985-07-09. An
organisation number is none: its third digit is 2 or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from personnummer import personnummer

_MARKUP = "[ \u00a0\u2009\u202f*_./\u00ad]*"
_BETWEEN = "[-./ \u00a0]?"
_WRITTEN = re.compile(
    rf"(?<!\d)(?P<year>(?:1[89]|20)?\d{{2}}){_BETWEEN}(?P<month>0[1-9]|1[0-2]){_BETWEEN}"
    r"(?P<day>[0-2]\d|3[01]|[67]\d|8\d|9[01])"
    rf"(?:{_MARKUP}(?P<mark>[-+\u2010-\u2015\u2212])[\s*_\u00ad]*|{_MARKUP})(?P<last>\d{{4}})(?!\d)"
)


def personal_numbers(text: str) -> Iterator[int]:
    """Yield the line, from 1 on, of every personal identity or coordination number in a text."""
    text = unescape(text)
    for found in _WRITTEN.finditer(text):
        mark = "+" if found["mark"] == "+" else "-"
        date = found["year"] + found["month"] + found["day"]
        if personnummer.valid(f"{date}{mark}{found['last']}"):
            yield text.count("\n", 0, found.start()) + 1
