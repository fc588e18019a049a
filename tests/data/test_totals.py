"""Rows of sums: taken out, and compared with their rows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from site_of_data import faults, fields, load, put

SCHEMA = fields("namnd:string", "belopp:number:tkr")


def names(root: Path) -> list[object]:
    return list(load(root).datasets["ramar"].columns["namnd"])


@pytest.mark.parametrize(
    "rows",
    [
        "A;1\nB;2\nSumma;3\n",
        "Totalt;3\nA;1\nB;2\n",
        "A;1\nB;2\nDelsumma nämnder;3\nC;4\nD;5\nDelsumma övrigt;9\nTotalsumma;12\n",
        "SUMMA NÄMNDER;3\nA;1\nB;2\nSUMMA ÖVRIGT;9\nC;4\nD;5\n",
    ],
    ids=["last", "first", "sums of parts and of all", "sums above their parts"],
)
def test_sums_are_no_rows(tmp_path: Path, rows: str) -> None:
    """Wherever they stand they are taken out, and what is left has no sum in it."""
    put(tmp_path, "ramar", f"namnd;belopp\n{rows}", SCHEMA)
    assert not [name for name in names(tmp_path) if len(str(name)) > 1]
    assert not any(found.differs for found in load(tmp_path).datasets["ramar"].sums)


def test_rounding_may_make_a_sum_differ(tmp_path: Path) -> None:
    """Half a unit of the last decimal for each row, and no more."""
    put(tmp_path, "ramar", "namnd;belopp\nA;1,4\nB;2,4\nSumma;3,9\n", SCHEMA)
    (found,) = load(tmp_path).datasets["ramar"].sums
    assert (found.difference, found.rounding) == (Decimal("0.1"), Decimal("0.10"))
    put(tmp_path, "ramar", "namnd;belopp\nA;1,4\nB;2,4\nSumma;4,0\n", SCHEMA)
    assert "0,2 i skillnad" in faults(tmp_path)[0]


def test_counts_are_not_rounded(tmp_path: Path) -> None:
    """A sum of people that is one too many is wrong."""
    schema = fields("namnd:string", "belopp:integer:personer")
    put(tmp_path, "ramar", "namnd;belopp\nA;10\nB;20\nSumma;31\n", schema)
    assert "1 i skillnad" in faults(tmp_path)[0]


def test_a_sum_that_differs_on_purpose_says_why(tmp_path: Path) -> None:
    """With a reason it is published, and the reason is kept for the reader."""
    totals = "totals: [{row: Summa, differs: Källan har räknat med öre.}]\n"
    put(tmp_path, "ramar", "namnd;belopp\nA;1\nB;2\nSumma;31\n", totals + SCHEMA)
    (found,) = load(tmp_path).datasets["ramar"].sums
    assert (found.differs, found.own) == (True, Decimal(3))
    assert found.reason == "Källan har räknat med öre."


def test_a_sum_by_another_name_is_found_by_its_value(tmp_path: Path) -> None:
    """“Årets resultat” is the sum of the others: it would be counted twice."""
    rows = "namnd;ar;belopp\n" + "".join(
        f"{name};{year};{value}\n"
        for year in (2012, 2013)
        for name, value in (("Årets resultat", 6), ("A", 1), ("B", 2), ("C", 3))
    )
    schema = fields("namnd:string", "ar:year", "belopp:number:tkr", key="[namnd, ar]")
    put(tmp_path, "ramar", rows, schema)
    assert faults(tmp_path)[0].startswith("data/ramar.csv:2: Raden ”Årets resultat” är summan")
    put(tmp_path, "ramar", rows, "totals: [{row: Årets resultat}]\n" + schema)
    assert set(names(tmp_path)) == {"A", "B", "C"}
    put(tmp_path, "ramar", rows, "totals: []\n" + schema)
    assert len(names(tmp_path)) == 8


def test_a_hole_does_not_hide_a_sum_by_another_name(tmp_path: Path) -> None:
    """Who added up the rest passed over what is missing; two equal rows are no sum, though."""
    rows = "A;1\nB;..\nC;2\nD;3\nNettokostnad;6\n"
    put(tmp_path, "ramar", f"namnd;belopp\n{rows}", SCHEMA)
    assert "Raden ”Nettokostnad” är summan av de andra" in faults(tmp_path)[0]
    put(tmp_path, "ramar", "namnd;belopp\nA;5\nB;..\nC;..\nD;..\nE;5\n", SCHEMA)
    assert names(tmp_path) == ["A", "B", "C", "D", "E"]


def test_rows_that_are_no_data_are_left_out_by_name(tmp_path: Path) -> None:
    """A name holds when rows come and go above it; one that no row has is told of."""
    rows = "namnd;belopp;antal\nSkola;;\nA;1;1\nUtfördelat;;\nB;2;2\nExtra;9;9\n"
    schema = fields("namnd:string", "belopp:number:tkr", "antal:number:tkr")
    put(tmp_path, "ramar", rows, "ignoreRows: [Skola, Utförd*, Extra]\n" + schema)
    assert names(tmp_path) == ["A", "B"]
    put(tmp_path, "ramar", rows, "ignoreRows: [Skola, Utförd*, Extra, Vård]\n" + schema)
    assert faults(tmp_path)[-1] == "data/ramar.yaml:11: Ingen rad heter ”Vård” under rubriken."


def test_a_pattern_names_many_sums(tmp_path: Path) -> None:
    """“* län” are the sums of what stands below each; shares in the same rows aren't added."""
    rows = "namnd;antal;andel\nA län;3;50\nx;1;40\ny;2;60\nB län;9;50\nz;4;40\nå;5;60\n"
    schema = fields("namnd:string", "antal:integer:antal", "andel:number:%")
    put(tmp_path, "ramar", rows, "totals: [{row: '* län'}]\n" + schema)
    dataset = load(tmp_path).datasets["ramar"]
    assert dataset.columns["namnd"] == ("x", "y", "z", "å")
    assert [(found.label, found.measure, found.differs) for found in dataset.sums] == [
        ("A län", "antal", False),
        ("B län", "antal", False),
    ]


def test_a_sum_with_a_hole_is_not_compared(tmp_path: Path) -> None:
    """A missing value is no zero, so the rows have no sum, and a person must say what it is."""
    rows = "namnd;belopp\nA;1\nB;\nSumma;31\n"
    put(tmp_path, "ramar", rows, SCHEMA)
    assert "går inte att räkna efter" in faults(tmp_path)[0]
    put(tmp_path, "ramar", rows, "totals: [{row: Summa}]\n" + SCHEMA)
    (found,) = load(tmp_path).datasets["ramar"].sums
    assert (found.own, found.differs) == (None, False)


def test_a_total_without_its_parts_is_not_dropped(tmp_path: Path) -> None:
    """A year that has a total alone keeps it, or is asked about; it never vanishes."""
    rows = "ar;kon;antal\n2010;Totalt;100\n2011;K;60\n2011;M;50\n2011;Totalt;110\n"
    schema = fields("ar:year", "kon:string", "antal:integer:personer", key="[ar, kon]")
    put(tmp_path, "ramar", rows, schema)
    (said,) = faults(tmp_path)
    assert said.startswith("data/ramar.csv:2: Raden ”Totalt” (2010) ser ut som en summa, men går")
    put(tmp_path, "ramar", rows, "totals: []\n" + schema)
    assert len(load(tmp_path).datasets["ramar"]) == 4


def test_a_table_of_nothing_but_sums_is_refused(tmp_path: Path) -> None:
    """There would be no rows left."""
    put(tmp_path, "ramar", "namnd;belopp\nTotalt;1\nSumma;2\n", SCHEMA)
    assert any("Alla rader är summor" in said for said in faults(tmp_path))


def test_a_sum_beside_shares_is_asked_about(tmp_path: Path) -> None:
    """Where a column doesn't add up, it can't be told what “Summa” is."""
    schema = fields("namnd:string", "belopp:number:tkr", "andel:number:%")
    put(tmp_path, "ramar", "namnd;belopp;andel\nA;1;40\nB;2;60\nSumma;3;100\n", schema)
    (said,) = faults(tmp_path)
    assert said.startswith("data/ramar.csv:4: Raden ”Summa” ser ut som en summa.")


def test_an_error_in_one_part_is_not_hidden_by_a_hole_in_another(tmp_path: Path) -> None:
    """A sum is compared with what can be added."""
    rows = "namnd;belopp\nA;10\nB;20\nSumma skola;99\nC;5\nD;\n"
    put(tmp_path, "ramar", rows, SCHEMA)
    assert "men raderna ger 30" in faults(tmp_path)[0]


def test_an_index_of_all_is_no_sum(tmp_path: Path) -> None:
    """“Totalt” among indexes stays a row."""
    put(
        tmp_path,
        "ramar",
        "namnd;belopp\nA;70\nTotalt;75\n",
        fields("namnd:string", "belopp:number:index"),
    )
    assert names(tmp_path) == ["A", "Totalt"]


def test_a_declared_sum_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    """A misspelt name would leave the sum among the rows."""
    put(tmp_path, "ramar", "namnd;belopp\nA;1\nB;2\nSumma;3\n", "totals: [{row: Suma}]\n" + SCHEMA)
    assert faults(tmp_path) == ["data/ramar.yaml:11: Summaraden ”Suma” finns inte i filen."]
