"""A commit's files in a folder, byte for byte: no filter, line ending or link decides anything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from insyn.delivery.server.git import FILE, Entry, Repository
from insyn.problems import Problem

LONGEST = 200  # bytes of a name, for what is written beside it may have a longer one
KEPT = ".cache"  # of builds, beside what is laid out


def unfit(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Find what is no plain file, which could lead out of the folder, or a name that can't show."""
    for entry in entries:
        if not entry.path.isprintable():
            name = entry.path.encode("unicode_escape", "backslashreplace").decode("ascii")
            yield Problem(name, 1, "Filens namn har tecken som inte går att visa. Byt namn.")
        elif any(len(part.encode()) > LONGEST for part in entry.path.split("/")):
            yield Problem(entry.path, 1, "Filens namn är för långt. Döp om den till något kortare.")
        elif entry.mode not in FILE:
            message = "Det här är en genväg till något annat. Lägg in själva filen i stället."
            yield Problem(entry.path, 1, message)


def unpack(repository: Repository, entries: Iterable[Entry], folder: Path) -> None:
    """Make a folder hold just these files; those that are alike already are left as they are."""
    wanted = {entry.path: entry.content for entry in entries}
    for path in _files(folder):
        if path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
    for name, content in zip(wanted, repository.contents([*wanted.values()]), strict=True):
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            if path.is_dir():
                shutil.rmtree(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for at, _, _ in os.walk(folder, topdown=False):
        if Path(at) != folder and not any(Path(at).iterdir()):
            Path(at).rmdir()


def _files(folder: Path) -> Iterator[Path]:
    """Yield what lies in a folder, but for what builds keep there."""
    for at, folders, files in os.walk(folder):
        if Path(at) == folder and KEPT in folders:
            folders.remove(KEPT)
        yield from (Path(at) / name for name in files)
