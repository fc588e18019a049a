"""Who may change what: all who push may change content and data, some the code that runs here.

Code is everything outside content/ and data/: Python, templates, scripts, settings, locks. That of
the published commit is trusted, since somebody who may change code brought it; another commit may
be built when its code is the same, to the byte, or when whoever pushes it may change code.
"""

from __future__ import annotations

import getpass
import hashlib
import os
from collections.abc import Iterable

from insyn.delivery.server.git import Entry, Repository
from insyn.problems import Problem

PUSHER = "INSYN_PUSHER"  # set by the forced command of an SSH key; see shell.py
SETTING = "insyn.codePusher"


def pusher() -> str:
    """Name whoever pushes: by the SSH key, otherwise by the account on the server."""
    return os.environ.get(PUSHER) or getpass.getuser()


def fingerprint_of_code(entries: Iterable[Entry]) -> str:
    """Give one digest (SHA-256) of all code of a commit."""
    code = [f"{entry.mode} {entry.content} {entry.path}" for entry in entries if entry.is_code]
    return hashlib.sha256("\n".join(code).encode("utf-8", "surrogateescape")).hexdigest()


def code_problems(
    repository: Repository, who: str, before: Iterable[Entry], after: Iterable[Entry]
) -> list[Problem]:
    """Find the files of code that somebody who may not change code has changed."""
    if who in repository.settings(SETTING):
        return []
    old = {entry.path: (entry.mode, entry.content) for entry in before if entry.is_code}
    new = {entry.path: (entry.mode, entry.content) for entry in after if entry.is_code}
    changed = [path for path in sorted(old.keys() | new.keys()) if old.get(path) != new.get(path)]
    people = [name for name in repository.settings(SETTING) if name != getpass.getuser()]
    may = ", ".join(people) or "den som sköter servern"
    message = (
        "Filen är en del av programmet. Du får ändra i content/ och data/. "
        f"Be någon som får ändra programmet att skicka den: {may}."
    )
    return [Problem(path, 1, message) for path in changed]
