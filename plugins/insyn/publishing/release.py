"""Build beside, then swap: the site that is up is whole until a new one is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """Give an empty folder beside `output`; when the block ends well, it becomes `output`.

    When the block raises, `output` is left as it was, and what was made is thrown away.
    """
    beside = output.with_name(f".{output.name}.{os.getpid()}.ny")
    former = output.with_name(f".{output.name}.{os.getpid()}.gammal")
    output.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    try:
        yield beside
        if output.exists():
            output.rename(former)
        try:
            beside.rename(output)
        except OSError:
            if former.exists():
                former.rename(output)
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)
