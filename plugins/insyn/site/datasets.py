"""A page for each public dataset, an index, the log of corrections, and files to take away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import chain

from markupsafe import Markup
from pelican import Pelican, signals
from pelican.generators import Generator, PagesGenerator
from pelican.writers import Writer

from insyn import swedish
from insyn.data.dataset import Dataset
from insyn.figures.figure import decision_text
from insyn.incremental.units import GIVEN
from insyn.publishing.datapackage import to_datapackage
from insyn.publishing.dcat import ADDRESS, Entry, catalogue_facts
from insyn.publishing.explaining import columns, reading_notes, table_of
from insyn.publishing.history import Event, corrections, events
from insyn.publishing.kept import kept
from insyn.publishing.opendata import File, PublicDataset, files, version_files
from insyn.publishing.rdf import to_rdf_xml
from insyn.site.figures import FIGURE
from insyn.site.filling import placeholder
from insyn.site.house import House
from insyn.site.opening import house_of, tell_templates
from insyn.site.pages import PageGenerator

FILES = "files"
MOST_SHOWN = 500  # rows on a page; a longer table is for downloading


class DatasetGenerator(PageGenerator):
    """Writes everything below /data/, the log of corrections and the catalogue."""

    def generate_output(self, writer: Writer) -> None:
        """Write the pages and files of all public datasets."""
        house = house_of(self.settings)
        happened = {public.name: events(public) for public in house.public}
        for public in house.public:
            given = {"public": public, "catalogue": house.library.catalogue}
            make = partial(self._write_page, writer, house, public, happened[public.name])
            house.units.make(f"data {public.name}", make, given)
        about = {"datasets": house.public, "downloads": _Files(house)}
        about["catalogue"] = house.library.catalogue
        self.write_page(writer, "data/", "datasets", **about)
        log = corrections(chain.from_iterable(happened.values()))
        self.write_page(writer, "rattelser/", "corrections", corrections=log)
        house.units.make("catalogue", partial(self._write_catalogue, house))

    def _write_page(
        self, writer: Writer, house: House, public: PublicDataset, happened: tuple[Event, ...]
    ) -> None:
        for name in ("public", "catalogue"):
            house.facts.note(GIVEN, name)
        made, versions = _Files(house)[public.name], version_files(public)
        for file in (*made, *(file for _, file in versions)):
            house.units.output.write(f"data/{file.download.file}", file.read())
        figure = house.own_figure(public.name)
        shown = len(public.dataset) <= MOST_SHOWN
        about = {
            "public": public,
            "dataset": public.dataset,
            "chart": Markup(placeholder(house, FIGURE, figure.id)) if figure else "",  # noqa: S704
            "table": table_of(public.dataset) if shown else None,
            "numeric": _numeric(public.dataset),
            "columns": columns(public.dataset),
            "notes": reading_notes(public.dataset),
            "files": made,
            "events": happened,
            "versions": versions,
            "contact": public.dataset.descriptor.contact
            or (house.library.catalogue and house.library.catalogue.contact),
        }
        self.write_page(writer, f"data/{public.name}/", "dataset", **about)

    def _write_catalogue(self, house: House) -> None:
        site, catalogue = str(self.settings["SITEROOT"]), house.library.catalogue
        if catalogue:
            datasets, write = [public.dataset for public in house.public], house.units.output.write
            write("data/datapackage.json", to_datapackage(catalogue, datasets, f"{site}/data/"))
            entries = [
                Entry(dataset, tuple(file.download for file in _Files(house)[dataset.name]))
                for dataset in datasets
            ]
            facts = catalogue_facts(catalogue, entries, site)
            write(ADDRESS, kept(house.store, to_rdf_xml, facts))


@dataclass(frozen=True)
class _Files:
    """The files of each public dataset, by its name; they are made when they are asked for."""

    house: House

    @property
    def told(self) -> str:
        """Nothing: what is asked for is asked of the house."""
        return ""

    def __getitem__(self, name: str) -> tuple[File, ...]:
        made: tuple[File, ...] = self.house.facts.ask(FILES, name)
        return made


def _numeric(dataset: Dataset) -> tuple[int, ...]:
    """Give the places of the columns that hold numbers."""
    return tuple(place for place, name in enumerate(dataset.columns) if name in dataset.measures)


def _add_filters(pelican: Pelican) -> None:
    """Give the templates words for what a dataset's page tells."""
    house = house_of(pelican.settings)
    public = {one.name: one for one in house.public}
    house.facts.define(FILES, lambda name: files(public[name]), lambda name: public[name].dataset)

    def exact(count: int) -> str:
        return swedish.number(Decimal(count))

    def iso_date(day: str) -> str:
        return swedish.short_date(date.fromisoformat(day))

    tell_templates(
        pelican.settings,
        shown_at=house.shown_at,
        exact=exact,
        decision=decision_text,
        iso_date=iso_date,
    )


def _add_generator(_: object) -> type[Generator]:
    return DatasetGenerator


def _tell_sitemap(generator: PagesGenerator) -> None:
    generator.context["datasets"] = house_of(generator.settings).public


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_add_filters)
    signals.get_generators.connect(_add_generator)
    signals.page_generator_finalized.connect(_tell_sitemap)
