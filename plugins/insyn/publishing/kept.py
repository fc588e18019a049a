"""What was made once is kept by a hash of what it was made of, and of the code that made it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import ParamSpec

from insyn.incremental.store import Store
from insyn.keeping import fingerprint

Given = ParamSpec("Given")


def kept(
    store: Store, make: Callable[Given, bytes], *given: Given.args, **named: Given.kwargs
) -> bytes:
    """Give what `make` makes of what is given, if it isn't kept.

    What is given must tell all that it is by its repr, as dataclasses and models of text do.
    """
    code = inspect.getsource(inspect.getmodule(make) or make)
    said = repr([make.__qualname__, code, given, named])
    return store.kept("made", fingerprint(said), lambda: make(*given, **named))
