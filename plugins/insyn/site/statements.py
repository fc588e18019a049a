"""What the site says of itself: its accessibility statement, and security.txt."""

from __future__ import annotations

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from insyn.posts.statement import AUTHORITY
from insyn.publishing.security import ADDRESS
from insyn.site.opening import house_of
from insyn.site.pages import PageGenerator

PLACE = "tillganglighet/"


class StatementGenerator(PageGenerator):
    """Writes the accessibility statement."""

    def generate_output(self, writer: Writer) -> None:
        """Write its page."""
        said = house_of(self.settings).standing.statement
        self.write_page(writer, PLACE, "statement", statement=said, authority=AUTHORITY)


def _add_generator(_: object) -> type[Generator]:
    return StatementGenerator


def _write_security(pelican: Pelican) -> None:
    """Write security.txt, which lies at the root of the host even for a site below a path."""
    settings = pelican.settings
    house = house_of(settings)
    zone = house.now.tzinfo
    if house.security and zone:
        host = str(settings["SITEROOT"]).removesuffix(settings["SITEPATH"])
        house.units.output.write(ADDRESS, house.security.text(host, zone).encode())


def register() -> None:
    """Plug in."""
    signals.get_generators.connect(_add_generator)
    signals.finalized.connect(_write_security)
