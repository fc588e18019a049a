"""Build beside, then swap: the site that is up is whole until a new one is whole."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MARK = "sitemap.xml"  # what a built site always has
NEW, FORMER = "ny", "gammal"


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
    recover(output)
    beside = _beside(output, NEW)
    output.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    try:
        yield beside
        _let_read(beside)
        _swap(beside, output)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(_beside(output, FORMER), ignore_errors=True)


def recover(output: Path) -> None:
    """Clear what builds left that were killed; put back a site that one of them had moved away."""
    for left in sorted(output.parent.glob(f".{output.name}.*")):
        found = re.fullmatch(
            rf"\.(\d+)\.({NEW}|{FORMER})", left.name.removeprefix(f".{output.name}")
        )
        if not found or (int(found[1]) != os.getpid() and is_running(int(found[1]))):
            continue
        if found[2] == FORMER and not output.exists():
            left.rename(output)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _beside(output: Path, kind: str) -> Path:
    return output.with_name(f".{output.name}.{os.getpid()}.{kind}")


def _swap(beside: Path, output: Path) -> None:
    """Let two folders change names, in one step where the system can; the old one ends beside."""
    if not output.exists():
        beside.rename(output)
        return
    if _exchanged(beside, output):
        return
    former = _beside(output, FORMER)
    output.rename(former)
    try:
        beside.rename(output)
    except OSError:
        former.rename(output)
        raise


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system can't (renameat2 is Linux's own)."""
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    if sys.platform != "linux":
        return False
    with suppress(AttributeError, OSError):
        done: int = ctypes.CDLL(None).renameat2(
            here, os.fsencode(one), here, os.fsencode(other), exchange
        )
        return done == 0
    return False


def is_running(process: int) -> bool:
    """Whether there is a process with a number."""
    if os.name == "nt":
        return True  # there, to ask is to end it
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return True


def _let_read(folder: Path) -> None:
    """Let everyone read what is to be published, whatever the umask of whoever builds it."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
