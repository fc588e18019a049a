"""What must not be seen is in no file of the published site, by any route."""

from __future__ import annotations

import gzip
import io
import json
import re
import sqlite3
import zipfile
from pathlib import Path

import brotli
import pytest
import zstandard

from conftest import precompress
from insyn.incremental.store import FILE
from insyn.site.build import build
from insyn.site.upkeep import freeze_data

SURVEY = "enhet;index;antal_svar;andel\nA;71,3;131;83,1\nB;64,9;57;77,7\n"
# Values that stand nowhere else, of two groups that are hidden.
SECRET = {"Liten": ("41,73", "6", "93,37"), "Mindre": ("38,91", "7", "96,19")}
UNPACK = {".br": brotli.decompress, ".gz": gzip.decompress, ".zst": zstandard.decompress}
DESCRIPTOR = """name: enkat
title: Enkät
place: Provköping
period: 2013
producer: Personalenheten
sources: [{title: Personalenheten}]
licenses: [{name: CC0-1.0}]
frequency: årligen
retrieved: 2013-04-24
decision: {status: slutlig}
survey: {answers: antal_svar, groups: enhet}
schema:
  fields:
    - {name: enhet, title: Enhet, type: string}
    - {name: index, title: Engagemang, type: number, unit: index, better: higher}
    - {name: antal_svar, title: Antal svar, type: integer, unit: svar}
    - {name: andel, title: Svarsfrekvens, type: number, unit: '%'}
  primaryKey: enhet
"""


@pytest.fixture
def published(small: Path) -> Path:
    """A site whose post shows a survey with two small groups, and one of its questions."""
    rows = SURVEY + "".join(f"{name};{';'.join(cells)}\n" for name, cells in SECRET.items())
    (small / "data/enkat.csv").write_text(rows, encoding="utf-8")
    (small / "data/enkat.yaml").write_text(DESCRIPTOR, encoding="utf-8")
    post = small / "content/inlagg/2013-04-26.md"
    figures = "".join(
        f"\n```diagram\ndata: enkat\nvisa: {measure}\n```\n" for measure in ("index", "andel")
    )
    post.write_text(post.read_text(encoding="utf-8") + figures, encoding="utf-8")
    assert freeze_data(small / "publishconf.py") == 0
    precompress(small, on=True)
    build(small / "publishconf.py", small / "ut")
    return small


def texts(folder: Path) -> dict[str, str]:
    """Give every file below a folder as text: unpacked, workbooks part by part."""
    found = {}
    for path in folder.rglob("*"):
        if path.suffix in UNPACK:
            found[str(path)] = UNPACK[path.suffix](path.read_bytes()).decode("utf-8", "replace")
        elif path.suffix.startswith(".pf_"):
            found[str(path)] = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as packed:
                for name in packed.namelist():
                    found[f"{path}/{name}"] = packed.read(name).decode("utf-8", "replace")
        elif path.is_file():
            found[str(path)] = path.read_bytes().decode("utf-8", "replace")
    return found


@pytest.mark.parametrize("folder", ["ut", "data/versioner"])
def test_a_hidden_group_is_a_name_and_nothing_more(published: Path, folder: str) -> None:
    """Neither its index nor its response rate is in a page, picture, feed, file or version."""
    for place, text in texts(published / folder).items():
        for cells in SECRET.values():
            for secret in (cells[0], cells[2]):
                for written in (secret, secret.replace(",", ".")):
                    assert written not in text, place


def test_files_are_looked_into_however_they_are_packed(published: Path) -> None:
    """What may be seen is found in the page and in each of its compressed forms."""
    found = texts(published / "ut")
    for ending in ("", *UNPACK):
        assert "för få svar" in found[str(published / f"ut/data/enkat/index.html{ending}")]


def test_a_hidden_group_says_why(published: Path) -> None:
    """The reader is told that there were too few answers, in the table and in words."""
    page = (published / "ut/data/enkat/index.html").read_text(encoding="utf-8")
    assert page.count("för få svar") >= 6
    assert "Liten och Mindre visas inte: för få svar." in page
    said = json.loads((published / "ut/data/enkat.json").read_text(encoding="utf-8"))
    assert [row["antal_svar"] for row in said["rows"]] == [131, 57, None, None]


def test_no_mark_is_drawn_for_a_hidden_group(published: Path) -> None:
    """The picture has as many bars as there are groups that are shown."""
    page = (published / "ut/data/enkat/index.html").read_text(encoding="utf-8")
    wide = page.partition('class="figure__wide"')[2].partition("</svg>")[0]
    bars = re.findall(r'd="([^"]*)" class="f-series-1"', wide)
    assert sum(shape.count("Z") for shape in bars) == 2


def test_what_is_kept_of_drawings_knows_nothing_hidden(published: Path) -> None:
    """Plots are made after the hiding, so a cache that gets out tells nothing."""
    (published / "pelicanconf.py").write_text(
        (published / "pelicanconf.py").read_text(encoding="utf-8") + "CACHE_PATH = 'eget'\n",
        encoding="utf-8",
    )
    build(published / "publishconf.py", published / "ut")
    with sqlite3.connect(published / "eget" / FILE) as store:
        kept = store.execute("SELECT key, value FROM kept").fetchall()
    assert kept
    for key, value in kept:
        text = UNPACK.get(Path(key).suffix, bytes)(value).decode("utf-8", "replace")
        assert not any(cells[0] in text or cells[2] in text for cells in SECRET.values())
