"""What is drawn before Pelican runs is what Pelican would have asked for, all of it, once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import keep_drawings, precompress, sample_site
from insyn.delivery.serving.compression import ENDINGS
from insyn.figures import drawing, png
from insyn.incremental.store import FILE
from insyn.incremental.units import State
from insyn.incremental.workers import Workers
from insyn.site import ahead
from insyn.site.build import build
from insyn.site.house import House

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample site, with nothing kept."""
    root = sample_site(tmp_path / "webbplats")
    keep_drawings(root, tmp_path / "kvar")
    precompress(root, on=False)  # which is tried elsewhere
    return root


def files(folder: Path) -> dict[str, bytes]:
    """Give the files of a site, uncompressed, but for what tells of which commit it was built."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in ENDINGS)
    found = (path for path in found if not path.name.startswith("utgava.json"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("cores", [1, 2])
def test_nothing_is_left_to_draw(
    sample: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    """By one process or by several: Pelican then finds every drawing, picture and card.

    The site is the same, byte for byte.
    """
    monkeypatch.setattr("insyn.incremental.workers._cores", lambda: cores)
    draw_ahead = ahead.draw_ahead

    def and_no_more(house: House, before: State) -> None:
        draw_ahead(house, before)
        assert house.drawings.drawn > 20
        monkeypatch.setattr(drawing, "drawn", None)
        monkeypatch.setattr(png, "made", None)

    monkeypatch.setattr("insyn.site.build.draw_ahead", and_no_more)
    build(sample / "publishconf.py", tmp_path / "ut")
    assert files(tmp_path / "ut") == files(site)


def test_what_is_kept_is_only_looked_for(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second build starts no process and draws nothing; without its pictures they are made."""
    keep_drawings(small, tmp_path / "kvar")
    build(small / "publishconf.py", tmp_path / "ut")
    started: list[int] = []
    start = Workers.each

    def told(*given: Any, enough: int, **how: Any) -> Iterator[Any]:
        started.append(enough)
        return start(*given, enough=enough, **how)

    monkeypatch.setattr(Workers, "each", told)
    build(small / "publishconf.py", tmp_path / "annan")
    assert ahead.DRAWINGS not in started
    with sqlite3.connect(tmp_path / "kvar" / FILE) as kept:
        kept.execute("DELETE FROM kept WHERE kind = ?", (png.KIND,))
    kept.close()
    build(small / "publishconf.py", tmp_path / "tredje")
    assert ahead.PICTURES in started
    assert files(tmp_path / "tredje") == files(tmp_path / "ut")
