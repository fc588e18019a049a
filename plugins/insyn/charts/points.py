"""From chosen rows and columns to a Plot: the points, and the words that tell what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from insyn.charts.columns import Choice, cell_text
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot, Point, shown_unit
from insyn.data.dataset import Dataset
from insyn.data.units import COUNTED
from insyn.data.values import Value
from insyn.problems import unknown
from insyn.swedish import join

SCENARIOS = {
    "budget": "Budget",
    "prognos": "Prognos",
    "prognos_1": "Prognos 1",
    "prognos_2": "Prognos 2",
    "prognos_3": "Prognos 3",
    "utfall": "Utfall",
}


def plot_of(choice: Choice, options: DiagramOptions) -> Plot:
    """Gather the points in the file's order."""
    dataset = choice.dataset
    spec = dataset.column(choice.measure)
    points = tuple(
        Point(
            cell_text(row[choice.category]),
            _series_text(dataset, choice.series, row),
            _measured(row[choice.measure]),
            "" if row[choice.measure] is not None else dataset.reason(choice.measure, place),
        )
        for place, row in zip(choice.places, choice.rows, strict=True)
    )
    names = tuple(dict.fromkeys(point.category for point in points))
    series = tuple(dict.fromkeys(point.series for point in points))
    highlight = _highlight(options, (*names, *series))
    unit = dataset.unit(choice.measure)
    return Plot(
        points=points,
        categories=names,
        series=series,
        category_title=dataset.column(choice.category).title,
        measure_title=spec.title,
        file_unit=unit,
        unit=shown_unit(unit, [point.value for point in points if point.value is not None]),
        place=dataset.descriptor.place,
        period=_period(choice),
        narrowed=_narrowed(choice, options),
        highlight=highlight,
        bounds=(spec.constraints.minimum, spec.constraints.maximum),
        counted=unit in COUNTED,
        years=dataset.column(choice.category).type == "year",
        better=spec.better,
        costs=dataset.descriptor.costs,
        breaks=tuple(spec.breaks.items()),
        response=(said.answered, said.asked) if (said := dataset.descriptor.response) else None,
    )


def remarks_of(choice: Choice, options: DiagramOptions) -> tuple[tuple[str, str], ...]:
    """Give the words about the series that are drawn; the writer names them as the file does.

    Raises Misfit for a series that the dataset doesn't have at all.
    """
    dataset, series = choice.dataset, choice.series
    named = {
        cell_text(row[series]): _series_text(dataset, series, row)
        for row in dataset.rows()
        if series
    }
    for name in options.remarks:
        if name not in named:
            raise Misfit("anmärk", unknown("Värdet", name, f" i kolumnen ”{series}”", named))
    drawn = {_series_text(dataset, series, row) for row in choice.rows}
    return tuple(
        (named[name], words) for name, words in options.remarks.items() if named[name] in drawn
    )


def _measured(value: Value) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _series_text(dataset: Dataset, column: str, row: Mapping[str, Value]) -> str:
    """Name a series for readers: “Prognos 1”, “Alternativ 2”, otherwise as the file has it."""
    if not column:
        return ""
    text = cell_text(row[column])
    if column == "scenario":
        return SCENARIOS.get(text, text)
    spec = dataset.column(column)
    return f"{spec.title} {text}" if text.isdigit() and spec.type != "year" else text


def _highlight(options: DiagramOptions, known: Sequence[str]) -> tuple[str, ...]:
    for name in options.highlight:
        if name not in known:
            raise Misfit("markera", unknown("Värdet", name, " i diagrammet", filter(None, known)))
    return options.highlight


def _period(choice: Choice) -> str:
    """Give the years that are shown, otherwise the dataset's own period."""
    years: set[int] = set()
    for spec in choice.dataset.descriptor.table.fields:
        if spec.type == "year":
            years.update(int(str(row[spec.name])) for row in choice.rows if row[spec.name])
    if not years:
        return choice.dataset.descriptor.period
    first, last = min(years), max(years)
    if first == last:
        return str(first)
    whole = len(years) > last - first or choice.dataset.column(choice.category).type == "year"
    return f"{first}–{last}" if whole else join([str(year) for year in sorted(years)])


def _narrowed(choice: Choice, options: DiagramOptions) -> tuple[str, ...]:
    """Say what `urval` has narrowed the rows to, but for years, which the period tells."""
    shown = {choice.category, choice.series}
    return tuple(
        join(list(dict.fromkeys(_series_text(choice.dataset, column, row) for row in choice.rows)))
        for column in options.selection
        if column not in shown and choice.dataset.column(column).type != "year"
    )
