"""Personal identity numbers are found however they are written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from personnummer import personnummer

from insyn.data.privacy import personal_numbers
from insyn.publishing.check import check

# Made up, with right check digits: the library's own examples and a coordination number.
NUMBERS = ["850709-9805", "640823-3234", "000101-0107", "701063-2391"]
SPACE, DASH, MINUS = "\u00a0", "\u2013", "\u2212"


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("mark", ["-", "+", "", " ", SPACE, DASH, MINUS, f"{SPACE}{DASH}{SPACE}"])
def test_every_way_of_writing_is_found(number: str, mark: str) -> None:
    """With and without century, with any separator, in the middle of a text."""
    assert personnummer.valid(number)
    date, last = number.split("-")
    for century in ("", "19"):
        if century and mark == "+":
            continue
        text = f"Ärendet\ngäller ({century}{date}{mark}{last}), som skrev;1\n"
        assert list(personal_numbers(text)) == [2]


@pytest.mark.parametrize(
    "text",
    ["1985-07-09-9805", "85 07 09-9805", "850709.9805", "850709-\n9805", "850709-**9805**",
     "850709&ndash;9805", "850709\u00ad-9805"],
)  # fmt: skip
def test_ways_that_only_a_hurried_hand_finds_are_found(text: str) -> None:
    """A date with hyphens, a broken line, bold type and entities hide nothing."""
    assert list(personal_numbers(f"Hej {text}.")) == [1]


@pytest.mark.parametrize(
    "text",
    ["850709-9806", "851309-9805", "556036-0793", "2013-04-26 15:10", "1850709-98050", "1 103 600"],
    ids=["wrong check digit", "no month", "organisation", "moment", "longer", "amount"],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    """A wrong check digit, an organisation number, a date and a sum of money are no such number."""
    assert list(personal_numbers(text)) == []


@pytest.mark.parametrize(
    "file",
    [
        "content/inlagg/2013-04-26.md",
        "content/sidor/om.md",
        "data/ramar-2014.csv",
        "data/ramar-2014.yaml",
    ],
)
def test_the_site_is_not_built_with_one_in_it(small: Path, file: str) -> None:
    """It is found in a post, a page, a table and a description, and its digits aren't repeated."""
    path = small / file
    before = path.read_text(encoding="utf-8")
    path.write_text(before + f"# {NUMBERS[0]}\n", encoding="utf-8")
    now = datetime(2013, 5, 17, tzinfo=ZoneInfo("Europe/Stockholm"))
    problems = check(small, now).problems
    places = [(found.file, found.line) for found in problems if "personnummer" in found.message]
    assert places == [(file, before.count("\n") + 1)]
    assert not any(NUMBERS[0] in found.message for found in problems)
