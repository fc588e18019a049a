"""Small groups of a survey are hidden, and nothing that is published gives them away."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insyn.data.hiding import TOTAL, Group, groups_to_hide
from site_of_data import faults, fields, load, put

SURVEY = "survey: {answers: antal, groups: enhet}\n"
SCHEMA = fields("enhet:string", "index:number:index", "antal:integer:svar", "andel:number:%")
HEAD = "enhet;index;antal;andel\n"


def hidden(root: Path, name: str, measure: str = "index") -> set[object]:
    """Give the keys of the rows whose measure is hidden."""
    dataset = load(root).datasets[name]
    return {
        tuple(row[key] for key in dataset.keys) if len(dataset.keys) > 1 else row[dataset.keys[0]]
        for place, row in enumerate(dataset.rows())
        if row[measure] is None and dataset.reason(measure, place) == "för få svar"
    }


def test_a_small_group_is_hidden_with_another(tmp_path: Path) -> None:
    """One alone is the total less the rest; all its measures are gone, its place tells nothing."""
    rows = "A;80;50;90\nLiten;40;9;70\nB;75;20;80\nC;70;30;80\nTotalt;76;109;83\n"
    put(tmp_path, "enkat", HEAD + rows, SURVEY + SCHEMA)
    dataset = load(tmp_path).datasets["enkat"]
    assert dataset.columns["enhet"] == ("A", "C", "Totalt", "B", "Liten")
    for measure in ("index", "antal", "andel"):
        assert hidden(tmp_path, "enkat", measure) == {"B", "Liten"}
    assert dataset.csv.decode("utf-8-sig").count("för få svar") == 6


def test_two_small_groups_with_enough_answers_hide_each_other(tmp_path: Path) -> None:
    """Together they are as good as a group of ten; more isn't hidden than it takes."""
    put(tmp_path, "enkat", HEAD + "A;80;50;90\nB;75;20;80\nx;1;6;1\ny;2;4;2\n", SURVEY + SCHEMA)
    assert hidden(tmp_path, "enkat") == {"x", "y"}
    put(tmp_path, "enkat", HEAD + "A;80;50;90\nB;75;20;80\nx;1;5;1\ny;2;4;2\n", SURVEY + SCHEMA)
    assert hidden(tmp_path, "enkat") == {"x", "y", "B"}


def test_the_minimum_is_never_under_five(tmp_path: Path) -> None:
    """It may be lowered to five, and no further."""
    low = "survey: {answers: antal, groups: enhet, minimum: 5}\n"
    put(tmp_path, "enkat", HEAD + "A;80;50;90\nB;75;6;80\n", low + SCHEMA)
    assert hidden(tmp_path, "enkat") == set()
    put(tmp_path, "enkat", HEAD + "A;80;50;90\n", low.replace("5}", "4}") + SCHEMA)
    assert faults(tmp_path)[0].startswith("data/enkat.yaml:11:")


def test_what_one_dataset_hides_no_other_shows(tmp_path: Path) -> None:
    """The same group is hidden by year and by question, in datasets of one survey."""
    survey = "survey: {name: enkat, answers: antal, groups: enhet}\n"
    years = fields("ar:year", "enhet:string", "index:number:index", key="[ar, enhet]")
    questions = fields("fraga:string", "enhet:string", "andel:number:%", key="[fraga, enhet]")
    put(tmp_path, "nu", HEAD + "A;80;50;90\nx;1;6;1\ny;2;7;2\n", survey + SCHEMA)
    rows = "ar;enhet;index\n2013;A;80\n2013;x;1\n2013;y;2\n"
    put(tmp_path, "ar", rows, survey.replace("answers: antal, ", "") + years)
    rows = "fraga;enhet;andel\nQ1;A;80\nQ1;x;11\nQ1;y;12\n"
    put(tmp_path, "fragor", rows, survey.replace("answers: antal, ", "") + questions)
    assert hidden(tmp_path, "ar") == {(2013, "x"), (2013, "y")}
    assert hidden(tmp_path, "fragor", "andel") == {("Q1", "x"), ("Q1", "y")}


def test_a_group_of_unknown_size_is_not_shown(tmp_path: Path) -> None:
    """Where no dataset of the survey counts its answers, it might be small."""
    put(tmp_path, "enkat", HEAD + "A;80;50;90\nB;75;;80\n", SURVEY + SCHEMA)
    (said,) = faults(tmp_path)
    assert said.startswith("data/enkat.csv:3: Antal svar för ”B” saknas.")


def test_last_year_and_the_change_since_then_give_nothing_away(tmp_path: Path) -> None:
    """A change that starts from a hidden value is hidden, and an undeclared one is refused."""
    schema = fields(
        *("ar:year", "enhet:string", "index:number:index", "antal:integer:svar"),
        "forandring:number:index",
        key="[ar, enhet]",
    )
    rows = "ar;enhet;index;antal;forandring\n"
    rows += "2012;A;80;50;\n2012;x;40;6;\n2012;y;50;7;\n"
    rows += "2013;A;81;50;1\n2013;x;44;20;4\n2013;y;53;20;3\n"
    put(tmp_path, "enkat", rows, SURVEY + schema)
    assert "ser ut som en förändring" in faults(tmp_path)[0]
    declared = schema.replace("title: forandring,", "title: forandring, changeOf: index,")
    put(tmp_path, "enkat", rows, SURVEY + declared)
    assert hidden(tmp_path, "enkat") == {(2012, "x"), (2012, "y")}
    gone = {(2012, "x"), (2012, "y"), (2013, "x"), (2013, "y")}
    assert hidden(tmp_path, "enkat", "forandring") == gone


def test_a_hidden_value_in_another_dataset_is_found(tmp_path: Path) -> None:
    """The same number beside the same name, in a dataset that isn't said to be of the survey."""
    put(tmp_path, "enkat", HEAD + "A;80;50;90\nx;41;6;1\ny;2;7;2\n", SURVEY + SCHEMA)
    put(
        tmp_path, "annan", "enhet;index\nA;80\nx;41\n", fields("enhet:string", "index:number:index")
    )
    (said,) = faults(tmp_path)
    assert said.startswith("data/annan.csv:3: Raden visar ett tal för ”x” som döljs i en enkät.")


def test_a_survey_is_declared(tmp_path: Path) -> None:
    """A column that counts answers says so; no small group slips out for want of a line."""
    put(tmp_path, "enkat", HEAD + "A;80;50;90\nx;41;6;1\n", SCHEMA)
    (said,) = faults(tmp_path)
    assert said.startswith("data/enkat.yaml:15: Kolumnen ”antal” räknar svar. Skriv under survey:")


def test_an_older_version_hides_what_is_hidden_now(tmp_path: Path) -> None:
    """A group that a correction shows to be small is hidden in the versions before it too."""
    data = put(tmp_path, "enkat", HEAD + "A;80;50;90\nx;1;16;1\ny;2;17;2\n", SURVEY + SCHEMA)
    place = data / "versioner" / "enkat"
    place.mkdir(parents=True)
    for suffix in (".csv", ".yaml"):
        (place / f"2013-04-26{suffix}").write_bytes((data / f"enkat{suffix}").read_bytes())
    put(tmp_path, "enkat", HEAD + "A;80;50;90\nx;1;6;1\ny;2;17;2\n", SURVEY + SCHEMA)
    (version,) = load(tmp_path).versions["enkat"]
    reasons = {place for name, place in version.dataset.table.reasons if name == "index"}
    assert {version.dataset.columns["enhet"][place] for place in reasons} == {"x", "y"}


Answers = dict[Group, int]


@st.composite
def tables(draw: st.DrawFn) -> Answers:
    """Answers by department and sex, with or without some of the sums along each."""
    rows = draw(st.integers(1, 6))
    columns = draw(st.integers(1, 4))
    size = st.one_of(st.integers(0, 12), st.integers(10, 400))
    cells = {(f"r{i}", f"c{j}"): draw(size) for i, j in product(range(rows), range(columns))}
    gone = draw(st.sets(st.sampled_from(sorted(cells)), max_size=len(cells) - 1))
    found: Answers = {group: count for group, count in cells.items() if group not in gone}
    for total in sorted({total for group in found for total in _totals(group)}):
        if draw(st.booleans()):
            found[total] = sum(count for group, count in cells.items() if total in _totals(group))
    return found


def _totals(group: Group) -> list[Group]:
    return [(group[0], TOTAL), (TOTAL, group[1]), (TOTAL, TOTAL)]


def _line(answers: Answers, total: Group) -> list[Group]:
    """Give the groups that add up to a total along its one dimension, or all cells for all."""
    if total == (TOTAL, TOTAL):
        return [group for group in answers if TOTAL not in group]
    along = total.index(TOTAL)
    same = [group for group in answers if group[1 - along] == total[1 - along]]
    return [group for group in same if group[along] != TOTAL]


def _solvable(answers: Answers, unknown: list[Group], totals: list[Group]) -> list[Group]:
    """Give the unknown groups that an attacker with these totals can solve for."""
    known = np.array(
        [
            [(group in _line(answers, total)) - (group == total) for group in unknown]
            for total in totals
        ],
        dtype=float,
    )
    rank = np.linalg.matrix_rank(known) if len(totals) else 0
    each = np.eye(len(unknown))
    return [
        group
        for place, group in enumerate(unknown)
        if len(totals) and np.linalg.matrix_rank(np.vstack([known, each[place]])) == rank
    ]


@given(answers=tables(), minimum=st.sampled_from([5, 10, 20]))
@settings(max_examples=300, deadline=None)
def test_no_hidden_group_can_be_solved_for(answers: Answers, minimum: int) -> None:
    """An attacker with linear algebra and all that is published finds no hidden group.

    The index weighted by answers adds up along the same lines, so the same equations hold for it.
    """
    out = groups_to_hide(answers, minimum)
    assert {group for group, count in answers.items() if count < minimum} <= out
    totals = [group for group in answers if TOTAL in group]
    assert _solvable(answers, sorted(out), totals) == []


@given(counts=st.lists(st.integers(0, 60), min_size=2, max_size=8), minimum=st.integers(5, 20))
@settings(max_examples=300, deadline=None)
def test_no_hidden_group_can_be_solved_for_with_a_total_from_elsewhere(
    counts: list[int], minimum: int
) -> None:
    """That the total isn't published here is no reason to hide one group alone."""
    answers: Answers = {(f"r{place}", "c"): count for place, count in enumerate(counts)}
    out = groups_to_hide(answers, minimum)
    assert len(out) != 1
    assert _solvable(answers, sorted(out), [(TOTAL, "c")]) == []


@given(answers=tables(), minimum=st.sampled_from([5, 10, 20]))
@settings(max_examples=200, deadline=None)
def test_what_a_total_gives_away_is_never_a_few(answers: Answers, minimum: int) -> None:
    """The total less what is shown is of two groups or more, and of the minimum of answers."""
    out = groups_to_hide(answers, minimum)
    for dimension in (0, 1):
        for other in {group[1 - dimension] for group in answers}:
            total = (TOTAL, other) if dimension == 0 else (other, TOTAL)
            line = _line(answers, total)
            gone = [group for group in line if group in out]
            if gone and total not in out and set(line) - out:
                assert len(gone) > 1
                assert sum(answers[group] for group in gone) >= minimum


@pytest.mark.parametrize("minimum", [5, 10])
def test_no_more_is_hidden_than_groups_that_are_large_need(minimum: int) -> None:
    """Where every group is large nothing is hidden."""
    answers: Answers = {("a",): minimum, ("b",): 50, ("c",): 100}
    assert groups_to_hide(answers, minimum) == frozenset()
