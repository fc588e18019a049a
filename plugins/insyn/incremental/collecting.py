"""Python's collector of circles, kept from looking where it finds nothing."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the collector rest while much is read at once that stays, and when the process ends.

    At 1,000 posts it looks through all of it again and again: 0.7 of the 6 s that one edit takes,
    a third of it when the process ends. What is read first in a process is left alone from then on,
    until somebody unfreezes it.
    """
    was, is_first = gc.isenabled(), not gc.get_freeze_count()
    gc.disable()
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        if is_first:
            gc.freeze()
        if was:
            gc.enable()
