"""Work that is shared between processes comes back whole and in order, or is told of in Swedish."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from insyn.incremental import workers as module
from insyn.incremental.progress import counted
from insyn.incremental.workers import Workers
from insyn.problems import ProblemsFound
from shared_work import dies, fails, twice

HERE = Path(__file__).resolve()
PARENT = """
import sys
sys.path[:0] = sys.argv[2:]
from insyn.incremental.workers import Workers
from shared_work import waits
if __name__ == "__main__":
    with Workers() as workers:
        list(workers.each(waits, [sys.argv[1]] * 8, enough=1, piece=1))
"""


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes, whatever the machine has."""
    monkeypatch.setattr(module, "_cores", lambda: 2)


def test_what_is_shared_comes_back_in_order() -> None:
    """Two other processes do it, which stay for what comes next, even where that is little."""
    with Workers() as workers:
        done = list(workers.each(twice, iter(range(60)), enough=10))
        more = list(workers.each(twice, [1, 2], enough=10))
    assert [number for number, _ in [*done, *more]] == [*range(0, 120, 2), 2, 4]
    processes = {process for _, process in [*done, *more]}
    assert len(processes) <= 2
    assert os.getpid() not in processes


def test_what_is_soon_done_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """So is all on a machine of one core, and where the system has no processes to give."""

    def refused(*_: object, **__: object) -> None:
        raise OSError

    with Workers() as workers:
        assert list(workers.each(twice, range(9), enough=10)) == [
            (2 * number, os.getpid()) for number in range(9)
        ]
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refused)
    with Workers() as workers:
        assert {process for _, process in workers.each(twice, range(20), enough=10)} == {
            os.getpid()
        }


def test_a_process_that_dies_is_told_of() -> None:
    """In one line, and nothing hangs."""
    with Workers() as workers, pytest.raises(ProblemsFound) as found:
        list(workers.each(dies, range(20), enough=1))
    (problem,) = found.value.problems
    assert problem.message.startswith("En av processerna som hjälps åt dog")


def test_a_problem_found_there_is_one_here() -> None:
    """With its file, its line and its rule."""
    with Workers() as workers, pytest.raises(ProblemsFound) as found:
        list(workers.each(fails, range(20), enough=1))
    assert [str(problem) for problem in found.value.problems] == ["a.md:7: Det går inte."]
    assert found.value.problems[0].rule == "figures"


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
def test_none_is_left_when_the_first_is_killed(tmp_path: Path) -> None:
    """Whatever ends the build ends those who work for it."""
    code = tmp_path / "bygge.py"
    code.write_text(PARENT, encoding="utf-8")
    (tmp_path / "de").mkdir()
    paths = [str(HERE.parents[1]), str(HERE.parents[2] / "plugins")]
    command = [sys.executable, str(code), str(tmp_path / "de"), *paths]
    with subprocess.Popen(command) as parent:
        waiting = _wait_for(tmp_path / "de")
        parent.send_signal(signal.SIGKILL)
    end = time.monotonic() + 20
    while any(Path(f"/proc/{process}").exists() for process in waiting):
        assert time.monotonic() < end, "they are still there"
        time.sleep(0.05)


def _wait_for(folder: Path) -> list[str]:
    end = time.monotonic() + 60
    while not (there := [path.name for path in folder.iterdir()]):
        assert time.monotonic() < end
        time.sleep(0.05)
    return there


class Terminal(io.StringIO):
    """A terminal that remembers what was written."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second goes by between two looks."""
    ticks = iter(range(1000))
    monkeypatch.setattr(time, "monotonic", lambda: float(next(ticks)))


@pytest.mark.usefixtures("clock")
def test_a_terminal_is_told_how_far_it_has_come() -> None:
    """How many of how many, and how long the rest takes; at the end the line is gone."""
    said = Terminal()
    assert list(counted(iter("abcd"), "Ritar diagram", 4, said)) == list("abcd")
    lines = said.getvalue().split("\r")
    assert lines[1] == "Ritar diagram: 1 av 4, 3 s kvar"
    assert lines[4] == "Ritar diagram: 4 av 4, 0 s kvar"
    assert lines[-2:] == [" " * len(lines[4]), ""]


@pytest.mark.usefixtures("clock")
def test_nothing_is_left_on_the_line_when_something_goes_wrong() -> None:
    """What is said then begins on an empty line."""
    said = Terminal()

    def broken() -> Iterator[int]:
        yield from range(200)
        raise ProblemsFound([])

    with pytest.raises(ProblemsFound):
        list(counted(broken(), "Ritar diagram", 1000, said))
    assert "14 min kvar" in said.getvalue()
    assert said.getvalue().endswith(" \r")


def test_what_is_no_terminal_is_told_nothing() -> None:
    """A log has no use for it."""
    said = io.StringIO()
    assert list(counted(range(5), "Ritar diagram", 5, said)) == list(range(5))
    assert said.getvalue() == ""
