"""What all test processes of a run share is made by the one that comes first."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

WORKER = "PYTEST_XDIST_WORKER"


def made_once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None], patience: float = 300
) -> Path:
    """Give a folder that `make` has filled; the others wait for it, at most `patience` seconds.

    Whoever may make the folder fills it. Raises RuntimeError where that failed or takes too long.
    """
    base = factory.getbasetemp()
    folder = (base.parent if WORKER in os.environ else base) / f"shared-{name}"
    done, failed = (folder.with_name(f"{folder.name}.{end}") for end in ("done", "failed"))
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + patience
        while not done.exists():
            if failed.exists() or time.monotonic() > until:
                raise RuntimeError(f"Another test process could not make {folder}.") from None
            time.sleep(0.05)
        return folder
    try:
        make(folder)
    except BaseException:
        failed.touch()
        raise
    done.touch()
    return folder
