"""A unit is what is made at once, such as a page with its card; only what has changed is made.

What a unit asked for, was given, wrote and showed is remembered until the next build, in which it
is kept when nothing of that has changed. One state holds all units of a build, so a fact that
thousands of pages share is told once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from insyn.incremental.facts import Fact, Facts
from insyn.incremental.fingerprints import fingerprint_of
from insyn.incremental.output import Output

GIVEN = "given"  # the kind of a fact that is one of the unit's own arguments


@dataclass(frozen=True)
class Unit:
    """What is known of a unit: facts by their places in the state, arguments and files.

    What it showed other units are made of.
    """

    facts: tuple[int, ...]
    given: tuple[tuple[str, bytes], ...]
    files: tuple[str, ...]
    shown: tuple[str, ...]


@dataclass
class State:
    """What a build leaves to the next: facts with their fingerprints, and the units by name."""

    facts: list[tuple[Fact, bytes]] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)


class Units:
    """Makes the units of one build; `show` is told what a unit shows, made or kept."""

    def __init__(
        self, facts: Facts, output: Output, before: State, show: Callable[[str], None]
    ) -> None:
        self.facts = facts
        self.output = output
        self.before = before
        self.show = show
        self.made = 0
        self._after: dict[str, tuple[frozenset[Fact], Unit]] = {}
        self._shown: list[list[str]] = []
        self._hold: dict[int, bool] = {}

    def shows(self, key: str) -> None:
        """Say that the unit that is being made shows something."""
        self.show(key)
        for shown in self._shown:
            shown.append(key)

    def make(
        self, name: str, make: Callable[[], None], given: Mapping[str, Any] | None = None
    ) -> None:
        """Keep a unit, or make it; `given` are its arguments, which `make` notes as it asks.

        What is made while another unit is belongs to that one.
        """
        if self.facts.is_noting:
            make()
            return
        given = given or {}
        known = self.before.units.get(name)
        if known and self._is_current(known, given):
            for path in known.files:
                self.output.keep(path)
            for key in known.shown:
                self.show(key)
            asked = frozenset(self.before.facts[place][0] for place in known.facts)
            self._after[name] = asked, known
            return
        self.made += 1
        with self.facts.noting() as noted, self.output.listing() as files, self._showing() as shown:
            make()
        asked = frozenset(fact for fact in noted if fact[0] != GIVEN)
        names = sorted(key for kind, key in noted if kind == GIVEN)
        told = tuple((key, fingerprint_of(given.get(key))) for key in names)
        unit = Unit((), told, tuple(dict.fromkeys(files)), tuple(dict.fromkeys(shown)))
        self._after[name] = asked, unit

    def state(self) -> State:
        """Give what the next build may know."""
        found = State()
        places: dict[Fact, int] = {}
        for name, (asked, unit) in self._after.items():
            for fact in sorted(asked):
                if fact not in places:
                    places[fact] = len(places)
                    found.facts.append((fact, self.facts.fingerprint(fact)))
            numbers = tuple(places[fact] for fact in sorted(asked))
            found.units[name] = Unit(numbers, unit.given, unit.files, unit.shown)
        return found

    def _is_current(self, unit: Unit, given: Mapping[str, Any]) -> bool:
        return (
            all(map(self._holds, unit.facts))
            and all(fingerprint_of(given.get(key)) == told for key, told in unit.given)
            and all(map(self.output.can_keep, unit.files))
        )

    def _holds(self, place: int) -> bool:
        if place not in self._hold:
            fact, before = self.before.facts[place]
            self._hold[place] = self.facts.hold([(fact, before)])
        return self._hold[place]

    @contextmanager
    def _showing(self) -> Iterator[list[str]]:
        self._shown.append([])
        try:
            yield self._shown[-1]
        finally:
            self._shown.pop()
