"""What the last build at a place left for the next: its files, its units, and what was read of it.

It is trusted only for what hasn't been touched since: a file by its stamp, all else by the key,
which says what a build depends on as a whole.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from insyn.incremental.output import Before, Output
from insyn.incremental.stamps import Stamp, stamp, stamps
from insyn.incremental.store import Store
from insyn.incremental.units import State

KIND = "left"


@dataclass
class Left:
    """What a build with the key `key` left: `files` with their digests and stamps, and its state.

    `notes` are what parts of the build want to know of the files the next time, by their names.
    """

    key: str = ""
    files: dict[str, tuple[bytes, Stamp]] = field(default_factory=dict)
    state: State = field(default_factory=State)
    notes: dict[str, Any] = field(default_factory=dict)


def read_left(store: Store, place: Path, key: str) -> tuple[Left, Before]:
    """Give what was left at a place by a build with this key, and what lies there of it."""
    there = stamps(place)
    found = store.get(KIND, str(place))
    left = pickle.loads(found) if found else Left()  # noqa: S301  (our own, with its sum)
    if left.key != key:
        left = Left(key)
    digests = {
        path: digest
        for path, (digest, known) in left.files.items()
        if path in there and _same(there[path], known)
    }
    return left, Before(there.keys(), digests)


def _same(one: Stamp, other: Stamp) -> bool:
    """Whether a file is the same; links to it, as in releases, change the time of its inode."""
    return (*one[:2], one[3]) == (*other[:2], other[3])


def leave(store: Store, place: Path, left: Left, output: Output) -> None:
    """Keep what a build leaves, once its output lies at its place."""
    if output.is_moved:
        now = stamps(place)
    else:
        now = {path: known for path, (_, known) in left.files.items()}
        now |= {path: stamp(place / path) for path in output.changed}
    left.files = {path: (digest, now[path]) for path, digest in output.digests.items()}
    store.put(KIND, str(place), pickle.dumps(left, pickle.HIGHEST_PROTOCOL))
    store.flush()
