"""What a preview says of what isn't public yet: a draft, what is dated ahead, an embargo."""

from __future__ import annotations

from pelican import Pelican, signals
from pelican.contents import Content

from insyn import swedish
from insyn.posts.source import Source
from insyn.publishing.opendata import PublicDataset
from insyn.site.house import House
from insyn.site.opening import house_of, tell_templates

OF_DATASET, OF_TEXT = "dataset waits", "text waits"


def _of_dataset(house: House, name: str) -> str:
    ends = house.embargoed.datasets.get(name)
    return f"Embargo till {swedish.definite_moment(ends)}" if ends else ""


def _of_text(house: House, source: Source) -> str:
    said = ["Utkast"] if source.head.status == "draft" else []
    if source.embargo and source.embargo > house.now:
        said.append(f"Embargo till {swedish.definite_moment(source.embargo)}")
    elif source.file in house.embargoed.texts:
        said.append("Visar eller länkar till något under embargo")
    if not said and source.date and source.date > house.now:
        said.append(f"Kommer ut {swedish.definite_moment(source.date)}")
    return ". ".join(said)


def _add_filter(pelican: Pelican) -> None:
    """Give the templates the filter `waits`: what a page or dataset waits for, if anything."""
    house = house_of(pelican.settings)
    house.facts.define(OF_DATASET, lambda name: _of_dataset(house, name))
    house.facts.define(OF_TEXT, lambda file: _of_text(house, house.sources[file]))

    def waits(shown: Content | PublicDataset) -> str:
        if isinstance(shown, PublicDataset):
            return str(house.facts.ask(OF_DATASET, shown.name))
        return str(house.facts.ask(OF_TEXT, house.source_of(shown.source_path).file))

    tell_templates(pelican.settings, waits=waits)


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_add_filter)
