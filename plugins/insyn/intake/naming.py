"""What columns are called: lower case, a–z, digits and underscores, no name twice."""

from __future__ import annotations

from collections.abc import Collection

from insyn import swedish


def column_name(text: str) -> str:
    """Make a name of a header or a code; "" where nothing is left of it."""
    return swedish.slug(text).replace("-", "_")


def untaken(name: str, taken: Collection[str]) -> str:
    """Number a name that is taken: kon, kon_2."""
    choices = (name, *(f"{name}_{number}" for number in range(2, len(taken) + 3)))
    return next(choice for choice in choices if choice not in taken)
