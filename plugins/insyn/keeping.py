"""Hashes, by which what was made once is kept, and files that are written whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def fingerprint(said: str) -> str:
    """Give the key of what is kept: a hash of all that it depends on."""
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def digest(path: Path) -> str:
    """Give the digest (SHA-256) of a file, of any size."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def code_digest(sources: Iterable[Path]) -> str:
    """Give one digest (SHA-256) of some files of code."""
    code = b"\0".join(path.read_bytes() for path in sorted(sources))
    return hashlib.sha256(code).hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Write beside and swap, so that nobody ever reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    beside.write_bytes(content)
    beside.replace(path)
