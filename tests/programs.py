"""Programs that tests run for real: those that are installed, or on Debian as root can be."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest


def find_program(name: str, package: str) -> str:
    """Give the path of a program; skip the test where it can't be had."""
    if shutil.which(name) is None:
        install(package)
    return shutil.which(name) or pytest.skip(f"{name} can't be had here")


def install(package: str) -> None:
    """Install a Debian package, if this is Debian and we may; one test process at a time."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    import fcntl  # not on Windows

    with (Path(tempfile.gettempdir()) / "insyn-apt.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", package], check=True)
