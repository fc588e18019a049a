"""Swedish numbers, lists and dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insyn import swedish


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("1234.56", 1, "1\u00a0234,6"),
        ("-12.4", 1, "\u221212,4"),
        ("-0.04", 1, "0,0"),
        ("0.05", 1, "0,1"),
        ("1000000", 0, "1\u00a0000\u00a0000"),
        ("2.5", 0, "3"),
    ],
)
def test_numbers_are_written_and_rounded_as_swedish_does(
    value: str, decimals: int, text: str
) -> None:
    """No-break spaces group thousands, halves go away from zero, and there is no minus nought."""
    assert swedish.number(Decimal(value), decimals) == text


def test_a_difference_always_shows_its_sign() -> None:
    """A plus stands before a surplus, a true minus before a deficit, nothing before nought."""
    assert swedish.signed(Decimal("3.14"), 1) == "+3,1"
    assert swedish.signed(Decimal("-3.14"), 1) == "\u22123,1"
    assert swedish.signed(Decimal("0.04"), 1) == "0,0"


@given(st.decimals(-(10**9), 10**9, places=3))
def test_an_exact_number_loses_nothing(value: Decimal) -> None:
    """What `exact` writes is the very value, whatever its decimals."""
    text = swedish.exact(value).replace("\u00a0", "").replace("\u2212", "-").replace(",", ".")
    assert Decimal(text) == value


def test_missing_is_said_in_words() -> None:
    """A missing value is neither a zero nor a blank."""
    assert swedish.exact(None) == "uppgift saknas"


def test_dates_are_swedish_whatever_the_locale() -> None:
    """Weekday and month are in lower case."""
    assert swedish.long_date(date(2013, 4, 26)) == "fredag 26\u00a0april 2013"


def test_a_span_of_days_says_nothing_twice() -> None:
    """Month and year are said once where both ends share them."""
    first = date(2013, 5, 14)
    for last, said in (
        (date(2013, 5, 14), "tisdag 14 maj 2013"),
        (date(2013, 5, 15), "14–15 maj 2013"),
        (date(2013, 6, 4), "14 maj – 4 juni 2013"),
        (date(2014, 1, 7), "14 maj 2013 – 7 januari 2014"),
    ):
        assert swedish.days(first, last).replace(swedish.NBSP, " ") == said


def test_lists_and_names_fit_into_a_sentence() -> None:
    """A list ends with “och”; a committee loses its capital, a company keeps it."""
    assert swedish.join(["a", "b", "c"]) == "a, b och c"
    assert swedish.join(["a"]) == "a"
    assert swedish.inside("Socialnämnden") == "socialnämnden"
    assert swedish.inside("Tallvika Energi AB") == "Tallvika Energi AB"
    assert swedish.genitive("Kommunens hus") == "Kommunens hus"


def test_addresses_have_plain_letters() -> None:
    """Å, ä and ö become a and o; everything else a hyphen."""
    assert swedish.slug("Första prognosen: så går det!") == "forsta-prognosen-sa-gar-det"
