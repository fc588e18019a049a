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
from insyn.site.house import House, house_of


def picture_size(house: House, source: Source, address: str) -> tuple[int, int]:
    """Give the width and height of a picture of a text as it is published, 0 for unknown."""
    form = FORM.fullmatch(address)
    path = house.root / target_file(source.file, form["path"]) if form else house.root
    if not path.is_file():
        return 0, 0
    look = look_at(path, house.store)
    return look.width, look.height


def _take_over(generator: StaticGenerator) -> None:
    """Leave Pelican nothing to copy; an address that is settled late is asked for at the end."""
    shown: list[Static] = generator.context["staticfiles"]
    house = house_of(generator.settings)
    house.photographs.extend(shown)
    shown.clear()


def _write_all(pelican: Pelican) -> None:
    house = house_of(pelican.settings)
    for shown in house.photographs:
        path = Path(pelican.output_path) / shown.save_as
        path.parent.mkdir(parents=True, exist_ok=True)
        content = published(Path(pelican.settings["PATH"]) / shown.source_path, house.store)
        path.write_bytes(content)


def register() -> None:
    """Plug in."""
    signals.static_generator_finalized.connect(_take_over)
    signals.finalized.connect(_write_all)
