"""Build beside, then swap: the site that is up is whole until a new one is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = "sitemap.xml"  # what a built site always has


def output_problem(output: Path, root: Path) -> str:
    """Say why a site must not be built at `output`; an empty string when it may.

    Building replaces the whole folder, so it must be empty, or hold a site that was built before.
    """
    output, root = output.resolve(), root.resolve()
    if root.is_relative_to(output):
        return "Mappen innehåller själva projektet. Välj en annan mapp."
    if output.exists() and not output.is_dir():
        return "Det finns en fil med det namnet. Välj en mapp."
    if output.exists() and any(output.iterdir()) and not (output / MARK).is_file():
        return "Mappen innehåller annat än en webbplats. Välj en tom mapp."
    return ""


@contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """Give an empty folder beside `output`; when the block ends well, it becomes `output`.

    When the block raises, `output` is left as it was, and what was made is thrown away.
    """
    beside = output.with_name(f".{output.name}.{os.getpid()}.ny")
    former = output.with_name(f".{output.name}.{os.getpid()}.gammal")
    output.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    try:
        yield beside
        _let_read(beside)
        if output.exists():
            output.rename(former)
        try:
            beside.rename(output)
        except OSError:
            if former.exists():
                former.rename(output)
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)


def _let_read(folder: Path) -> None:
    """Let everyone read what is to be published, whatever the umask of whoever builds it."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
