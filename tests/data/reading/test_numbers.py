"""How a column writes its numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from insyn.data.reading.numbers import Column, taken_apart

SPACES = [" ", "\u00a0", "\u2009", "\u202f"]


def read(*cells: str) -> list[Decimal | None]:
    """Read a column; raise AssertionError where it is refused."""
    column, written = Column(), [taken_apart(cell) for cell in cells]
    for place, one in enumerate(written):
        assert one is not None
        column.see(one.digits, place)
    assert column.clash is None
    assert column.unsure is None
    values = [column.style.read(one.digits) for one in written if one]
    return [
        -value if one and one.negative and value is not None else value
        for one, value in zip(written, values, strict=True)
    ]


@pytest.mark.parametrize("space", SPACES)
def test_every_space_groups_thousands(space: str) -> None:
    """Plain, no-break, thin and narrow no-break spaces are alike."""
    assert read(f"1{space}234{space}567,5") == [Decimal("1234567.5")]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("1.234", "12,5"), ("1234", "12.5")),
        (("1.234.567", "1 000"), ("1234567", "1000")),
        (("1,2345", "1 000"), ("1.2345", "1000")),
        (("1,234", "0.5"), ("1234", "0.5")),
        (("1.234.567",), ("1234567",)),
        (("1,234", "1,234,567"), ("1234", "1234567")),
        (("1'234.5", "1’000"), ("1234.5", "1000")),
        (("0,125", "0,250"), ("0.125", "0.250")),
        (("12.5", "7"), ("12.5", "7")),
        (("1.5", "1234"), ("1.5", "1234")),
    ],
)
def test_one_cell_settles_another(cells: tuple[str, ...], values: tuple[str, ...]) -> None:
    """What a mark means is told by the whole column."""
    assert read(*cells) == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    "cells",
    [("1.234",), ("1,234", "2,345"), ("12", "1.000"), ("1.234", "1 000"), ("1,234", "5 600")],
)
def test_a_column_that_can_be_read_in_two_ways_is_not_read(cells: tuple[str, ...]) -> None:
    """1.234 alone may be a thousand or one; which cell it is can be told."""
    column = Column()
    for place, cell in enumerate(cells):
        column.see(cell, place)
    assert column.unsure == next(place for place, cell in enumerate(cells) if not cell.isdecimal())


@pytest.mark.parametrize(("decimal", "value"), [(",", "1234"), (".", "1.234")])
def test_what_is_known_settles_it(decimal: str, value: str) -> None:
    """With decimalChar there is but one way."""
    column = Column(decimal=decimal)
    column.see("1.234", 0)
    assert column.unsure is None
    assert column.style.read("1.234") == Decimal(value)


def test_a_column_that_contradicts_itself_names_both_cells() -> None:
    """1,5 and 1.5 in one column can't both be decimals."""
    column = Column()
    for place, cell in enumerate(["7", "1,5", "1.5"]):
        column.see(cell, place)
    assert column.clash == (1, 2)


@pytest.mark.parametrize(
    "text", ["-12", "−12", "–12", "- 12", "12-", "12−", "(12)", "-12 kr", "(12) tkr", "−12*"]
)
def test_every_minus_is_one(text: str) -> None:
    """Hyphen, minus, dash, in front or behind, and parentheses."""
    written = taken_apart(text)
    assert written
    assert (written.digits, written.negative) == ("12", True)


@pytest.mark.parametrize(
    ("text", "digits", "unit"),
    [
        ("30,4%", "30,4", "%"),
        ("30,4 %", "30,4", "%"),
        ("22 068 kronor", "22 068", "kr"),
        ("1 200 tkr", "1 200", "tkr"),
        ("1,2 Mkr", "1,2", "mnkr"),
        ("1,2 mnkr", "1,2", "mnkr"),
        ("1,2 miljoner kronor", "1,2", "mnkr"),
        ("125:-", "125", "kr"),
        ("12 1)", "12", ""),
        ("12*", "12", ""),
        ("+3", "3", ""),
    ],
)
def test_units_and_notes_are_taken_off(text: str, digits: str, unit: str) -> None:
    """What stands behind a number is told from it."""
    written = taken_apart(text)
    assert written
    assert (written.digits, written.unit, written.negative) == (digits, unit, False)


@pytest.mark.parametrize(
    "text", ["tolv", "", "-", "--1", "1e5", "12 4x", "x12", "12 elever", ",", "1..2", "٣"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    """Words, lone marks, exponents and other scripts' digits."""
    written = taken_apart(text)
    assert written is None or Column().styles[0].read(written.digits) is None
