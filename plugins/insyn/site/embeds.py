"""A page for each figure that was shown, for other sites' frames, and the figure's pictures."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup
from pelican import Pelican, signals
from pelican.writers import Writer

from insyn.figures.figure import Figure
from insyn.figures.takeaway import folder
from insyn.site.figures import FIGURE
from insyn.site.filling import placeholder
from insyn.site.house import House, house_of


def _write_all(pelican: Pelican) -> None:
    """Write the pictures and the page of every figure that was shown."""
    settings, output = pelican.settings, Path(pelican.output_path)
    house, writer = house_of(settings), Writer(pelican.output_path, settings)
    for figure in tuple(house.shown.values()):
        title, address, language = _home(house, figure)
        writer.write_file(
            f"{folder(figure)}index.html",
            house.templates.get_template("embed.html"),
            settings,
            relative_urls=settings["RELATIVE_URLS"],
            override_output=True,
            figure=figure,
            placeholder=Markup(placeholder(house, FIGURE, figure.id)),  # noqa: S704  (our own)
            home_title=title,
            home_address=address,
            home_language=language,
        )
        for file in house.pictures(figure):
            (output / file.address).write_bytes(file.content)


def _home(house: House, figure: Figure) -> tuple[str, str, str]:
    """Give the title, address and, if not Swedish, language of the page that a figure is in."""
    source = house.homes.get(figure.id)
    if source is None:
        return figure.dataset.descriptor.title, f"/data/{figure.dataset.name}/", ""
    return source.head.title, house.shown_at(source), source.language.foreign


def register() -> None:
    """Plug in."""
    signals.finalized.connect(_write_all)
