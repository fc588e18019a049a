"""A dataset as a whole: from the two files and out again."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from decimal import Decimal
from pathlib import Path

import pytest

from insyn.data.library import load_library

ROOT = Path(__file__).resolve().parents[2]


def test_values_are_those_of_the_file(small: Path) -> None:
    """Numbers are exact, years are numbers, and an empty cell is None."""
    dataset = load_library(small).datasets["ramar-2014"]
    assert dataset.columns["belopp_tkr"] == (Decimal("1250.5"), Decimal(2000), None)
    assert dataset.columns["ar"] == (2014, 2014, 2014)
    assert (dataset.keys, dataset.measures) == (("namnd", "ar"), ("belopp_tkr",))


def test_a_dataset_cannot_be_changed(small: Path) -> None:
    """Neither its columns nor its values can be set."""
    dataset = load_library(small).datasets["ramar-2014"]
    with pytest.raises(TypeError):
        dataset.columns["ar"] = ()  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        dataset.sums = ()  # type: ignore[misc]


def test_published_data_read_back_are_the_same(small: Path) -> None:
    """What leaves the house is what came in: the CSV that is published gives the same values."""
    source = small / "data" / "ramar-2014.csv"
    before = load_library(small).datasets["ramar-2014"]
    source.write_bytes(before.csv)
    assert load_library(small).datasets["ramar-2014"].columns == before.columns


def test_the_sample_is_whole_and_its_totals_agree() -> None:
    """Nothing is wrong with the sample; its sums are those that the posts tell."""
    library = load_library(ROOT)
    assert library.problems == ()

    def total(name: str, measure: str, **chosen: object) -> Decimal:
        rows = library.datasets[name].rows()
        found = [row[measure] for row in rows if all(row[key] == chosen[key] for key in chosen)]
        return sum((value for value in found if isinstance(value, Decimal)), Decimal(0))

    budget = total("prognos-1-2013", "nettokostnad_tkr", scenario="budget")
    forecast = total("prognos-1-2013", "nettokostnad_tkr", scenario="prognos_1")
    assert budget - forecast == -14_800
    assert budget == total("lagrum-2013", "belopp_tkr") == 1_103_600
    assert total("lagrum-2013", "belopp_tkr", lagrum="Speciallag") == 898_500
    frames = {
        (year, number): total("ramar-2014-2015", "belopp_tkr", ar=year, alternativ=number)
        for year in (2014, 2015)
        for number in ("1", "2", "3")
    }
    assert frames[2014, "1"] == frames[2014, "2"] == frames[2014, "3"] - 11_500 == 1_121_000
    assert frames[2015, "1"] == frames[2015, "2"] == frames[2015, "3"] - 13_000 == 1_143_000
