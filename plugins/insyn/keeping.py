"""What was made once and is kept: named by a hash of what it depends on, and written whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path


def fingerprint(said: str) -> str:
    """Give the name of a kept file: a hash of all that it depends on."""
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def digest(path: Path) -> str:
    """Give the digest (SHA-256) of a file, of any size."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def code_digest(sources: Iterable[Path]) -> str:
    """Give one digest (SHA-256) of some files of code."""
    code = b"\0".join(path.read_bytes() for path in sorted(sources))
    return hashlib.sha256(code).hexdigest()


def kept_text(path: Path, make: Callable[[], str]) -> str:
    """Give the text of a kept file; made and kept when there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        text = make()
        write_whole(path, text.encode())
        return text


def forget_oldest(folder: Path, pattern: str, most: int) -> None:
    """Let go of the files that were used longest ago; another build may do so at the same time."""
    with suppress(OSError):
        kept = list(folder.glob(pattern))
        if len(kept) > most:
            kept.sort(key=lambda path: path.stat().st_mtime, reverse=True)
            for path in kept[most:]:
                path.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write beside and swap, so that nobody ever reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    beside.write_bytes(content)
    beside.replace(path)
