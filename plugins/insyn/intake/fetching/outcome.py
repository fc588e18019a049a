"""What became of each dataset that was fetched, and how that is said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

from insyn.intake.fetching.table import Difference, Key
from insyn.problems import Problem

SHOWN = 5  # rows that are named; the rest are counted


@dataclass(frozen=True)
class Outcome:
    """The rows that a dataset has now and what differs from before, or why nothing was fetched."""

    name: str
    rows: int = 0
    difference: Difference = field(default_factory=Difference)
    problems: tuple[Problem, ...] = ()

    @classmethod
    def failed(cls, name: str, *problems: Problem) -> Self:
        """Say that a dataset is as it was, and why."""
        return cls(name, problems=problems)

    def __str__(self) -> str:
        if self.problems:
            return "\n".join([f"{self.name}: inget hämtades.", *map(str, self.problems)])
        if not self.difference:
            return f"{self.name}: {self.rows} rader, inget har ändrats."
        said = [
            f"{title}: {_listed(keys)}."
            for title, keys in (
                ("Nya", self.difference.new),
                ("Ändrade", self.difference.changed),
                ("Borttagna", self.difference.removed),
            )
            if keys
        ]
        return f"{self.name}: {self.rows} rader. {' '.join(said)}"


def _listed(keys: tuple[Key, ...]) -> str:
    """Name rows by their keys: “2 (2023 0884, 2024 0884)”."""
    more = [f"{len(keys) - SHOWN} till"] if len(keys) > SHOWN else []
    return f"{len(keys)} ({', '.join([*map(' '.join, keys[:SHOWN]), *more])})"
