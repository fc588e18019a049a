"""What was made once is kept by a hash of what it was made of, and of the code that made it."""

from __future__ import annotations

import hashlib
import inspect
import os
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

Given = ParamSpec("Given")


def kept(
    folder: Path, make: Callable[Given, bytes], *given: Given.args, **named: Given.kwargs
) -> bytes:
    """Give what `make` makes of what is given, from the folder if it has been made before.

    What is given must tell all that it is by its repr, as dataclasses and models of text do.
    """
    code = inspect.getsource(inspect.getmodule(make) or make)
    said = repr([make.__qualname__, code, given, named])
    path = folder / f"{hashlib.sha256(said.encode()).hexdigest()[:32]}.kept"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}.tmp")
        beside.write_bytes(make(*given, **named))
        beside.replace(path)
    return path.read_bytes()
