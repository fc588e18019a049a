"""Key figures from Kolada."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from insyn.intake.fetching.errors import FetchError
from insyn.intake.fetching.kolada import fetch_kolada
from insyn.intake.fetching.kolada_spec import KoladaFetch
from insyn.intake.fetching.table import Fetched
from intake.server import Answer, Reply, always, quick, serving
from intake.services import Cell, kolada

TAX = "Skattesats totalt, kommun, (%)"
TODAY = date(2024, 5, 2)


def fetched(answer: Answer, **spec: Any) -> Fetched:
    """Fetch a spec, by default the tax of Vimmerby for the years 2022–2024."""
    usual = {"kpis": {"N00900": TAX}, "municipalities": ["0884"], "years": "2022–2024"}
    with serving(answer) as (base, _), quick() as client:
        asked = KoladaFetch.model_validate({"from": "kolada", **usual, **spec})
        return fetch_kolada(asked, client, f"{base}v3/", TODAY)


def tax(*years: int, area: str = "0884") -> dict[tuple[str, str, int], Mapping[str, Cell]]:
    """Give the tax of some years."""
    return {("N00900", area, year): {"T": (f"33.{year}0", "")} for year in years}


def test_one_figure_of_one_kind_needs_three_columns() -> None:
    """ar, kommun and varde are enough for one KPI and one gender; every decimal stays."""
    table = fetched(kolada({"N00900": TAX}, tax(2023, 2022)))
    assert table == Fetched(
        header=("ar", "kommun", "varde"),
        rows=(("2022", "0884", "33,20220"), ("2023", "0884", "33,20230")),
        keys=2,
    )


def test_several_figures_and_genders_have_columns_of_their_own() -> None:
    """The columns kpi and kon are added; rows come by year and then as the spec lists them."""
    cells: dict[tuple[str, str, int], Mapping[str, Cell]] = {
        ("U00200", "0000", 2023): {"K": ("78.9", ""), "M": ("77", ""), "T": ("78", "")},
        ("N00900", "0000", 2023): {"K": ("-1.50", "")},
    }
    answer = kolada({"N00900": TAX, "U00200": "HME"}, cells)
    kpis = {"U00200": "HME", "N00900": TAX}
    table = fetched(answer, kpis=kpis, municipalities="0000", gender=["M", "K"])
    assert table.header == ("ar", "kommun", "kpi", "kon", "varde")
    assert table.rows == (
        ("2023", "0000", "U00200", "M", "77"),
        ("2023", "0000", "U00200", "K", "78,9"),
        ("2023", "0000", "N00900", "K", "-1,50"),
    )


def test_all_pages_are_read() -> None:
    """Nothing is left on the second page, nor asked for after an empty one."""
    cells = {**tax(2022, 2023, 2024), **tax(2023, area="0000")}
    answer = kolada({"N00900": TAX}, cells, page=2)
    table = fetched(answer, municipalities=["0884", "0000", "0884"])
    assert [row[:2] for row in table.rows] == [
        ("2022", "0884"),
        ("2023", "0884"),
        ("2023", "0000"),
        ("2024", "0884"),
    ]


def test_many_ids_are_asked_for_in_batches() -> None:
    """30 KPIs, 30 areas and 30 years all come, though Kolada takes only 25 of each at a time."""
    kpis = {f"N{number:05}": f"Mått {number}" for number in range(30)}
    areas = [f"{number:04}" for number in range(1400, 1430)]
    cells: dict[tuple[str, str, int], Mapping[str, Cell]] = {
        (kpi, area, 1995 + place): {"T": (str(place), "")}
        for place, (kpi, area) in enumerate(zip(kpis, areas, strict=True))
    }
    table = fetched(kolada(kpis, cells), kpis=kpis, municipalities=areas, years="1995–2024")
    assert [row[-1] for row in table.rows] == [str(number) for number in range(30)]


def test_an_open_end_means_this_year() -> None:
    """“2023–” is 2023 and 2024 in the year 2024; years may be listed too."""
    answer = kolada({"N00900": TAX}, tax(2019, 2021, 2023, 2024, 2025))
    assert [row[0] for row in fetched(answer, years=["2019", "2023-"]).rows] == [
        "2019",
        "2023",
        "2024",
    ]


@pytest.mark.parametrize(
    ("number", "status", "sign"),
    [
        (None, "Missing", "-"),
        (None, "", "-"),
        (None, "-", "-"),
        (None, "Something new", "-"),
        (None, "Not applicable", "."),
        (None, ".", "."),
        (None, "Secrecy", ".."),
        (None, "..", ".."),
        ("4.5", "Secret", ".."),
        ("0", "", "0"),
        ("4.5", "Preliminary", "4,5"),
    ],
)
def test_what_is_missing_keeps_its_sign(number: str | None, status: str, sign: str) -> None:
    """Missing, not applicable and secret are told apart; a secret number is not written."""
    answer = kolada({"N00900": TAX}, {("N00900", "0884", 2023): {"T": (number, status)}})
    assert fetched(answer).rows == (("2023", "0884", sign),)


def test_what_kolada_deleted_is_left_out() -> None:
    """A value that is marked as deleted is no row."""
    answer = kolada({"N00900": TAX}, tax(2022, 2023), deleted=[("N00900", "0884", 2022)])
    assert [row[0] for row in fetched(answer).rows] == ["2023"]


def refused(answer: Answer, **spec: Any) -> FetchError:
    """Fetch, and give what is said about why that didn't work."""
    with pytest.raises(FetchError) as error:
        fetched(answer, **spec)
    return error.value


def test_a_figure_with_another_title_is_refused() -> None:
    """Both titles are said, at the KPI's place; spaces alone don't make another title."""
    error = refused(kolada({"N00900": "Invånare totalt"}, tax(2023)))
    assert f"heter ”Invånare totalt” i Kolada, men ”{TAX}” här" in str(error)
    assert error.place == ("kpis", "N00900")
    assert fetched(kolada({"N00900": f" {TAX}  "}, tax(2023))).rows


def test_a_figure_that_is_gone_is_named() -> None:
    """The KPI that Kolada no longer has is named, though it hides the others when asked for."""
    error = refused(kolada({"N00900": TAX}, tax(2023)), kpis={"N00900": TAX, "N00901": "Kommunal"})
    assert "N00901 (”Kommunal”) finns inte längre i Kolada" in str(error)
    assert error.place == ("kpis", "N00901")


def test_a_municipality_without_any_value_is_refused() -> None:
    """A code that gives nothing would leave a hole that nobody sees; 2023 the year isn't 2023."""
    areas = ["0884", "2023"]
    error = refused(kolada({"N00900": TAX}, tax(2023)), municipalities=areas)
    assert "inga värden för 2023" in str(error)
    assert error.place == ("municipalities", 1)


def test_a_value_for_another_gender_is_no_value() -> None:
    """Where Kolada has only women's value, and all are asked for, there is nothing."""
    answer = kolada({"N00900": TAX}, {("N00900", "0884", 2023): {"K": ("1", "")}})
    assert "inga värden för N00900 de åren. Kontrollera koden" in str(refused(answer))


def test_two_values_for_one_place_are_refused() -> None:
    """When pages overlap and disagree, neither value is taken."""
    values = [{"gender": "T", "value": 1}, {"gender": "T", "value": 2}]
    series = {"kpi": "N00900", "municipality": "0884", "period": 2023, "values": values}
    known = Reply({"values": [{"id": "N00900", "title": TAX}]})
    assert "två värden för 2023 0884" in str(refused(always(known, Reply({"values": [series]}))))


def test_years_ahead_are_refused() -> None:
    """A span that begins after this year is no question to ask."""
    assert refused(kolada({"N00900": TAX}, {}), years="2030–").place == ("years",)


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("http://evil.example/v3/data?page=2", "hänvisar till evil.example"),
        ("http://127.0.0.1@evil.example/", "hänvisar till 127.0.0.1@evil.example"),
        ("?per_page=5000", "samma sida igen"),
    ],
)
def test_a_next_page_elsewhere_or_in_a_circle_is_refused(link: str, said: str) -> None:
    """Only the same host is asked for the next page, and each page once."""
    known = Reply({"values": [{"id": "N00900", "title": TAX}]})
    series = {"kpi": "N00900", "municipality": "0884", "period": 2023, "values": []}
    page = Reply({"values": [series], "next_url": link})
    assert said in str(refused(always(known, page)))


@pytest.mark.parametrize(
    "values",
    [
        None,
        [{"kpi": "N00900"}],
        [{"kpi": "N00900", "municipality": "0884", "period": 2023, "values": [{"value": "x"}]}],
    ],
)
def test_another_form_of_answer_is_refused(values: Any) -> None:
    """When the API has changed, that is said; there is no traceback and no half a table."""
    known = Reply({"values": [{"id": "N00900", "title": TAX}]})
    assert "känner igen" in str(refused(always(known, Reply({"values": values}))))


def test_an_unreasonable_number_is_refused() -> None:
    """A number of a billion digits doesn't fill the disk."""
    answer = kolada({"N00900": TAX}, {("N00900", "0884", 2023): {"T": ("1E+999999999", "")}})
    assert "orimligt tal" in str(refused(answer))
