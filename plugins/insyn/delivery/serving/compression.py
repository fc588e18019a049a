"""Each file that gets smaller is compressed once by the build, so that no server has to.

The compressed files lie beside their originals, where nginx and Caddy look for them, and are kept
by a hash of what is in them: only what has changed is compressed again.
"""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from insyn.delivery.serving.media_types import media_type
from insyn.incremental.output import Output
from insyn.incremental.store import Store
from insyn.keeping import digest

ENDINGS = (".br", ".gz", ".zst")
# Level 19 takes twice the time for 0.6 % of the size; above it the window is larger than the 8 MB
# that browsers must accept (RFC 9659).
ZSTANDARD = 17
# Brotli's best, but for what is large, such as feeds: there its 10 takes a third of the time for
# 2.7 % more, and each edit 0.25 s less.
BROTLI, BROTLI_OF_LARGE, LARGE = 11, 10, 50_000  # bytes
_TEXT = re.compile(r"text/.*|.*[/+](json|xml)")

Compressor = Callable[[bytes], bytes]


def is_compressible(path: str) -> bool:
    """Whether a file of the site, by its path from the root, is text of some kind."""
    return bool(_TEXT.fullmatch(media_type(path).partition(";")[0]))


def precompress(
    output: Output, store: Store, before: Mapping[str, tuple[str, ...]], paths: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Put `.br`, `.gz` and `.zst` beside those of some files that are texts, where smaller.

    Gives the endings that each text has, which the next build gets as `before`: what hasn't
    changed is kept unread.
    """
    made: dict[str, tuple[str, ...]] = {}
    by_content: dict[bytes, list[str]] = {}
    for path in sorted(path for path in paths if path in before or is_compressible(path)):
        twins = [f"{path}{ending}" for ending in before.get(path, ())]
        kept = path in before and path not in output.changed
        if kept and all(map(output.can_keep, twins)):
            made[path] = before[path]
            for twin in twins:
                output.keep(twin)
        else:
            by_content.setdefault(output.digests[path], []).append(path)
    code, compress = digest(Path(__file__)), compressors()

    def work(same: tuple[bytes, list[str]]) -> dict[str, bytes]:
        content = output.where(same[1][0]).read_bytes()
        found = {}
        for ending in ENDINGS:
            name = f"{code}{same[0].hex()}{ending}"
            small = store.kept("compressed", name, partial(compress[ending], content))
            if len(small) < len(content):
                found[ending] = small
        return found

    with ThreadPoolExecutor(os.cpu_count()) as pool:  # compressing leaves Python to others
        for same, found in zip(
            by_content.values(), pool.map(work, by_content.items()), strict=True
        ):
            for path in same:
                made[path] = tuple(found)
                for ending, small in found.items():
                    _write_beside(output, path, ending, small)
    return made


def _write_beside(output: Output, path: str, ending: str, small: bytes) -> None:
    """Write a compressed file, as old as its original.

    Servers make an ETag of time and size, which must not be those of another release's file.
    """
    beside = f"{path}{ending}"
    output.write(beside, small)
    if beside in output.changed:
        made = output.where(path).stat().st_mtime_ns
        os.utime(output.where(beside), ns=(made, made))


def compressors() -> Mapping[str, Compressor]:
    """Give what compresses, by ending, each as hard as readers' browsers can take."""
    import brotli
    import zstandard

    def zstd(content: bytes) -> bytes:
        return zstandard.ZstdCompressor(level=ZSTANDARD).compress(content)  # of one thread alone

    def br(content: bytes) -> bytes:
        level = BROTLI if len(content) < LARGE else BROTLI_OF_LARGE
        packed: bytes = brotli.compress(content, quality=level)
        return packed

    return {
        ".br": br,
        ".gz": partial(gzip.compress, compresslevel=9, mtime=0),
        ".zst": zstd,
    }
