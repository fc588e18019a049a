"""A diagram block read: the dataset, the chart type and what it draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from insyn import typedyaml, yamltext
from insyn.charts.base import ChartType
from insyn.charts.catalogue import chart_type
from insyn.charts.options import COMMON, DiagramOptions
from insyn.charts.plot import Misfit, Plot
from insyn.data.library import Library
from insyn.data.versions import AsOf
from insyn.figures.fence import Fence
from insyn.figures.numbers import Number, filled, known_dataset, refuse_forms
from insyn.problems import ProblemsFound
from insyn.yamltext import YamlText

TITLES = ("titel", "undertitel")  # where a number from a dataset may stand


@dataclass(frozen=True)
class Block:
    """What a block says. `chosen` tells why the chart is what it is, where it says no type.

    `own` are the titles that it says itself.
    """

    as_of: AsOf
    chart: ChartType
    plot: Plot
    options: DiagramOptions
    chosen: str
    numbers: tuple[Number, ...]
    own: frozenset[str]


def read_block(fence: Fence, file: str, library: Library, day: date | None) -> Block:
    """Read a block, with the defaults of its dataset; raise ProblemsFound with what is wrong."""
    read = yamltext.parse(fence.text, file, fence.first + 1)
    written, numbers = filled(read, TITLES, library, day)
    as_of = library.as_of(_name(written, library), day)
    dataset = as_of.dataset
    defaults = dataset.descriptor_text.below("diagram")
    defaults.value["data"] = dataset.name
    typedyaml.validated(DiagramOptions, defaults)
    refuse_forms(defaults, TITLES)
    try:
        options = typedyaml.validated(DiagramOptions, _merged(written, defaults))
        chart, chosen = chart_type(dataset, options, library.root)
        _refuse_unheeded(chart, written)
        # A default that is meant for another type says nothing about this one.
        heeded = {key: defaults.value[key] for key in defaults.value if _heeds(chart, key)}
        kept = YamlText(defaults.file, defaults.first_line, heeded, defaults.lines)
        options = typedyaml.validated(DiagramOptions, _merged(written, kept))
        plot = chart.columns(dataset, options)
    except Misfit as misfit:
        blamed = written if misfit.option in written.value else defaults
        if misfit.option not in blamed.value or misfit.option == "data":
            blamed = written
        raise ProblemsFound([blamed.problem(misfit.message, misfit.option)]) from None
    own = frozenset(TITLES) & written.value.keys()
    return Block(as_of, chart, plot, options, chosen, numbers, own)


def _name(written: YamlText, library: Library) -> str:
    """Give the name of the dataset that is there to be shown."""
    name = written.value.get("data")
    if not isinstance(name, str) or not name:
        typedyaml.validated(DiagramOptions, written)
        raise ProblemsFound([written.problem("Fältet ”data” är tomt.", "data")])
    return known_dataset(written, "data", library)


def _merged(written: YamlText, defaults: YamlText) -> YamlText:
    value = {**defaults.value, **written.value}
    return YamlText(written.file, written.first_line, value, dict(written.lines))


def _heeds(chart: ChartType, key: str) -> bool:
    return key in COMMON | chart.heeds


def _refuse_unheeded(chart: ChartType, written: YamlText) -> None:
    """Raise ProblemsFound for options that mean nothing to the chart."""
    raise_for = [key for key in written.value if not _heeds(chart, key)]
    if raise_for:
        heeded = ", ".join(sorted(chart.heeds))
        raise ProblemsFound(
            written.problem(
                f"Diagrammet {chart.name} använder inte ”{key}”. Det använder: {heeded}.", key
            )
            for key in raise_for
        )
