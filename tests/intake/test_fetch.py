"""Fetching datasets anew, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from insyn.intake.fetching.fetch import fetch
from insyn.intake.fetching.files import replace_together
from insyn.intake.fetching.outcome import Outcome
from intake.server import Answer, Reply, always, quick, serving
from intake.services import Cell, kolada, scb

TAX = "Skattesats totalt, kommun, (%)"
TODAY = date(2024, 5, 2)
DESCRIPTION = """\
name: skatt
sources:
  - title: "Källa: Kolada"
retrieved: 2023-01-31  # för hand
fetch:
  from: kolada
  kpis:
    N00900: Skattesats totalt, kommun, (%)
  municipalities: ["0884"]
  years: 2022–
"""
OLD = b"ar;kommun;varde\n2021;0884;33,00\n2022;0884;33,10\n"
CELLS: Mapping[tuple[str, str, int], Mapping[str, Cell]] = {
    ("N00900", "0884", 2022): {"T": ("33.20", "")},
    ("N00900", "0884", 2023): {"T": ("33.30", "")},
}
GOOD = kolada({"N00900": TAX}, CELLS)


def write(root: Path, description: str = DESCRIPTION, name: str = "skatt") -> Path:
    """Write a description and an old CSV file, and give the folder of both."""
    folder = root / "data" / "skatter"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_bytes(description.encode())
    (folder / f"{name}.csv").write_bytes(OLD)
    return folder


def run(root: Path, *names: str, answer: Answer = GOOD) -> list[Outcome]:
    """Fetch, with the same server as both services."""
    with serving(answer) as (base, _), quick() as client:
        return fetch(root, names, TODAY, {"kolada": f"{base}v3", "scb": base}, client)


def contents(root: Path) -> dict[str, bytes]:
    """Give all files in a folder, whatever their names begin with."""
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_new_values_are_written_and_dated(tmp_path: Path) -> None:
    """The CSV file is written anew, and of the description only the date of `retrieved`."""
    folder = write(tmp_path)
    (outcome,) = run(tmp_path)
    expected = b"ar;kommun;varde\n2022;0884;33,20\n2023;0884;33,30\n"
    assert (folder / "skatt.csv").read_bytes() == expected
    dated = DESCRIPTION.replace("2023-01-31", "2024-05-02")
    assert (folder / "skatt.yaml").read_bytes() == dated.encode()
    assert len(contents(tmp_path)) == 2
    assert str(outcome) == (
        "skatt: 2 rader. Nya: 1 (2023 0884). Ändrade: 1 (2022 0884). Borttagna: 1 (2021 0884)."
    )


def test_values_that_are_as_before_are_not_written(tmp_path: Path) -> None:
    """When no row differs, no byte does, not even where the old file is written another way."""
    folder = write(tmp_path)
    old = "\ufeffar;kommun;varde\r\n2023;0884;33,30\r\n2022;0884;33,20\r\n".encode()
    (folder / "skatt.csv").write_bytes(old)
    before = contents(tmp_path)
    (outcome,) = run(tmp_path)
    assert contents(tmp_path) == before
    assert str(outcome) == "skatt: 2 rader, inget har ändrats."


@pytest.mark.parametrize("old", [None, b"", b"kommun\n0884\n", OLD + OLD, b"\xff\x00;\xfe"])
def test_a_file_that_is_not_there_or_is_another_is_written(tmp_path: Path, old: bytes) -> None:
    """The first time, and where the columns have changed, every row is new."""
    folder = write(tmp_path)
    (folder / "skatt.csv").unlink()
    if old is not None:
        (folder / "skatt.csv").write_bytes(old)
    (outcome,) = run(tmp_path)
    assert outcome.rows == len(outcome.difference.new) == 2
    assert (folder / "skatt.csv").read_bytes().startswith(b"ar;kommun;varde\n2022;")


@pytest.mark.parametrize(
    ("answer", "line", "said"),
    [
        (always(Reply(status=429)), 5, "tar inte emot fler frågor"),
        (always(Reply(status=500)), 5, "ett eget fel"),
        (always(Reply(b"<html>")), 5, "annat än JSON"),
        (kolada({"N00900": "Något annat"}, CELLS), 8, "heter ”Något annat” i Kolada"),
        (kolada({}, {}), 8, "finns inte längre"),
        (kolada({"N00900": TAX}, {}), 8, "inga värden för N00900"),
    ],
)
def test_whatever_fails_leaves_the_files_as_they_were(
    tmp_path: Path, answer: Answer, line: int, said: str
) -> None:
    """What went wrong is said at the key at fault; both files are the same to the byte."""
    write(tmp_path)
    before = contents(tmp_path)
    (outcome,) = run(tmp_path, answer=answer)
    (problem,) = outcome.problems
    assert (problem.file, problem.line) == ("data/skatter/skatt.yaml", line)
    assert said in problem.message
    assert contents(tmp_path) == before
    assert str(outcome).startswith("skatt: inget hämtades.\ndata/skatter/skatt.yaml:")


@pytest.mark.parametrize(
    ("written", "instead", "line", "said"),
    [
        ("  years:", "  yaers:", 10, "Menade du ”years”?"),
        ("N00900:", "N0090:", 8, "”N0090” är inget nyckeltal"),
        ('["0884"]', "[884]", 9, "”884” är ingen kommunkod. Skriv fyra siffror"),
        ("2022–", "2022–2020", 10, "”2022–2020” är inga år"),
        ("2022–", "tjugo", 10, "”tjugo” är inga år"),
        ("  years: 2022–", "  years: 2022\n  gender: F", 11, "”F” är inget giltigt värde"),
        ("from: kolada", "from: kolda", 6, "Menade du ”kolada”?"),
        ("from: kolada", "from: [kolada]", 6, "finns inte"),
        ("  from: kolada\n", "", 5, "Fältet ”from” saknas"),
        ("Källa: Kolada", "Egen sammanställning", 2, "Källa: Kolada"),
        ("sources:", "källor:", 1, "Källa: Kolada"),
        ("retrieved: 2023-01-31", "hämtad: 2023-01-31", 1, "retrieved: 2024-05-02"),
        ("retrieved: 2023-01-31", "retrieved: |\n  2023-01-31", 4, "på en egen rad"),
        ("retrieved: 2023-01-31", "retrieved: 2023-01-31\n  kl. 9", 4, "på en egen rad"),
        ("fetch:\n  from: kolada\n", "fetch: kolada\nx:\n", 5, "Under fetch ska stå"),
        ("sources:", "sources", 3, "olon"),
    ],
)
def test_a_mistake_in_the_description_is_said_at_its_line(
    tmp_path: Path, written: str, instead: str, line: int, said: str
) -> None:
    """Each mistake is found before anything is asked, and said with its cure."""
    write(tmp_path, DESCRIPTION.replace(written, instead))
    before = contents(tmp_path)
    with serving(GOOD) as (base, asked), quick() as client:
        (outcome,) = fetch(tmp_path, [], TODAY, {"kolada": base}, client)
    assert line in {problem.line for problem in outcome.problems}
    assert said in str(outcome)
    assert not asked
    assert contents(tmp_path) == before


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("written", "then"),
    [
        ("retrieved: 2023-01-31  # för hand", "retrieved: 2024-05-02  # för hand"),
        ('retrieved:   "2023-01-31" ', "retrieved:   2024-05-02 "),
        ("'retrieved' : '2023-01-31'", "'retrieved' : 2024-05-02"),
    ],
)
def test_only_the_date_changes_in_the_description(
    tmp_path: Path, ending: str, written: str, then: str
) -> None:
    """Comments, quotation marks of keys, spaces, line ends and a BOM stay."""
    text = "\ufeff" + DESCRIPTION.replace("retrieved: 2023-01-31  # för hand", written)
    folder = write(tmp_path, text.replace("\n", ending))
    run(tmp_path)
    expected = text.replace(written, then).replace("\n", ending).encode()
    assert (folder / "skatt.yaml").read_bytes() == expected


def test_one_failure_does_not_stop_the_others(tmp_path: Path) -> None:
    """Of two datasets, the one that can be fetched is, and one without `fetch` isn't asked for."""
    write(tmp_path, DESCRIPTION.replace("N00900", "N00001"), "avgift")
    folder = write(tmp_path)
    write(tmp_path, "name: egen\n", "egen")
    outcomes = {outcome.name: outcome for outcome in run(tmp_path)}
    assert list(outcomes) == ["avgift", "skatt"]
    assert outcomes["avgift"].problems
    assert outcomes["skatt"].difference
    assert (folder / "avgift.csv").read_bytes() == (folder / "egen.csv").read_bytes() == OLD


def test_only_what_is_named_is_fetched(tmp_path: Path) -> None:
    """Names pick datasets; others aren't asked for, and faults in them aren't told."""
    write(tmp_path, DESCRIPTION, "avgift")
    write(tmp_path, "a: [", "trasig")
    write(tmp_path)
    assert [outcome.name for outcome in run(tmp_path, "skatt")] == ["skatt"]
    assert [outcome.name for outcome in run(tmp_path)] == ["trasig", "avgift", "skatt"]
    (outcome,) = run(tmp_path, "skat")
    assert "”skat” finns inte bland dem som kan hämtas. Menade du ”skatt”?" in str(outcome)


def test_a_file_that_can_not_be_written_leaves_both_as_they_were(tmp_path: Path) -> None:
    """Where the description can't be replaced, the CSV file isn't new either."""
    folder = write(tmp_path)
    (folder / ".skatt.yaml.ny").mkdir()
    (folder / ".skatt.yaml.ny" / "x").touch()
    before = contents(tmp_path)
    (outcome,) = run(tmp_path)
    assert "gick inte att skriva" in str(outcome)
    assert contents(tmp_path) == before


def test_two_files_are_replaced_together_or_not_at_all(tmp_path: Path) -> None:
    """When the second can't be put in its place, the first is as it was, or isn't there again."""
    old, new, folder = tmp_path / "old", tmp_path / "new", tmp_path / "folder"
    old.write_bytes(b"1")
    folder.mkdir()
    for first in (old, new):
        with pytest.raises(OSError, match="folder"):
            replace_together({first: b"2", folder: b"2"})
    assert contents(tmp_path) == {str(old): b"1"}


def test_a_table_from_scb_is_fetched_too(tmp_path: Path) -> None:
    """A block for SCB gives its table, with the credit in either of two ways."""
    description = """\
sources:
  - title: Befolkningsstatistik, Statistiska centralbyrån
retrieved: 2023-01-31
fetch:
  from: scb
  table: TAB638
  title: Folkmängden
  select: {Region: "0884", ContentsCode: ["*"], Tid: ["TOP(1)"]}
"""
    write(tmp_path, description, "folkmangd")
    (outcome,) = run(tmp_path)
    assert "folkmangd.yaml:1: SCB skriver - för noll och .. för det som saknas" in str(outcome)
    marks = '{zeroValues: "-", missingValues: [{value: "..", label: uppgift saknas}]}'
    description += f"schema: {marks}\n"
    folder = write(tmp_path, description, "folkmangd")
    dimensions = {
        "Region": {"0884": "Vimmerby"},
        "ContentsCode": {"BE0101N1": "Folkmängd"},
        "Tid": {"2022": "2022", "2023": "2023"},
    }
    answer = scb("Folkmängden. År 1968-2023", dimensions, lambda _: ("15419", ""))
    (outcome,) = run(tmp_path, answer=answer)
    assert not outcome.problems
    expected = "region_kod;region;tid;be0101n1\n0884;Vimmerby;2023;15419\n"
    assert (folder / "folkmangd.csv").read_text(encoding="utf-8") == expected
    misspelt = description.replace("Region:", "Regio:")
    write(tmp_path, misspelt, "folkmangd")
    (outcome,) = run(tmp_path, answer=answer)
    assert "folkmangd.yaml:8: Variabeln ”Regio” finns inte i tabellen. Menade du" in str(outcome)
    write(tmp_path, description.replace("centralbyrån", "byrån"), "folkmangd")
    (outcome,) = run(tmp_path, answer=answer)
    assert "folkmangd.yaml:1: Källan måste anges" in str(outcome)


def test_long_lists_of_rows_are_cut(tmp_path: Path) -> None:
    """Five rows of a kind are named, and the rest are counted."""
    write(tmp_path, DESCRIPTION.replace("2022–", "2011–2023"))
    cells: dict[tuple[str, str, int], Mapping[str, Cell]] = {
        ("N00900", "0884", year): {"T": ("33.00", "")} for year in range(2011, 2021)
    }
    (outcome,) = run(tmp_path, answer=kolada({"N00900": TAX}, cells))
    assert "Nya: 10 (2011 0884, " in str(outcome)
    assert "2015 0884, 5 till)" in str(outcome)
