"""What is kept between builds is never wrong, never in the way, and doesn't grow for ever."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from disks import tiny_disk_at
from insyn.incremental import store as module
from insyn.incremental.store import FILE, Store

DAY = 24 * 60 * 60
VALUES = {("drawing", f"{number:032x}"): bytes([number]) * (number * 97) for number in range(60)}
WRITER = """
import sys
from pathlib import Path
from insyn.incremental.store import Store
name, count = sys.argv[2], int(sys.argv[3])
with Store(Path(sys.argv[1])) as store:
    for number in range(count):
        store.put(name, str(number), name.encode() * 1000)
        store.flush()
        print(number, flush=True)
"""


def filled(path: Path) -> Store:
    with Store(path) as store:
        for (kind, key), value in VALUES.items():
            store.put(kind, key, value)
    return store


def found(path: Path) -> dict[tuple[str, str], bytes]:
    """Give what a new store has of the values."""
    with Store(path) as store:
        read = {name: store.get(*name) for name in VALUES}
    return {name: value for name, value in read.items() if value is not None}


def start(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    """Let a process of its own put values, each by itself."""
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    env = {**os.environ, "PYTHONPATH": str(Path(module.__file__).parents[2])}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)


def test_what_is_kept_is_given_back_in_another_folder(tmp_path: Path) -> None:
    """A fresh checkout that is given the file has all that is in it; nothing else is needed."""
    filled(tmp_path / "first" / FILE)
    assert [path.name for path in (tmp_path / "first").iterdir()] == [FILE]
    shutil.copytree(tmp_path / "first", tmp_path / "second")
    assert found(tmp_path / "second" / FILE) == VALUES


def test_a_value_is_made_once(store: Store) -> None:
    """Before it is written and after; of another kind or key it is another."""
    made: list[str] = []

    def make(said: str) -> Callable[[], bytes]:
        return lambda: made.append(said) or said.encode()  # type: ignore[func-returns-value]

    for _ in range(2):
        assert store.kept("a", "1", make("one")) == b"one"
        assert store.kept("a", "2", make("two")) == b"two"
        assert store.kept("b", "1", make("three")) == b"three"
        store.close()
    assert made == ["one", "two", "three"]


def test_two_builds_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each writes a hundred times into the same new file."""
    writers = {name: start(tmp_path / FILE, name, 100) for name in ("en", "annan")}
    for writer in writers.values():
        writer.communicate()
    assert [writer.returncode for writer in writers.values()] == [0, 0]
    with Store(tmp_path / FILE) as store:
        for name in writers:
            assert all(store.get(name, str(number)) for number in range(100))


@pytest.mark.parametrize("after", [1, 7, 30])
def test_a_killed_build_leaves_what_it_had_written(tmp_path: Path, after: int) -> None:
    """Whenever it dies, what was written is there for the next, which can write on."""
    writer = start(tmp_path / FILE, "en", 100_000)
    assert writer.stdout
    said = [int(writer.stdout.readline()) for _ in range(after)]
    writer.send_signal(signal.SIGKILL) if os.name == "posix" else writer.kill()
    writer.communicate()
    with Store(tmp_path / FILE) as store:
        assert all(store.get("en", str(number)) == b"en" * 1000 for number in said)
    filled(tmp_path / FILE)
    assert found(tmp_path / FILE) == VALUES


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with values in it."""
    return filled(tmp_path_factory.mktemp("hel") / FILE).path


PLACES = st.integers(0, 1 << 20) | st.integers(0, 200)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(others=[(3860, 128)], share=1.0, more=b"")  # SQLite complains, in what is no UTF-8
@given(
    others=st.lists(st.tuples(PLACES, st.integers(0, 255)), max_size=20),
    share=st.just(1.0) | st.floats(0, 1),
    more=st.binary(max_size=9),
)
def test_a_damaged_file_gives_no_wrong_value(
    whole: Path, tmp_path: Path, others: list[tuple[int, int]], share: float, more: bytes
) -> None:
    """Bytes that are others, a file cut off, one grown: a value is right or is not there.

    All the same it can be written to, and then has nearly all that is put into it.
    """
    path = Path(tempfile.mkdtemp(dir=tmp_path)) / FILE
    damaged = bytearray(whole.read_bytes())
    for place, byte in others:
        damaged[place % len(damaged)] = byte
    path.write_bytes(bytes(damaged[: int(share * len(damaged))]) + more)
    assert found(path).items() <= VALUES.items()
    for _ in range(2):  # writing may be what shows that it is damaged
        filled(path)
    after = found(path)
    assert after.items() <= VALUES.items()
    assert len(after) > 0.9 * len(VALUES)  # a damaged index may hide some from then on


def test_a_file_of_another_form_is_thrown_away(tmp_path: Path) -> None:
    """Of an older version, of a newer one, or no database at all."""
    path = tmp_path / FILE
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE kept (kind, key, value)")
    other.close()
    assert found(path) == {}
    assert found(filled(path).path) == VALUES
    path.write_bytes(b"<!doctype html>" * 1000)
    assert found(path) == {}
    assert found(filled(path).path) == VALUES


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which can be set."""
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


def test_it_is_bounded_and_keeps_what_was_used(tmp_path: Path, clock: list[float]) -> None:
    """What nobody has used for longest goes first; the file gets smaller."""
    path, value = tmp_path / FILE, bytes(100_000)
    for number in range(40):
        clock[0] += DAY + 1
        with Store(path, most_bytes=1_000_000) as store:
            store.kept("a", "always", lambda: value)
            store.put("a", str(number), value)
        assert path.stat().st_size < 1_300_000
    with Store(path) as store:
        assert store.get("a", "always") == value
        kept = [number for number in range(40) if store.get("a", str(number))]
    assert kept == list(range(40 - len(kept), 40))
    assert len(kept) > 6


def test_what_one_build_uses_stays_though_it_is_too_much(tmp_path: Path) -> None:
    """Otherwise a large site would be made anew each time."""
    with Store(tmp_path / FILE, most_bytes=1_000_000) as store:
        for number in range(30):
            store.put("a", str(number), bytes(100_000))
    with Store(tmp_path / FILE, most_bytes=1_000_000) as store:
        assert all(store.get("a", str(number)) for number in range(30))
        store.put("a", "one more", bytes(100_000))
    with Store(tmp_path / FILE) as store:
        assert all(store.get("a", str(number)) for number in range(30))


def test_reading_writes_at_most_once_a_day(tmp_path: Path, clock: list[float]) -> None:
    """That a value was used again is told the next day, not at every build."""
    path = tmp_path / FILE
    filled(path)
    before = path.read_bytes()
    clock[0] += DAY / 2
    assert found(path) == VALUES
    assert path.read_bytes() == before
    clock[0] += DAY
    assert found(path) == VALUES
    assert path.read_bytes() != before


def test_a_place_that_can_be_no_folder_stops_nothing(tmp_path: Path) -> None:
    """Nothing is kept there, and nothing is said."""
    (tmp_path / "fil").write_bytes(b"")
    with Store(tmp_path / "fil" / FILE) as store:
        assert store.kept("a", "1", lambda: b"one") == b"one"


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a megabyte."""
    with tiny_disk_at(tmp_path / "disk", "1m") as place:
        yield place


def test_a_full_disk_stops_nothing(tiny_disk: Path) -> None:
    """What there is no room for is not kept; what was kept is read still."""
    path = filled(tiny_disk / FILE).path
    with Store(path) as store:
        store.put("a", "large", os.urandom(2_000_000))
        store.flush()
        assert {name: store.get(*name) for name in VALUES} == VALUES
    assert found(path) == VALUES


def test_a_disk_that_can_only_be_read_is_read(tiny_disk: Path) -> None:
    """Nothing is written there, and nothing is said."""
    path = filled(tiny_disk / FILE).path
    subprocess.run(["mount", "-o", "remount,ro", str(tiny_disk)], check=True)
    with Store(path) as store:
        assert {name: store.get(*name) for name in VALUES} == VALUES
        store.put("a", "1", b"one")
    assert found(path) == VALUES
