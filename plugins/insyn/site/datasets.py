"""A page for each public dataset, an index, the log of corrections, and files to take away."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path

from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator, PagesGenerator
from pelican.writers import Writer

from insyn import swedish
from insyn.data.catalogue import Catalogue
from insyn.data.dataset import Dataset
from insyn.figures.figure import decision_text
from insyn.publishing.datapackage import to_datapackage
from insyn.publishing.dcat import ADDRESS, Entry, catalogue_facts
from insyn.publishing.explaining import columns, reading_notes, table_of
from insyn.publishing.history import Event, corrections, events
from insyn.publishing.kept import kept
from insyn.publishing.opendata import File, PublicDataset, files, own_figure, version_files
from insyn.publishing.rdf import to_rdf_xml
from insyn.site.figures import FIGURE
from insyn.site.filling import placeholder
from insyn.site.house import House, house_of
from insyn.site.pages import PageGenerator

MOST_SHOWN = 500  # rows on a page; a longer table is for downloading


class DatasetGenerator(PageGenerator):
    """Writes everything below /data/, the log of corrections and the catalogue."""

    def generate_output(self, writer: Writer) -> None:
        """Write the pages and files of all public datasets."""
        house = house_of(self.settings)
        made = {public.name: files(public) for public in house.public}
        happened = {public.name: events(public) for public in house.public}
        for public in house.public:
            self._write_page(writer, house, public, made[public.name], happened[public.name])
        about = {"datasets": house.public, "downloads": made, "catalogue": house.library.catalogue}
        self.write_page(writer, "data/", "datasets", **about)
        log = corrections(chain.from_iterable(happened.values()))
        self.write_page(writer, "rattelser/", "corrections", corrections=log)
        if house.library.catalogue:
            self._write_catalogue(house, house.library.catalogue, made)

    def _write_page(
        self,
        writer: Writer,
        house: House,
        public: PublicDataset,
        made: tuple[File, ...],
        happened: tuple[Event, ...],
    ) -> None:
        output = Path(self.output_path) / "data"
        versions = version_files(public)
        for file in (*made, *(file for _, file in versions)):
            file.write(output)
        figure = own_figure(public.name, house.library)
        if figure:
            house.figures[figure.id] = figure
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

    def _write_catalogue(
        self, house: House, catalogue: Catalogue, made: dict[str, tuple[File, ...]]
    ) -> None:
        output, site = Path(self.output_path), str(self.settings["SITEROOT"])
        datasets = [public.dataset for public in house.public]
        package = to_datapackage(catalogue, datasets, f"{site}/data/")
        (output / "data").mkdir(exist_ok=True)
        (output / "data" / "datapackage.json").write_bytes(package)
        entries = [
            Entry(dataset, tuple(file.download for file in made[dataset.name]))
            for dataset in datasets
        ]
        facts = catalogue_facts(catalogue, entries, site)
        path = output / ADDRESS
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(kept(house.store, to_rdf_xml, facts))


def _numeric(dataset: Dataset) -> tuple[int, ...]:
    """Give the places of the columns that hold numbers."""
    return tuple(place for place, name in enumerate(dataset.columns) if name in dataset.measures)


def _add_filters(generator: Generator) -> None:
    """Give the templates words for what a dataset's page tells."""
    house = house_of(generator.settings)

    def exact(count: int) -> str:
        return swedish.number(Decimal(count))

    def iso_date(day: str) -> str:
        return swedish.short_date(date.fromisoformat(day))

    filters = {"shown_at": house.shown_at, "exact": exact, "decision": decision_text}
    generator.env.filters.update(filters, iso_date=iso_date)


def _add_generator(_: object) -> type[Generator]:
    return DatasetGenerator


def _tell_sitemap(generator: PagesGenerator) -> None:
    generator.context["datasets"] = house_of(generator.settings).public


def register() -> None:
    """Plug in."""
    signals.generator_init.connect(_add_filters)
    signals.get_generators.connect(_add_generator)
    signals.page_generator_finalized.connect(_tell_sitemap)
