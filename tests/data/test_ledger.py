"""A table too large for a page: read in a stream, summed, and published whole."""

from __future__ import annotations

import csv
import os
import tracemalloc
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from insyn.data import ledger
from insyn.data.stream import Stream, open_stream
from site_of_data import faults, fields, load, put

# https://lankadedata.se/spec/leverantorsreskontra/ 1.1
COLUMNS = (
    *("kopare_id", "kopare", "verifikationsnummer", "leverantor", "leverantor_id", "konto_nr"),
    *("konto_text", "belopp", "datum", "forvaltning", "fakturanummer", "grund", "avtal"),
    *("kommun_id", "s_kod_nr"),
)
KINDS = {"belopp": "number:kr", "datum": "date"}
SCHEMA = "aggregate: {by: [forvaltning, datum], sum: belopp}\n" + fields(
    *(f"{name}:{KINDS.get(name, 'string')}" for name in COLUMNS)
)


def rows(count: int) -> Iterator[str]:
    yield ";".join(COLUMNS)
    for number in range(count):
        cells = dict.fromkeys(COLUMNS, "x") | {
            "verifikationsnummer": f"V{number}",
            "belopp": f"{number % 900} 000,{number % 100:02}" if number % 900 else "0,5",
            "datum": f"2013-{number % 12 + 1:02}-26",
            "forvaltning": f"F{number % 5}",
        }
        yield ";".join(cells.values())


def site(root: Path, count: int, encoding: str = "utf-8") -> None:
    put(root, "reskontra", "\n".join(rows(count)).encode(encoding), SCHEMA)


def test_sums_and_rows_are_those_of_the_file(tmp_path: Path) -> None:
    """The sums are exact, and every row is in the file that is published."""
    site(tmp_path, 1000)
    dataset = load(tmp_path).datasets["reskontra"]
    with (tmp_path / "data/reskontra.csv").open(encoding="utf-8") as opened:
        written = list(csv.DictReader(opened, delimiter=";"))
    total = sum(Decimal(row["belopp"].replace(" ", "").replace(",", ".")) for row in written)
    assert sum(value for value in dataset.columns["belopp"] if isinstance(value, Decimal)) == total
    assert (
        sum(value for value in dataset.columns["antal_rader"] if isinstance(value, Decimal)) == 1000
    )
    assert dataset.columns["datum"][0] == "2013-01"
    assert dataset.whole
    assert dataset.whole.count == 1000
    with dataset.whole.path.open(encoding="utf-8-sig") as opened:
        published = list(csv.DictReader(opened, delimiter=";"))
    assert len(published) == 1000
    assert published[1]["belopp"] == "1000,01"


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Twice the rows take no more memory than a tenth on top."""
    peaks = []
    for count in (8_000, 16_000):
        site(tmp_path, count)
        tracemalloc.start()
        load(tmp_path)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.1 * peaks[0]


def test_a_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came out is kept until the file or its descriptor changes."""
    site(tmp_path, 100)
    first = load(tmp_path).datasets["reskontra"].columns
    opened: list[Path] = []

    def counting(path: Path, *rest: Any) -> Stream:
        opened.append(path)
        return open_stream(path, *rest)

    monkeypatch.setattr(ledger, "open_stream", counting)
    assert load(tmp_path).datasets["reskontra"].columns == first
    assert opened == []
    site(tmp_path, 101)
    load(tmp_path)
    assert len(opened) == 1


def test_large_tables_of_earlier_files_are_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept is bounded; what was used within a day stays, another build may use it."""
    monkeypatch.setattr(ledger, "MOST_BYTES", 1)
    for count, age in ((10, 2), (11, 0), (12, 0)):
        site(tmp_path, count)
        whole = load(tmp_path).datasets["reskontra"].whole
        assert whole is not None
        before = whole.path.stat().st_mtime - age * 24 * 60 * 60
        os.utime(whole.path, (before, before))
    assert len(list((tmp_path / ".cache" / ledger.FOLDER).iterdir())) == 2


def test_windows_1252_is_read_too(tmp_path: Path) -> None:
    """As older systems export it."""
    text = "\n".join(rows(10)).replace("F1", "Fö1")
    put(tmp_path, "reskontra", text.encode("cp1252"), SCHEMA)
    assert "Fö1" in load(tmp_path).datasets["reskontra"].columns["forvaltning"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("V7;", "V7", "data/reskontra.csv:9: Raden har 14 värden"),
        ("7 000,07", "sju", "data/reskontra.csv:9: ”sju” i kolumnen ”belopp” är inget tal."),
        ("7 000,07", "7,000.07", "data/reskontra.csv:9: Kolumnen ”belopp” skriver tal på två sätt"),
        ("2013-08-26", "26 aug", "data/reskontra.csv:9: ”26 aug” är inget datum."),
        ("s_kod_nr", "skod", "data/reskontra.csv:1: Kolumnen ”skod” finns inte beskriven"),
    ],
)
def test_a_mistake_is_said_at_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    """A large file is no less well looked after."""
    text = "\n".join(rows(10)).replace(old, new, 1)
    put(tmp_path, "reskontra", text, SCHEMA)
    assert faults(tmp_path)[0].startswith(said)


def test_a_key_that_stands_twice_is_told_of(tmp_path: Path) -> None:
    """A voucher that was exported twice would be paid twice."""
    text = "\n".join(rows(10)).replace("V7;", "V6;")
    put(tmp_path, "reskontra", text, SCHEMA + "  primaryKey: verifikationsnummer\n")
    assert faults(tmp_path) == ["data/reskontra.csv:9: Nyckeln står redan tidigare."]
