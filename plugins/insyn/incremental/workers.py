"""Work shared between processes of their own, over all cores.

They are spawned: a fork hangs once V8, which draws, has started in the process. A start costs a
second of CPU, so what is soon done is done here.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Self, TypeVar

from insyn.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Task = TypeVar("Task")
Done = TypeVar("Done")
MOST = 8  # processes; one that draws takes up to 250 MB
_AHEAD = 3  # pieces for each process, made before they are asked for: not all is in memory at once
_DEAD = (
    "En av processerna som hjälps åt dog, troligen för att minnet tog slut. Stäng andra program "
    "och försök igen."
)


class Workers:
    """Processes that are started when there is enough for them to do, and end with the block."""

    def __init__(self, most: int = MOST) -> None:
        self.count = min(most, _cores())
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def each(
        self, work: Callable[[Task], Done], tasks: Iterable[Task], *, enough: int, piece: int = 4
    ) -> Iterator[Done]:
        """Do each task, and give what came out in the order of the tasks.

        `work` must be a function of a module. Fewer than `enough` tasks are done in this process,
        unless the others run already; they are handed out in pieces. Raises what `work` raises, and
        ProblemsFound when a process dies.
        """
        tasks = iter(tasks)
        first = list(islice(tasks, enough))
        if self.count < 2 or (len(first) < enough and not self._pool) or not self._is_running():
            yield from map(work, chain(first, tasks))
            return
        from concurrent.futures.process import BrokenProcessPool

        try:
            yield from self._shared(work, chain(first, tasks), piece)
        except BrokenProcessPool:
            raise ProblemsFound([Problem("plugins", 1, _DEAD, "build")]) from None

    def _shared(
        self, work: Callable[[Task], Done], tasks: Iterator[Task], piece: int
    ) -> Iterator[Done]:
        assert self._pool
        running: deque[Future[list[Done]]] = deque()
        while some := list(islice(tasks, piece)):
            running.append(self._pool.submit(_done, work, some))
            if len(running) >= _AHEAD * self.count:
                yield from running.popleft().result()
        while running:
            yield from running.popleft().result()

    def _is_running(self) -> bool:
        """Start the processes; False where the system has none to give."""
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            try:
                self._pool = ProcessPoolExecutor(
                    self.count, mp_context=get_context("spawn"), initializer=_begin
                )
            except (OSError, NotImplementedError, ImportError):
                return False
        return True


def _cores() -> int:
    """Give the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin() -> None:
    """Let the first process alone heed Ctrl+C, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
    os._exit(1)


def _done(work: Callable[[Task], Done], tasks: list[Task]) -> list[Done]:
    return [work(task) for task in tasks]
