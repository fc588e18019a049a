"""Values as bytes and back, with references to what is there anyway, such as datasets."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar


def pack(value: object, known: Mapping[int, object] | None = None) -> bytes:
    """Write a value; an object whose `id` is `known` is written as the reference given for it."""
    written = io.BytesIO()
    _Pickler(written, known or {}).dump(value)
    return written.getvalue()


def unpack(packed: bytes, find: Callable[[Any], object] | None = None) -> Any:
    """Read a value that `pack` wrote; `find` gives what a reference stands for."""
    return _Unpickler(io.BytesIO(packed), find).load()


def _mapping(value: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return _read_only, (dict(value),)


def _read_only(value: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(value)


class _Pickler(pickle.Pickler):
    dispatch_table: ClassVar = {MappingProxyType: _mapping}  # type: ignore[misc]

    def __init__(self, written: io.BytesIO, known: Mapping[int, object]) -> None:
        super().__init__(written, pickle.HIGHEST_PROTOCOL)
        self.known = known

    def persistent_id(self, obj: object) -> object:
        return self.known.get(id(obj))


class _Unpickler(pickle.Unpickler):
    def __init__(self, packed: io.BytesIO, find: Callable[[Any], object] | None) -> None:
        super().__init__(packed)
        self.find = find

    def persistent_load(self, pid: Any) -> object:
        assert self.find
        return self.find(pid)
