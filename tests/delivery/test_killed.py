"""Whoever is killed, and whenever: the site that is up is whole, and the next run recovers."""

from __future__ import annotations

import random
from pathlib import Path

from bench.kill import kill_builds, kill_pushes
from insyn.publishing.release import replacing
from pushing import Clone, Host

SEED = 2013


def test_a_killed_build_leaves_a_whole_site(tmp_path: Path) -> None:
    """Killed at random, a build leaves the old site or the new one, and nothing beside it."""
    assert kill_builds(tmp_path / "bygge", 4, random.Random(SEED)) > 0  # noqa: S311


def test_a_killed_push_leaves_a_whole_site(host: Host, anna: Clone) -> None:
    """Killed at random, a push is up whole or not at all, and can be pushed again."""
    assert kill_pushes(host, anna, 4, random.Random(SEED)) > 0  # noqa: S311


def test_a_site_that_was_moved_away_is_put_back(tmp_path: Path) -> None:
    """Where folders can't be exchanged in one step, the next build mends what a killed one did."""
    (tmp_path / ".ut.999999999.gammal").mkdir()
    (tmp_path / ".ut.999999999.gammal/sitemap.xml").touch()
    (tmp_path / ".ut.999999999.ny").mkdir()
    output = tmp_path / "ut"
    with replacing(output) as beside:
        assert (output / "sitemap.xml").is_file()
        (beside / "ny").touch()
    assert [path.name for path in tmp_path.rglob("*")] == ["ut", "ny"]
