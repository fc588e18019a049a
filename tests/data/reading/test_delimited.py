"""From the text of a CSV file to cells."""

from __future__ import annotations

import pytest

from insyn.data.reading.delimited import read_delimited
from insyn.problems import ProblemsFound

ROWS = [("namnd", "belopp"), ("Barn, unga", "1,5"), ("Kultur", "2,5")]


def cells(text: str) -> list[tuple[object, ...]]:
    return [row.cells for row in read_delimited(text.encode(), "a.csv").rows]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_usual_separator_and_line_end_is_told(delimiter: str, end: str) -> None:
    """A comma in quotation marks or in a number is no separator."""
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in row] for row in ROWS]
    text = end.join(delimiter.join(row) for row in quoted) + end
    assert cells(text) == ROWS


def test_excels_hint_is_followed() -> None:
    """A first line “sep=,” says how to read the rest, and lines keep their numbers."""
    grid = read_delimited(b"sep=,\r\na,b\r\n1;2,3\r\n", "a.csv")
    assert [(row.line, row.cells) for row in grid.rows] == [(2, ("a", "b")), (3, ("1;2", "3"))]


def test_decimal_commas_do_not_make_a_comma_file() -> None:
    """A file with semicolons whose every row has a decimal comma too is read by semicolons."""
    assert cells("namnd;belopp, tkr\nA;1,5\nB;2,5\n")[1] == ("A", "1,5")


def test_a_header_may_go_over_several_lines() -> None:
    """A line break inside quotation marks, as Excel makes them, ends no row."""
    grid = read_delimited(b'"Budget\n2013";b\n1;2\n', "a.csv")
    assert [(row.line, row.cells[0]) for row in grid.rows] == [(1, "Budget\n2013"), (3, "1")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a;b\n"x;1\ny;2\n', 2),
        ('a;b\n"x;1\ny";2\n', 2),
        ('a;b\n1;2\n"x"y;2\n', 3),
    ],
    ids=["never closed", "swallows a row", "in the middle"],
)
def test_a_quotation_mark_too_many_is_a_problem_where_it_stands(text: str, line: int) -> None:
    """No row disappears into a cell in silence."""
    with pytest.raises(ProblemsFound) as found:
        cells(text)
    assert [problem.line for problem in found.value.problems] == [line]


def test_an_empty_file_is_a_problem() -> None:
    """There is nothing to read."""
    with pytest.raises(ProblemsFound, match="tom"):
        cells("\n \n")
