"""What a chart type is: it chooses columns, draws them and says in Swedish what they show."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Plot
from insyn.charts.style import Canvas
from insyn.charts.text.facts import Fact, value_facts
from insyn.charts.text.words import caption
from insyn.data.dataset import Dataset

if TYPE_CHECKING:
    import altair as alt


@dataclass(frozen=True)
class KeyEntry:
    """One entry of the key above a chart: a role of charts/style and what it stands for."""

    role: str
    text: str


@dataclass(frozen=True)
class Table:
    """The chart's values as text: a head, rows whose first cell names them, and a row of sums."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stops:
    """Where a reader who steps through the chart stops: a pixel for each row of its table.

    The places lie along the horizontal axis (“x”) or the vertical one (“y”).
    """

    along: Literal["x", "y"]
    places: tuple[float, ...]


class ChartType(ABC):
    """A type of chart: what it shows, in words and as a table. Most are drawn too (DrawnType).

    `heeds` are the options that mean something to it, beside those of options.COMMON.
    """

    name: ClassVar[str]
    heeds: ClassVar[frozenset[str]]

    def fits(self, dataset: Dataset) -> str:
        """Say why this is the natural chart for a dataset whose writer names none; "" if it isn't.

        The reason goes after “därför att”. A type that doesn't say is drawn only when it is named.
        """
        return ""

    @abstractmethod
    def columns(self, dataset: Dataset, options: DiagramOptions) -> Plot:
        """Choose what to draw; raise Misfit where the options don't fit the dataset."""

    @abstractmethod
    def heading(self, plot: Plot) -> str:
        """Say in one line what the chart shows, for a writer who gave no heading."""

    @abstractmethod
    def describe(self, plot: Plot) -> str:
        """Say in a few sentences what the chart shows, with the chart's own rounding."""

    def measure(self, plot: Plot) -> str:
        """Say what is measured and in what unit, for the subtitle."""
        unit = plot.unit_in_prose
        title = plot.measure_title
        said = not unit or unit.casefold() in title.casefold().replace(",", " ").split()
        words = title if said else f"{title}, {unit}"
        if plot.rank:
            return f"{words} (1 är bäst)"
        return words

    def key(self, plot: Plot) -> tuple[KeyEntry, ...]:
        """List what the colours stand for; empty when there is but one."""
        if len(plot.series) < 2:
            return ()
        return tuple(
            KeyEntry(f"series-{index}", name) for index, name in enumerate(plot.series, start=1)
        )

    def notes(self, plot: Plot) -> tuple[str, ...]:
        """Say what a reader must know so as not to misread the chart."""
        return ()

    def facts(self, plot: Plot) -> tuple[Fact, ...]:
        """Say what the data tell that a writer's own heading or sentence may be held against."""
        return value_facts(plot)

    def table(self, plot: Plot) -> Table:
        """Give the values, unrounded and in the file's unit, a row for each category."""
        heads = tuple(plot.in_unit(name) for name in plot.series if name)
        return Table(
            caption=caption(plot),
            head=(plot.category_title, *(heads or (plot.in_unit(plot.measure_title),))),
            rows=tuple(
                (
                    category,
                    *(plot.written(category, series) for series in plot.series),
                )
                for category in plot.categories
            ),
        )


class DrawnType(ChartType):
    """A chart that is a picture. All of it is plain Python but `draw`, which imports Altair."""

    @property
    def depends(self) -> str:
        """What a drawing depends on beside its plot and the code of charts/: nothing, usually."""
        return ""

    @abstractmethod
    def draw(self, plot: Plot, canvas: Canvas) -> alt.LayerChart:
        """Draw the plot. Coordinates are the canvas's pixels; colours are those of charts/style."""

    def specification(self, plot: Plot, canvas: Canvas) -> dict[str, Any]:
        """Give the chart as Vega-Lite, without holding it against the schema each time.

        That would take 40 ms, more than all else together; the tests do it for every type.
        """
        from altair.utils.schemapi import debug_mode

        with debug_mode(False):  # noqa: FBT003  (Altair's own)
            made: dict[str, Any] = self.draw(plot, canvas).to_dict(validate=False)
        return made

    @abstractmethod
    def stops(self, plot: Plot, canvas: Canvas) -> Stops:
        """Tell where each row of the table is drawn."""
