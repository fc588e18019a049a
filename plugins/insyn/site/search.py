"""The search index: what readers may seek on the pages that are written, made by Pagefind.

A page is indexed when its template says so (`data-pagefind-body`). One index in Swedish holds all
pages, those in other languages too: a reader seeks in one place. No template may use Pagefind's
filters: it writes them in an order of their own every time, and a site is the same bytes as often
as it is built.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from pathlib import Path

from pagefind_bin import get_executable

from insyn.incremental.store import Store
from insyn.keeping import digest, fingerprint
from insyn.problems import Problem, ProblemsFound

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


def index_site(output: Path, store: Store) -> None:
    """Put the index of the written pages into the site; made only when they have changed.

    Raises ProblemsFound when Pagefind fails.
    """
    program = _program()
    made = store.kept("search", _key(output, program), lambda: _made(output, program))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        packed.extractall(output / FOLDER)


def _program() -> Path:
    """Find the binary that the Python package carries."""
    try:
        return Path(get_executable())
    except FileNotFoundError as missing:
        raise _failed(str(missing)) from missing


def _key(output: Path, program: Path) -> str:
    """Name the index by all that it depends on: the program, this module and the pages."""
    said = [digest(program), digest(Path(__file__))]
    for path in sorted(output.rglob("*.html")):
        if INDEXED in path.read_bytes():
            said += [path.relative_to(output).as_posix(), digest(path)]
    return fingerprint("\n".join(said))


def _made(output: Path, program: Path) -> bytes:
    """Run Pagefind over the site, and pack what is used of what it makes."""
    with tempfile.TemporaryDirectory() as made:
        command = [str(program), "--site", str(output), "--output-path", made]
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
            for path in sorted(path for pattern in USED for path in Path(made).glob(pattern)):
                archive.write(path, path.relative_to(made))
    return packed.getvalue()


def _failed(said: str) -> ProblemsFound:
    message = f"Pagefind kunde inte göra sökregistret: {' '.join(said.split())}"
    return ProblemsFound([Problem("requirements.txt", 1, message, "build")])
