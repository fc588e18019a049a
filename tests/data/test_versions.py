"""A post shows the figures of its day, and tells of what was corrected since."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from insyn.data.versions import differences, freeze, same_figures
from site_of_data import fields, load, put

SCHEMA = fields("namnd:string", "belopp:number:tkr")
CHANGES = """changes:
  - {date: 2013-03-01, kind: rättelse, note: Fel nämnd.}
  - {date: 2013-05-01, kind: uppdatering, note: Andra prognosen.}
  - {date: 2013-06-01, kind: rättelse, note: Fel igen.}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dataset that was 1, was corrected to 2, updated to 3 and corrected to 4."""
    days = [date(2013, 2, 1), date(2013, 3, 1), date(2013, 5, 1), date(2013, 6, 1)]
    for value, day in enumerate(days, start=1):
        put(tmp_path, "prognos", f"namnd;belopp\nA;{value}\n", CHANGES + SCHEMA)
        freeze(load(tmp_path).datasets["prognos"], day, tmp_path / "data")
    return tmp_path


@pytest.mark.parametrize(
    ("day", "value", "corrected", "newer"),
    [
        (date(2013, 1, 1), 2, ["Fel nämnd."], "Andra prognosen."),
        (date(2013, 2, 15), 2, ["Fel nämnd."], "Andra prognosen."),
        (date(2013, 3, 1), 2, ["Fel nämnd."], "Andra prognosen."),
        (date(2013, 3, 2), 2, [], "Andra prognosen."),
        (date(2013, 5, 1), 4, ["Fel igen."], None),
        (date(2013, 6, 1), 4, ["Fel igen."], None),
        (date(2013, 6, 2), 4, [], None),
        (None, 4, [], None),
    ],
)
def test_a_post_steps_over_corrections_and_stops_at_an_update(
    root: Path, day: date | None, value: int, corrected: list[str], newer: str | None
) -> None:
    """What was wrong is shown right, with a word; what was right in its day stays."""
    shown = load(root).as_of("prognos", day)
    assert shown.dataset.columns["belopp"] == (Decimal(value),)
    assert [change.note for change in shown.corrections] == corrected
    assert (shown.newer and shown.newer.note) == newer


def test_a_mistake_that_is_seen_on_the_first_day_is_told_of(tmp_path: Path) -> None:
    """A second version of a day is a correction of the first, and the day's post says so."""
    day = date(2013, 2, 1)
    put(tmp_path, "prognos", "namnd;belopp\nA;1\n", SCHEMA)
    freeze(load(tmp_path).datasets["prognos"], day, tmp_path / "data")
    told = "changes: [{date: 2013-02-01, kind: rättelse, note: Ett skrivfel.}]\n"
    put(tmp_path, "prognos", "namnd;belopp\nA;2\n", told + SCHEMA)
    path = freeze(load(tmp_path).datasets["prognos"], day, tmp_path / "data")
    assert path.name == "2013-02-01-2.csv"
    shown = load(tmp_path).as_of("prognos", day)
    assert shown.dataset.columns["belopp"] == (Decimal(2),)
    assert [change.note for change in shown.corrections] == ["Ett skrivfel."]
    assert shown.newer is None


def test_a_frozen_version_says_just_what_the_dataset_said(tmp_path: Path) -> None:
    """Values, missing values with their reasons, codes, formulas in texts, units and decision."""
    rows = 'kod;namn;belopp\n0114;=A1;1,234\n0115;"a;b";..\n0116;C;\n0117;D;12 000,5\n'
    rest = "decision: {status: beslutad, body: KF, date: 2013-06-17, dnr: KS 1}\n"
    schema = fields("kod:string", "namn:string", "belopp:number:tkr", key="kod")
    data = put(tmp_path, "ramar", rows, "")
    text = (data / "ramar.yaml").read_text(encoding="utf-8")
    (data / "ramar.yaml").write_text(
        text.replace("decision: {status: slutlig}\n", rest) + schema, encoding="utf-8"
    )
    dataset = load(tmp_path).datasets["ramar"]
    freeze(dataset, date(2013, 6, 20), data)
    (version,) = load(tmp_path).versions["ramar"]
    assert same_figures(version.dataset, dataset)
    assert version.dataset.descriptor.decision == dataset.descriptor.decision
    assert version.dataset.reason("belopp", 1) == "sekretess"


def test_every_kind_of_change_is_one(tmp_path: Path) -> None:
    """A value, a missing value, a unit and a decision make another figure; a title does not."""
    rows = "namnd;belopp\nA;1\nB;2\n"
    put(tmp_path, "ramar", rows, SCHEMA)
    before = load(tmp_path).datasets["ramar"]
    for changed, rest in (
        (rows.replace("B;2", "B;3"), SCHEMA),
        (rows.replace("B;2", "B;"), SCHEMA),
        (rows + "C;3\n", SCHEMA),
        (rows, SCHEMA.replace("tkr", "kr")),
        (rows, "costs: positive\n" + SCHEMA),
    ):
        put(tmp_path, "ramar", changed, rest)
        assert not same_figures(before, load(tmp_path).datasets["ramar"])
    put(tmp_path, "ramar", rows, "description: Ny text.\n" + SCHEMA)
    assert same_figures(before, load(tmp_path).datasets["ramar"])


def test_differences_are_told_value_by_value(tmp_path: Path) -> None:
    """New, changed and gone, by the row's key."""
    put(tmp_path, "ramar", "namnd;belopp\nA;1\nB;2\nC;3\n", SCHEMA)
    before = load(tmp_path).datasets["ramar"].table
    put(tmp_path, "ramar", "namnd;belopp\nB;5\nC;3\nD;4\n", SCHEMA)
    found = differences(before, load(tmp_path).datasets["ramar"].table)
    assert [(one.key, one.before, one.after) for one in found] == [
        (("B",), Decimal(2), Decimal(5)),
        (("D",), None, Decimal(4)),
        (("A",), Decimal(1), None),
    ]
