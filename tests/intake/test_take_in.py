"""From a file in an e-mail to a dataset: what `tasks.py data` sees, says and writes."""

from __future__ import annotations

import contextlib
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insyn.data.library import load_library
from insyn.intake.commands import take_in
from insyn.intake.looking import look_at
from insyn.problems import ProblemsFound
from site_of_data import put

FILLED = {
    "period": "2013",
    "producer": "Ekonomienheten",
    "- title": "Ekonomisystemet",
    "frequency": "årligen",
    "status": "slutlig",
    "title": "Belopp",
    "unit": "antal",
    "plus": "överskott",
    "costs": "positive",
    "decimalChar": '","',
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site that has a catalogue."""
    site = tmp_path / "webbplats"
    site.mkdir()
    for path in put(site, "x", "", "").glob("x.*"):
        path.unlink()
    return site


def fill_in(descriptor: Path) -> None:
    """Fill in every line that asks for it, as a person would."""
    lines = descriptor.read_text(encoding="utf-8").splitlines()
    for place, line in enumerate(lines):
        if found := re.fullmatch(r"(\s*)([\w -]+):  # fyll i: .*", line):
            lines[place] = f"{found[1]}{found[2]}: {FILLED[found[2].strip()]}"
    descriptor.write_text("\n".join(lines) + "\n", encoding="utf-8")


def take(root: Path, name: str, content: str | bytes, encoding: str = "utf-8") -> int:
    path = root.parent / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return take_in(root, path, "budget", "", "")


FORECAST = (
    "Prognos per nämnd;;;;\nBelopp i tkr;;;;\n;;;;\nNämnd;Budget 2013;Prognos 1 2013;Avvikelse;\n"
    "Kommunstyrelsen;98 400;102 900;-4 500;\nSocialnämnden;405 700;418 100;-12 400;\n"
    "Revisionen;1 600;1 600; -   ;\nBygg;5 000;5 000;0;\n"
    "SUMMA;510 700;527 600;-16 900;\nKälla: Raindance\n"
)


def test_a_forecast_from_excel_becomes_a_dataset(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Preamble, unit, scenarios as columns, a sum and a note are understood."""
    assert take(root, "Prognos april 2013.csv", FORECAST, "cp1252") == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    for part in (
        "Teckenkodning: Windows-1252",
        "Avgränsare: semikolon",
        "Rubrik: rad 4",
        "Ovanför: Prognos per nämnd / Belopp i tkr",
        "Breda kolumner: Budget 2013, Prognos 1 2013",
        "? ”Avvikelse” låter som uträknad",
        "? Under tabellen står: Källa: Raindance",
        "python3 tasks.py check",
    ):
        assert part in said
    assert re.search(r"SUMMA budget 2013\s+belopp_tkr\s+510 700\s+510 700\s+ja", said)
    descriptor = root / "data/budget/prognos-april-2013.yaml"
    fill_in(descriptor)
    library = load_library(root)
    assert library.problems == ()
    dataset = library.datasets["prognos-april-2013"]
    assert dataset.columns["scenario"][:2] == ("budget", "prognos_1")
    values = [value for value in dataset.columns["belopp_tkr"] if isinstance(value, Decimal)]
    assert sum(values) == 510_700 + 527_600


def test_what_was_measured_may_stand_above_the_scenarios(root: Path) -> None:
    """“Nettokostnad” over Budget and Prognos is the title of the values, and they are turned."""
    rows = "Nämnd;Nettokostnad;;\n;Budget 2013;Prognos 1 2013;Avvikelse\nA;10;11;-1\nB;20;21;-1\n"
    assert take(root, "prognos.csv", rows) == 0
    text = (root / "data/budget/prognos.yaml").read_text(encoding="utf-8")
    assert '"Nettokostnad Budget 2013": {scenario: budget, ar: 2013}' in text
    assert 'title: "Nettokostnad"' in text


def test_blanks_are_told_of_until_they_are_filled_in(root: Path) -> None:
    """Nothing is published with a blank in it; every one is said at its line."""
    take(root, "Prognos.csv", FORECAST)
    text = (root / "data/budget/prognos.yaml").read_text(encoding="utf-8").splitlines()
    blanks = [number for number, line in enumerate(text, start=1) if "# fyll i" in line]
    assert sorted(problem.line for problem in load_library(root).problems) == blanks


def test_a_workbook_is_taken_in_as_it_is(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A header of two rows with merged cells, percentages, hidden rows and a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[object]] = [
        ["Enkät 2013", None, None],
        [None, "2013", None],
        ["Enhet", "Antal svar", "Andel nöjda"],
        ["A", 50, 0.5],
        ["B", 40, 0.25],
        ["C", 12, 1],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("B2:C2")
    for number in range(4, 7):
        sheet[f"C{number}"].number_format = "0%"
    sheet.row_dimensions[6].hidden = True
    book.create_sheet("Kladd")["A1"] = "x"
    path = root.parent / "Enkät 2013.xlsx"
    book.save(path)
    assert take_in(root, path, "", "", "") == 0
    said = capsys.readouterr().out
    assert "? Rader är dolda i arket: 6." in said
    descriptor = root / "data/enkat-2013.yaml"
    text = descriptor.read_text(encoding="utf-8")
    for said_so in (
        'sheetName: "Sheet"',
        "headerRows: [2, 3]",
        "answers: kolumn_2013_antal_svar",
        "groups: [enhet]",
    ):
        assert said_so in text
    text = re.sub(r"hiddenRows: # fyll i.*", "hiddenRows: skip", text)
    descriptor.write_text(text, encoding="utf-8")
    fill_in(descriptor)
    library = load_library(root)
    assert library.problems == ()
    shares = library.datasets["enkat-2013"].measures[1]
    assert list(map(str, library.datasets["enkat-2013"].columns[shares])) == ["50", "25"]


@pytest.mark.parametrize(
    ("content", "doubt"),
    [
        ("a;b\nx;1.234\ny;2.345\n", "är punkten eller kommat decimaltecken eller tusental?"),
        ("a;b\nx;1\ny;2\nz;många\nå;3\nä;4\n", "har annat än tal: ”många”"),
        ("a;b (tkr)\nx;1\ny;2 kr\n", "har flera enheter: kr, tkr"),
        ("kommunkod;b\n114;1\n115;2\n", "Har kalkylarket tagit bort nollan?"),
        ("a;b tkr\nx;-1\ny;2\n", "har både plus och minus"),
        ("a;b\nx;1*\ny;2\n", "har fotnotstecken"),
    ],
)
def test_what_is_in_doubt_is_asked(
    root: Path, capsys: pytest.CaptureFixture[str], content: str, doubt: str
) -> None:
    """Nothing that can't be told for certain is settled in silence."""
    assert take(root, "fil.csv", content) == 0
    assert doubt in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("namn;nummer\nx;850709-9805\n", "fil.csv:2: Här står ett personnummer"),
        ("", "fil.csv:1: Filen är tom."),
        ("Nämnd".encode().decode("cp1252"), "fil.csv:1: Texten är förvanskad"),
    ],
)
def test_what_can_not_be_taken_in_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str], content: str, said: str
) -> None:
    """The reason is said, and nothing is written."""
    before = sorted(root.rglob("*"))
    assert take(root, "fil.csv", content) == 1
    assert capsys.readouterr().err.startswith(said)
    assert sorted(root.rglob("*")) == before


def test_nothing_is_overwritten(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second file of the same name is refused, and what is there stays as it was."""
    take(root, "fil.csv", "a;b\nx;1\n")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert take(root, "fil.csv", "a;b\nx;2\n") == 1
    assert "Det finns redan en datamängd ”fil”" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_file_without_a_table_extension_becomes_a_csv_file(root: Path) -> None:
    """Excel's “Unicode-text” is tab-separated UTF-16 with the ending txt."""
    assert take(root, "fil.txt", "a\tb tkr\nx\t1\n", "utf-16") == 0
    fill_in(root / "data/budget/fil.yaml")
    assert load_library(root).problems == ()


def test_the_table_of_columns_has_no_empty_column(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file without units or gaps leaves room for its names."""
    assert take(root, "namn.csv", "nämnd;plats\nKommunstyrelsen;A\nSocialnämnden;B\n") == 0
    assert "Enhet" not in capsys.readouterr().out
    assert take(root, "luckor.csv", "nämnd;tkr\nKommunstyrelsen;..\nSocialnämnden;2\n") == 0
    assert {"Enhet", "Saknas"} <= set(capsys.readouterr().out.split())


def test_a_sum_that_can_not_be_computed_is_not_said_to_agree(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing figure leaves the sum unchecked, and the table says just that."""
    content = "nämnd;tkr\nKommunstyrelsen;..\nSocialnämnden;2\nBygg;3\nSumma;9\n"
    assert take(root, "summa.csv", content) == 0
    told = capsys.readouterr().out
    assert re.search(r"går inte att räkna\s*$", told, re.MULTILINE), told


@pytest.mark.parametrize(
    "content",
    [
        "nämnd;tkr\nKommunstyrelsen;..\nSocialnämnden;2\nBygg;3\n",
        "nämnd;del;tkr\nKommunstyrelsen;Drift;\nBygg;Drift;-\nSkola;Drift;2\nKultur;Drift;3\n",
        "Ramar;2013\n\nnämnd;tkr;antal\nKommunstyrelsen;..;\nSocialnämnden;2;1\nBygg;3;1\n",
    ],
)
def test_a_first_row_without_figures_is_no_header(root: Path, content: str) -> None:
    """A gap or a sign for one in the first row of data doesn't make a header of it."""
    assert take(root, "luckor.csv", content) == 0
    written = (root / "data/budget/luckor.csv").with_suffix(".yaml").read_text(encoding="utf-8")
    assert "name: namnd\n" in written
    assert "kommunstyrelsen" not in written


@pytest.mark.parametrize(
    ("above", "header"),
    [
        ("Källa;Raindance\nPeriod;2013\n", "Nämnd;Budget;Prognos"),
        ("Prognos per nämnd\nUtskrivet;2013-04-26\n", "Nämnd;tkr"),
        ("Period;2013\n\n", "Nämnd;2012;2013"),
        ("Period;2013\n", "Kod;Nämnd;2012;2013"),
    ],
)
@pytest.mark.parametrize("first", ["2006", "..", "1 234", "-"])
def test_what_is_said_above_a_table_is_no_header(
    tmp_path: Path, above: str, header: str, first: str
) -> None:
    """Words in pairs above the table, and figures that look like years, leave the header whole."""
    columns = header.split(";")
    texts = [column for column in columns if column in {"Kod", "Nämnd"}]
    rows = [
        ";".join([*(f"{text} {row}" for text in texts), *([figure] * (len(columns) - len(texts)))])
        for row, figure in enumerate([first, "98 400", "-12", "405"])
    ]
    path = tmp_path / "fil.csv"
    path.write_text("\n".join([above + header, *rows, ""]), encoding="utf-8")
    look = look_at(path)
    line = above.count("\n") + 1
    assert look.headers == (line,)
    assert len(look.raw.rows) == len(rows)


WORDS = ["", "Nämnd", "tkr", "2013", "2012", "..", "-", "1 234", "4,5", "2013-04-26", "Summa", "x"]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=5), min_size=1, max_size=8))
def test_no_file_makes_the_look_stumble(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    """However rows are strewn, the file is understood or refused with problems."""
    path = tmp_path_factory.mktemp("strewn") / "fil.csv"
    path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    with contextlib.suppress(ProblemsFound):
        look = look_at(path)
        assert {*look.headers} <= {row.line for row in look.grid.rows}


def test_a_row_called_a_sum_is_told_of_before_the_unit_is_known(root: Path) -> None:
    """What the person fills in later shouldn't bring up a new question."""
    assert take(root, "ramar.csv", "Nämnd;2012;2013\nA;2;4\nB;3;..\nSumma;5;4\n") == 0
    descriptor = root / "data/budget/ramar.yaml"
    assert '- row: "Summa"' in descriptor.read_text(encoding="utf-8")
    fill_in(descriptor)
    assert load_library(root).problems == ()
