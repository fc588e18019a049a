"""Build beside, then swap: the site that is up is whole until a new one is whole.

A change of few files is moved into the site instead, what is new before what leads to it is gone.
It is decided on by giving its folder another name: whoever finds such a folder, after a kill,
carries it out.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from insyn.incremental.output import Before, Output

MARK = "sitemap.xml"  # what a built site always has
NEW, FORMER, CHANGE = "ny", "gammal", "byte"
REMOVED = ".borttaget.json"  # in a change: the files that it takes away
FEW = 100  # files; to move so many takes 6 ms


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
def releasing(place: Path, before: Before | None = None) -> Iterator[Output]:
    """Give the output of a site; when the block ends well, it lies at `place`.

    `before` is what lies there of it. When the block raises, `place` is left as it was, and what
    was made is thrown away.
    """
    output = _begun(place, before or Before())
    beside = output.beside
    try:
        yield output
        _let_read(beside)
        if not output.changed and not output.removed:
            return
        if _is_few(output):
            (beside / REMOVED).write_text(json.dumps(output.removed), encoding="utf-8")
            _carry_out(beside.rename(_beside(place, CHANGE)), place)
        else:
            for path in output.digests.keys() - output.changed:
                link(place / path, beside / path)
            _swap(beside, place)
            output.is_moved = True
    finally:
        for kind in (NEW, FORMER, CHANGE):
            shutil.rmtree(_beside(place, kind), ignore_errors=True)


@contextmanager
def replacing(place: Path) -> Iterator[Output]:
    """Give an output whose files take the place of those at `place`, where all else stays."""
    output = _begun(place, Before())
    try:
        yield output
        _let_read(output.beside)
        _move_in(output.beside, place)
    finally:
        shutil.rmtree(output.beside, ignore_errors=True)


def _begun(place: Path, before: Before) -> Output:
    """Begin an output, in an empty folder beside its place."""
    beside = _beside(place, NEW)
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    return Output(place, beside, before)


def _is_few(output: Output) -> bool:
    """Whether few files differ, and no file takes a folder's place or the other way round."""
    touched = [*output.changed, *output.removed]
    folders = {folder.as_posix() for path in touched for folder in PurePosixPath(path).parents}
    return len(touched) <= FEW < len(output.digests) and folders.isdisjoint(touched)


def recover(place: Path) -> None:
    """Mend what builds left that were killed.

    A change that was decided on is carried out, a site that had been moved away is put back, and
    what was never whole is thrown away.
    """
    for left in sorted(place.parent.glob(f".{place.name}.*")):
        found = re.fullmatch(
            rf"\.(\d+)\.({NEW}|{FORMER}|{CHANGE})", left.name.removeprefix(f".{place.name}")
        )
        if not found or (int(found[1]) != os.getpid() and is_running(int(found[1]))):
            continue
        if found[2] == CHANGE and place.exists():
            _carry_out(left, place)
        if found[2] == FORMER and not place.exists():
            left.rename(place)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _carry_out(change: Path, place: Path) -> None:
    """Move the files of a change into a site; what has been moved already is there."""
    removed = json.loads((change / REMOVED).read_text(encoding="utf-8"))
    _move_in(change, place)
    for name in removed:
        (place / name).unlink(missing_ok=True)
        for folder in (place / name).parents:
            if folder == place:
                break
            with suppress(OSError):
                folder.rmdir()


def _move_in(folder: Path, place: Path) -> None:
    """Move files into a site, what pages lead to before the pages."""
    for path in sorted(folder.rglob("*"), key=lambda path: (path.suffix == ".html", path)):
        target = place / path.relative_to(folder)
        if path.is_dir():
            target.mkdir(mode=0o755, exist_ok=True)
        elif path.name != REMOVED:
            path.replace(target)


def link(old: Path, new: Path) -> None:
    """Let a file stand in two places; copied where there can be no links."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


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
