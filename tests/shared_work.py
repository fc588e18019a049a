"""Work that the tests of workers hand out; other processes import it by its name."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from insyn.problems import Problem, ProblemsFound


def twice(number: int) -> tuple[int, int]:
    """Give a number twice itself, and who did it."""
    return 2 * number, os.getpid()


def dies(number: int) -> int:
    """Die as when memory runs out, at the third task."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    return number


def fails(number: int) -> int:
    """Say what is wrong with the third task."""
    if number == 3:
        raise ProblemsFound([Problem("a.md", 7, "Det går inte.", "figures")])
    return number


def waits(folder: str) -> None:
    """Tell who waits, and wait for long."""
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(60)
