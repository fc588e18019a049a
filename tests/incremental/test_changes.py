"""A build that makes only what has changed gives the bytes of one that makes everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from building import tree
from changing import CHANGES, OUTPUT, sample
from insyn.site.build import build


def clean(root: Path) -> dict[str, bytes]:
    """Build a site where nothing is."""
    output = root / "rent"
    build(root / "publishconf.py", output)
    files = tree(output)
    output.rename(root / f"rent-{len(list(root.glob('rent-*')))}")
    return files


@pytest.mark.parametrize("kind", CHANGES)
def test_a_changed_site_is_built_as_if_it_were_new(tmp_path: Path, kind: str) -> None:
    """After each of fifty kinds of changes, byte for byte; and most of it is never made anew."""
    root = sample(tmp_path / "webbplats")
    every = build(root / "publishconf.py", root / OUTPUT).units.made
    for name, change in CHANGES[kind].items():
        change(root)
        made = build(root / "publishconf.py", root / OUTPUT).units.made
        found, wanted = tree(root / OUTPUT), clean(root)
        other = sorted(path for path in found | wanted if found.get(path) != wanted.get(path))
        assert not other, f"after {name}: {other}"
        if kind == "texts":
            assert made < every / 2, name
    assert build(root / "publishconf.py", root / OUTPUT).units.made == 0
