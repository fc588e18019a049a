"""Building in a process of its own, and what was built, byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import ROOT
from insyn.incremental.output import Before, Output


def run_build(
    root: Path, output: Path, umask: int = -1, /, **env: str
) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own, as the verbs do."""
    return subprocess.run(
        [sys.executable, "-m", "insyn.site.commands", "publishconf.py", str(output)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins"), **env},
        umask=umask,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def laid_out(folder: Path) -> Output:
    """Give what lies in a folder as the output of a build that isn't whole yet."""
    output = Output(folder, folder, Before())
    for path, content in tree(folder).items():
        output.write(path, content)
    return output


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder with its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
