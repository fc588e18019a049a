"""Where in a file the table is."""

from __future__ import annotations

import pytest

from insyn.data.reading.delimited import read_delimited
from insyn.data.reading.header import find_header
from insyn.data.reading.layout import RawTable, lay_out
from insyn.problems import ProblemsFound


def table(text: str, *headers: int, skipped: tuple[int, ...] = ()) -> RawTable:
    grid = read_delimited(text.encode(), "a.csv")
    return lay_out(grid, headers or (grid.rows[0].line,), skipped)


def test_what_stands_around_a_table_is_told_from_it() -> None:
    """Title and unit above, empty rows and columns, a header again on page two, notes below."""
    found = table(
        "Prognos;;;\nBelopp i tkr;;;\n\nnamnd;;belopp;\nA;;1;\n;;;\n"
        "namnd;;belopp;\nB;;2;\n\nKälla: ekonomisystemet;;;\n* Preliminärt\n",
        4,
    )
    assert found.header == ("namnd", "belopp")
    assert found.rows == (("A", "1"), ("B", "2"))
    assert found.lines == (5, 8)
    assert found.before == ("Prognos", "Belopp i tkr")
    assert found.notes == ("Källa: ekonomisystemet", "* Preliminärt")


def test_the_upper_row_of_a_header_reaches_over_the_empty_cells_to_its_right() -> None:
    """“2012” over Budget and Utfall gives 2012 Budget and 2012 Utfall; a name of its own stays."""
    found = table(";2012;;2013;\nNämnd;Budget;Utfall;Budget;Utfall\nA;1;2;3;4\n", 1, 2)
    assert found.header == ("Nämnd", "2012 Budget", "2012 Utfall", "2013 Budget", "2013 Utfall")


def test_a_column_without_a_header_is_called_by_its_place() -> None:
    """An empty first header, as over names, is no empty column."""
    assert table(";Bokslut\nA;1\n").header == ("Kolumn 1", "Bokslut")


def test_a_key_with_only_missing_values_is_a_row() -> None:
    """A year without any value is no note under the table."""
    assert table("ar;a;b\n2012;1;2\n2013;;\n").rows[-1] == ("2013", "", "")


def test_the_header_is_found_by_the_names_in_it() -> None:
    """One row or two, whatever stands above."""
    grid = read_delimited(b"Titel;\nx;y\nnamnd;belopp\nA;1\n", "a.csv")
    assert find_header(grid, ["namnd", "belopp"]) == (3,)
    double = read_delimited(b"Titel;;\n;2012;\nnamnd;Budget;Utfall\nA;1;2\n", "a.csv")
    assert find_header(double, ["namnd", "2012 Budget", "2012 Utfall"]) == (2, 3)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a;b\n", 1, "inga värden"),
        ("a;b\n1;2;3\n", 2, "3 värden"),
        ("a;b;c\n1;2;3\n1;2\n", 3, "2 värden"),
        ("a;a\n1;2\n", 1, "två gånger"),
        ("a\n1\n", 1, "bara en kolumn"),
        ("a;b;c\nx;1;2\nÖvrigt;;\ny;1;2\n", 3, "bara ett namn"),
        ("a;b;c\nx;1;2\nÖvrigt;;\n", 3, "bara ett namn"),
    ],
)
def test_a_misshapen_table_is_a_problem_with_a_line(text: str, line: int, said: str) -> None:
    """Nothing is padded, cut, renamed or dropped in silence."""
    with pytest.raises(ProblemsFound) as found:
        table(text)
    assert [problem.line for problem in found.value.problems] == [line]
    assert said in str(found.value)


def test_rows_that_are_no_data_can_be_left_out_by_their_numbers() -> None:
    """Lines to leave out are the cure for a heading between the rows."""
    found = table("a;b;c\nx;1;2\nÖvrigt;;\ny;1;2\n", skipped=(3,))
    assert found.lines == (2, 4)
