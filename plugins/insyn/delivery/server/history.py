"""No personal identity number in what is pushed with the last commit: its earlier ones stay too."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from insyn.data.privacy_files import personal_numbers_in
from insyn.delivery.server.git import Repository
from insyn.problems import Problem


def history_problems(
    repository: Repository, new: str, *, is_checked: bool = True
) -> Iterator[Problem]:
    """Find personal numbers in files that only the commits have that no branch has yet.

    A number that the newest version of the file has too is the check's to judge, when it
    `is_checked`: a dataset's description may say that it is no personal number.
    """
    now = {entry.path: entry.content for entry in repository.entries(new)} if is_checked else {}
    known: set[str] = set()
    for commit in repository.ask("rev-list", new, "--not", "--branches").split():
        for entry in repository.entries(commit):
            if entry.is_code or entry.content in {*known, now.get(entry.path)}:
                continue
            known.add(entry.content)
            left = _digits(repository, entry.content, entry.path)
            if left and left - _digits(repository, now.get(entry.path, ""), entry.path):
                message = (
                    f"Ett personnummer eller samordningsnummer är borttaget, men finns kvar i den "
                    f"tidigare ändringen {commit[:7]}. Gör dina ändringar till en enda: "
                    "git reset --soft @{u}, och sedan git commit."
                )
                yield Problem(entry.path, 1, message, "privacy")


def _digits(repository: Repository, content: str, path: str) -> set[str]:
    """Give the numbers in a version of a file, or in its name."""
    if not content:
        return set()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"fil{Path(path).suffix}"
        file.write_bytes(next(iter(repository.contents([content]))))
        return {digits for _, digits in personal_numbers_in(file)}
