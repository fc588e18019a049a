"""What was made once is kept by a hash of what it was made of, and of the code that made it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

from insyn.keeping import fingerprint, write_whole

Given = ParamSpec("Given")


def kept(
    folder: Path, make: Callable[Given, bytes], *given: Given.args, **named: Given.kwargs
) -> bytes:
    """Give what `make` makes of what is given, from the folder if it has been made before.

    What is given must tell all that it is by its repr, as dataclasses and models of text do.
    """
    code = inspect.getsource(inspect.getmodule(make) or make)
    said = repr([make.__qualname__, code, given, named])
    path = folder / f"{fingerprint(said)}.kept"
    if not path.is_file():
        write_whole(path, make(*given, **named))
    return path.read_bytes()
