"""The environment in which code runs: made from its lock, with hashes, once for each lock."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from insyn.delivery.origin import LOCK
from insyn.delivery.server.place import Server
from insyn.keeping import digest
from insyn.problems import Problem, ProblemsFound

READY = "insyn-ready"
_PASSED_ON = ("HOME", "LANG", "LC_ALL", "PATH", "SOURCE_DATE_EPOCH", "TMPDIR")


def environment_for(server: Server, tree: Path) -> Path:
    """Give the environment of a tree of code; made when there is none for its lock.

    Raises ProblemsFound when the packages can't be had.
    """
    folder = server.env / digest(tree / LOCK)[:16]
    if (folder / READY).exists():
        return folder
    print("Hämtar paketen i requirements.txt …", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes")
    steps = (
        [sys.executable, "-m", "venv", str(folder)],
        [str(folder / "bin/python"), *pip, "-r", str(tree / LOCK)],
    )
    for step in steps:
        done = subprocess.run(step, check=False, env=plain_environment())  # noqa: S603
        if done.returncode:
            raise ProblemsFound([Problem(LOCK, 1, "Paketen gick inte att hämta till servern.")])
    (folder / READY).touch()
    return folder


def plain_environment() -> dict[str, str]:
    """Give an environment with nothing in it that whoever pushes could have set for a build."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
