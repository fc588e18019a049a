"""From an Excel workbook (xlsx) to a Grid."""

from __future__ import annotations

import io
import warnings
from datetime import date, time
from typing import Any

from insyn.data.reading.formats import number
from insyn.data.reading.grid import Cell, Grid
from insyn.data.reading.sheets import choose_sheet, moment, refuse_oversized, to_grid
from insyn.problems import Problem, ProblemsFound


def read_workbook(content: bytes, file: str, sheet: str = "", *, guess: bool = False) -> Grid:
    """Read one sheet of a workbook; raise ProblemsFound with what keeps it from being read.

    `guess` takes the fullest sheet where several could be meant. Formulas are read by the value
    that was saved with them, and one that has none is a problem.
    """
    import openpyxl

    refuse_oversized(content, file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of things it drops; none are values
        try:
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, rich_text=True)
            formulas = openpyxl.load_workbook(io.BytesIO(content))
        except Exception:  # noqa: BLE001  (whatever it is, the file isn't a workbook)
            message = "Filen går inte att läsa som Excel-fil. Spara den på nytt som xlsx."
            raise ProblemsFound([Problem(file, 1, message)]) from None
    sizes = {
        page.title: sum(cell.value is not None for row in page.iter_rows() for cell in row)
        for page in book.worksheets
        if page.sheet_state == "visible" or page.title == sheet
    }
    title = choose_sheet(file, sizes, sheet, guess=guess)
    page = book[title]
    _refuse_unsaved_formulas(page, formulas[title], file)
    cells = {
        int(row[0].row or 0): {
            cell.column - 1: _cell(cell) for cell in row if cell.value is not None
        }
        for row in page.iter_rows()
        if row
    }
    merged = [
        (area.min_row, area.min_col - 1, area.max_row, area.max_col - 1)
        for area in page.merged_cells.ranges
    ]
    lines = [line for line, size in page.row_dimensions.items() if size.hidden and line in cells]
    columns = [name for name, size in page.column_dimensions.items() if size.hidden]
    unseen = [other.title for other in book.worksheets if other.sheet_state != "visible"]
    doubts = [
        *[f"Kolumn {name} är dold i arket." for name in columns],
        *[f"Arket ”{name}” är dolt i filen." for name in unseen],
    ]
    return to_grid(
        file,
        cells,
        merged,
        traits=(("Format", "Excel (xlsx)"), ("Ark", title)),
        doubts=tuple(doubts),
        hidden=tuple(line for line in lines if any(cells[line].values())),
        sheets=tuple(sizes),
    )


def _refuse_unsaved_formulas(values: Any, formulas: Any, file: str) -> None:
    problems = [
        Problem(
            file,
            cell.row,
            f"Cell {cell.coordinate} är en formel utan sparat värde. Öppna filen i ett "
            "kalkylprogram, låt den räkna om och spara.",
        )
        for row in formulas.iter_rows()
        for cell in row
        # What gave an empty text has a saved value, and its type is that of a text.
        if cell.data_type == "f"
        and values[cell.coordinate].value is None
        and values[cell.coordinate].data_type != "str"
    ]
    if problems:
        raise ProblemsFound(problems)


def _cell(cell: Any) -> Cell:
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    value = cell.value
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, int | float):
        return number(value, cell.number_format)
    if isinstance(value, date | time):
        return moment(value)
    if isinstance(value, CellRichText):
        # A raised mark is a note; run together with a number it would be a digit of it.
        return "".join(
            f" {run.text}" if isinstance(run, TextBlock) and run.font.vertAlign else str(run)
            for run in value
        )
    return str(value)
