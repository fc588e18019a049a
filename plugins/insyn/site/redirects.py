"""Old addresses that lead to the new: a page for hosts that can't redirect, and what servers do."""

from __future__ import annotations

from pelican import Pelican, signals

from insyn.delivery.serving.configuration import Served, Wanted, write_configuration
from insyn.problems import ProblemsFound
from insyn.publishing.aliases import file_of
from insyn.publishing.settings import setting_problem
from insyn.site.house import House
from insyn.site.opening import Settings, house_of
from insyn.site.writing import PageWriter


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
    settings = pelican.settings
    house, writer = house_of(settings), PageWriter(pelican.output_path, settings)
    for source in filter(house.is_seen, house.sources.values()):
        for old in source.head.aliases:
            if house.units.output.has(file_of(old)):
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
