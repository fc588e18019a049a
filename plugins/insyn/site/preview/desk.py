"""The preview's desk: what is done when a file is saved, and when a builder answers or dies."""

from __future__ import annotations

import queue
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from insyn.site.preview.hold import Builder
from insyn.site.preview.news import News
from insyn.site.preview.watching import is_code, is_text

MANY = 0.1  # seconds without a save before a build begins, where several files were saved at once
LOCK, LOCKED, PATIENCE = ".git/index.lock", 0.05, 5.0  # git is at work; look again; at most
PAUSE = 1.5  # seconds without a save before all is built, after a glance at a page
SLOW = 10.0  # seconds of building after which the writer is told that it goes on

AGAIN = "Bygget avbröts utan att säga varför. Det görs om."
DIED = "Bygget avbröts igen utan att säga varför. Spara en fil för att försöka på nytt."
GOES_ON = "Bygget har hållit på ovanligt länge och fortsätter. Spara en fil för att börja om."


class Desk:
    """Builds when something was saved: one build at a time, and one for all that came meanwhile.

    A build that goes on is given up only for a text, which is seen at a glance.
    """

    def __init__(self, conf: Path, output: Path, news: News) -> None:
        self.conf, self.output, self.news = conf, output, news
        self._events: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._builder: Builder | None = None
        self._wanted = self._pauses = False  # a build; one that may wait for the next save
        self._interrupted = False  # the build that goes on, for a text
        self._saved: frozenset[str] = frozenset()  # since the last build began
        self._saved_at = self._hold = self._began = 0.0  # nothing begins before _hold
        self._deaths = 0

    def saved(self, paths: frozenset[str]) -> None:
        """Hear, from any thread, of files that were saved."""
        self._events.put(lambda: self._save(paths))

    def run(self, opened: Callable[[], None]) -> None:
        """Work until interrupted; say when the first build is over."""
        self._start()
        self._wanted = True
        is_open = False
        while True:
            self._begin()
            pause = self._hold - time.monotonic()
            try:  # with a time limit: on Windows Ctrl+C isn't heard while waiting
                self._events.get(timeout=min(max(pause, 0.001), 1) if self._waits else 1)()
            except queue.Empty:
                self._mind()
            if self.news.version and not is_open:
                is_open = True
                opened()

    def close(self) -> None:
        """End the builder."""
        builder, self._builder = self._builder, None
        if builder:
            builder.end()

    @property
    def _waits(self) -> bool:
        """Whether a build is wanted that only time holds back."""
        return self._wanted and self._builder is not None and not self._builder.is_building

    @property
    def _interrupts(self) -> bool:
        """Whether a text alone was saved, for which a build that goes on is to be given up."""
        alone = len(self._saved) == 1 and all(map(is_text, self._saved))
        return self._wanted and alone and not self._interrupted

    def _begin(self) -> None:
        now = time.monotonic()
        if (self.conf.parent / LOCK).exists() and now - self._saved_at < PATIENCE:
            self._hold = max(self._hold, now + LOCKED)
        if self._builder and (self._waits or self._interrupts) and now >= self._hold:
            self._interrupted = self._builder.is_building
            self._wanted, self._pauses, self._began = False, False, now
            self._builder.build(self._saved)
            self._saved = frozenset()

    def _start(self) -> None:
        self.close()

        def hear(builder: Builder, answer: dict[str, Any] | None) -> None:
            self._events.put(lambda: self._hear(builder, answer))

        self._builder = Builder(self.conf, self.output, hear)

    def _save(self, paths: frozenset[str]) -> None:
        self._wanted, self._saved_at = True, time.monotonic()
        self._saved |= paths
        if self._pauses:
            self._pauses, self._hold = False, 0.0
        if sum((self.conf.parent / path).exists() for path in paths) > 1:
            self._hold = self._saved_at + MANY
        if not self._builder or any(map(is_code, paths)) or self._is_slow:
            self._start()

    def _hear(self, builder: Builder, answer: dict[str, Any] | None) -> None:
        if builder is not self._builder:
            return  # another has taken its place
        if answer is None:
            self._mourn(builder)
        elif "ready" in answer:
            builder.is_ready = True
        else:
            builder.read, self._interrupted, self._deaths = answer.get("read", 0), False, 0
            builder.has_told = "broken" in answer
            if "addresses" in answer:
                self.news.learn(answer["addresses"])
            self.news.tell(answer["problems"], answer.get("changed", []))
            if "glance" in answer:
                self._wait_a_while()

    def _wait_a_while(self) -> None:
        """Want all to be built, unless something is saved first."""
        if not self._wanted:
            self._wanted = self._pauses = True
            self._hold = time.monotonic() + PAUSE

    def _mourn(self, builder: Builder) -> None:
        """Put another in a dead builder's place, unless it would only die of the same."""
        self.close()
        if not builder.has_told and (builder.is_building or not builder.is_ready):
            self._deaths += 1
            said = AGAIN if self._deaths == 1 else DIED
            print(said, file=sys.stderr, flush=True)
            self.news.tell(said, [])
            self._wanted = self._wanted or self._deaths == 1
        if builder.is_ready or self._wanted:
            self._start()

    @property
    def _is_slow(self) -> bool:
        building = self._builder is not None and self._builder.is_building
        return building and time.monotonic() - self._began > SLOW

    def _mind(self) -> None:
        if self._is_slow and self.news.problems != GOES_ON:
            self.news.tell(GOES_ON, [])
