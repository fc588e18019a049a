"""`/utgava.json` says what the site was built of, so that anyone can build it again and compare."""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, signals

from insyn.delivery.origin import STAMP, origin_of
from insyn.site.house import house_of


def _write(pelican: Pelican) -> None:
    house = house_of(pelican.settings)
    text = origin_of(house.root, house.now).text()
    (Path(pelican.output_path) / STAMP).write_text(text, encoding="utf-8", newline="\n")


def register() -> None:
    """Plug in."""
    signals.finalized.connect(_write)
