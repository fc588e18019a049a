"""The search index: what readers may seek on the pages that are written, made by Pagefind.

A page is indexed when its template says so (`data-pagefind-body`). One index in Swedish holds all
pages, those in other languages too: a reader seeks in one place. No template may use Pagefind's
filters: it writes them in an order of their own every time, and a site is the same bytes as often
as it is built.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from insyn.incremental.output import Output
from insyn.incremental.store import Store
from insyn.keeping import code_digest, digest, fingerprint
from insyn.site import pagefind

FOLDER = "pagefind"
INDEXED = b"data-pagefind-body"


@contextmanager
def indexing(
    output: Output, store: Store, before: Mapping[str, bool]
) -> Iterator[Callable[[], dict[str, bool]]]:
    """Index the written pages while the block does something else; only if they have changed.

    What it gives puts the index into the site, and tells of each page whether it is indexed, which
    the next build gets as `before`; it raises ProblemsFound when Pagefind fails.
    """
    indexed = {
        path: before[path]
        if path in before and path not in output.changed
        else INDEXED in output.where(path).read_bytes()
        for path in output.digests
        if path.endswith(".html")
    }
    pages = sorted(path for path, is_indexed in indexed.items() if is_indexed)
    program = pagefind.program()
    code = code_digest([Path(__file__), Path(pagefind.__file__)])
    said = [digest(program), code]
    key = fingerprint(
        "\n".join([*said, *(f"{path} {output.digests[path].hex()}" for path in pages)])
    )
    packed = store.get("search", key)
    running = pagefind.Pagefind(output, pages, program, store) if packed is None else None

    def finish() -> dict[str, bool]:
        made = packed if running is None else running.packed()
        assert made
        if running:
            store.put("search", key, made)
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            for name in archive.namelist():
                output.write(f"{FOLDER}/{name}", archive.read(name))
        return indexed

    try:
        yield finish
    finally:
        if running:
            running.end()


@contextmanager
def keeping(
    output: Output, _: Store, before: Mapping[str, bool]
) -> Iterator[Callable[[], dict[str, bool]]]:
    """Leave the index as it is, where there is one, until the next time.

    Pagefind reads all pages for one that has changed: 1.0 s for 1,000.
    """
    for path in output.before.digests:
        if path.startswith(f"{FOLDER}/"):
            output.keep(path)
    yield lambda: {
        path: is_indexed for path, is_indexed in before.items() if path not in output.changed
    }
