"""Whoever is killed, and whenever: the site that is up is whole, and the next run recovers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.kill import kill_builds, kill_pushes
from building import tree
from insyn.publishing.release import REMOVED, recover
from pushing import Clone, Host

SEED = 2013
DEAD = 999999999  # a process that isn't there


def test_a_killed_build_leaves_a_whole_site(tmp_path: Path) -> None:
    """Killed at random, a build leaves the old site or the new one, and nothing beside it."""
    assert kill_builds(tmp_path / "bygge", 4, random.Random(SEED)) > 0  # noqa: S311


def test_a_killed_push_leaves_a_whole_site(host: Host, anna: Clone) -> None:
    """Killed at random, a push is up whole or not at all, and can be pushed again."""
    assert kill_pushes(host, anna, 4, random.Random(SEED)) > 0  # noqa: S311


def test_a_site_that_was_moved_away_is_put_back(tmp_path: Path) -> None:
    """Where folders can't be exchanged in one step, the next build mends what a killed one did."""
    (tmp_path / f".ut.{DEAD}.gammal").mkdir()
    (tmp_path / f".ut.{DEAD}.gammal/sitemap.xml").touch()
    (tmp_path / f".ut.{DEAD}.ny").mkdir()
    recover(tmp_path / "ut")
    assert [path.name for path in tmp_path.rglob("*")] == ["ut", "sitemap.xml"]


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_a_change_that_was_decided_on_is_carried_out(tmp_path: Path, moved: int) -> None:
    """However many of its files were moved before the kill, the next run moves the others."""
    site, change = tmp_path / "ut", tmp_path / f".ut.{DEAD}.byte"
    for folder, text in ((site, "gammal"), (change, "ny")):
        (folder / "a").mkdir(parents=True)
        for name in ("index.html", "a/b.css"):
            (folder / name).write_text(text, encoding="utf-8")
    (site / "borta").mkdir()
    (site / "borta/index.html").touch()
    (change / REMOVED).write_text('["borta/index.html"]', encoding="utf-8")
    for name in ("a/b.css", "index.html")[:moved]:
        (change / name).replace(site / name)
    recover(site)
    assert tree(site) == {"index.html": b"ny", "a/b.css": b"ny"}
    assert [path.name for path in tmp_path.iterdir()] == ["ut"]
    assert not (site / "borta").exists()
