"""From a cell to a value."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insyn.data.descriptor import ColumnSpec
from insyn.data.values import parse_value


def column(
    kind: Literal["string", "integer", "number", "year", "date"], **more: object
) -> ColumnSpec:
    return ColumnSpec.model_validate({"name": "a", "title": "A", "type": kind, **more})


@given(
    value=st.decimals(-(10**9), 10**9, places=2),
    space=st.sampled_from(["", " ", "\u00a0", "\u202f", "\u2009"]),
    minus=st.sampled_from(["-", "\u2212"]),
)
def test_a_number_is_read_as_it_was_written(value: Decimal, space: str, minus: str) -> None:
    """Whatever groups the thousands and whichever minus stands there, the value is the same."""
    text = f"{value:,.2f}".replace(".", "|").replace(",", space).replace("|", ",")
    assert parse_value(text.replace("-", minus), column("number"), ("",)) == value


@pytest.mark.parametrize(
    "text", ["12,4,1", "1 23", "1 2345", "tolv", "1.234", "12 mnkr", "--1", "1e5", ","]
)
def test_what_is_not_surely_a_number_is_refused(text: str) -> None:
    """A text that could be read in two ways, or in none, is a problem and never a value."""
    with pytest.raises(ValueError, match=r".+"):
        parse_value(text, column("number"), ("",))


def test_a_decimal_point_is_read_where_the_descriptor_says_so() -> None:
    """“1.234” is 1,234 with decimalChar “.” and refused without."""
    assert parse_value("1.234", column("number", decimalChar="."), ("",)) == Decimal("1.234")
    with pytest.raises(ValueError, match="decimalChar"):
        parse_value("1.234", column("number"), ("",))


def test_codes_stay_text() -> None:
    """A municipality code keeps its zero."""
    assert parse_value("0114", column("string"), ("",)) == "0114"


@pytest.mark.parametrize("kind", ["string", "integer", "number", "year", "date"])
def test_missing_stays_missing(kind: Literal["string", "integer"]) -> None:
    """An empty cell and every text that means missing is None, never zero."""
    for text in ("", "..", "-"):
        assert parse_value(text, column(kind), ("..", "-")) is None


def test_a_value_outside_its_bounds_is_refused() -> None:
    """There is no place 291 among 290."""
    bounds = {"minimum": "1", "maximum": "290"}
    with pytest.raises(ValueError, match="utanför gränsen"):
        parse_value("291", column("integer", constraints=bounds), ("",))
