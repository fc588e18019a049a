"""Each file that gets smaller is compressed once by the build, so that no server has to.

The compressed files lie beside their originals, where nginx and Caddy look for them, and are kept
by a hash of what is in them: only what has changed is compressed again.
"""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from insyn.delivery.serving.media_types import media_type
from insyn.incremental.store import Store
from insyn.keeping import digest, fingerprint

ENDINGS = (".br", ".gz", ".zst")
# Level 19 takes twice the time for 0.6 % of the size; above it the window is larger than the 8 MB
# that browsers must accept (RFC 9659). Brotli stays at its best: its 10 takes a third of the time,
# and 2.3 % more room.
ZSTANDARD = 17
_TEXT = re.compile(r"text/.*|.*[/+](json|xml)")

Compressor = Callable[[bytes], bytes]


def is_compressible(path: str) -> bool:
    """Whether a file of the site, by its path from the root, is text of some kind."""
    return bool(_TEXT.fullmatch(media_type(path).partition(";")[0]))


def precompress(site: Path, store: Store) -> None:
    """Put `.br`, `.gz` and `.zst` beside each text of a site, where they are smaller."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    by_content: dict[str, list[Path]] = {}
    for name in sorted(filter(is_compressible, found)):
        by_content.setdefault(digest(site / name), []).append(site / name)
    code, compress = digest(Path(__file__)), compressors()

    def work(same: tuple[str, list[Path]]) -> None:
        name, paths = fingerprint(code + same[0]), same[1]
        content = paths[0].read_bytes()
        for ending in ENDINGS:
            small = store.kept("compressed", name + ending, partial(compress[ending], content))
            if len(small) < len(content):
                for path in paths:
                    _write_beside(path, ending, small)

    with ThreadPoolExecutor(os.cpu_count()) as pool:  # compressing leaves Python to others
        for _ in pool.map(work, by_content.items()):
            pass


def _write_beside(path: Path, ending: str, small: bytes) -> None:
    """Write a compressed file, as old as its original.

    Servers make an ETag of time and size, which must not be those of another release's file.
    """
    made = path.stat().st_mtime_ns
    beside = path.with_name(path.name + ending)
    beside.write_bytes(small)
    os.utime(beside, ns=(made, made))


def compressors() -> Mapping[str, Compressor]:
    """Give what compresses, by ending, each as hard as readers' browsers can take."""
    import brotli
    import zstandard

    def zstd(content: bytes) -> bytes:
        return zstandard.ZstdCompressor(level=ZSTANDARD).compress(content)  # of one thread alone

    return {
        ".br": brotli.compress,  # its best, 11, is what it does if nothing is said
        ".gz": partial(gzip.compress, compresslevel=9, mtime=0),
        ".zst": zstd,
    }
