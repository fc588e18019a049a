"""What was made once and is kept between builds, all of it in one SQLite file.

A value is named by a kind, such as “drawing”, and by a fingerprint of all that it depends on: an
old file is of less use, never wrong, whichever checkout or machine it comes from. SQLite lets
several builds read and write it at once and is whole after a kill. When it is damaged
or of another form all of it is thrown away; where it can't be had the build goes on without it.

The journal is SQLite's plain one: WAL saves 6 µs of a look's 15, but can't be had in every folder.
"""

from __future__ import annotations

import atexit
import sqlite3
import time
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import Any, Self

FILE = "sparat.sqlite"
MOST_BYTES = 1 << 30  # what the last build used is kept even where it is more
_DAY = 24 * 60 * 60
_WAITING = 16 << 20  # bytes that wait to be written together
_PATIENCE = 30  # seconds, for another build that is writing
_TABLE = """
    PRAGMA auto_vacuum = INCREMENTAL;
    CREATE TABLE IF NOT EXISTS kept (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, used INTEGER NOT NULL,
        sum INTEGER NOT NULL, value BLOB NOT NULL, UNIQUE (kind, key)
    );
"""
_GET = "SELECT id, used < ?, sum, value FROM kept WHERE kind = ? AND key = ?"
_PUT = "INSERT OR REPLACE INTO kept (kind, key, used, sum, value) VALUES (?, ?, ?, ?, ?)"
# What SQLite says of the file itself; all else that it says is of the place.
_OF_THE_FILE = {
    *(sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_FORMAT),
    *(sqlite3.SQLITE_INTERNAL, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_TOOBIG),
}
_Row = tuple[Any, ...]


class Store:
    """The values kept in the file at `path`, which is made when something is first asked for.

    Threads may share one; a process opens its own. What is put is there for others when the store
    is closed, at the latest when the process ends. `pause` is called before each look; may raise.
    """

    def __init__(self, path: Path, most_bytes: int = MOST_BYTES) -> None:
        self.path = path
        self.most_bytes = most_bytes
        self.now = int(time.time())
        self.pause: Callable[[], object] = bool  # which does nothing
        self._opened: sqlite3.Connection | None = None
        self._can_read = self._can_write = True
        self._lock = RLock()
        self._waiting: dict[tuple[str, str], bytes] = {}
        self._size = 0
        self._seen: set[int] = set()
        self._stale: set[int] = set()  # used again, for the first time in a day

    def get(self, kind: str, key: str) -> bytes | None:
        """Give a value, or None where there is none."""
        self.pause()
        with self._lock:
            if (waiting := self._waiting.get((kind, key))) is not None:
                return waiting
            for number, is_stale, total, value in self._asked(_GET, self.now - _DAY, kind, key):
                if not isinstance(value, bytes) or total != _sum(kind, key, value):
                    self._throw_away()
                    return None
                (self._stale if is_stale else self._seen).add(number)
                return value
        return None

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep a value."""
        with self._lock:
            self._waiting[kind, key] = value
            self._size += len(value)
            if self._size > _WAITING:
                self.flush()

    def kept(self, kind: str, key: str, make: Callable[[], bytes]) -> bytes:
        """Give a value; made and kept when there is none."""
        value = self.get(kind, key)
        if value is None:
            self.put(kind, key, value := make())
        return value

    def flush(self) -> None:
        """Write what waits."""
        with self._lock:
            rows = [
                (kind, key, self.now, _sum(kind, key, value), value)
                for (kind, key), value in self._waiting.items()
            ]
            self._waiting, self._size = {}, 0
            self._change(_PUT, rows)

    def close(self) -> None:
        """Write what waits, say what was used, and let go of the oldest where there is too much."""
        with self._lock:
            self.flush()
            stale = [(self.now, number) for number in self._stale]
            self._change("UPDATE kept SET used = ? WHERE id = ?", stale)
            if self._opened:
                self._let_go()
            self._hang_up()
            atexit.unregister(self.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _let_go(self) -> None:
        """Delete what was used longest ago, and nothing that was used through this store."""
        size = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        over = sum(number for (number,) in self._asked(size)) - self.most_bytes
        gone: list[_Row] = []
        oldest = "SELECT id, ifnull(length(value), 0) FROM kept WHERE used <> ? ORDER BY used"
        for number, length in self._asked(oldest, self.now) if over > 0 else ():
            if over > 0 and number not in self._seen:  # what was stale is new by now
                gone.append((number,))
                over -= length
        self._change("DELETE FROM kept WHERE id = ?", gone)
        if gone and self._can_write:
            self._asked("PRAGMA incremental_vacuum")

    def _asked(self, query: str, *given: object) -> list[_Row]:
        """Give the rows of an answer; none where there can't be any."""
        rows: list[_Row] = []
        if self._can_read:
            self._can_read = self._tried(lambda file: rows.extend(file.execute(query, given)))
        return rows

    def _change(self, query: str, rows: Sequence[_Row]) -> None:
        def change(file: sqlite3.Connection) -> None:
            with file:
                file.executemany(query, rows)

        if rows and self._can_write:
            self._can_write = self._tried(change)

    def _tried(self, act: Callable[[sqlite3.Connection], object]) -> bool:
        """Act on the file; throw it away when it is damaged. False where the place is unfit."""
        try:
            if self._opened is None:
                self._opened = _opened(self.path)
                atexit.register(self.close)
            act(self._opened)
        except (sqlite3.Error, UnicodeError) as error:  # its own words may be damaged too
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_FORMAT)
            return code & 0xFF in _OF_THE_FILE and self._throw_away()
        except (OSError, MemoryError):
            return False
        return True

    def _throw_away(self) -> bool:
        """Delete the file, unless it can't be; another build goes on with what it has open."""
        self._hang_up()
        try:
            for ending in ("-journal", ""):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        except OSError:
            self._can_read = self._can_write = False
        return self._can_read

    def _hang_up(self) -> None:
        if self._opened:
            with suppress(sqlite3.Error):
                self._opened.close()
        self._opened = None
        self._seen, self._stale = set(), set()


def _sum(kind: str, key: str, value: bytes) -> int:
    """Sum up a value and its name: a damaged index may lead to another's value."""
    return zlib.crc32(value, zlib.crc32(f"{kind}\0{key}\0".encode()))


def _opened(path: Path) -> sqlite3.Connection:
    """Open the file; raise sqlite3.Error or OSError where that can't be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)
    try:
        file.text_factory = bytes  # a damaged one may be no text
        # Nothing waits until it is on the disk: what a loss of power damages is made anew.
        file.execute("PRAGMA synchronous = OFF")
        if not file.execute("SELECT name FROM sqlite_master").fetchone():
            file.executescript(_TABLE)
    except BaseException:
        file.close()
        raise
    return file
