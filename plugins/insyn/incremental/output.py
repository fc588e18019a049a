"""The files of a site: only those that have changed are written, and all of them appear at once.

What a build writes goes into a folder beside the site, unless the site has it already
(`publishing/release.py` lets it appear). A body edit at 1,000 posts writes 20 of 20,000 files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

Stamp = tuple[int, int, int, int]


def stamp(path: str | Path) -> Stamp:
    """Give what tells whether a file has been touched: size, times of change (ns) and inode.

    The time of the inode's change can't be set back by anyone who changes the file.
    """
    said = Path(path).stat()
    return said.st_size, said.st_mtime_ns, said.st_ctime_ns, said.st_ino


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
                    said = entry.stat(follow_symlinks=False)
                    times = said.st_mtime_ns, said.st_ctime_ns
                    found[f"{before}{entry.name}"] = (said.st_size, *times, said.st_ino)
    return found


@dataclass(frozen=True)
class Before:
    """What lies where a site is built: all `files`, and the `digests` of those that are its own.

    A digest is BLAKE2b of 16 bytes.
    """

    files: AbstractSet[str] = frozenset()
    digests: Mapping[str, bytes] = field(default_factory=dict)


class Output:
    """The files of a site that is being built; those at `place` are kept where they are the same.

    New ones lie in the folder `beside` until the site is whole. `digests` are those of all files
    that the site is to have.
    """

    def __init__(self, place: Path, beside: Path, before: Before) -> None:
        self.place = place
        self.beside = beside
        self.before = before
        self.digests: dict[str, bytes] = {}
        self.changed: set[str] = set()
        self.is_moved = False  # as a whole: every file there is new to the place
        self._lists: list[list[str]] = []

    def write(self, path: str, content: bytes) -> None:
        """Write a file by its path from the site's root."""
        digest = blake2b(content, digest_size=16).digest()
        if self.before.digests.get(path) == digest:
            self.changed.discard(path)
        elif path not in self.changed or self.digests[path] != digest:
            file = self.beside / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            self.changed.add(path)
        self._add(path, digest)

    def can_keep(self, path: str) -> bool:
        """Whether a file is there from before."""
        return path in self.before.digests

    def keep(self, path: str) -> None:
        """Keep a file as it is."""
        self._add(path, self.before.digests[path])

    def has(self, path: str) -> bool:
        """Whether a file has been written or kept."""
        return path in self.digests

    def where(self, path: str) -> Path:
        """Give where a file is read until the site is whole."""
        return (self.beside if path in self.changed else self.place) / path

    @property
    def removed(self) -> list[str]:
        """The files that lie there and don't belong to the site any more."""
        return sorted(self.before.files - self.digests.keys())

    @contextmanager
    def listing(self) -> Iterator[list[str]]:
        """Give the list to which the path of every file is added meanwhile."""
        self._lists.append([])
        try:
            yield self._lists[-1]
        finally:
            self._lists.pop()

    def _add(self, path: str, digest: bytes) -> None:
        self.digests[path] = digest
        for paths in self._lists:
            paths.append(path)
