"""A dataset as files to take away: JSON and xlsx beside the CSV, all with the same values."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from insyn import swedish
from insyn.data.dataset import Dataset
from insyn.data.schema import ColumnSpec
from insyn.data.values import Value

MOST_ROWS = 100_000  # in JSON and xlsx; a larger table is published as CSV alone


@dataclass(frozen=True)
class Download:
    """A file to take away: its name below /data/, what it is, its media type and size in bytes."""

    file: str
    label: str
    description: str
    media: str
    size: int

    @property
    def size_text(self) -> str:
        """The size as readers meet it."""
        return swedish.file_size(self.size)


def to_json(dataset: Dataset) -> bytes:
    """Write a dataset as JSON: what it is, its columns, its rows, and why values are missing.

    Every number survives as a float (data/values refuses others), so readers get just the value.
    """
    described = dataset.descriptor
    said = {
        "name": dataset.name,
        "title": described.title,
        "description": described.description,
        "place": described.place,
        "period": described.period,
        "producer": described.producer,
        "sources": [source.model_dump(exclude_defaults=True) for source in described.sources],
        "licenses": [one.model_dump(exclude_defaults=True) for one in described.licenses],
        "retrieved": described.retrieved.isoformat(),
        "decision": described.decision.model_dump(mode="json", exclude_defaults=True),
        "fields": [_field(dataset, name) for name in dataset.columns],
        "rows": [{name: _plain(value) for name, value in row.items()} for row in dataset.rows()],
        "missing": [
            {"row": place, "field": name, "reason": reason}
            for (name, place), reason in sorted(dataset.table.reasons.items())
        ],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _field(dataset: Dataset, name: str) -> dict[str, str]:
    spec = dataset.column(name)
    unit = {"unit": dataset.unit(name)} if name in dataset.measures else {}
    return {"name": name, "title": spec.title, "type": spec.type} | unit


def _plain(value: Value) -> Any:
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        return int(value) if whole else float(value)
    return value.isoformat() if isinstance(value, date) else value


def to_xlsx(dataset: Dataset) -> bytes:
    """Write a dataset as a workbook: the table on one sheet, what it is on another.

    Texts are texts, so that nothing is run as a formula; the bytes are the same every time.
    """
    import xlsxwriter

    described = dataset.descriptor
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    made = datetime.combine(described.retrieved, datetime.min.time())
    book.set_properties({"title": described.title, "author": described.producer, "created": made})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Data")
    sheet.freeze_panes(1, 0)
    for place, (name, values) in enumerate(dataset.columns.items()):
        spec = dataset.column(name)
        sheet.write_string(0, place, name, bold)
        sheet.set_column(place, place, _width(name, values))
        shown = book.add_format({"num_format": _number_format(spec, values)})
        for line, value in enumerate(values):
            if value is None:
                mark = described.table.mark(dataset.reason(name, line))
                sheet.write_string(line + 1, place, mark) if mark else None
            elif isinstance(value, Decimal):
                sheet.write_number(line + 1, place, float(value), shown)
            elif isinstance(value, date):
                moment = datetime.combine(value, datetime.min.time())
                sheet.write_datetime(line + 1, place, moment, day)
            elif isinstance(value, int):
                sheet.write_number(line + 1, place, value)
            else:
                sheet.write_string(line + 1, place, value)
    about = book.add_worksheet("Om")
    about.set_column(0, 0, 16)
    about.set_column(1, 1, 80)
    for line, (label, text) in enumerate(_about(dataset)):
        about.write_string(line, 0, label, bold)
        about.write_string(line, 1, text, wrapped)
    book.close()
    return packed.getvalue()


def _number_format(spec: ColumnSpec, values: tuple[Value, ...]) -> str:
    decimals = max(
        (len(f"{value:f}".partition(".")[2]) for value in values if isinstance(value, Decimal)),
        default=0,
    )
    grouped = "0" if spec.unit in {"index", "placering"} else "#,##0"
    return f"{grouped}.{'0' * decimals}" if decimals else grouped


def _width(name: str, values: tuple[Value, ...]) -> int:
    return min(60, max(len(name), *(len(str(value)) for value in values), 8) + 2)


def _about(dataset: Dataset) -> list[tuple[str, str]]:
    described = dataset.descriptor
    units = "; ".join(
        f"{name}: {dataset.column(name).title}, {dataset.unit(name)}" for name in dataset.measures
    )
    return [
        ("Titel", described.title),
        ("Beskrivning", described.description),
        ("Plats", described.place),
        ("Period", described.period),
        ("Framtagen av", described.producer),
        ("Källa", swedish.join([source.title for source in described.sources])),
        ("Hämtad", described.retrieved.isoformat()),
        ("Status", described.decision.status),
        ("Licens", swedish.join([one.title or one.name for one in described.licenses])),
        ("Enheter", units),
    ]
