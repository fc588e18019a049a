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
SCHEMA = fields(
    *("enhet:string", "index:number:index", "antal:integer:svar", "andel:number:%"), key="enhet"
)
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
    put(tmp_path, "enkat", HEAD + "A;80;50;90\nx;41,5;6;1\ny;2;7;2\n", SURVEY + SCHEMA)
    other = fields("enhet:string", "index:number:tkr")
    put(tmp_path, "annan", "enhet;index\nA;80\nX;41,5\n", other)
    (said,) = faults(tmp_path)
    assert said.startswith("data/annan.csv:3: Raden visar ett tal för ”X” som döljs i en enkät.")


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


def test_people_that_no_row_tells_of_are_protected_too(tmp_path: Path) -> None:
    """A group of four that the survey firm left out is the total less the rest."""
    rows = "A;80;131;90\nB;75;57;80\nC;70;40;80\nTotalt;76;232;83\n"
    put(tmp_path, "enkat", HEAD + rows, SURVEY + SCHEMA)
    assert hidden(tmp_path, "enkat") == {"C"}


def test_texts_of_a_hidden_group_are_hidden_with_its_numbers(tmp_path: Path) -> None:
    """A column of text may say “41 (6 svar)”; only the key is left."""
    schema = SCHEMA.replace(
        "  primaryKey", "    - {name: spann, title: x, type: string}\n  primaryKey"
    )
    rows = "enhet;index;antal;andel;spann\nA;80;50;90;mer\nx;1;6;1;41 (6)\ny;2;7;2;42 (7)\n"
    put(tmp_path, "enkat", rows, SURVEY + schema)
    assert load(tmp_path).datasets["enkat"].columns["spann"] == ("mer", None, None)


def test_the_whole_of_a_survey_is_no_sum_that_is_told_of(tmp_path: Path) -> None:
    """A sum made before the hiding would give the rest away, on the page and on the terminal."""
    put(tmp_path, "enkat", HEAD + "A;80;50;90\nx;1;6;1\ny;2;7;2\nTotalt;3;64;3\n", SURVEY + SCHEMA)
    assert load(tmp_path).datasets["enkat"].sums == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("answers: antal", "answers: andel", "ska ha type: integer och unit: svar"),
        ("groups: enhet", "groups: index", "ska vara med i primaryKey"),
        ("  primaryKey: enhet\n", "", "En enkät behöver primaryKey"),
        ("primaryKey: enhet", "primaryKey: [enhet, antal]", "kan inte vara nyckel"),
        ("survey:", "aggregate: {by: enhet, sum: antal}\nsurvey:", "kan inte summeras"),
    ],
)
def test_a_survey_is_declared_so_that_it_can_be_hidden(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    """Answers that are no answers, groups that are no key, and rows that are published whole."""
    text = SURVEY + SCHEMA
    assert old in text
    put(tmp_path, "enkat", HEAD + "A;80;50;90\nx;1;6;1\n", text.replace(old, new))
    assert any(said in fault for fault in faults(tmp_path))


def test_a_total_that_is_declared_is_used_and_then_left_out(tmp_path: Path) -> None:
    """It is no group to draw; what it tells of the rest was heeded before it went."""
    rows = "A;80;131;90\nB;75;57;80\nC;70;40;80\nTotalt;76;232;83\n"
    put(tmp_path, "enkat", HEAD + rows, "totals: [{row: Totalt}]\n" + SURVEY + SCHEMA)
    assert load(tmp_path).datasets["enkat"].columns["enhet"] == ("A", "B", "C")
    assert hidden(tmp_path, "enkat") == {"C"}
    put(tmp_path, "enkat", HEAD + rows, "totals: [{row: Alla}]\n" + SURVEY + SCHEMA)
    assert "Summaraden ”Alla” finns inte" in faults(tmp_path)[0]


@pytest.mark.parametrize("name", ["antal_svar", "respondenter", "n_svar"])
def test_answers_by_any_name_are_a_survey(tmp_path: Path, name: str) -> None:
    """The column's name tells, whatever unit it has been given."""
    put(
        tmp_path,
        "enkat",
        f"enhet;{name}\nA;50\nx;6\n",
        fields("enhet:string", f"{name}:integer:antal"),
    )
    assert "räknar svar" in faults(tmp_path)[0]


def test_a_group_that_is_the_sum_of_others_is_asked_about(tmp_path: Path) -> None:
    """A hidden unit is its department less the other units."""
    rows = "Social;80;156;90\nHemtjänst;75;150;80\nKansli;1;6;1\nKultur;2;12;2\n"
    put(tmp_path, "enkat", HEAD + rows, SURVEY + SCHEMA)
    assert "”Social” har lika många svar som grupperna under" in faults(tmp_path)[0]


def test_one_survey_under_two_names_is_asked_about(tmp_path: Path) -> None:
    """What the one hides the other might show."""
    rows = "A;80;50;90\nB;70;40;80\n"
    for name in ("ett", "tva"):
        put(tmp_path, name, HEAD + rows, SURVEY + SCHEMA)
    assert "har samma grupper. Skriv name under survey i båda" in faults(tmp_path)[0]
    for name in ("ett", "tva"):
        put(tmp_path, name, HEAD + rows, SURVEY.replace("{", f"{{name: {name}, ") + SCHEMA)
    assert faults(tmp_path) == []


def test_the_same_figure_in_two_years_is_no_leak(tmp_path: Path) -> None:
    """A survey shows its own groups; that two values are alike gives nothing away."""
    schema = fields(
        "ar:year", "enhet:string", "index:number:index", "antal:integer:svar", key="[ar, enhet]"
    )
    rows = "ar;enhet;index;antal\n2012;A;80;50\n2012;x;71,5;6\n2012;y;71,5;7\n"
    rows += "2013;A;80;50\n2013;x;71,5;16\n2013;y;71,5;17\n"
    put(tmp_path, "enkat", rows, SURVEY + schema)
    assert hidden(tmp_path, "enkat") == {(2012, "x"), (2012, "y")}


def test_a_survey_that_is_declared_later_hides_its_older_versions(tmp_path: Path) -> None:
    """What is known today settles what may be shown of yesterday, by any spelling of the period."""
    plain = SCHEMA.replace("unit: 'svar'", "unit: 'antal'").replace("name: antal,", "name: n,")
    data = put(
        tmp_path, "enkat", HEAD.replace("antal", "n") + "A;80;50;90\nx;1;6;1\ny;2;7;2\n", plain
    )
    place = data / "versioner" / "enkat"
    place.mkdir(parents=True)
    for suffix in (".csv", ".yaml"):
        (place / f"2013-04-26{suffix}").write_bytes((data / f"enkat{suffix}").read_bytes())
    put(tmp_path, "enkat", HEAD + "A;80;50;90\nx;1;6;1\ny;2;7;2\n", SURVEY + SCHEMA, "våren 2013")
    (version,) = load(tmp_path).versions["enkat"]
    assert version.dataset.columns["index"][1:] == (None, None)


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
    totals = [
        group
        for group in answers
        if TOTAL in group and sum(answers[one] for one in _line(answers, group)) == answers[group]
    ]  # a total of more than its groups has an unknown of its own
    assert _solvable(answers, sorted(out), totals) == []


@given(answers=tables(), minimum=st.sampled_from([5, 10, 20]))
@settings(max_examples=200, deadline=None)
def test_hiding_what_is_hidden_hides_no_more(answers: Answers, minimum: int) -> None:
    """A version that was kept hides the same groups when it is read again, with or without sums."""
    out = groups_to_hide(answers, minimum)
    assert groups_to_hide(answers, minimum, out) == out
    groups = {group for group in out if TOTAL not in group}
    assert groups_to_hide(answers, minimum, groups) == out


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
                rest = max(0, answers.get(total, 0) - sum(answers[group] for group in line))
                assert len(gone) + bool(rest) > 1
                assert sum(answers[group] for group in gone) + rest >= minimum


@pytest.mark.parametrize("minimum", [5, 10])
def test_no_more_is_hidden_than_groups_that_are_large_need(minimum: int) -> None:
    """Where every group is large nothing is hidden."""
    answers: Answers = {("a",): minimum, ("b",): 50, ("c",): 100}
    assert groups_to_hide(answers, minimum) == frozenset()
