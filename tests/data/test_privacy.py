"""Personal identity numbers are found however they are written."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from personnummer import personnummer

from insyn.data.library import Library
from insyn.data.privacy import personal_numbers
from insyn.data.privacy_files import personal_numbers_in
from insyn.incremental.inputs import Inputs
from insyn.incremental.store import Store
from insyn.publishing.check import check
from insyn.publishing.scan import privacy_problems
from site_of_data import fields, load, put

# Made up, with right check digits: the library's own examples and a coordination number.
NUMBERS = ["850709-9805", "640823-3234", "000101-0107", "701063-2391"]
SPACE, DASH, MINUS = "\u00a0", "\u2013", "\u2212"


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("mark", ["-", "+", "", " ", SPACE, DASH, MINUS, f"{SPACE}{DASH}{SPACE}"])
def test_every_way_of_writing_is_found(number: str, mark: str) -> None:
    """With and without century, with any separator, in the middle of a text."""
    assert personnummer.valid(number)
    date, last = number.split("-")
    for century in ("", "19"):
        if century and mark == "+":
            continue
        text = f"Ärendet\ngäller ({century}{date}{mark}{last}), som skrev;1\n"
        assert list(personal_numbers(text)) == [2]


@pytest.mark.parametrize(
    "text",
    [
        *("1985-07-09-9805", "85 07 09-9805", "850709.9805", "850709-\n9805", "850709-**9805**"),
        *("850709&ndash;9805", "850709\u00ad-9805", "<b>850709</b>-9805", "850709`-9805`"),
        *("850709<!-- x -->-9805", r"850709\-9805", "850709--9805", "850709%2D9805"),
        *("8507\u200b09-9805", "850709\uff0d9805", "８５０７０９-9805", "850709 (9805)"),
        *(r"850709\u002d9805",),
        *("850709:9805", "850709\u2007-9805", "| 850709 | 9805 |", "SE850709980501"),
    ],
)
def test_ways_that_only_a_hurried_hand_finds_are_found(text: str) -> None:
    """A date with hyphens, a broken line, bold type and entities hide nothing."""
    assert list(personal_numbers(f"Hej {text}.")) == [1]


@pytest.mark.parametrize(
    "text",
    [
        *("850709-9806", "851309-9805", "556036-0793", "2013-04-26 15:10", "1850709-98050"),
        *("1 103 600", "2002-01-01–2002-12-31", "0708-247069", "0.8507099805", "12,8507099805"),
    ],
    ids=[
        *("wrong check digit", "no month", "organisation", "moment", "longer", "amount"),
        *("span of days", "telephone", "decimals", "decimals with a comma"),
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    """A wrong check digit, an organisation number, a date and a sum of money are no such number."""
    assert list(personal_numbers(text)) == []


@pytest.mark.parametrize(
    "file",
    [
        "content/inlagg/2013-04-26.md",
        "content/sidor/om.md",
        "data/ramar-2014.csv",
        "data/ramar-2014.yaml",
    ],
)
def test_the_site_is_not_built_with_one_in_it(small: Path, file: str) -> None:
    """It is found in a post, a page, a table and a description, and its digits aren't repeated."""
    path = small / file
    before = path.read_text(encoding="utf-8")
    path.write_text(before + f"# {NUMBERS[0]}\n", encoding="utf-8")
    now = datetime(2013, 5, 17, tzinfo=ZoneInfo("Europe/Stockholm"))
    problems = check(small, now).problems
    places = [(found.file, found.line) for found in problems if "personnummer" in found.message]
    assert places == [(file, before.count("\n") + 1)]
    assert not any(NUMBERS[0] in found.message for found in problems)


def workbook(fill: Callable[[Any, Any], None]) -> bytes:
    """Make a workbook of two columns and let `fill` do something to it and its sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["namn", "belopp"])
    sheet.append(["A", 1])
    fill(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def png(kind: bytes, body: bytes) -> bytes:
    """Make a picture that has but one chunk of text."""
    chunk = len(body).to_bytes(4, "big") + kind + body + b"\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk


def opendocument(body: str) -> bytes:
    """Make an OpenDocument file with a text in its metadata."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("meta.xml", f"<meta><creator>{body}</creator></meta>")
    return out.getvalue()


WHOLE = NUMBERS[0]
DIGITS = int(WHOLE.replace("-", ""))
PLACES: dict[str, tuple[str, bytes]] = {
    "a post": ("content/inlagg/a.md", f"Hej {WHOLE}".encode()),
    "a file's name": (f"content/bilder/{WHOLE}.png", b"x"),
    "a picture's camera data": ("content/bilder/a.jpg", b"\xff\xd8\xff\xe1Exif\0" + WHOLE.encode()),
    "a picture's data far in, as two bytes each": (
        "content/bilder/a.jpg",
        b"\xff\xd8" + b"123\x80" * 50_001 + b"\xfe" * 9001 + WHOLE.encode("utf-16-be") + b"\xfe",
    ),
    "a picture's packed text": (
        "content/bilder/a.png",
        png(b"zTXt", b"Author\0\0" + zlib.compress(WHOLE.encode())),
    ),
    "a drawing": ("content/bilder/a.svg", f"<svg><text>{WHOLE}</text></svg>".encode()),
    "a descriptor": ("data/a.yaml", f"description: {WHOLE}".encode()),
    "a table in Windows-1252": ("data/a.csv", f"nämnd;å\n{WHOLE};1".encode("cp1252")),
    "a table in UTF-16": ("data/a.csv", f"a;b\nx;{WHOLE}".encode("utf-16")),
    "an amount with its thousands apart": ("data/a.csv", b"a;b\nx;8 507 099 805\n"),
    "a table with commas": ("data/a.csv", f"a,b,c\nOla,4010,{DIGITS},100\n".encode()),
    "a table of two columns": ("data/a.csv", f"a,b\n1,{DIGITS}\n".encode()),
    "a number that a sheet wrote short": ("data/a.csv", b"a;b\nx;8,507099805E+09\n"),
    "a number that lost its zero": ("data/a.csv", b"a;b\nx;507091239\n"),
    "a table in UTF-16 without a mark": ("data/a.csv", f"a;b\nx;{WHOLE}".encode("utf-16-le")),
    "a cell of a workbook": ("data/a.xlsx", workbook(lambda _, s: s.append([WHOLE, 1]))),
    "a number of a workbook": ("data/a.xlsx", workbook(lambda _, s: s.append(["x", DIGITS]))),
    "a comment in a workbook": (
        "data/a.xlsx",
        workbook(lambda _, s: setattr(s["A1"], "comment", Comment(WHOLE, "x"))),
    ),
    "a hidden sheet": (
        "data/a.xlsx",
        workbook(lambda b, _: setattr(b.create_sheet(WHOLE), "sheet_state", "hidden")),
    ),
    "a workbook's properties": (
        "data/a.xlsx",
        workbook(lambda b, _: setattr(b.properties, "lastModifiedBy", WHOLE)),
    ),
    "a header on paper": (
        "data/a.xlsx",
        workbook(lambda _, s: setattr(s.oddHeader.left, "text", WHOLE)),
    ),
    "a text in two styles": (
        "data/a.xlsx",
        workbook(
            lambda _, s: s.append(
                [CellRichText(WHOLE[:6], TextBlock(InlineFont(b=True), WHOLE[6:]))]
            )
        ),
    ),
    "a document's metadata": ("data/a.ods", opendocument(WHOLE)),
    "a kept version": ("data/versioner/a/2013-04-26.csv", f"a;b\n{WHOLE};1".encode()),
}


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_looked_through(tmp_path: Path, store: Store, place: str) -> None:
    """Texts, tables, cells, comments, headers, properties, pictures, names and kept versions."""
    file, content = PLACES[place]
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    found = list(privacy_problems(tmp_path, Library({}, frozenset(), ()), Inputs(tmp_path, store)))
    assert [problem.file for problem in found] == [file]
    assert "850709" not in found[0].message


def test_a_number_on_the_edge_of_a_piece_is_found_at_its_line(tmp_path: Path) -> None:
    """Large files are read a million characters at a time."""
    path = tmp_path / "a.csv"
    for shift in range(14):
        lines = [f"{'x' * 98};1"] * 10_400
        lines[10_381] = f"{'x' * (60 + shift)}{WHOLE};1"
        path.write_text("\n".join(lines), encoding="utf-8")
        assert {line for line, _ in personal_numbers_in(path)} == {10_382}


def test_a_column_that_is_known_to_hold_something_else_is_let_through(
    tmp_path: Path, store: Store
) -> None:
    """Vouchers may look like personal numbers; the descriptor says why they are none."""
    rows = f"ver;belopp\n{DIGITS};1\n"
    schema = fields("ver:string", "belopp:number:kr")
    put(tmp_path, "a", rows, schema)
    assert list(privacy_problems(tmp_path, load(tmp_path), Inputs(tmp_path, store))) != []
    known = schema.replace("title: ver,", "title: ver, notPersonal: Löpnummer i ekonomisystemet,")
    put(tmp_path, "a", rows, known)
    assert list(privacy_problems(tmp_path, load(tmp_path), Inputs(tmp_path, store))) == []
    put(tmp_path, "a", f"ver;belopp\n{WHOLE};1\n{DIGITS};1\n", known)
    (found,) = privacy_problems(tmp_path, load(tmp_path), Inputs(tmp_path, store))
    assert found.line == 2  # with its hyphen it is no voucher
