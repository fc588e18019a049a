"""What a value says, in few bytes: two values with one fingerprint may stand for each other.

What is told by something shorter than its value has a property `told`, such as a dataset, or is
told by what `short` is registered for. A function is told by its name: it asks for what it depends
on. What can't be told is refused, so that nothing is ever taken for unchanged by mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    said: list[str] = []
    _tell(value, said.append)
    return blake2b("".join(said).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _tell(value: object, say: Callable[[str], None]) -> None:  # noqa: C901  (a table of kinds)
    kind = type(value)
    if isinstance(value, _PLAIN):
        say(f"{kind.__name__}:{value!r};")
    elif isinstance(value, Mapping):
        say(f"{kind.__name__}{{")
        for key, inner in value.items():
            _tell(key, say)
            _tell(inner, say)
        say("}")
    elif isinstance(value, list | tuple):
        say(f"{kind.__name__}[")
        for inner in value:
            _tell(inner, say)
        say("]")
    elif isinstance(value, AbstractSet):
        say(f"{kind.__name__}({sorted(map(repr, value))})")
    elif (told := short(value)) is not NotImplemented:
        say(f"{kind.__name__}=")
        _tell(told, say)
    elif is_dataclass(value):
        say(f"{kind.__qualname__}(")
        for field in fields(value):
            _tell(getattr(value, field.name), say)
        say(")")
    elif isinstance(value, BaseModel):
        say(f"{kind.__qualname__}<{value!r}>")
    elif isinstance(value, type | FunctionType | BuiltinFunctionType):
        say(f"{value.__module__}.{value.__qualname__};")
    else:
        raise TypeError(f"{kind.__qualname__} says nothing of what it holds")
