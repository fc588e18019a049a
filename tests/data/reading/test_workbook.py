"""From spreadsheets to cells: what people saw is what is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from insyn.data.reading import sheets
from insyn.data.reading.grid import Grid, Number
from insyn.data.reading.opendocument import read_opendocument
from insyn.data.reading.workbook import read_workbook
from insyn.problems import ProblemsFound


def packed(fill: Callable[[Worksheet], None], **more: Any) -> bytes:
    """Make a workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    for name, state in more.items():
        book.create_sheet(name)["A1"] = "x"
        book[name].sheet_state = state
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(fill: Callable[[Worksheet], None], sheet: str = "", **more: Any) -> Grid:
    return read_workbook(packed(fill, **more), "a.xlsx", sheet)


def one(value: Any, shown: str = "General") -> Any:
    """Write a value with a number format; give the cell that is read."""

    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A1"].number_format = value, shown

    return read(fill).rows[0].cells[0]


@pytest.mark.parametrize(
    ("value", "shown", "expected"),
    [
        (0.304, "0.0%", Number(Decimal("30.4"), "%")),
        (12.4, '#,##0.0" mnkr"', Number(Decimal("12.4"), "mnkr")),
        (12_400_000, '#,##0.0,," mnkr"', Number(Decimal("12.4"), "mnkr")),
        (12_400_000, '0,,.0" mnkr"', Number(Decimal("12.4"), "mnkr")),
        (1234.5, r"#,##0.0\ [$kr-41D]", Number(Decimal("1234.5"), "kr")),
        (1234.5, r"#,##0\ _k_r", Number(Decimal("1234.5"))),
        (0.1 + 0.2, "General", Number(Decimal("0.3"))),
        (114, "0000", Number(Decimal(114), text="0114")),
        (datetime(2013, 4, 26), "yyyy-mm-dd", date(2013, 4, 26)),  # noqa: DTZ001
        (datetime(2013, 4, 26, 15, 10), "yyyy-mm-dd hh:mm", "2013-04-26 15:10"),  # noqa: DTZ001
        (True, "General", "SANT"),
        ("#N/A", "General", "#N/A"),
        ("  text ", "General", "  text "),
    ],
)
def test_a_cell_is_what_it_shows(value: Any, shown: str, expected: Any) -> None:
    """Percentages, scaled thousands and units are in the number format; fifteen digits count."""
    assert one(value, shown) == expected


@pytest.mark.parametrize(
    ("value", "shown"), [(12_400_000, "#,##0,"), (5, "-#,##0;#,##0"), (10**15, "0")]
)
def test_a_number_that_people_saw_otherwise_is_refused(value: int, shown: str) -> None:
    """Thousands that are scaled away without a unit, a turned sign, and digits that are lost."""
    assert one(value, shown).fault


def test_a_raised_note_is_no_digit() -> None:
    """1234 with a raised 1 behind it is not 12341."""
    raised = CellRichText("1234", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    assert one(raised) == "1234 1"


def test_merged_cells_say_the_same_everywhere() -> None:
    """A merged header reaches over its columns; a merged number is marked as said again."""

    def fill(sheet: Worksheet) -> None:
        for line in ([None, "2013", None], ["a", "b", "c"], [7, 1, 2], [None, 3, 4]):
            sheet.append(line)
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("A3:A4")

    rows = [row.cells for row in read(fill).rows]
    assert rows[0] == ("", "2013", "2013")
    assert rows[3][0] == Number(Decimal(7), repeated=True)


def test_what_is_hidden_is_told_of() -> None:
    """Rows, columns and sheets that nobody sees are named; a hidden sheet is never read."""

    def fill(sheet: Worksheet) -> None:
        for line in (["a", "b"], ["x", 1], ["hemlig", 2], ["y", 3]):
            sheet.append(line)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    grid = read(fill, Kladd="hidden")
    assert grid.hidden == (3,)
    assert grid.doubts == ("Kolumn B är dold i arket.", "Arket ”Kladd” är dolt i filen.")


def test_several_sheets_must_be_told_apart() -> None:
    """The one that is meant is named, otherwise the file is refused with their names."""

    def fill(sheet: Worksheet) -> None:
        sheet.append(["a", "b"])

    with pytest.raises(ProblemsFound, match="flera ark: ”Sheet”, ”Annat”"):
        read(fill, Annat="visible")
    assert read(fill, sheet="Annat", Annat="visible").rows[0].cells == ("x",)
    with pytest.raises(ProblemsFound, match="Menade du ”Annat”"):
        read(fill, sheet="Anat", Annat="visible")


def test_a_formula_without_a_saved_value_is_refused() -> None:
    """Some programs save none; the cell would be empty, or zero."""

    def fill(sheet: Worksheet) -> None:
        sheet.append(["a", "b"])
        sheet.append(["x", "=1+1"])

    with pytest.raises(ProblemsFound) as found:
        read(fill)
    (problem,) = found.value.problems
    assert str(problem).startswith("a.xlsx:2: Cell B2 är en formel utan sparat värde.")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"namn;belopp\nA;1\n"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    """A CSV file by another name, and half a file."""
    for reader in (read_workbook, read_opendocument):
        with pytest.raises(ProblemsFound, match="går inte att läsa"):
            reader(content, "a.xlsx")


def test_a_file_made_to_fill_the_memory_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it unpacks to is told before it is unpacked."""
    monkeypatch.setattr(sheets, "LARGEST", 100)
    with pytest.raises(ProblemsFound, match="för stort"):
        read(lambda sheet: sheet.append(["a"]))


NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
CELL = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"


def attributes(said: dict[str, str]) -> str:
    """Write attributes: office_value_type is office:value-type."""
    names = {key: key.replace("_", ":", 1).replace("_", "-") for key in said}
    return "".join(f' {names[key]}="{value}"' for key, value in said.items())


def cell(text: str, **said: str) -> str:
    """Write a cell of an OpenDocument table."""
    return CELL.format(attributes(said), text)


def row(*cells: str, **said: str) -> str:
    """Write a row of an OpenDocument table."""
    return f"<table:table-row{attributes(said)}>{''.join(cells)}</table:table-row>"


EMPTY = "<table:table-cell/>"
ODS = "".join(
    [
        (
            f'<office:document-content xmlns:office="{NAMES}office:1.0" '
            f'xmlns:table="{NAMES}table:1.0" xmlns:text="{NAMES}text:1.0">'
            '<office:body><office:spreadsheet><table:table table:name="Blad1">'
        ),
        row(
            cell("namn", office_value_type="string"),
            cell("2013", table_number_columns_spanned="2"),
            "<table:covered-table-cell/>",
        ),
        row(EMPTY, table_number_rows_repeated="2"),
        row(
            cell("A"),
            cell("30,4%", office_value_type="percentage", office_value="0.304"),
            cell(
                "12,50 kr",
                office_value_type="currency",
                office_currency="SEK",
                office_value="12.5",
            ),
        ),
        row(
            cell("B"),
            cell(
                "7",
                table_number_columns_repeated="2",
                office_value_type="float",
                office_value="7",
            ),
            table_visibility="collapse",
        ),
        row(
            cell("26/4", office_value_type="date", office_date_value="2013-04-26"),
            '<table:table-cell table:number-columns-repeated="1020"/>',
        ),
        row(EMPTY, table_number_rows_repeated="1048570"),
        "</table:table></office:spreadsheet></office:body></office:document-content>",
    ]
)


def test_an_opendocument_sheet_is_read_as_it_shows() -> None:
    """Percentages, money, repeated and merged cells, hidden rows and dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("content.xml", ODS)
    grid = read_opendocument(out.getvalue(), "a.ods")
    assert [(row.line, row.cells) for row in grid.rows] == [
        (1, ("namn", "2013", "2013")),
        (4, ("A", Number(Decimal("30.4"), "%"), Number(Decimal("12.5"), "kr"))),
        (5, ("B", Number(Decimal(7)), Number(Decimal(7)))),
        (6, (date(2013, 4, 26), "", "")),
    ]
    assert grid.hidden == (5,)
