"""A table as CSV again: UTF-8 with BOM, semicolons and decimal comma, as Excel in Sweden opens it.

Values are those of the file. A missing value is empty, or has the mark that tells why. Texts that
a spreadsheet would run as formulas get an apostrophe before them (OWASP, CSV Injection); numbers
are left alone.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

from insyn.data.schema import MISSING, Schema
from insyn.data.table import Table
from insyn.data.values import Value

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def to_csv(table: Table, schema: Schema, *, safe: bool = True) -> bytes:
    """Write a table; not `safe` writes every text as it is, to be read by Insyn again."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(cell(name, safe=safe) for name in table.columns)
    for place, values in enumerate(zip(*table.columns.values(), strict=True)):
        reasons = [table.reasons.get((name, place), MISSING) for name in table.columns]
        writer.writerow(
            cell(schema.mark(reason) if value is None else value, safe=safe)
            for value, reason in zip(values, reasons, strict=True)
        )
    return text.getvalue().encode("utf-8-sig")


def cell(value: Value, *, safe: bool = True) -> str:
    """Write a value that isn't missing."""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if safe and len(text) > 1 and text.startswith(_FORMULA) else text
