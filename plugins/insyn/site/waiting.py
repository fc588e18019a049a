"""What a preview says of what isn't public yet: a draft, what is dated ahead, an embargo."""

from __future__ import annotations

from pelican import signals
from pelican.contents import Content
from pelican.generators import Generator

from insyn import swedish
from insyn.posts.source import Source
from insyn.publishing.opendata import PublicDataset
from insyn.site.house import House, house_of


def waits(house: House, shown: Content | PublicDataset) -> str:
    """Say what a page or a dataset waits for; an empty string for what is public."""
    if isinstance(shown, PublicDataset):
        ends = house.embargoed.datasets.get(shown.name)
        return f"Embargo till {swedish.definite_moment(ends)}" if ends else ""
    return ". ".join(_of_text(house, house.source_of(shown.source_path)))


def _of_text(house: House, source: Source) -> list[str]:
    said = ["Utkast"] if source.head.status == "draft" else []
    if source.embargo and source.embargo > house.now:
        said.append(f"Embargo till {swedish.definite_moment(source.embargo)}")
    elif source.file in house.embargoed.texts:
        said.append("Visar eller länkar till något under embargo")
    if not said and source.date and source.date > house.now:
        said.append(f"Kommer ut {swedish.definite_moment(source.date)}")
    return said


def _add_filter(generator: Generator) -> None:
    """Give the templates the filter `waits`."""
    house = house_of(generator.settings)
    generator.env.filters["waits"] = lambda shown: waits(house, shown)


def register() -> None:
    """Plug in."""
    signals.generator_init.connect(_add_filter)
