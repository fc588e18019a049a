"""Pages are written only when something that their templates asked for has changed.

What templates ask for is noted (`recording.py`); what the site's own filters need they ask the
house for.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Template
from pelican import Pelican, signals
from pelican.generators import PagesGenerator
from pelican.utils import sanitised_join
from pelican.writers import Writer

from insyn.incremental.output import Before, Output
from insyn.incremental.units import State
from insyn.site.house import House
from insyn.site.opening import house_of
from insyn.site.recording import NAMES, TEMPLATE


@dataclass(frozen=True)
class WrittenPage:
    """A page by its path from the site's root, with what it is rendered of.

    `given` are its own variables, besides those of Pelican's `context`.
    """

    name: str
    template: Template
    context: dict[str, Any]
    given: dict[str, Any]
    relative: bool

    def write(self, house: House) -> None:
        """Render it and write it."""
        if self.relative:
            self.context["localsiteurl"] = "/".join([".."] * self.name.count("/")) or "."
        site = self.context["localsiteurl" if self.relative else "SITEURL"]
        own = {"SITEURL": site, "output_file": self.name, NAMES: self.given.keys()}
        house.facts.note(TEMPLATE, str(self.template.name))
        page = self.template.render({**self.context, **self.given, **own})
        house.units.output.write(self.name, page.encode())


class PageWriter(Writer):  # type: ignore[misc]  # Pelican ships no types
    """Pelican's writer, which keeps what hasn't changed and leaves the feeds to us."""

    def write_feed(self, *_args: object, **_named: object) -> None:
        """Write nothing."""

    def write_file(  # noqa: PLR0913, PLR0917  (Pelican's own)
        self,
        name: str,
        template: Template,
        context: dict[str, Any],
        relative_urls: bool = False,
        paginated: object = None,
        template_name: object = None,
        override_output: bool = False,
        url: object = None,
        **given: Any,
    ) -> None:
        """Write a page by its path from the site's root; nothing without a path."""
        del paginated, template_name, override_output, url
        if name:
            house = house_of(self.settings)
            sanitised_join(self.output_path, name)
            page = house.pages[name] = WrittenPage(name, template, context, given, relative_urls)
            house.units.make(name, lambda: page.write(house), given)


def _prepare(pelican: Pelican) -> None:
    """Say where to write, where Pelican was started by itself."""
    house = house_of(pelican.settings)
    if not house.is_writing:
        place = Path(pelican.output_path)
        house.write_to(Output(place, place, Before()), State())


def _list(generator: PagesGenerator) -> None:
    generator.context["page_urls"] = [page.url for page in generator.pages]


def _writer(_: object) -> type[Writer]:
    return PageWriter


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_prepare)
    signals.page_generator_finalized.connect(_list)
    signals.get_writer.connect(_writer)
