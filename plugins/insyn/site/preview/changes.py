"""Which files of the built site differ from those of the build before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

_Stamp = tuple[int, int, int]
MOST = 200  # files to name; where more have changed, any page may have


class Outputs:
    """The files below a folder as they were when last asked.

    A file that the build has left alone, by its stamp, isn't read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[str, tuple[_Stamp, bytes]] | None = None

    def learn(self, name: str) -> bool:
        """Take a file for what it is now; tell whether it has changed."""
        path, known = self.folder / name, self.known or {}
        now = _stamp(path.stat()), _digest(path)
        before, known[name] = known.get(name), now
        return not _same(before, now)

    def changed(self) -> list[str] | None:
        """Name the files that are new, other or gone; None the first time, and where many are."""
        before = self.known
        self.known = dict(self._read(before or {}))
        if before is None:
            return None
        names = before.keys() | self.known.keys()
        found = sorted(name for name in names if not _same(before.get(name), self.known.get(name)))
        return found if len(found) <= MOST else None

    def _read(
        self, before: dict[str, tuple[_Stamp, bytes]]
    ) -> Iterator[tuple[str, tuple[_Stamp, bytes]]]:
        start = len(str(self.folder)) + 1
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = f"{folder}{os.sep}{name}"
                stamp = _stamp(os.stat(path))  # noqa: PTH116  (a thousand Paths cost more)
                key = path[start:].replace(os.sep, "/")
                kept = before.get(key)
                if kept and kept[0] == stamp:
                    yield key, kept
                else:
                    yield key, (stamp, _digest(Path(path)))


def _stamp(said: os.stat_result) -> _Stamp:
    return said.st_mtime_ns, said.st_size, said.st_ino


def _digest(path: Path) -> bytes:
    return blake2b(path.read_bytes()).digest()


def _same(one: tuple[_Stamp, bytes] | None, other: tuple[_Stamp, bytes] | None) -> bool:
    return one is not None and other is not None and one[1] == other[1]
