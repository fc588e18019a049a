"""Old addresses that lead to the new: a page for hosts that can't redirect, and what servers do."""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, signals
from pelican.writers import Writer

from insyn.delivery.serving.configuration import Served, Wanted, write_configuration
from insyn.problems import ProblemsFound
from insyn.publishing.aliases import file_of
from insyn.publishing.settings import setting_problem
from insyn.site.house import House, Settings, house_of


def configure(house: House, settings: Settings, wanted: Wanted) -> None:
    """Write the configuration of web servers.

    Raises ProblemsFound for a site below a path of its host: its server has more to know.
    """
    if settings["SITEPATH"]:
        message = (
            "Webbserverns inställningar kan bara göras för en webbplats som har en egen värd. "
            "Bygg utan --serving, eller ta bort sökvägen ur SITEURL och SITEPATH."
        )
        raise ProblemsFound([setting_problem(house.root, "SITEPATH", message)])
    served = Served(wanted.root, str(settings["COMMENTS"]), house.moved)
    write_configuration(wanted.folder, served)


def _write_all(pelican: Pelican) -> None:
    """Write a page at each old address; raise ProblemsFound where the site has one already."""
    settings, output = pelican.settings, Path(pelican.output_path)
    house, writer = house_of(settings), Writer(pelican.output_path, settings)
    for source in filter(house.is_seen, house.sources.values()):
        for old in source.head.aliases:
            if (output / file_of(old)).exists():
                message = f"Adressen {old} används redan av webbplatsen själv."
                raise ProblemsFound([source.head_text.problem(message, "aliases")])
            writer.write_file(
                file_of(old),
                house.templates.get_template("moved.html"),
                settings,
                relative_urls=settings["RELATIVE_URLS"],
                title=source.head.title,
                address=house.shown_at(source),
                language=source.language.foreign,
            )


def register() -> None:
    """Plug in."""
    signals.finalized.connect(_write_all)
