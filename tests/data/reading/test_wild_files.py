"""However a table is exported, what is read of it is what was written, or it is refused."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insyn.data.aliases import Aliases
from insyn.data.loading import read_dataset
from insyn.incremental.store import Store
from insyn.problems import ProblemsFound

EXAMPLES = int(os.environ.get("INSYN_EXAMPLES", "200"))
NAMES = ["Barn- och utbildning", "Äldre", "Gator, parker", "KF; KS", "ÅVC (75%)", '"Ung"', "Éva"]
MARKS = ["", "-", "–", "..", ".", "x", "i.u.", "#SAKNAS!", "…"]
MINUSES = ["-{}", "−{}", "–{}", "- {}", "{}-", "({})"]
GROUPS = {",": ["", " ", "\u00a0", "\u202f", ".", "'"], ".": ["", " ", "\u00a0", ",", "'"]}
UNITS = {"tkr": ["", "", " tkr", "tkr"], "%": ["", "%", " %", " procent"]}
FORMATS = {  # number formats, and how large a number is stored for one of the unit
    "tkr": {"General": "1", "#,##0.00": "1", '#,##0\\ "kr"': "1000", r"#,##0\ [$kr-41D]": "1000"}
    | {r"#,##0\ _k_r;\-#,##0\ _k_r": "1", '#,##0.0," tkr"': "1000", '0.0" mnkr"': "0.001"},
    "%": {"0.0%": "0.01", '0.0" %"': "1", "0.0": "1"},
}
Cells = list[list[str | Decimal | None]]
BEFORE: Cells = [[], ["Uppföljning, drift"], ["Nämnd/styrelse"]]
AFTER: Cells = [[], ["Källa: Raindance"], ["1) Avser helår"], ["* Ny"]]
Wild = tuple[tuple[bytes, str], str, dict[tuple[str, int], Decimal | None]]


@st.composite
def tables(draw: st.DrawFn) -> Wild:
    """A file with a number for each name and year, its description, and those numbers."""
    unit = draw(st.sampled_from(sorted(UNITS)))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    years = draw(st.lists(st.integers(2008, 2016), min_size=1, max_size=3, unique=True))
    places, most = draw(st.integers(0, 3)), draw(st.sampled_from([9, 999, 10**5, 10**8]))
    numbers = st.integers(-most, most * 10**places).map(lambda n: Decimal(n).scaleb(-places))
    values = st.one_of(numbers, numbers, numbers, st.none())
    truth = {(name, year): draw(values) for name in names for year in years}
    table: Cells = [["Namn", "År", "Värde"]]
    table += [[name, str(year), number] for (name, year), number in truth.items()]
    if wide := draw(st.booleans()):
        table = [["Namn", *map(str, years)]]
        table += [[name, *(truth[name, year] for year in years)] for name in names]
        if unit == "tkr" and draw(st.booleans()):
            sums = [sum(truth[name, year] or 0 for name in names) for year in years]
            table.insert(draw(st.sampled_from([1, len(table)])), ["Summa", *map(Decimal, sums)])
    place = draw(st.integers(1, 2 * len(table[0])))  # of an empty column
    table = [[*row[:place], "", *row[place:]] for row in table]
    for at in draw(st.lists(st.integers(0, len(table)), max_size=2)):
        table.insert(at, [])  # an empty row
    table = [*draw(st.lists(st.sampled_from(BEFORE), max_size=4)), *table]
    table += draw(st.lists(st.sampled_from(AFTER), max_size=3))
    file = draw(workbooks(table, unit) if draw(st.booleans()) else texts(table, unit))
    return file, _described(unit, years if wide else []), truth


def _writer(draw: st.DrawFn, unit: str) -> Callable[[str | Decimal | None], str]:
    """Choose how the cells of a file are written: the same way all through it."""
    decimal, mark = draw(st.sampled_from(sorted(GROUPS))), draw(st.sampled_from(MARKS))
    group, minus = draw(st.sampled_from(GROUPS[decimal])), draw(st.sampled_from(MINUSES))
    suffix = draw(st.sampled_from(UNITS[unit]))
    padding = draw(st.sampled_from(["", "", "everywhere", "accounting"]))

    def written(value: str | Decimal | None) -> str:
        text = mark if value is None else str(value)
        if isinstance(value, Decimal):
            whole, _, rest = f"{abs(value):,f}".partition(".")
            text = whole.replace(",", group) + (decimal + rest) * bool(rest) + suffix
            text = minus.format(text) if value < 0 else text
            if padding == "accounting":  # Excel's own, with a dash for zero
                return f" {text} " if value else " -   "
        return f" {text} " if padding == "everywhere" else text

    return written


@st.composite
def texts(draw: st.DrawFn, table: Cells, unit: str) -> tuple[bytes, str]:
    """Write a table as CSV of any kind."""
    written, out = _writer(draw, unit), io.StringIO(newline="")
    mark, end = draw(st.sampled_from(";;,\t")), draw(st.sampled_from(["\r\n", "\n", "\r"]))
    width = max(map(len, table)) if draw(st.booleans()) else 0  # Excel fills every row
    quoting: Any = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    writer = csv.writer(out, delimiter=mark, lineterminator=end, quoting=quoting)
    writer.writerows([*map(written, row), *[""] * (width - len(row))] for row in table)
    text = draw(st.sampled_from(["", f"sep={mark}{end}"])) + out.getvalue()
    western = ["cp1252"] * (text.encode("cp1252", "ignore").decode("cp1252") == text)
    coding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", *western]))
    return text.encode(coding), ".csv"


@st.composite
def workbooks(draw: st.DrawFn, table: Cells, unit: str) -> tuple[bytes, str]:
    """Write a table as xlsx, its numbers with a number format or as text."""
    written, out, numeric = _writer(draw, unit), io.BytesIO(), draw(st.booleans())
    shown, size = draw(st.sampled_from(sorted(FORMATS[unit].items())))
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, style = book.add_worksheet(), book.add_format({"num_format": shown})
        for line, row in enumerate(table):
            for place, cell in enumerate(row):
                stored = numeric and isinstance(cell, Decimal) and float(cell * Decimal(size))
                sheet.write(line, place, written(cell) if stored is False else stored, style)
    return out.getvalue(), ".xlsx"


def _described(unit: str, wide: list[int]) -> str:
    said: dict[str, Any] = dict.fromkeys(("name", "title", "place", "period", "producer"), "X")
    said |= {"sources": [{"title": "X"}], "licenses": [{"name": "X"}]}
    said |= {"decision": {"status": "slutlig"}, "frequency": "årligen", "retrieved": "2013-01-01"}
    kinds = {"Namn": {"type": "string"}, "År": {"type": "year"}, "Värde": {"type": "number"}}
    kinds["Värde"] |= {"unit": unit, "plus": "överskott"}
    said["schema"] = {"fields": [{"name": name, "title": name} | kinds[name] for name in kinds]}
    columns = {year: {"År": str(year)} for year in wide}
    return json.dumps(said | ({"wide": {"values": "Värde", "columns": columns}} if wide else {}))


def test_every_number_that_is_read_is_the_number_that_was_written(tmp_path: Path) -> None:
    """Nothing is dropped, added, scaled or made zero, and six files of ten are read."""
    read: list[bool] = []

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(tables())
    def read_back(wild: Wild) -> None:
        (content, suffix), described, truth = wild
        folder = tmp_path / str(len(read))
        folder.mkdir()
        (folder / f"a{suffix}").write_bytes(content)
        (folder / "a.yaml").write_text(described, encoding="utf-8")
        try:
            found = read_dataset(folder / "a.yaml", folder, Aliases({}), Store(folder / "s.sqlite"))
        except ProblemsFound:
            read.append(False)
            return
        read.append(True)
        keys = zip(found.columns["Namn"], found.columns["År"], strict=True)
        assert dict(zip(keys, found.columns["Värde"], strict=True)) == truth

    read_back()
    assert sum(read) >= 0.6 * len(read)
