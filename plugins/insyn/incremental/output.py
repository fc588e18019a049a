"""The files of a site: only those that have changed are written, and all of them appear at once.

What a build writes goes into a folder beside the site, unless the site has it already
(`publishing/release.py` lets it appear). A body edit at 1,000 posts writes 54 of 25,000 files.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path


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
        self.log: list[str] = []  # the files that were written or kept, in that order

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

    def _add(self, path: str, digest: bytes) -> None:
        self.digests[path] = digest
        self.log.append(path)
