"""Whether a file's columns are really years or scenarios, and what its rows' sums are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from insyn.intake.guessing import Guess

_SCENARIO = re.compile(
    r"(?P<budget>budget)|(?P<prognos>prognos)\s*(?P<number>[1-3])?\b|(?P<utfall>utfall|bokslut)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d/–-])(?:19|20)\d\d(?![\d/–-])")
# What may stand in a header beside a scenario and a year; anything else makes it something else.
_FILLERS = re.compile(
    r"\b(?:år|helår|per|för|tkr|mnkr|mkr|kr|första|andra|tredje|jan-dec)\b|[\s(),.:]", re.IGNORECASE
)
_DERIVED = re.compile(r"avvik|differens|diff\b|förändring|skillnad|\b%|procent", re.IGNORECASE)


@dataclass(frozen=True)
class WideGuess:
    """Which headers stand for which key values, where the values go, and what to leave out."""

    columns: dict[str, dict[str, str]]
    values: str
    unit: str
    ignored: tuple[str, ...]
    title: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The key columns that the headers are turned into."""
        return tuple(dict.fromkeys(name for keys in self.columns.values() for name in keys))


def guess_wide(guesses: Sequence[Guess]) -> WideGuess | None:
    """Find years and scenarios among the headers of number columns; None where it isn't so."""
    numbers = [guess for guess in guesses if guess.type in {"number", "integer"}]
    derived = [guess for guess in numbers if _DERIVED.search(guess.header)]
    plain = [guess for guess in numbers if guess not in derived]
    common = _common([guess.header for guess in plain])
    columns = {guess.header: _keys(_without(guess.header, common)) for guess in plain}
    shapes = {tuple(keys) for keys in columns.values()}
    units = {guess.unit for guess in plain}
    if len(columns) < 2 or shapes == {()} or len(shapes) > 1 or len(units) > 1:
        return None
    if len({tuple(keys.values()) for keys in columns.values()}) < len(columns):
        return None
    unit = units.pop()
    taken = {guess.name for guess in guesses if guess.header not in columns}
    if taken & {key for keys in columns.values() for key in keys}:
        return None
    name = {"%": "andel"}.get(unit, f"belopp_{unit}" if unit.isalpha() else "varde")
    title = " ".join(word for word in plain[0].header.split() if word.casefold() in common)
    return WideGuess(columns, name, unit, tuple(guess.header for guess in derived), title)


def left_out(guesses: Sequence[Guess], wide: WideGuess | None) -> list[str]:
    """Give the headers of columns that aren't read: those worked out of others, and empty ones."""
    empty = [guess.header for guess in guesses if guess.empty]
    return [*(wide.ignored if wide else ()), *empty]


def speaks_of_scenarios(guesses: Sequence[Guess]) -> bool:
    """Tell whether headers of number columns name a budget, a forecast or an outcome."""
    numbers = [guess.header for guess in guesses if guess.type in {"number", "integer"}]
    return sum(bool(_SCENARIO.search(header)) for header in numbers) > 1


def _common(headers: Sequence[str]) -> set[str]:
    """Give the words that all headers share: what was measured, in a header of two rows."""
    words = [set(header.casefold().split()) for header in headers]
    shared = set.intersection(*words) if words else set()
    return {word for word in shared if not (_SCENARIO.search(word) or _YEAR.search(word))}


def _without(header: str, words: set[str]) -> str:
    return " ".join(word for word in header.split() if word.casefold() not in words)


def _keys(header: str) -> dict[str, str]:
    """Read “Prognos 1 2013” as a forecast of a year; nothing where the header says more."""
    keys = {}
    year = _YEAR.search(header)
    rest = _YEAR.sub("", header, count=1)
    if found := _SCENARIO.search(rest):
        scenario = "prognos" if found["prognos"] else "budget" if found["budget"] else "utfall"
        keys["scenario"] = f"{scenario}_{found['number']}" if found["number"] else scenario
        rest = rest.replace(found[0], "", 1)
    if year:
        keys["ar"] = year[0]
    return {} if _FILLERS.sub("", rest) else keys
