"""The search index: what readers may seek on the pages that are written, made by Pagefind.

A page is indexed when its template says so (`data-pagefind-body`). One index in Swedish holds all
pages, those in other languages too: a reader seeks in one place. No template may use Pagefind's
filters: it writes them in an order of their own every time, and a site is the same bytes as often
as it is built.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from pagefind_bin import get_executable

from insyn.incremental.output import Output
from insyn.incremental.stamps import stamps
from insyn.incremental.store import Store
from insyn.keeping import digest, fingerprint
from insyn.problems import Problem, ProblemsFound
from insyn.publishing.release import link

FOLDER = "pagefind"
INDEXED = b"data-pagefind-body"
# Of what Pagefind writes; its own user interfaces, worker and other languages are left out.
USED = (
    *("pagefind.js", "pagefind-entry.json", "wasm.sv.pagefind", "*.pf_meta"),
    *("fragment/*", "index/*"),
)
# A result shows its title and date by themselves, so its excerpt needn't begin with them; and of
# a figure its words are sought, not its table or its files.
SAID_ELSEWHERE = (
    "h1, .post__week, .post__byline, .figure .scroll, .figure__key, .figure__reader, "
    ".figure__table, .figure__source, .figure__files"
)


def index_site(output: Output, store: Store, before: Mapping[str, bool]) -> dict[str, bool]:
    """Put the index of the written pages into the site; made only when they have changed.

    Gives of each page whether it is indexed, which the next build gets as `before`. Raises
    ProblemsFound when Pagefind fails.
    """
    indexed = {
        path: before[path]
        if path in before and path not in output.changed
        else INDEXED in output.where(path).read_bytes()
        for path in output.digests
        if path.endswith(".html")
    }
    pages = sorted(path for path, is_indexed in indexed.items() if is_indexed)
    program = _program()
    said = [digest(program), digest(Path(__file__))]
    said += [f"{path} {output.digests[path].hex()}" for path in pages]
    packed = store.kept(
        "search", fingerprint("\n".join(said)), lambda: _made(output, pages, program)
    )
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for name in archive.namelist():
            output.write(f"{FOLDER}/{name}", archive.read(name))
    return indexed


def keep_index(output: Output, _: Store, before: Mapping[str, bool]) -> dict[str, bool]:
    """Leave the index as it is, where there is one, until the next time.

    Pagefind reads all pages for one that has changed: 1.45 s for 1,000.
    """
    for path in output.before.digests:
        if path.startswith(f"{FOLDER}/"):
            output.keep(path)
    return {path: is_indexed for path, is_indexed in before.items() if path not in output.changed}


def _program() -> Path:
    """Find the binary that the Python package carries."""
    try:
        return Path(get_executable())
    except FileNotFoundError as missing:
        raise _failed(str(missing)) from missing


def _made(output: Output, pages: Iterable[str], program: Path) -> bytes:
    """Run Pagefind over the pages, and pack what is used of what it makes."""
    site = output.place.with_name(f".{output.place.name}.sok")
    try:
        _gather(output, pages, site)
    except OSError:  # a file stands where a folder is to be, or the other way round
        shutil.rmtree(site)
        _gather(output, pages, site)
    with tempfile.TemporaryDirectory() as made:
        command = [str(program), "--site", str(site), "--output-path", made]
        done = subprocess.run(  # noqa: S603  (the program of our own environment)
            [*command, "--force-language=sv", f"--exclude-selectors={SAID_ELSEWHERE}", "--silent"],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode or not Path(made, "pagefind-entry.json").is_file():
            raise _failed(done.stderr or done.stdout)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for file in sorted(file for pattern in USED for file in Path(made).glob(pattern)):
                archive.write(file, file.relative_to(made))
    return packed.getvalue()


def _gather(output: Output, pages: Iterable[str], folder: Path) -> None:
    """Let just these pages stand in a folder, which is kept for the next time.

    At 1,000 pages it takes 0.02 s instead of 0.8 for copies that are thrown away.
    """
    there = stamps(folder)
    for path in pages:
        page = output.where(path)
        said = page.stat()
        if there.pop(path, (0, 0))[:2] != (said.st_size, said.st_mtime_ns):
            (folder / path).unlink(missing_ok=True)
            link(page, folder / path)
    for path in there:
        (folder / path).unlink()


def _failed(said: str) -> ProblemsFound:
    message = f"Pagefind kunde inte göra sökregistret: {' '.join(said.split())}"
    return ProblemsFound([Problem("requirements.txt", 1, message, "build")])
