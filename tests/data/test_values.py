"""From the cells of a column to values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from insyn.data.column import Values, read_column
from insyn.data.reading.grid import Cell, Number
from insyn.data.schema import ColumnSpec, Schema
from insyn.data.values import ColumnReader, Value


def read(cells: list[Cell], kind: str = "number", unit: str = "", **more: Any) -> Values:
    """Read cells as a column of a kind."""
    schema = {key: more.pop(key) for key in ("missingValues", "zeroValues") if key in more}
    written = {"name": "a", "title": "A", "type": kind, **more}
    spec = ColumnSpec.model_validate(written)
    whole = Schema.model_validate({"fields": [written], **schema})
    lines = tuple(range(2, len(cells) + 2))
    return read_column(cells, lines, ColumnReader(spec, whole, unit, "data/a.yaml"), "data/a.csv")


def values(cells: list[Cell], kind: str = "number", unit: str = "", **more: Any) -> list[Value]:
    found = read(cells, kind, unit, **more)
    assert found.problems == []
    return found.values


def fault(cells: list[Cell], kind: str = "number", unit: str = "", **more: Any) -> str:
    (problem,) = read(cells, kind, unit, **more).problems
    return str(problem)


def test_missing_is_never_zero_and_says_why() -> None:
    """Every usual sign is None with its reason, and zero is zero."""
    cells: list[Cell] = ["0", "", "..", ".", "-", "–", "i.u.", "#SAKNAS!", "för få svar", "n/a"]
    found = read(cells)
    assert found.values == [Decimal(0), *[None] * 9]
    reasons = [found.reasons[place] for place in range(1, 10)]
    gone = "uppgift saknas"
    assert reasons == [gone, "sekretess", "ej tillämpligt", *[gone] * 4, "för få svar", gone]


def test_a_descriptor_says_itself_what_is_missing() -> None:
    """With missingValues only those texts are missing, each for the reason that it gives."""
    marks = [{"value": "x", "label": "mäts inte"}, ".."]
    found = read(["1", "x", ".."], missingValues=marks)
    assert (found.values, found.reasons) == (
        [Decimal(1), None, None],
        {1: "mäts inte", 2: "sekretess"},
    )
    assert "inget tal" in fault(["1", "-"], missingValues=marks)


def test_excels_dash_is_zero_only_where_the_column_is_excels() -> None:
    """“ -   ” is zero among padded numbers, missing where it stands bare, and else refused."""
    assert values([" 1 234 ", " -   "]) == [Decimal(1234), Decimal(0)]
    assert "kan vara Excels nolla" in fault([" 1 234 ", " - "])
    assert values(["1 234", "-"]) == [Decimal(1234), None]
    assert "kan vara Excels nolla" in fault(["1 234", " -   "])
    assert values(["1 234", " -   "], zeroValues="-") == [Decimal(1234), Decimal(0)]
    assert values(["1 234", " -   "], missingValues="-") == [Decimal(1234), None]
    assert values(["1", "-"], zeroValues="-") == [Decimal(1), Decimal(0)]


def test_money_in_another_unit_is_converted_exactly() -> None:
    """What a cell says itself holds; no float comes near."""
    cells: list[Cell] = ["850 tkr", "1,2 mnkr", "100", "50 kr", Number(Decimal("0.1"), "mnkr")]
    assert values(cells, unit="tkr") == [
        Decimal(850),
        Decimal(1200),
        Decimal(100),
        Decimal("0.05"),
        Decimal(100),
    ]
    assert "enheten tkr" in fault(["1", "30 %"], unit="tkr")
    assert "enheten (ingen)" in fault(["1", "30 %"])


def test_shares_among_percentages_are_refused() -> None:
    """0,3 beside 30 % may be a third or a third of a percent."""
    assert "Är de andelar?" in fault(["30%", "0,3", "12%"], unit="%")
    assert values(["30%", "12,5"], unit="%") == [Decimal(30), Decimal("12.5")]


def test_codes_stay_text() -> None:
    """A municipality code keeps its zero, in a sheet that pads it too."""
    assert values(["0114", Number(Decimal(114), text="0114")], "string") == ["0114", "0114"]


def test_text_that_a_sheet_made_a_date_of_is_refused() -> None:
    """1-2 became the first of February: nobody can tell what was written."""
    assert "gjort om en text till datumet" in fault([date(2013, 2, 1)], "string")
    assert "gjort om ett tal till datumet" in fault([date(2013, 2, 1)])


def test_a_number_in_a_merged_cell_is_refused() -> None:
    """It would be counted once for each row."""
    assert "sammanfogade" in fault([Number(Decimal(1), repeated=True)])


@pytest.mark.parametrize("text", ["#REFERENS!", "#VÄRDEFEL!", "#DIV/0!"])
def test_a_formula_that_went_wrong_is_no_missing_value(text: str) -> None:
    """It is a fault in the sheet."""
    assert "formelfel" in fault(["1", text])


def test_days_and_years_are_read_as_such() -> None:
    """ISO dates, a sheet's dates, other forms where they are named, and years of four digits."""
    assert values(["2013-04-26", date(2013, 4, 27)], "date") == [
        date(2013, 4, 26),
        date(2013, 4, 27),
    ]
    assert values(["20130426"], "date", format="%Y%m%d") == [date(2013, 4, 26)]
    assert values(["2013", Number(Decimal(2014))], "year") == [2013, 2014]
    assert "inget datum" in fault(["26 april"], "date")
    assert "inget årtal" in fault(["13"], "year")


def test_a_value_outside_its_bounds_is_refused() -> None:
    """There is no place 291 among 290, and no half of one."""
    bounds = {"minimum": "1", "maximum": "290"}
    assert "utanför gränsen" in fault(["291"], "integer", constraints=bounds)
    assert "inget heltal" in fault(["1,5"], "integer", constraints=bounds)


def test_numbers_keep_to_what_every_reader_holds_exactly() -> None:
    """Fifteen digits, or those of a float: a spreadsheet and JSON would round more in silence."""
    assert values(["123456789012,345"]) == [Decimal("123456789012.345")]
    assert values(["33,33333333333333"]) == [Decimal("33.33333333333333")]
    assert "för många siffror" in fault(["12345678901234567"])


def test_a_column_that_can_be_read_in_two_ways_says_how_to_settle_it() -> None:
    """The cure names the field and the file."""
    assert fault(["1.234"]).startswith("data/a.csv:2: Kolumnen ”a” kan läsas på två sätt")
    assert 'decimalChar: "," eller decimalChar: "." för kolumnen i data/a.yaml' in fault(["1.234"])
    assert values(["1.234"], decimalChar=".") == [Decimal("1.234")]
    assert "rad 2 och rad 3" in fault(["1,5", "1.5"])
    assert "går inte att läsa" in fault(["1.5"], decimalChar=",")
