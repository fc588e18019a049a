"""A unit is what is made at once, such as a page with its card; only what has changed is made.

What a unit asked for, was given, wrote and showed is remembered until the next build, in which it
is kept when nothing of that has changed. One state holds all units of a build, so a fact that
thousands of pages share is told once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
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
    """Makes the units of one build; `show` is told what a unit shows, made or kept.

    `pause` is called before each unit: what it raises ends the build.
    """

    def __init__(
        self,
        facts: Facts,
        output: Output,
        before: State,
        show: Callable[[str], None],
        pause: Callable[[], object],
    ) -> None:
        self.facts = facts
        self.output = output
        self.before = before
        self.show = show
        self.pause = pause
        self.made = 0
        self._shown: list[str] = []
        self._after: dict[str, tuple[tuple[Fact, ...], Unit]] = {}

    def shows(self, key: str) -> None:
        """Say that the unit that is being made shows something."""
        self.show(key)
        self._shown.append(key)

    def make(
        self, name: str, make: Callable[[], None], given: Mapping[str, Any] | None = None
    ) -> None:
        """Keep a unit, or make it; `given` are its arguments, which `make` notes as it asks.

        What is made while another unit is belongs to that one.
        """
        if self.facts.is_noting:
            make()
            return
        self.pause()
        given = given or {}
        known = self.before.units.get(name)
        if known and self._is_current(known, given):
            for path in known.files:
                self.output.keep(path)
            for key in known.shown:
                self.show(key)
            self._after[name] = tuple(self.before.facts[at][0] for at in known.facts), known
            return
        self.made += 1
        shown, written = len(self._shown), len(self.output.log)
        with self.facts.noting() as noted:
            make()
        names = sorted(key for kind, key in noted if kind == GIVEN)
        unit = Unit(
            facts=(),
            given=tuple((key, fingerprint_of(given.get(key))) for key in names),
            files=tuple(dict.fromkeys(self.output.log[written:])),
            shown=tuple(dict.fromkeys(self._shown[shown:])),
        )
        self._after[name] = tuple(sorted(fact for fact in noted if fact[0] != GIVEN)), unit

    def state(self) -> State:
        """Give what the next build may know."""
        places: dict[Fact, int] = {}
        units = {
            name: replace(unit, facts=tuple(places.setdefault(one, len(places)) for one in asked))
            for name, (asked, unit) in self._after.items()
        }
        return State([(fact, self.facts.fingerprint(fact)) for fact in places], units)

    def _is_current(self, unit: Unit, given: Mapping[str, Any]) -> bool:
        return (
            all(self.facts.holds(*self.before.facts[at]) for at in unit.facts)
            and all(fingerprint_of(given.get(key)) == told for key, told in unit.given)
            and all(map(self.output.can_keep, unit.files))
        )
