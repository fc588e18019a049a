"""A Figure: everything that surrounds a drawing, made from a diagram block and its dataset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from insyn import swedish
from insyn.charts.base import ChartType, DrawnType, KeyEntry, Table
from insyn.charts.plot import Plot
from insyn.data.dataset import Dataset
from insyn.data.library import Library
from insyn.data.provenance import Decision
from insyn.data.versions import AsOf
from insyn.figures.block import read_block
from insyn.figures.fence import Fence
from insyn.figures.notes import change_notes, sign_notes, sum_notes
from insyn.figures.numbers import Number
from insyn.incremental.fingerprints import fingerprint_of


@dataclass(frozen=True)
class Figure:
    """A chart with its words. `id` is unique in the site; it is the figure's anchor on a page.

    `as_of` tells which version of the dataset it shows; `numbers` are those that the writer's own
    heading and subtitle take from datasets. `line` is where its block begins in the file; `chosen`
    says why it is the chart that it is, where the writer hasn't said. `own` has
    “titel” and “undertitel” where the writer, not the data, says them.
    """

    id: str
    as_of: AsOf
    chart: ChartType
    plot: Plot
    heading: str
    subtitle: str
    line: int = 0
    chosen: str = ""
    numbers: tuple[Number, ...] = ()
    own: frozenset[str] = frozenset()

    @cached_property
    def told(self) -> bytes:
        """A digest of all that readers may see of it."""
        depends = self.chart.depends if isinstance(self.chart, DrawnType) else ""
        chart = (self.chart.name, depends, self.plot)
        said = (self.id, self.as_of, chart, self.heading, self.subtitle, self.numbers, self.own)
        return fingerprint_of(said)

    @property
    def dataset(self) -> Dataset:
        """The data that are shown."""
        return self.as_of.dataset

    @cached_property
    def summary(self) -> str:
        """What the chart shows, in sentences made from the same values."""
        return self.chart.describe(self.plot)

    @cached_property
    def key(self) -> tuple[KeyEntry, ...]:
        """What the looks stand for."""
        return self.chart.key(self.plot)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know so as not to misread the chart."""
        return (*self.chart.notes(self.plot), *sign_notes(self.dataset), *sum_notes(self.dataset))

    @property
    def changes(self) -> tuple[str, ...]:
        """What has happened to the figures since the post was written."""
        return change_notes(self.as_of)

    @cached_property
    def table(self) -> Table:
        """The values as a table."""
        return self.chart.table(self.plot)

    @property
    def sources(self) -> str:
        """Who made the figures."""
        return swedish.join([source.title for source in self.dataset.descriptor.sources])

    @property
    def retrieved(self) -> str:
        """The day on which the figures were fetched."""
        return swedish.short_date(self.dataset.descriptor.retrieved)

    @property
    def status(self) -> str:
        """How far the figures have come on the way to a decision."""
        return decision_text(self.dataset.descriptor.decision)

    @property
    def licence(self) -> str:
        """On what terms the figures may be used."""
        licenses = self.dataset.descriptor.licenses
        return swedish.join([licence.title or licence.name for licence in licenses])

    @property
    def csv_address(self) -> str:
        """The CSV file of just the data that are shown, from the site's root."""
        version = self.as_of.version
        return f"data/{self.dataset.name}{f'/{version}' if version else ''}.csv"

    @property
    def csv_size(self) -> str:
        """The size of the CSV file that the figure links to."""
        return swedish.file_size(len(self.dataset.csv))


def figure_id(file: str, number: int) -> str:
    """Give the anchor of the figure that stands as `number` in a file of content/, from 1 on.

    A post is told by its file's name alone; a page and a post in a folder by their path.
    """
    path = file.removeprefix("content/").removeprefix("inlagg/").removesuffix(".md")
    return f"figur-{swedish.slug(path)}-{number}"


def make_figure(
    fence: Fence, file: str, library: Library, anchor: str, day: date | None = None
) -> Figure:
    """Make the figure of a diagram block; raise ProblemsFound with all that is wrong with it.

    `day` is that of the post it stands in: the figure shows the data of that day.
    A block whose dataset is itself broken raises no problem of its own: the dataset has its own.
    """
    block = read_block(fence, file, library, day)
    chart, plot, options = block.chart, block.plot, block.options
    return Figure(
        id=anchor,
        as_of=block.as_of,
        chart=chart,
        plot=plot,
        heading=options.title or chart.heading(plot),
        subtitle=options.subtitle or _subtitle(chart, plot),
        line=fence.first,
        chosen=block.chosen,
        numbers=block.numbers,
        own=block.own,
    )


def _subtitle(chart: ChartType, plot: Plot) -> str:
    return ". ".join([chart.measure(plot), *plot.narrowed, f"{plot.place}, {plot.period}"])


def decision_text(decision: Decision) -> str:
    """Write “på remiss (kommunstyrelsen 23 april 2013, dnr KS 2013/112)”."""
    day = swedish.short_date(decision.date) if decision.date else ""
    taken = " ".join(filter(None, [decision.body, day]))
    number = f"dnr {decision.dnr}" if decision.dnr else ""
    details = ", ".join(filter(None, [taken, number]))
    return f"{decision.status} ({details})" if details else decision.status
