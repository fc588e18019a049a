"""Datasets made for a test, without files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from insyn.charts.base import ChartType, DrawnType
from insyn.charts.options import DiagramOptions
from insyn.data.dataset import Dataset
from insyn.data.descriptor import Descriptor
from insyn.data.library import Library, load_library
from insyn.data.table import table_of
from insyn.data.values import Value
from insyn.yamltext import YamlText

ROOT = Path(__file__).resolve().parent.parent


@cache
def sample_library() -> Library:
    """Read the sample site's datasets, once."""
    return load_library(ROOT)


def dataset(
    fields: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[Value]], **more: Any
) -> Dataset:
    """Make a dataset of these fields and rows; integers in number columns become Decimals."""
    written = {
        "name": "prov",
        "title": "Prov",
        "place": "Provköping",
        "period": "2013",
        "sources": [{"title": "Provet"}],
        "licenses": [{"name": "CC0-1.0"}],
        "producer": "Provet",
        "frequency": "årligen",
        "retrieved": date(2013, 4, 26),
        "decision": {"status": "slutlig"},
        "schema": {"fields": [{"title": field["name"], **field} for field in fields]},
        **more,
    }
    descriptor = Descriptor.model_validate(written)
    columns: dict[str, tuple[Value, ...]] = {}
    for index, spec in enumerate(descriptor.table.fields):
        values = [row[index] for row in rows]
        if spec.type in {"number", "integer"}:
            values = [None if value is None else Decimal(str(value)) for value in values]
        columns[spec.name] = tuple(values)
    lines = tuple(range(2, len(rows) + 2))
    table = table_of(descriptor, "data/prov.csv", columns, lines, {})
    return Dataset(descriptor, YamlText("data/prov.yaml", 1, {}), table)


def options(**written: Any) -> DiagramOptions:
    """Make the options of a diagram block."""
    return DiagramOptions.model_validate({"data": "prov", **written})


def committees(values: Mapping[str, float | None], unit: str = "tkr") -> Dataset:
    """One value for each committee."""
    fields = [
        {"name": "namnd", "type": "string"},
        {"name": "belopp", "type": "number", "unit": unit},
    ]
    return dataset(fields, [[name, value] for name, value in values.items()])  # type: ignore[list-item]


def scenarios(values: Mapping[str, Mapping[str, float | None]], costs: str = "positive") -> Dataset:
    """Budget, forecasts and outcome for each committee."""
    fields = [
        {"name": "namnd", "type": "string"},
        {"name": "scenario", "type": "string"},
        {"name": "nettokostnad", "title": "Nettokostnad", "type": "number", "unit": "tkr"},
    ]
    rows = [
        [name, scenario, value]
        for name, by_scenario in values.items()
        for scenario, value in by_scenario.items()
    ]
    return dataset(fields, rows, costs=costs)  # type: ignore[arg-type]


def years(values: Mapping[int, float | None], **field: Any) -> Dataset:
    """One value for each year."""
    fields = [{"name": "ar", "type": "year"}, {"name": "varde", "type": "number", **field}]
    return dataset(fields, [[year, value] for year, value in values.items()])  # type: ignore[list-item]


def proposals(values: Mapping[str, Sequence[float | None]], unit: str = "tkr") -> Dataset:
    """Proposals 1, 2 and perhaps 3 for each committee."""
    fields = [
        {"name": "namnd", "title": "Nämnd", "type": "string"},
        {"name": "alternativ", "title": "Alternativ", "type": "string"},
        {"name": "ram", "title": "Budgetram", "type": "number", "unit": unit},
    ]
    rows = [
        [name, str(number), value]
        for name, row in values.items()
        for number, value in enumerate(row, start=1)
    ]
    return dataset(fields, rows)  # type: ignore[arg-type]


def laws(values: Mapping[str, tuple[float | None, float | None]], unit: str = "tkr") -> Dataset:
    """What the law demands and what is chosen, for each committee."""
    fields = [
        {"name": "namnd", "title": "Nämnd", "type": "string"},
        {"name": "lagrum", "title": "Lagrum", "type": "string"},
        {"name": "budget", "title": "Budget, netto", "type": "number", "unit": unit},
    ]
    kinds = ("Speciallag", "Kommunallag")
    rows = [
        [name, kind, value]
        for name, pair in values.items()
        for kind, value in zip(kinds, pair, strict=True)
    ]
    return dataset(fields, rows)  # type: ignore[arg-type]


def way(steps: Sequence[tuple[str, str, float | None]], unit: str = "tkr") -> Dataset:
    """The steps of a waterfall: name, “nivå” or “förändring”, value."""
    fields = [
        {"name": "post", "title": "Post", "type": "string"},
        {"name": "slag", "title": "Slag", "type": "string"},
        {"name": "resultat", "title": "Resultat", "type": "number", "unit": unit},
    ]
    return dataset(fields, steps)  # type: ignore[arg-type]


def purposes(values: Mapping[str, float | None], unit: str = "tkr", **more: Any) -> Dataset:
    """What the taxes go to."""
    fields = [
        {"name": "verksamhet", "title": "Verksamhet", "type": "string"},
        {"name": "kostnad", "title": "Nettokostnad", "type": "number", "unit": unit},
    ]
    return dataset(fields, [[name, value] for name, value in values.items()], **more)  # type: ignore[list-item]


SCALE = ("Aldrig", "Sällan", "Ibland", "Ofta", "Alltid")


def answers(
    values: Mapping[str, Sequence[float | None]],
    scale: Sequence[str] = SCALE,
    unit: str = "%",
    response: Mapping[str, int] | None = None,
) -> Dataset:
    """The answers to each statement, from worst to best."""
    fields = [
        {"name": "fraga", "title": "Påstående", "type": "string"},
        {"name": "svar", "title": "Svar", "type": "string"},
        {"name": "andel", "title": "Andel av svaren", "type": "number", "unit": unit},
    ]
    rows = [
        [name, answer, value]
        for name, row in values.items()
        for answer, value in zip(scale, row, strict=True)
    ]
    said = {"answered": 83, "asked": 100} if response is None else response
    return dataset(fields, rows, response=said)  # type: ignore[arg-type]


def indexes(rows: Sequence[tuple[int, str, str, float | None]], **field: Any) -> Dataset:
    """An index: year, place, part, value."""
    bounds = {"minimum": 0, "maximum": 100}
    fields = [
        {"name": "ar", "title": "År", "type": "year"},
        {"name": "plats", "title": "Plats", "type": "string"},
        {"name": "delindex", "title": "Delindex", "type": "string"},
        {
            "name": "index",
            "title": "Engagemang, index",
            "type": "number",
            "unit": "index",
            "constraints": bounds,
            **field,
        },
    ]
    return dataset(fields, rows)  # type: ignore[arg-type]


def municipalities(values: Sequence[float | None], **field: Any) -> Dataset:
    """One value for each municipality; the first one is the own, Provköping."""
    fields = [
        {"name": "kommun", "title": "Kommun", "type": "string"},
        {"name": "varde", "title": "Kostnad per elev", "type": "number", "unit": "kr", **field},
    ]
    names = ["Provköping", *(f"Kommun {number}" for number in range(1, len(values)))]
    rows = [[name, value] for name, value in zip(names, values, strict=True)]
    return dataset(fields, rows)  # type: ignore[arg-type]


def lines(values: Mapping[str, Mapping[int, float | None]], **field: Any) -> Dataset:
    """One value for each municipality and year."""
    fields = [
        {"name": "ar", "title": "År", "type": "year"},
        {"name": "kommun", "title": "Kommun", "type": "string"},
        {"name": "varde", "title": "Nöjdhet", "type": "number", **field},
    ]
    rows = [[year, name, value] for name, row in values.items() for year, value in row.items()]
    return dataset(fields, rows)  # type: ignore[arg-type]


def drawn_type(chart: ChartType) -> DrawnType:
    """Give a chart type that is a picture, for what needs one."""
    assert isinstance(chart, DrawnType)
    return chart
