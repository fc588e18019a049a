"""Wide tables are read long, and names are called what they are called today."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from site_of_data import faults, fields, load, put

WIDE = """ignore: [2013 Avvikelse]
wide:
  values: belopp
  columns:
    2012 Utfall: {ar: 2012, scenario: utfall}
    2013 Budget: {ar: 2013, scenario: budget}
"""
LONG = fields(
    "namnd:string", "ar:year", "scenario:string", "belopp:number:tkr", key="[namnd, ar, scenario]"
)
ROWS = ";2012;2013;\nNämnd;Utfall;Budget;Avvikelse\nA;1,5;2;0,5\nB;;4;\n"


def test_each_wide_column_becomes_rows_of_its_own(tmp_path: Path) -> None:
    """Headers of two rows give year and scenario; a missing value stays missing."""
    schema = LONG.replace("{name: namnd,", "{name: namnd, from: Nämnd,")
    put(tmp_path, "ramar", ROWS, WIDE + schema)
    dataset = load(tmp_path).datasets["ramar"]
    assert list(zip(*dataset.columns.values(), strict=True)) == [
        ("A", 2012, "utfall", Decimal("1.5")),
        ("A", 2013, "budget", Decimal(2)),
        ("B", 2012, "utfall", None),
        ("B", 2013, "budget", Decimal(4)),
    ]


def test_every_column_of_a_file_is_accounted_for(tmp_path: Path) -> None:
    """One that is neither described, turned nor ignored is a problem, and so is one that's gone."""
    schema = LONG.replace("{name: namnd,", "{name: namnd, from: Nämnd,")
    put(tmp_path, "ramar", ROWS.replace("Avvikelse", "Differens"), WIDE + schema)
    said = faults(tmp_path)
    assert said[0].startswith("data/ramar.csv:2: Kolumnen ”2013 Differens” finns inte beskriven")
    assert said[1].startswith("data/ramar.yaml:11: Kolumnen ”2013 Avvikelse” finns")


def test_another_number_is_no_misspelling(tmp_path: Path) -> None:
    """Forecast 2 is not forecast 1 written wrong."""
    schema = fields("namnd:string", "prognos_1:number:tkr")
    put(tmp_path, "ramar", "namnd;prognos_2\nA;1\n", schema)
    assert "Menade du" not in faults(tmp_path)[0]


def test_an_empty_key_may_mean_the_one_above(tmp_path: Path) -> None:
    """Where a file names a group once, `fillDown` says so; otherwise it is asked about."""
    rows = "namnd;ar;belopp\nA;2012;1\n;2013;2\nB;2012;3\n;2013;\n"
    schema = fields("namnd:string", "ar:year", "belopp:number:tkr", key="[namnd, ar]")
    put(tmp_path, "ramar", rows, schema)
    assert "skriv fillDown: [kolumnen] under dialect." in faults(tmp_path)[0]
    put(tmp_path, "ramar", rows, "dialect: {fillDown: [namnd]}\n" + schema)
    dataset = load(tmp_path).datasets["ramar"]
    assert dataset.columns["namnd"] == ("A", "A", "B", "B")
    assert dataset.columns["belopp"][3] is None


def test_a_renamed_committee_is_one_committee(tmp_path: Path) -> None:
    """Old names and abbreviations are today's name, in the years in which they were used."""
    rows = "namnd;ar;belopp\nBUN;2012;1\nskolnämnden;2010;2\nBUN;2010;3\n"
    rows += "Miljo\u0308na\u0308mnden;2012;4\n"
    schema = fields("namnd:string", "ar:year", "belopp:number:tkr", key="[namnd, ar]")
    data = put(tmp_path, "ramar", rows, schema)
    (data / "alias.yaml").write_text(
        "namnd:\n"
        "  - {name: Barn- och utbildningsnämnden, aliases: [Skolnämnden]}\n"
        "  - {name: Barn- och utbildningsnämnden, aliases: BUN, years: 2011–2014}\n"
        "  - {name: Byggnadsnämnden, aliases: BUN, years: 2007–2010}\n",
        encoding="utf-8",
    )
    assert load(tmp_path).datasets["ramar"].columns["namnd"] == (
        "Barn- och utbildningsnämnden",
        "Barn- och utbildningsnämnden",
        "Byggnadsnämnden",
        "Miljönämnden",
    )


def test_names_that_become_one_are_told_of(tmp_path: Path) -> None:
    """Two rows of what is one committee today would be two values of one thing."""
    schema = fields("namnd:string", "belopp:number:tkr")
    data = put(tmp_path, "ramar", "namnd;belopp\nBUN;1\nBarnnämnden;2\n", schema)
    alias = "namnd:\n  - {name: Barnnämnden, aliases: BUN}\n"
    (data / "alias.yaml").write_text(alias, encoding="utf-8")
    assert faults(tmp_path) == ["data/ramar.csv:3: Nyckeln ”Barnnämnden” står redan på rad 2."]


def test_an_alias_file_with_a_fault_is_told_of(tmp_path: Path) -> None:
    """Years that can't be read stand at their line."""
    data = put(tmp_path, "ramar", "namnd;belopp\nA;1\n", fields("namnd:string", "belopp:number:kr"))
    (data / "alias.yaml").write_text(
        "namnd:\n  - {name: A, aliases: B, years: nu}\n", encoding="utf-8"
    )
    assert faults(tmp_path) == ["data/alias.yaml:2: ”nu” går inte att läsa. Skriv som 2007–2014."]
