"""What a site was built of: the commit, the lock, the moment and the software."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from insyn.git import git_in
from insyn.keeping import digest

STAMP, LOCK = "utgava.json", "requirements.txt"
# What makes the bytes of a site; the lock has all the rest.
MAKERS = ("altair", "jinja2", "markdown", "pagefind", "pelican", "pillow", "vl-convert-python")
COMMIT = "INSYN_COMMIT"  # in the environment: the commit, said by whoever checked it out


@dataclass(frozen=True)
class Origin:
    """What makes a site's bytes, and so what it takes to make them again.

    `commit` is None where the files aren't just those of a commit. `lock` is the SHA-256 of
    requirements.txt. `moment`, in ISO 8601 with an offset, is the one that the site is built for.
    """

    commit: str | None
    lock: str | None
    moment: str
    software: dict[str, str]

    def text(self) -> str:
        """Write it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"


def origin_of(root: Path, now: datetime) -> Origin:
    """Say what a site below `root` is built of at the moment `now`."""
    lock = root / LOCK
    made_by = digest(lock) if lock.is_file() else None
    commit = os.environ.get(COMMIT) or clean_commit(root)
    return Origin(commit, made_by, now.isoformat(timespec="seconds"), software())


def software() -> dict[str, str]:
    """Give the versions of Python and of the libraries that make the bytes of a site."""
    return {"python": platform.python_version(), **{name: version(name) for name in MAKERS}}


def clean_commit(root: Path) -> str | None:
    """Give the commit that a work tree is, to the letter; None where it isn't one.

    Git is asked about this folder and no other: GIT_* variables, such as those that a hook is
    started with, could lead it to another repository.
    """
    if not (root / ".git").exists():
        return None
    try:
        changed = git_in(root, "status", "--porcelain", "--untracked-files=normal")
        return None if changed else git_in(root, "rev-parse", "--verify", "HEAD")
    except (OSError, subprocess.CalledProcessError):
        return None  # no git here, no commit yet, or a folder that git doesn't trust
