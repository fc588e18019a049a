"""Whether a file's columns are really years or scenarios, and what its rows' sums are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from insyn.intake.guessing import Guess

_SCENARIO = re.compile(
    r"(?P<budget>budget)|(?P<prognos>prognos|delår)\D*(?P<number>[1-3])?\b|(?P<utfall>utfall|bokslut)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DERIVED = re.compile(r"avvik|differens|diff\b|förändring|skillnad|\b%|procent", re.IGNORECASE)


@dataclass(frozen=True)
class WideGuess:
    """Which headers stand for which key values, where the values go, and what to leave out."""

    columns: dict[str, dict[str, str]]
    values: str
    unit: str
    ignored: tuple[str, ...]


def guess_wide(guesses: Sequence[Guess]) -> WideGuess | None:
    """Find years and scenarios among the headers of number columns; None where it isn't so."""
    numbers = [guess for guess in guesses if guess.type in {"number", "integer"}]
    derived = [guess for guess in numbers if _DERIVED.search(guess.header)]
    plain = [guess for guess in numbers if guess not in derived]
    columns = {guess.header: _keys(guess.header) for guess in plain}
    shapes = {tuple(keys) for keys in columns.values()}
    units = {guess.unit for guess in plain}
    if len(columns) < 2 or shapes == {()} or len(shapes) > 1 or len(units) > 1:
        return None
    if len({tuple(keys.values()) for keys in columns.values()}) < len(columns):
        return None
    unit = units.pop()
    name = {"%": "andel"}.get(unit, f"belopp_{unit}" if unit.isalpha() else "varde")
    return WideGuess(columns, name, unit, tuple(guess.header for guess in derived))


def _keys(header: str) -> dict[str, str]:
    """Read “Prognos 1 2013” as a forecast of a year."""
    keys = {}
    year = _YEAR.search(header)
    rest = _YEAR.sub("", header)
    if found := _SCENARIO.search(rest):
        scenario = str(found.lastgroup if found.lastgroup != "number" else "prognos")
        keys["scenario"] = f"{scenario}_{found['number']}" if found["number"] else scenario
    if year:
        keys["ar"] = year[0]
    return keys
