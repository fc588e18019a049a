"""Datasets made for a test, without files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from insyn.charts.options import DiagramOptions
from insyn.data.dataset import Dataset
from insyn.data.descriptor import Descriptor
from insyn.data.table import table_of
from insyn.data.values import Value
from insyn.yamltext import YamlText


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
