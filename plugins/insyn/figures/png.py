"""PNGs made of SVGs, and kept by what they are made of."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from insyn.incremental.store import Store
from insyn.keeping import code_digest, fingerprint

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Pngs:
    """The PNGs that are kept. vl-convert is imported only when one must be made."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def get(self, svg: str, scale: int = 1) -> bytes:
        """Give an SVG as a PNG of `scale` times its size; made when it isn't kept."""
        key = fingerprint(f"{self._made_by} {scale} {svg}")
        return self.store.kept("png", key, lambda: _drawn(svg, scale))

    @cached_property
    def _made_by(self) -> str:
        return f"{code_digest([Path(__file__)])} {version('vl-convert-python')}"


def _drawn(svg: str, scale: int) -> bytes:
    import vl_convert

    return packed(vl_convert.svg_to_png(svg, scale=scale))


def packed(png: bytes) -> bytes:
    """Give the same PNG, packed as small as zlib can: vl-convert packs for speed."""
    chunks = list(_chunks(png))
    image = b"".join(content for kind, content in chunks if kind == b"IDAT")
    smaller = zlib.compress(zlib.decompress(image), level=9)
    kept = [(kind, content) for kind, content in chunks if kind not in {b"IDAT", b"IEND"}]
    kept += [(b"IDAT", smaller), (b"IEND", b"")]
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in kept
    )


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind and the content of each part of a PNG."""
    place = len(_SIGNATURE)
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += 12 + length  # its length, its kind and its check sum take four bytes each
