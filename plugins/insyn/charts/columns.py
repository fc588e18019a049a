"""Which columns of a dataset a chart shows: the writer's choice, or the only reasonable one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit
from insyn.data.dataset import Dataset
from insyn.data.table import Row
from insyn.data.values import Value
from insyn.problems import unknown
from insyn.swedish import join


@dataclass(frozen=True)
class Choice:
    """The rows that are left after the selection, and the column that plays each part.

    `places` are the rows' places in the dataset.
    """

    dataset: Dataset
    places: tuple[int, ...]
    rows: tuple[Row, ...]
    measure: str
    category: str
    series: str  # "" when there is but one series


def selected_rows(dataset: Dataset, options: DiagramOptions) -> dict[int, Row]:
    """Keep the rows that `urval` asks for, by their places.

    Raises Misfit for a column or value that isn't there.
    """
    rows = dict(enumerate(dataset.rows()))
    for column, wanted in options.selection.items():
        _must_have(dataset, column, "urval")
        there = list(dict.fromkeys(cell_text(row[column]) for row in rows.values()))
        for value in wanted:
            if value not in there:
                where = f" i kolumnen ”{column}”"
                raise Misfit("urval", unknown("Värdet", value, where, there))
        rows = {place: row for place, row in rows.items() if cell_text(row[column]) in wanted}
    if not rows:
        raise Misfit("urval", "Inga rader har alla de värden som urvalet anger.")
    return rows


def first_measure(dataset: Dataset) -> str:
    """Name the measure to show where none is asked for: how many answered tells least."""
    survey = dataset.descriptor.survey
    telling = [name for name in dataset.measures if not survey or name != survey.answers]
    return next(iter(telling or dataset.measures), "")


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
    chosen = selected_rows(dataset, options)
    rows = tuple(chosen.values())
    _check_chosen(dataset, options)
    measure = options.measure or first_measure(dataset)
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
    return Choice(dataset, tuple(chosen), rows, measure, category, series)


def _check_chosen(dataset: Dataset, options: DiagramOptions) -> None:
    """Refuse columns that aren't there, and measures that are to be rows or series."""
    chosen = {"visa": options.measure, "kategori": options.category, "serie": options.series}
    for key, name in chosen.items():
        if name:
            _must_have(dataset, name, key)
        if key != "visa" and name in dataset.measures:
            raise Misfit(key, f"Kolumnen ”{name}” har mätvärden. Skriv den under visa.")


def cell_text(value: Value) -> str:
    """Write a cell the way a writer names it in a diagram block."""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return "" if value is None else str(value)


def _must_have(dataset: Dataset, column: str, option: str) -> None:
    if column not in dataset.columns:
        raise Misfit(option, unknown("Kolumnen", column, f" i {dataset.name}", dataset.columns))
