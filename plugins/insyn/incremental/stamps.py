"""Whether files have been touched, told without reading them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import insyn

CODE = Path(insyn.__file__).parent  # below a site's plugins/, unless it is borrowed
Stamp = tuple[int, int, int, int]


def stamp(path: Path) -> Stamp:
    """Give what tells whether a file has been touched: size, times of change (ns) and inode.

    The time of the inode's change can't be set back by anyone who changes the file.
    """
    return _told(path.stat())


def stamps(folder: Path) -> dict[str, Stamp]:
    """Give the stamps of all files below a folder, by their paths in it."""
    found: dict[str, Stamp] = {}
    waiting = [("", str(folder))]
    while waiting:
        before, place = waiting.pop()
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{before}{entry.name}/", entry.path))
                else:
                    found[f"{before}{entry.name}"] = _told(entry.stat(follow_symlinks=False))
    return found


def _told(said: os.stat_result) -> Stamp:
    return said.st_size, said.st_mtime_ns, said.st_ctime_ns, said.st_ino
