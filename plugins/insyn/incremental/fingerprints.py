"""What a value says, in few bytes: two values with one fingerprint may stand for each other.

What is told by something shorter than its value has a property `told`, such as a dataset, or is
told by what `short` is registered for. A function is told by its name: it asks for what it depends
on. What can't be told is refused, so that nothing is ever taken for unchanged by mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta, tzinfo
from decimal import Decimal
from enum import Enum
from functools import singledispatch
from hashlib import blake2b
from pathlib import PurePath
from types import BuiltinFunctionType, FunctionType

from pydantic import BaseModel

_PLAIN = (
    *(str, bytes, int, float, bool, type(None), Decimal, date, time, timedelta, tzinfo),
    *(PurePath, Enum, range),
)


@singledispatch
def short(value: object) -> object:
    """Say what stands for a value of somebody else's class; NotImplemented where nothing does."""
    return getattr(value, "told", NotImplemented)


def fingerprint_of(value: object) -> bytes:
    """Give a digest (16 bytes) of all that a value says; raise TypeError when it can't be told."""
    found = blake2b(digest_size=16)
    for part in _parts(value):
        found.update(part.encode("utf-8", "surrogatepass"))
    return found.digest()


def _parts(value: object) -> Iterator[str]:  # noqa: C901  (a table of kinds)
    kind = type(value)
    if isinstance(value, _PLAIN):
        yield f"{kind.__name__}:{value!r};"
    elif isinstance(value, Mapping):
        yield f"{kind.__name__}{{"
        for key, inner in value.items():
            yield from _parts(key)
            yield from _parts(inner)
        yield "}"
    elif isinstance(value, list | tuple):
        yield f"{kind.__name__}["
        for inner in value:
            yield from _parts(inner)
        yield "]"
    elif isinstance(value, AbstractSet):
        yield f"{kind.__name__}({sorted(map(repr, value))})"
    elif (told := short(value)) is not NotImplemented:
        yield f"{kind.__name__}="
        yield from _parts(told)
    elif is_dataclass(value):
        yield f"{kind.__qualname__}("
        for field in fields(value):
            yield from _parts(getattr(value, field.name))
        yield ")"
    elif isinstance(value, BaseModel):
        yield f"{kind.__qualname__}<{value!r}>"
    elif isinstance(value, type | FunctionType | BuiltinFunctionType):
        yield f"{value.__module__}.{value.__qualname__};"
    else:
        raise TypeError(f"{kind.__qualname__} says nothing of what it holds")
