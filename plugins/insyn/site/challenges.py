"""A challenge followed over the year: its page with the sections of all weeks."""

from __future__ import annotations

from pelican import signals
from pelican.generators import Generator

from insyn.site.house import house_of

THREAD = "trad"


def _add_filler(generator: Generator) -> None:
    house = house_of(generator.settings)
    house.fillers[THREAD] = lambda _key, _medium: ""


def register() -> None:
    """Plug in."""
    signals.generator_init.connect(_add_filler)
