"""The guesses at a file as a descriptor, to try them on the file itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from insyn.intake.guessing import Guess
from insyn.intake.guessing_wide import WideGuess, left_out

UNKNOWN = "index"  # stands in for a unit that isn't known: nothing is added up of it


def guessed(
    guesses: Sequence[Guess], wide: WideGuess | None, totals: tuple[str, ...]
) -> dict[str, Any]:
    """Give a descriptor of the guesses, with stand-ins for what only a person knows."""
    turned = set(wide.columns) if wide else set()
    ignored = left_out(guesses, wide)
    fields: list[dict[str, Any]] = [
        {"name": guess.name, "title": guess.header, "type": guess.type, "from": guess.header}
        | ({"unit": guess.unit or UNKNOWN} if guess.type in {"number", "integer"} else {})
        for guess in guesses
        if guess.header not in {*turned, *ignored}
    ]
    if wide:
        fields += [
            {"name": name, "title": name, "type": "year" if name == "ar" else "string"}
            for name in wide.keys
        ]
        fields.append(
            {"name": wide.values, "title": "x", "type": "number", "unit": wide.unit or UNKNOWN}
        )
    said: dict[str, Any] = dict.fromkeys(("name", "title", "place", "period", "producer"), "x")
    said |= {
        "sources": [{"title": "x"}],
        "licenses": [{"name": "x"}],
        "frequency": "vid behov",
        "retrieved": date(2000, 1, 1),
        "decision": {"status": "preliminär"},
        "ignore": ignored,
        "schema": {"fields": fields},
    }
    if wide:
        said["wide"] = {"values": wide.values, "columns": wide.columns}
    if totals:
        said["totals"] = [{"row": label} for label in totals]
    return said
