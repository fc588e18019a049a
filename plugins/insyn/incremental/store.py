"""What was made once and is kept between builds, all of it in one SQLite file.

A value is named by a kind, such as “drawing”, and by a fingerprint of all that it depends on: an
old file is of less use, never wrong, whichever checkout or machine it comes from. SQLite lets
several builds read and write it at once and is whole after a kill. When anything in it is damaged
all of it is thrown away, and where it can't be written the build goes on without it.
"""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import Any, Self

FORM = 1  # of the table; a file of another form is thrown away
MOST_BYTES = 1 << 30  # what the last build used is kept even where it is more
_DAY = 24 * 60 * 60
_WAITING = 16 << 20  # bytes that wait to be written together
_PATIENCE = 30  # seconds, for another build that is writing
_SCHEMA = """
    PRAGMA auto_vacuum = INCREMENTAL;
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS kept (
        kind TEXT NOT NULL, key TEXT NOT NULL, used INTEGER NOT NULL,
        sum INTEGER NOT NULL, value BLOB NOT NULL, PRIMARY KEY (kind, key)
    );
"""


class Store:
    """The values kept in the file at `path`, which is made when something is first asked for.

    Threads may share one; a process must open its own. What is put is there for others at the
    latest when the store is closed.
    """

    def __init__(self, path: Path, most_bytes: int = MOST_BYTES) -> None:
        self.path = path
        self.most_bytes = most_bytes
        self.today = int(time.time()) // _DAY
        self._opened: sqlite3.Connection | None = None
        self._is_usable = True
        self._lock = RLock()
        self._waiting: dict[tuple[str, str], bytes] = {}
        self._size = 0
        self._used: set[tuple[str, str]] = set()

    def get(self, kind: str, key: str) -> bytes | None:
        """Give a value, or None where there is none."""
        with self._lock:
            if (waiting := self._waiting.get((kind, key))) is not None:
                return waiting
            query = "SELECT value, sum, used FROM kept WHERE kind = ? AND key = ?"
            for value, total, used in self._asked(query, kind, key):
                if zlib.crc32(value) != total:
                    self._throw_away()
                    return None
                if used < self.today:
                    self._used.add((kind, key))
                return bytes(value)
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
            value = make()
            self.put(kind, key, value)
        return value

    def flush(self) -> None:
        """Write what waits."""
        with self._lock:
            rows = [
                (kind, key, self.today, zlib.crc32(value), value)
                for (kind, key), value in self._waiting.items()
            ]
            self._waiting, self._size = {}, 0
            if rows:
                self._change("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Write what waits, say what was used, and let go of the oldest where there is too much."""
        with self._lock:
            self.flush()
            used = [(self.today, *name) for name in self._used]
            self._used = set()
            if used:
                self._change("UPDATE kept SET used = ? WHERE kind = ? AND key = ?", used)
            if self._opened:
                self._let_go()
                with suppress(sqlite3.Error):
                    self._opened.close()
            self._opened = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _let_go(self) -> None:
        """Delete what was used longest ago, never what was used today."""
        pages = self._asked(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        )
        over = next(pages, (0,))[0] - self.most_bytes
        gone: list[tuple[Any, ...]] = []
        if over > 0:
            query = "SELECT rowid, length(value) FROM kept WHERE used < ? ORDER BY used"
            for row, length in self._asked(query, self.today):
                if over <= 0:
                    break
                gone.append((row,))
                over -= length
        if gone:
            self._change("DELETE FROM kept WHERE rowid = ?", gone)
            self._asked("PRAGMA incremental_vacuum")

    def _asked(self, query: str, *given: object) -> Iterator[tuple[Any, ...]]:
        """Give the rows of an answer; none where there can't be any."""
        rows: list[tuple[Any, ...]] = []
        self._tried(lambda opened: rows.extend(opened.execute(query, given)))
        return iter(rows)

    def _change(self, query: str, rows: Sequence[tuple[Any, ...]]) -> None:
        def change(opened: sqlite3.Connection) -> None:
            with opened:
                opened.executemany(query, rows)

        self._tried(change)

    def _tried(self, act: Callable[[sqlite3.Connection], object]) -> None:
        """Act on the file, if it can be used; throw it away when it is damaged."""
        if not self._is_usable:
            return
        try:
            if self._opened is None:
                self._opened = self._open()
            act(self._opened)
        except sqlite3.OperationalError:  # a full disk, a folder that can't be written
            self._is_usable = False
        except sqlite3.DatabaseError:
            self._throw_away()
        except OSError:
            self._is_usable = False

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        opened = sqlite3.connect(self.path, timeout=_PATIENCE, check_same_thread=False)
        try:
            (form,) = opened.execute("PRAGMA user_version").fetchone()
            if form not in {0, FORM}:
                raise sqlite3.DatabaseError("of another form")
            if form != FORM:
                opened.executescript(f"{_SCHEMA} PRAGMA user_version = {FORM};")
            opened.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error:
            opened.close()
            raise
        return opened

    def _throw_away(self) -> None:
        """Delete the file; another build that has it open goes on with what it has."""
        if self._opened:
            with suppress(sqlite3.Error):
                self._opened.close()
        self._opened = None
        self._used = set()
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                self.path.with_name(self.path.name + ending).unlink()
