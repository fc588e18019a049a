"""A page for each figure that was shown, for other sites' frames, and the figure's pictures."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup
from pelican import Pelican, signals

from insyn.figures.takeaway import folder
from insyn.site.figures import FIGURE
from insyn.site.filling import placeholder
from insyn.site.house import House
from insyn.site.opening import house_of
from insyn.site.writing import PageWriter


def _write_all(pelican: Pelican) -> None:
    """Write the pictures and the page of every figure that was shown."""
    settings = pelican.settings
    house, writer = house_of(settings), PageWriter(pelican.output_path, settings)
    for key in tuple(house.shown):
        figure = house.figure(key)
        title, address, language = house.home(figure)
        writer.write_file(
            f"{folder(figure)}index.html",
            house.templates.get_template("embed.html"),
            settings,
            relative_urls=settings["RELATIVE_URLS"],
            figure=figure,
            placeholder=Markup(placeholder(house, FIGURE, figure.id)),  # noqa: S704  (our own)
            home_title=title,
            home_address=address,
            home_language=language,
        )
        house.units.make(figure.id, partial(_write_pictures, house, figure.id))


def _write_pictures(house: House, key: str) -> None:
    for file in house.pictures(house.figure(key)):
        house.units.output.write(file.address, file.content)


def register() -> None:
    """Plug in."""
    signals.finalized.connect(_write_all)
