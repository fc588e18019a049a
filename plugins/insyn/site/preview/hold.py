"""A hold on a builder: start one, tell it to build, hear what it says, end it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

Heard = Callable[["Builder", dict[str, Any] | None], None]


class Builder:
    """A builder process. `hear` is told its answers, from a thread; None when it has died."""

    def __init__(self, conf: Path, output: Path, hear: Heard) -> None:
        self.is_ready = self.has_told = False
        self._sent = self.read = 0  # lines to it, and those that it has read, by what it says
        self._hear = hear
        apart: dict[str, Any] = {"process_group": 0} if os.name != "nt" else {}
        self._process = subprocess.Popen(  # noqa: S603  (our own program)
            [
                *(sys.executable, "-X", "utf8", "-m", "insyn.site.preview.builder"),
                *(str(conf), str(output)),
            ],
            cwd=conf.parent,
            env={**os.environ, "PYTHONPATH": str(conf.parent / "plugins")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            **apart,  # it isn't interrupted by Ctrl+C, but ended by us with all that it has started
        )
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def is_building(self) -> bool:
        """Whether it has been told to build, and hasn't answered yet."""
        return self.read < self._sent

    def build(self, saved: Iterable[str]) -> None:
        """Tell it to build, and what was saved; it answers later, or is heard to have died."""
        self._sent += 1
        assert self._process.stdin
        with suppress(OSError):
            self._process.stdin.write(f"{json.dumps(sorted(saved))}\n")
            self._process.stdin.flush()

    def end(self) -> None:
        """End it at once, and what it has started."""
        with suppress(OSError):
            if os.name == "nt":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._hear(self, json.loads(line))
        self._process.wait()
        self._hear(self, None)
