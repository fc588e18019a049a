"""Python's collector of circles, kept from looking where it finds nothing."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the collector rest while much is read at once that stays, and leave that alone after.

    At 1,000 posts it looks through all of it again and again: 0.7 of the 6 s that one edit takes,
    a third of it when the process ends.
    """
    was = gc.isenabled()
    gc.unfreeze()  # what the last build has left is looked at again
    gc.disable()
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()
