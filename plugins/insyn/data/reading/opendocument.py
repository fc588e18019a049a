"""From an OpenDocument spreadsheet (ods) to a Grid.

Read from the document's own XML (OASIS OpenDocument 1.3, part 3, 9 and 19.385): no kept library
tells percentages, hidden rows and merged cells.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from xml.etree import ElementTree

from insyn.data.reading.grid import Cell, Grid, Number
from insyn.data.reading.numbers import STYLES, Style, taken_apart
from insyn.data.reading.sheets import choose_sheet, moment, refuse_oversized, to_grid
from insyn.data.units import plain
from insyn.problems import Problem, ProblemsFound

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT = (f"{{{_NAMESPACE}{name}:1.0}}" for name in ("table", "office", "text"))
_FARTHEST = 100_000  # empty cells and rows are repeated to the edge of the sheet


def read_opendocument(content: bytes, file: str, sheet: str = "", *, guess: bool = False) -> Grid:
    """Read one sheet; raise ProblemsFound with what keeps it from being read."""
    refuse_oversized(content, file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            tree = ElementTree.fromstring(packed.read("content.xml"))  # noqa: S314  (size is known)
    except (KeyError, ElementTree.ParseError):
        message = "Filen går inte att läsa som kalkylark. Spara den på nytt som ods eller xlsx."
        raise ProblemsFound([Problem(file, 1, message)]) from None
    tables = {table.get(f"{_TABLE}name", ""): table for table in tree.iter(f"{_TABLE}table")}
    sizes = {
        name: sum(bool(_said(cell)) for cell in table.iter(f"{_TABLE}table-cell"))
        for name, table in tables.items()
    }
    title = choose_sheet(file, sizes, sheet, guess=guess)
    cells: dict[int, dict[int, Cell]] = {}
    merged, hidden = [], []
    for line, row in _repeated(tables[title].iter(f"{_TABLE}table-row"), "rows", 1):
        for place, cell in _repeated(iter(row), "columns", 0):
            if cell.get(f"{_TABLE}formula") and not (
                cell.get(f"{_OFFICE}value-type") or _said(cell)
            ):
                message = "Raden har en formel utan sparat värde. Räkna om arket och spara."
                raise ProblemsFound([Problem(file, line, message)])
            value = _cell(cell)
            if value == "" or cell.tag != f"{_TABLE}table-cell":
                continue
            cells.setdefault(line, {})[place] = value
            down, right = (
                int(cell.get(f"{_TABLE}number-{way}-spanned", 1)) for way in ("rows", "columns")
            )
            if down > 1 or right > 1:
                merged.append((line, place, line + down - 1, place + right - 1))
        if line in cells and row.get(f"{_TABLE}visibility", "visible") != "visible":
            hidden.append(line)
    traits = (("Format", "OpenDocument (ods)"), ("Ark", title))
    return to_grid(file, cells, merged, traits=traits, hidden=tuple(hidden), sheets=tuple(sizes))


def _repeated(
    elements: Iterator[ElementTree.Element], what: str, start: int
) -> Iterator[tuple[int, ElementTree.Element]]:
    """Number rows or cells, those that stand for several of their like too."""
    at = start
    for element in elements:
        count = int(element.get(f"{_TABLE}number-{what}-repeated", 1))
        filled = any(_said(part) for part in element.iter(f"{_TABLE}table-cell"))
        for offset in range(count if filled and at + count < _FARTHEST else 1):
            yield at + offset, element
        at += count


def _said(cell: ElementTree.Element) -> str:
    """Give what the cell shows; a comment on it is no part of that, and a span stands apart."""
    return "\n".join(
        "".join((part.text or "", *(_run(run) for run in part)))
        for part in cell.findall(f"{_TEXT}p")
    )


def _run(run: ElementTree.Element) -> str:
    apart = " " if run.tag in {f"{_TEXT}span", f"{_TEXT}s", f"{_TEXT}line-break"} else ""
    return f"{apart}{''.join(run.itertext())}{run.tail or ''}"


def _cell(cell: ElementTree.Element) -> Cell:
    kind = cell.get(f"{_OFFICE}value-type", "")
    written = cell.get(f"{_OFFICE}value")
    if written is not None and kind in {"float", "percentage", "currency"}:
        value = (
            plain(Decimal(written))
            if len(written) < 17
            else plain(Decimal(f"{float(written):.15g}"))
        )
        if kind == "percentage":
            return Number(plain(value * 100), "%")
        return as_shown(value, _said(cell))
    if kind == "date":
        return moment(datetime.fromisoformat(cell.get(f"{_OFFICE}date-value", "")))
    return _said(cell)


def as_shown(value: Decimal, shown: str) -> Number:
    """Give a number in the unit that is shown beside it, where what is shown is that number."""
    text = shown if re.fullmatch(r"0\d+", shown) else ""
    written = taken_apart(shown)
    if written is None:
        return Number(value, text=text)
    for scale in (0, 1, 2):
        scaled = plain(value.scaleb(-3 * scale))
        if any(_rounds_to(abs(scaled), style, written.digits) for style in STYLES):
            if scale and not written.unit:
                break
            return Number(scaled, written.unit, text)
    return Number(value, fault=f"Talet visas som {shown} i arket men är {value:f}.")


def _rounds_to(value: Decimal, style: Style, digits: str) -> bool:
    seen = style.read(digits)
    if seen is None:
        return False
    decimals = max(0, -int(seen.as_tuple().exponent))
    return abs(value - seen) <= Decimal(5).scaleb(-decimals - 1)
