"""How a column's numbers are written, settled for the whole column and never cell by cell.

Some ways of writing are known: decimal comma or point, and thousands parted by spaces, the other
mark or an apostrophe. A column is read in the ways that fit every cell; where several fit and give
different numbers (“1.234” may be 1 234 or 1,234) it is refused, unless its descriptor tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from insyn.data.reading.grid import UNSEEN
from insyn.data.units import canonical, spellings

_SPACES = " \u00a0\u2009\u202f"
_MINUSES = "-\u2010\u2011\u2012\u2013\u2212"
_GROUPS = {
    " ": f"[{_SPACES}]",
    ".": r"\.",
    ",": ",",
    "'": "['’]",
    # By hand thousands are parted now so, now so; only within one number must it be alike.
    " .": f"[{_SPACES}.]",
    " ,": f"[{_SPACES},]",
}
_UNIT = re.compile(rf"(?<![^\W\d_])({'|'.join(map(re.escape, spellings()))})$", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?<=\d)(?:\*+|[¹²³]|\s\d\))$|(?<=\d[%])\*+$")
_SIGNED = re.compile(
    rf"(?P<minus>[{_MINUSES}]\s?)(?P<a>.+)|(?P<plus>\+)(?P<b>.+)"
    rf"|(?P<c>.*\d)\s?(?P<trailing>[{_MINUSES}])|\((?P<d>[^()]+)\)|(?P<e>.+)"
)


@dataclass(frozen=True)
class Written:
    """A number as a cell has it: digits and marks, sign, unit, and whether a note is marked."""

    digits: str
    negative: bool
    unit: str
    noted: bool


@dataclass(frozen=True)
class Style:
    """One way of writing numbers."""

    decimal: str
    group: str

    def read(self, digits: str) -> Decimal | None:
        """Give the value of digits and marks; None when they aren't written this way."""
        if not self._pattern.fullmatch(digits):
            return None
        plain = re.sub(_GROUPS[self.group], "", digits)
        return Decimal(plain.replace(self.decimal, "."))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        group, mark = _GROUPS[self.group], re.escape(self.decimal)
        return re.compile(rf"(?:[1-9]\d{{0,2}}({group})\d{{3}}(?:\1\d{{3}})*|\d+)(?:{mark}\d+)?")


STYLES = (
    *(Style(",", group) for group in (" ", ".", "'", " .")),
    *(Style(".", group) for group in (" ", ",", "'", " ,")),
)


def taken_apart(text: str) -> Written | None:
    """Part a cell into sign, digits and unit; None when there is no number in it."""
    text = text.translate(UNSEEN).strip()
    within = re.fullmatch(r"\((.+)\)", text)
    text = within[1].strip() if within else text
    noted = bool(_FOOTNOTE.search(text))
    text = _FOOTNOTE.sub("", text)
    unit = ""
    if found := _UNIT.search(text):
        unit, text = canonical(found[1]), text[: found.start()].rstrip()
        text = text.rstrip(",:") if found[1] == ":-" else text
    signed = _SIGNED.fullmatch(text)
    if signed is None:
        return None
    digits = next(filter(None, (signed[name] for name in "abcde")), "").strip()
    if not (digits[:1].isdecimal() and digits[-1:].isdecimal()):
        return None
    if not re.fullmatch(rf"[0-9.,'’{_SPACES}]+", digits):
        return None
    signs = [bool(within), signed["minus"], signed["trailing"], signed["d"]]
    return Written(digits, any(signs), unit, noted) if sum(map(bool, signs)) < 2 else None


def is_number(text: str) -> bool:
    """Tell whether a text is a number in some way of writing."""
    written = taken_apart(text)
    return written is not None and any(style.read(written.digits) is not None for style in STYLES)


class Column:
    """How a column is written, found by looking at its cells one after the other.

    `styles` are those that fit every cell so far; `clash` names the two cells, by what they were
    called, that no one style fits.
    """

    def __init__(self, decimal: str | None = None, group: str | None = None) -> None:
        self.styles = [
            style
            for style in STYLES
            if decimal in {None, style.decimal} and group in {None, style.group}
        ]
        self.clash: tuple[int, int] | None = None
        self._last_choice = 0
        self._apart: dict[tuple[Style, Style], int] = {}

    def see(self, digits: str, name: int) -> None:
        """Look at the digits of one cell, called `name` (its row)."""
        if digits.isdecimal() or self.clash:
            return
        values = {style: style.read(digits) for style in self.styles}
        fitting = [style for style in self.styles if values[style] is not None]
        if not fitting:
            self.clash = (self._last_choice, name)
            return
        if len(fitting) < len(self.styles):
            self._last_choice = name
        self.styles = fitting
        for pair in combinations(fitting, 2):
            if values[pair[0]] != values[pair[1]]:
                self._apart.setdefault(pair, name)

    @property
    def style(self) -> Style:
        """The way of writing, where it is settled."""
        return self.styles[0]

    @property
    def unsure(self) -> int | None:
        """The first cell that the styles left read as different numbers; None when settled."""
        found = (self._apart.get(pair) for pair in combinations(self.styles, 2))
        return min((name for name in found if name is not None), default=None)
