"""The verbs, started as a newcomer and as a colleague starts them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BARE = Path(sys.base_prefix) / ("python.exe" if os.name == "nt" else "bin/python3")


@pytest.mark.parametrize(
    "start",
    [[str(BARE), str(ROOT / "tasks.py")], [sys.executable, "-m", "invoke"]],
    ids=["bare Python", "Invoke"],
)
def test_a_verb_says_in_swedish_what_it_did(start: list[str]) -> None:
    """`check` works with a bare Python, from the ready environment, and as an Invoke task."""
    ready = any((ROOT / ".venv").glob("requirements*-*"))
    if start[0] == str(BARE) and not ready:
        start = [sys.executable, "-m", "invoke"]  # an environment that tasks.py hasn't made
    done = subprocess.run(
        [*start, "check"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Allt är i sin ordning: 18 inlägg" in done.stdout
