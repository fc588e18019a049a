"""How to read a dataset: its columns, what its signs and marks mean, and the whole table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from insyn import swedish
from insyn.charts.base import Table
from insyn.charts.points import SCENARIOS
from insyn.data.dataset import Dataset
from insyn.data.schema import KINDS, TOO_FEW
from insyn.data.values import Value
from insyn.data.writing import cell
from insyn.figures.notes import sign_notes, sum_notes

_WHY = {
    TOO_FEW: (
        "Grupper med för få svar visas inte. Därför visas inte heller någon grupp vars siffror "
        "skulle avslöja dem."
    ),
}


@dataclass(frozen=True)
class ColumnText:
    """A column in words: its name in the files, what it means, its type and unit."""

    name: str
    title: str
    kind: str
    unit: str


def columns(dataset: Dataset) -> tuple[ColumnText, ...]:
    """Describe the columns in the order of the files, also those of a large table's own file."""
    specs = {name: (dataset.column(name), dataset.descriptor) for name in dataset.columns}
    if dataset.whole:
        described = dataset.whole.descriptor
        specs |= {spec.name: (spec, described) for spec in described.table.fields}
    return tuple(
        ColumnText(
            name,
            " ".join(filter(None, [spec.title, spec.description])),
            KINDS[spec.type],
            described.unit_of(spec) if spec.numeric else "",
        )
        for name, (spec, described) in specs.items()
    )


def reading_notes(dataset: Dataset) -> tuple[str, ...]:
    """Say what a reader must know so as not to misread the figures."""
    said = [*sign_notes(dataset), *sum_notes(dataset)]
    costs = dataset.descriptor.costs
    if costs:
        how = "utan minus" if costs == "positive" else "med minus"
        said.append(f"Kostnader skrivs {how}.")
    rounded = [one for one in dataset.sums if one.own is not None and not one.differs]
    if rounded:
        names = swedish.join(list(dict.fromkeys(one.label for one in rounded)))
        said.append(f"Källans summor ({names}) är jämförda med raderna och stämmer.")
    for reason in dict.fromkeys(dataset.table.reasons.values()):
        mark = dataset.descriptor.table.mark(reason)
        where = f"”{mark}”" if mark else "en tom cell"
        said.append(f"{swedish.capitalised(reason)} skrivs i filerna som {where}.")
        said += filter(None, [_WHY.get(reason)])
    texts = (value for values in dataset.columns.values() for value in values)
    if any(isinstance(text, str) and cell(text) != text for text in texts):
        said.append(
            "I CSV-filen har text som börjar med =, +, − eller @ fått en apostrof före sig, så att "
            "inget kalkylprogram räknar med den."
        )
    if not said:
        said.append("I CSV-filen står semikolon mellan kolumnerna, och tal har decimalkomma.")
    return tuple(said)


def table_of(dataset: Dataset) -> Table:
    """Give the whole table as text, values with just the decimals they have."""
    heads = [
        f"{dataset.column(name).title} ({dataset.unit(name)})"
        if name in dataset.measures
        and dataset.unit(name).casefold() not in dataset.column(name).title.casefold()
        else dataset.column(name).title
        for name in dataset.columns
    ]
    rows = [
        tuple(
            dataset.reason(name, place) if value is None else _text(name, value)
            for name, value in row.items()
        )
        for place, row in enumerate(dataset.rows())
    ]
    described = dataset.descriptor
    return Table(
        f"{described.title}, {described.place}, {described.period}", tuple(heads), tuple(rows)
    )


def _text(name: str, value: Value) -> str:
    if isinstance(value, Decimal):
        return swedish.exact(value)
    text = str(value)
    return SCENARIOS.get(text, text) if name == "scenario" else text
