"""Which columns of a dataset a chart shows: the writer's choice, or the only reasonable one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from insyn.charts.options import DiagramOptions
from insyn.charts.plot import MONEY, Misfit, Plot, Point, shown_unit
from insyn.data.dataset import Dataset, Row
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


@dataclass(frozen=True)
class Choice:
    """The rows that are left after the selection, and the column that plays each part."""

    dataset: Dataset
    rows: tuple[Row, ...]
    measure: str
    category: str
    series: str  # "" when there is but one series


def selected_rows(dataset: Dataset, options: DiagramOptions) -> tuple[Row, ...]:
    """Keep the rows that `urval` asks for; raise Misfit for a column or value that isn't there."""
    rows = tuple(dataset.rows())
    for column, wanted in options.selection.items():
        _must_have(dataset, column, "urval")
        there = list(dict.fromkeys(cell_text(row[column]) for row in rows))
        for value in wanted:
            if value not in there:
                where = f" i kolumnen ”{column}”"
                raise Misfit("urval", unknown("Värdet", value, where, there))
        rows = tuple(row for row in rows if cell_text(row[column]) in wanted)
    if not rows:
        raise Misfit("urval", "Inga rader har alla de värden som urvalet anger.")
    return rows


def free_keys(dataset: Dataset, rows: Sequence[Row]) -> list[str]:
    """List the key columns that still differ between the rows."""
    return [key for key in dataset.keys if len({row[key] for row in rows}) > 1]


def choose(
    dataset: Dataset, options: DiagramOptions, category: str = "", series: str = ""
) -> Choice:
    """Settle which column plays which part.

    `category` and `series` are what the chart type itself needs (a year, a scenario); the writer's
    options come first. Raises Misfit for columns that aren't there and for points that would lie
    on top of each other.
    """
    rows = selected_rows(dataset, options)
    _check_chosen(dataset, options)
    measure = options.measure or next(iter(dataset.measures), "")
    if measure not in dataset.measures:
        message = f"Det finns ingen kolumn med mätvärden i {dataset.name}."
        if measure:
            numeric = join(dataset.measures)
            message = f"Kolumnen ”{measure}” har inga mätvärden. Det har {numeric}."
        raise Misfit("visa", message)
    free = free_keys(dataset, rows)
    series = options.series or series
    category = options.category or category
    if series and series == category:
        raise Misfit("serie", f"Kolumnen ”{series}” ger redan raderna. Välj en annan serie.")
    if not category:
        left = [key for key in free if key != series]
        texts = [key for key in left if dataset.column(key).type == "string"]
        others = [key for key in dataset.keys if key != series]
        if not (texts or left or others):
            raise Misfit("kategori", f"Det finns ingen kolumn att ha som rader i {dataset.name}.")
        category = next(iter(texts or left or others))
    left = [key for key in free if key not in {category, series}]
    if not series and len(left) == 1:
        series = left.pop()
    if left:
        wanted = join([f"”{key}”" for key in left])
        message = f"Flera värden hör till samma punkt. Välj ett värde för {wanted} under urval."
        raise Misfit("urval", message)
    return Choice(dataset, rows, measure, category, series)


def _check_chosen(dataset: Dataset, options: DiagramOptions) -> None:
    """Refuse columns that aren't there, and measures that are to be rows or series."""
    chosen = {"visa": options.measure, "kategori": options.category, "serie": options.series}
    for key, name in chosen.items():
        if name:
            _must_have(dataset, name, key)
        if key != "visa" and name in dataset.measures:
            raise Misfit(key, f"Kolumnen ”{name}” har mätvärden. Skriv den under visa.")


def plot_of(choice: Choice, options: DiagramOptions, categories: Sequence[str] = ()) -> Plot:
    """Gather the points; `categories` sets their order, otherwise that of the file holds."""
    dataset = choice.dataset
    spec = dataset.column(choice.measure)
    points = tuple(
        Point(
            cell_text(row[choice.category]),
            _series_text(dataset, choice.series, row),
            _measured(row[choice.measure]),
        )
        for row in choice.rows
    )
    names = tuple(dict.fromkeys(point.category for point in points))
    series = tuple(dict.fromkeys(point.series for point in points))
    highlight = _highlight(options, (*names, *series))
    unit = dataset.unit(choice.measure)
    return Plot(
        points=points,
        categories=tuple(categories) or names,
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
        counted=spec.type == "integer" and unit not in {*MONEY, "%", "index", "placering"},
        better=spec.better,
        costs=dataset.descriptor.costs,
    )


def cell_text(value: Value) -> str:
    """Write a cell the way a writer names it in a diagram block."""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return "" if value is None else str(value)


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


def _must_have(dataset: Dataset, column: str, option: str) -> None:
    if column not in dataset.columns:
        raise Misfit(option, unknown("Kolumnen", column, f" i {dataset.name}", dataset.columns))
