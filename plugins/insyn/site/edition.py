"""`/utgava.json` says what the site was built of, so that anyone can build it again and compare."""

from __future__ import annotations

from pelican import Pelican, signals

from insyn.delivery.origin import STAMP, origin_of
from insyn.site.opening import house_of


def _write(pelican: Pelican) -> None:
    house = house_of(pelican.settings)
    house.units.output.write(STAMP, origin_of(house.root, house.now).text().encode())


def register() -> None:
    """Plug in."""
    signals.finalized.connect(_write)
