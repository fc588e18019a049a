"""Tables from SCB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from insyn.intake.fetching.errors import FetchError
from insyn.intake.fetching.pxweb import ScbFetch, fetch_scb
from insyn.intake.fetching.selection import parts
from insyn.intake.fetching.table import Fetched
from intake.server import Answer, Asked, Reply, always, quick, serving
from intake.services import Cell, scb

TITLE = "Folkmängden efter region och år"
REGIONS = {"0884": "Vimmerby", "0885": "Borgholm"}
YEARS = {str(year): str(year) for year in range(2019, 2025)}
CONTENTS = {"BE0101N1": "Folkmängd"}
DIMENSIONS: Mapping[str, Mapping[str, str]] = {
    "Region": REGIONS,
    "ContentsCode": CONTENTS,
    "Tid": YEARS,
}
ALL = {"Region": ["*"], "ContentsCode": ["*"], "Tid": ["*"]}


def sum_of(key: tuple[str, ...]) -> Cell:
    """Make a number of a cell's codes, so that each can be told from the others."""
    return str(sum(int(code, 36) for code in key)), ""


def table(**changed: Any) -> Answer:
    """Answer for a table of two regions, one measure and six years."""
    usual: dict[str, Any] = {"title": TITLE, "dimensions": DIMENSIONS, "cells": sum_of}
    return scb(**{**usual, **changed})


def asked_of(answer: Answer, select: Mapping[str, Sequence[str]], title: str = TITLE) -> Any:
    """Fetch a table; gives it, and the questions that were asked."""
    with serving(answer) as (base, asked), quick() as client:
        spec = {"from": "scb", "table": "TAB638", "title": title, "select": select}
        return fetch_scb(ScbFetch.model_validate(spec), client, base), asked


def fetched(answer: Answer, select: Mapping[str, Sequence[str]] = ALL, title: str = TITLE) -> Any:
    """Fetch a table."""
    return asked_of(answer, select, title)[0]


def refused(answer: Answer, select: Mapping[str, Sequence[str]] = ALL) -> FetchError:
    """Fetch, and give what is said about why that didn't work."""
    with pytest.raises(FetchError) as error:
        fetched(answer, select)
    return error.value


def test_cells_become_rows_in_their_order() -> None:
    """Of sizes [2, 1, 3] the last turns fastest; a region has code and name, signs stay."""
    signs: Mapping[tuple[str, ...], Cell] = {
        ("0884", "BE0101N1", "2019"): ("15419.50", ""),
        ("0884", "BE0101N1", "2020"): (None, ".."),
        ("0884", "BE0101N1", "2021"): (None, "."),
        ("0885", "BE0101N1", "2019"): (None, "–"),
        ("0885", "BE0101N1", "2020"): (None, ""),
        ("0885", "BE0101N1", "2021"): ("0", "p"),
    }
    select = {**ALL, "Tid": ["2019", "2020", "2021"]}
    assert fetched(table(cells=signs.__getitem__), select) == Fetched(
        header=("region_kod", "region", "tid", "be0101n1"),
        rows=(
            ("0884", "Vimmerby", "2019", "15419,50"),
            ("0884", "Vimmerby", "2020", ".."),
            ("0884", "Vimmerby", "2021", "."),
            ("0885", "Borgholm", "2019", "-"),
            ("0885", "Borgholm", "2020", ""),
            ("0885", "Borgholm", "2021", "0"),
        ),
        keys=3,
    )


def test_measures_stand_beside_each_other() -> None:
    """Each of ContentsCode's values is a column; other dimensions are written by name."""
    dimensions = {
        "Kon": {"1": "män", "2": "kvinnor"},
        "ContentsCode": {"A1": "Folkmängd", "A2": "Folkökning"},
        "Ålder-klass": {"100+": "100+ år", "100+5": "100+ år", "-4": " 0–4  år"},
        "Tid": {"2024M01": "2024M01"},
    }
    spoken = table(dimensions=dimensions, cells=lambda key: (f"{key[1][1]}{len(key[2])}", ""))
    found = fetched(spoken, {name: ["*"] for name in dimensions})
    assert found.header == ("kon", "alder_klass", "tid", "a1", "a2")
    assert found.rows[:3] == (
        ("män", "100+ år (100+)", "2024M01", "14", "24"),
        ("män", "100+ år (100+5)", "2024M01", "15", "25"),
        ("män", "0–4 år", "2024M01", "12", "22"),
    )


@pytest.mark.parametrize("most", [1, 2, 3, 5, 7, 11])
def test_a_question_over_the_limit_is_parted(most: int) -> None:
    """However few cells a question may have, the parts make the whole table, in its order."""
    whole = fetched(table())
    found, asked = asked_of(table(limits=(most, 0, 0)), ALL)
    assert found == whole
    assert len(whole.rows) == 12
    assert sum(once.method == "POST" for once in asked) >= 12 / most


def test_as_few_questions_are_asked_as_the_limit_allows() -> None:
    """Twelve cells with a limit of four are three questions, parted by year."""
    selection = {"Region": ["a", "b"], "Tid": ["1", "2", "3", "4", "5", "6"]}
    assert [part["Tid"] for part in parts(selection, 4)] == [["1", "2"], ["3", "4"], ["5", "6"]]


def test_calls_keep_to_the_pace_of_the_service() -> None:
    """With three calls a second allowed, the fourth comes when a second has passed."""
    _, asked = asked_of(table(limits=(6, 3, 1)), ALL)
    assert [once.path.rpartition("/")[2] for once in asked] == [
        "config",
        "metadata",
        "data",
        "data",
    ]
    assert asked[3].at - asked[0].at >= 1


@pytest.mark.parametrize(
    ("expressions", "years"),
    [
        (["*"], "2019 2020 2021 2022 2023 2024"),
        (["TOP(2)"], "2023 2024"),
        (["top(2, 1)"], "2022 2023"),
        (["BOTTOM(1)", "2024"], "2019 2024"),
        (["FROM(2023)"], "2023 2024"),
        (["TO(2020)"], "2019 2020"),
        (["RANGE(2022,2020)"], "2020 2021 2022"),
        (["*0", "202?"], "2020 2021 2022 2023 2024"),
        (["2021", "2019", "2021"], "2019 2021"),
    ],
)
def test_expressions_mean_what_scb_means(expressions: list[str], years: str) -> None:
    """Of time, TOP is the newest; ranges hold both ends; a value is taken once."""
    found, asked = asked_of(table(), {**ALL, "Tid": expressions})
    assert [row[2] for row in found.rows if row[0] == "0884"] == years.split()
    (question,) = [once.body for once in asked if once.method == "POST"]
    assert question["selection"][-1] == {"variableCode": "Tid", "valueCodes": years.split()}


def test_the_first_of_what_is_not_time_is_the_top() -> None:
    """TOP(1) of regions is the first one, BOTTOM(1) the last."""
    assert fetched(table(), {**ALL, "Region": ["TOP(1)"]}).rows[0][0] == "0884"
    assert fetched(table(), {**ALL, "Region": ["BOTTOM(1)"]}).rows[0][0] == "0885"


@pytest.mark.parametrize(
    ("select", "said", "place"),
    [
        ({**ALL, "Regoin": ["*"]}, "Menade du ”Region”?", ("select", "Regoin")),
        ({**ALL, "Region": ["0885", "0844"]}, "Menade du ”0884”?", ("select", "Region", 1)),
        ({**ALL, "Tid": ["FROM(1890)"]}, "”FROM(1890)” finns inte i Tid", ("select", "Tid", 0)),
        ({**ALL, "Tid": ["TOP(x)"]}, "”TOP(x)” finns inte", ("select", "Tid", 0)),
        ({"Region": ["*"], "ContentsCode": ["*"]}, "kräver att Tid står under", ("select",)),
    ],
)
def test_what_the_table_lacks_is_said_where_it_is_written(
    select: Mapping[str, Sequence[str]], said: str, place: tuple[str | int, ...]
) -> None:
    """Misspelt variables and values have a hint, before any value is asked for."""
    error = refused(table(), select)
    assert said in str(error)
    assert error.place == place


def test_a_variable_that_can_be_summed_up_may_be_left_out() -> None:
    """Where SCB sums up a variable that isn't picked, it is no column."""
    found = fetched(table(eliminable=["Region"]), {"ContentsCode": ["*"], "Tid": ["2019"]})
    assert found.header == ("tid", "be0101n1")


def test_a_title_may_have_newer_years_at_its_end() -> None:
    """“… År 1968-2024” is the table that was called “… År 1968-2023”; more than that isn't."""
    then, now = f"{TITLE}.  År 1968-2023", f"{TITLE}. År 1968-2024"
    assert fetched(table(title=now), title=then).rows
    assert fetched(table(title=f"{TITLE}. Månad 2025M01-2026M04"), title=TITLE).rows
    error = refused(table(title=f"{TITLE} och SNI 2007. År 1968-2024"))
    assert "och SNI 2007. År 1968-2024” hos SCB, men ”Folkmängden" in str(error)
    assert error.place == ("title",)


def test_a_table_that_is_gone_is_said() -> None:
    """A table's id that SCB doesn't know is said at its place."""

    def gone(asked: Asked) -> Reply:
        return Reply({}) if asked.path == "/config" else Reply(status=404)

    assert refused(gone).place == ("table",)


def test_a_question_for_millions_of_cells_is_not_asked() -> None:
    """More than a million cells belong in no CSV file of a website."""
    many = {str(number): str(number) for number in range(1001)}
    error = refused(table(dimensions={**DIMENSIONS, "Region": many, "Tid": many}))
    assert "1002001 celler" in str(error)


def test_an_answer_to_another_question_is_refused() -> None:
    """A table that lacks one of the years that were asked for leaves no hole: it is refused."""
    whole, less = table(), table(dimensions={**DIMENSIONS, "Tid": {"2019": "2019"}})
    select = {**ALL, "Tid": ["2019", "2020"]}
    found = refused(lambda asked: (less if asked.method == "POST" else whole)(asked), select)
    assert "känner igen" in str(found)


def test_parts_in_different_orders_are_refused() -> None:
    """Parts that don't have the same dimensions in the same order are not put together."""
    whole = table(limits=(6, 0, 0))

    def answer(asked: Asked) -> Reply:
        reply = whole(asked)
        if asked.method == "POST" and "2024" in asked.body["selection"][-1]["valueCodes"]:
            turned = {name: list(reversed(reply.body[name])) for name in ("id", "size")}
            return Reply({**reply.body, **turned})
        return reply

    assert "känner igen" in str(refused(answer))


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": [1]},
        {"size": [1, 1, 2]},
        {"id": ["Region", "Elsewhere", "Tid"]},
        {"value": ["x", 2]},
        {"dimension": {}},
    ],
)
def test_a_table_that_does_not_add_up_is_refused(wrong: Mapping[str, Any]) -> None:
    """Too few values, or dimensions of another size, give no table."""
    select = {"Region": ["0884"], "ContentsCode": ["*"], "Tid": ["2019"]}
    whole = table()

    def answer(asked: Asked) -> Reply:
        reply = whole(asked)
        return Reply({**reply.body, **wrong}) if asked.method == "POST" else reply

    good = fetched(whole, select)
    assert len(good.rows) == 1
    if wrong == {"value": [1]}:
        select = {**select, "Tid": ["2019", "2020"]}
    assert "känner igen" in str(refused(answer, select))


def test_a_service_without_limits_is_asked_as_scb_usually_is() -> None:
    """Where /config says nothing of cells and calls, 150 000 and 30 in ten seconds hold."""
    whole = table()
    found = fetched(lambda asked: Reply({}) if asked.path == "/config" else whole(asked))
    assert len(found.rows) == 12
    assert "känner igen" in str(refused(always(Reply([]))))
