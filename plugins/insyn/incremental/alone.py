"""One build at a time at one place: another waits until the first has ended, however it ends."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PAUSE = 0.05  # seconds between two tries, where the system can't wait for us


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold the lock of a file, which is made, or wait for it; the system frees it after a kill."""
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        opened = lock.open("ab")
    except OSError:  # a cache that can't be written holds nothing that two builds could mix
        yield
        return
    with opened:
        if os.name == "nt":
            import msvcrt

            while True:
                with suppress(OSError):
                    opened.seek(0)
                    msvcrt.locking(opened.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
                    break
                time.sleep(_PAUSE)
        else:
            import fcntl

            fcntl.flock(opened, fcntl.LOCK_EX)
        yield
