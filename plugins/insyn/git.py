"""What git says of a folder, whatever it is asked from."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git_in(root: Path, *arguments: str) -> str:
    """Ask git about a folder and no other; raise CalledProcessError when it fails."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(  # noqa: S603  (only words of this module)
        ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", *arguments],  # noqa: S607
        cwd=root,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()
