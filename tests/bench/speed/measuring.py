"""What a command costs: time, processor and memory, with those of its children."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TIMED = Path(__file__).with_name("timed.py")


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, seconds of processor, and bytes of memory of the largest process.

    None is what wasn't measured.
    """

    wall: float
    cpu: float | None = None
    memory: int | None = None


def cost(command: Sequence[str], folder: Path, env: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder; raise RuntimeError with what it said when it fails."""
    with tempfile.TemporaryDirectory() as made:
        report = Path(made) / "cost.json"
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(TIMED), str(report), *command],
            cwd=folder,
            env={**os.environ, **(env or {})},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} in {folder}:\n{done.stdout}{done.stderr}")
        return Cost(**json.loads(report.read_text(encoding="utf-8")))
