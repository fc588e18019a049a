"""A small disk to fill."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def tiny_disk_at(place: Path, size: str) -> Iterator[Path]:
    """Mount a disk of a size, such as “1m”; the test is left out where none can be mounted."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root may mount a disk, on Linux")
    yield place
    subprocess.run(["umount", str(place)], check=True)
