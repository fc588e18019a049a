"""What lies compressed beside a site's files is those files, made once and the same every time."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
import zstandard

from building import laid_out
from insyn.delivery.serving import compression
from insyn.delivery.serving.compression import ENDINGS, LARGE, is_compressible, precompress
from insyn.incremental.store import Store

UNPACK: dict[str, Callable[[bytes], bytes]] = {
    ".br": brotli.decompress,
    ".gz": gzip.decompress,
    ".zst": zstandard.decompress,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small site: one page, the same once more, a file that can't be smaller, a picture."""
    site = tmp_path / "ut"
    site.mkdir()
    for name in ("index.html", "annan.html"):
        (site / name).write_text("<p>Underskott</p>\n" * 100, encoding="utf-8")
    (site / "robots.txt").write_text("A", encoding="utf-8")
    (site / "kort.png").write_bytes(b"\x89PNG" + bytes(1000))
    return site


def beside(site: Path) -> dict[str, bytes]:
    found = (path for path in site.rglob("*") if path.suffix in ENDINGS)
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def test_a_compressed_file_is_its_original_and_smaller(site: Path) -> None:
    """Nothing is compressed that isn't there by itself, so what is in one form is in all."""
    found = [path for path in site.rglob("*") if path.suffix in ENDINGS]
    assert len(found) > 3 * len(list(site.rglob("*.html")))
    for path in found:
        plain = path.with_suffix("").read_bytes()
        assert UNPACK[path.suffix](path.read_bytes()) == plain
        assert path.stat().st_size < len(plain)
        assert path.stat().st_mtime_ns == path.with_suffix("").stat().st_mtime_ns


def compress(folder: Path, store: Store) -> None:
    output = laid_out(folder)
    precompress(output, store, {}, [*output.digests])


def test_only_what_gets_smaller_is_compressed(folder: Path, store: Store) -> None:
    """Neither a picture nor a text of one letter."""
    compress(folder, store)
    names = {f"{name}{ending}" for name in ("index.html", "annan.html") for ending in ENDINGS}
    assert set(beside(folder)) == names
    assert not any(is_compressible(name) for name in ("a.xlsx", "a.png", "pagefind/x.pf_meta"))
    assert all(is_compressible(name) for name in ("a.svg", "flode.json", "datasets/dcat", "a.ics"))


def test_only_what_has_changed_is_compressed_again(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time nothing is; the same content is, however often it stands, once."""
    runs: list[str] = []
    known = compression.compressors()

    def counted(ending: str) -> Callable[[bytes], bytes]:
        def run(content: bytes) -> bytes:
            runs.append(ending)
            return known[ending](content)

        return run

    monkeypatch.setattr(
        compression, "compressors", lambda: {ending: counted(ending) for ending in ENDINGS}
    )
    compress(folder, store)
    first, made = beside(folder), len(runs)
    assert made == 2 * len(ENDINGS)  # the page, and the text of one letter
    for path in folder.iterdir():
        if path.suffix in ENDINGS:
            path.unlink()
    compress(folder, store)
    assert len(runs) == made
    assert beside(folder) == first


def test_compressing_anew_gives_the_same_bytes(folder: Path, store: Store, tmp_path: Path) -> None:
    """No clock and no name of a file is in what is compressed."""
    compress(folder, store)
    first = beside(folder)
    for path in folder.iterdir():
        if path.suffix in ENDINGS:
            path.unlink()
        else:
            os.utime(path, (1, 1))
    with Store(tmp_path / "annat.sqlite") as other:
        compress(folder, other)
    assert beside(folder) == first


@pytest.mark.parametrize("size", [LARGE - 1, LARGE])
def test_what_is_large_is_packed_at_the_second_best(size: int) -> None:
    """Brotli's level 11 up to a size, and 10 from there on."""
    content = "".join(f"{number:x} " for number in range(size)).encode()[:size]
    levels = {level: brotli.compress(content, quality=level) for level in (10, 11)}
    assert levels[10] != levels[11]
    assert compression.compressors()[".br"](content) == levels[10 if size == LARGE else 11]


def test_browsers_can_take_zstandards_window() -> None:
    """RFC 9659: a frame may ask for at most 8 MB, which a level above 19 doesn't keep to."""
    content = os.urandom(1000) * 20_000
    frame = zstandard.get_frame_parameters(compression.compressors()[".zst"](content))
    assert frame.window_size <= 8 * 1024 * 1024
