"""Telling of files that are saved, within some fifteen thousandths of a second."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path

FOLDERS = ("content", "data", "charts", "theme", "plugins")
CONFS = ("pelicanconf.py", "publishconf.py")
# Milliseconds. Watchfiles looks every STEP, and tells when nothing has come since it last looked.
STEP, LONGEST = 10, 1000
# What editors put beside a file while they save it: hidden files, Vim's trial, Emacs' own copy.
BESIDE = r"^\.|^4913$|^#.*#$"


def watch_site(root: Path, tell: Callable[[frozenset[str]], None]) -> None:
    """Tell of what is saved, by paths from the root, from now on and in threads of its own.

    The settings are watched by their folder: an editor that swaps a new file in would take a
    watched one away, and a folder may come later.
    """
    from watchfiles import Change, DefaultFilter, watch  # the builder has no use for it

    moved = threading.Event()
    known = DefaultFilter(ignore_entity_patterns=(*DefaultFilter.ignore_entity_patterns, BESIDE))

    def of_root() -> None:
        for changes in watch(root, recursive=False, step=STEP, debounce=LONGEST, watch_filter=None):
            names = {Path(path).name: change for change, path in changes}
            if saved := frozenset(names) & {*CONFS}:
                tell(saved)
            if frozenset(names) & {*FOLDERS} and set(names.values()) != {Change.modified}:
                moved.set()

    def of_folders() -> None:
        while True:
            moved.clear()
            there = [root / name for name in FOLDERS if (root / name).is_dir()]
            if not there:
                moved.wait()
                continue
            for changes in watch(
                *there, step=STEP, debounce=LONGEST, watch_filter=known, stop_event=moved
            ):
                tell(frozenset(Path(path).relative_to(root).as_posix() for _, path in changes))
            tell(frozenset(FOLDERS))  # what came or went while nobody looked

    for look in (of_root, of_folders):
        threading.Thread(target=look, daemon=True).start()


def is_text(path: str) -> bool:
    """Whether a file is a text, whose page may be shown by itself."""
    return path.startswith("content/") and path.endswith(".md")


def is_code(path: str) -> bool:
    """Whether Python must be started anew when a file has changed."""
    return path in CONFS or bool(re.match(r"(plugins|charts)/.*\.py$", path))
