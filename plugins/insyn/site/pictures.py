"""The pictures that are shown, published light and clean in place of Pelican's copies."""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, signals
from pelican.contents import Static
from pelican.generators import StaticGenerator

from insyn.posts.source import Source
from insyn.publishing.links import FORM, target_file
from insyn.publishing.pictures.cleaning import published
from insyn.publishing.pictures.looking import look_at
from insyn.site.house import House
from insyn.site.opening import house_of

SIZE = "size"


def picture_size(house: House, source: Source, address: str) -> tuple[int, int]:
    """Give the width and height of a picture of a text as it is published, 0 for unknown."""
    form = FORM.fullmatch(address)
    if form is None:
        return 0, 0
    size: tuple[int, int] = house.facts.ask(SIZE, str(target_file(source.file, form["path"])))
    return size


def _prepare(pelican: Pelican) -> None:
    house = house_of(pelican.settings)

    def size(file: str) -> tuple[int, int]:
        path = house.root / file
        look = look_at(path, house.store) if path.is_file() else None
        return (look.width, look.height) if look else (0, 0)

    house.facts.define(SIZE, size)


def _take_over(generator: StaticGenerator) -> None:
    """Leave Pelican nothing to copy; an address that is settled late is asked for at the end."""
    shown: list[Static] = generator.context["staticfiles"]
    house = house_of(generator.settings)
    house.photographs.extend(shown)
    shown.clear()


def _write_all(pelican: Pelican) -> None:
    house = house_of(pelican.settings)
    for shown in house.photographs:
        source = Path(pelican.settings["PATH"]) / shown.source_path
        content = published(source, house.store)
        house.units.output.write(shown.save_as, content)


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_prepare)
    signals.static_generator_finalized.connect(_take_over)
    signals.finalized.connect(_write_all)
