"""How far a long piece of work has come, on one line of a terminal; elsewhere nothing is said."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TextIO, TypeVar

One = TypeVar("One")
_OFTEN = 0.2  # seconds between two looks


def counted(
    done: Iterable[One], what: str, total: int, stream: TextIO | None = None
) -> Iterator[One]:
    """Pass on what is done, and say how much of `total` that is and how long the rest takes.

    The line goes to standard error and is gone when all is done, or something goes wrong.
    """
    stream = stream or sys.stderr
    if not stream.isatty():
        yield from done
        return
    start = time.monotonic()
    shown, width = start, 0
    try:
        for number, one in enumerate(done, start=1):
            now = time.monotonic()
            if now - shown > _OFTEN:
                shown = now
                line = f"{what}: {number} av {total}{_left((now - start) / number, total - number)}"
                _say(stream, line.ljust(width))
                width = len(line)
            yield one
    finally:
        if width:
            _say(stream, " " * width)
            _say(stream, "")


def _left(each: float, number: int) -> str:
    seconds = math.ceil(each * number)
    return f", {seconds // 60} min kvar" if seconds > 90 else f", {seconds} s kvar"


def _say(stream: TextIO, line: str) -> None:
    with suppress(OSError):  # a terminal that was closed stops no build
        stream.write(f"\r{line}")
        stream.flush()
