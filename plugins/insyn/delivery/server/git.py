"""What the server asks git, of its own repository alone."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from insyn.problems import Problem, ProblemsFound

NONE = "0" * 40
OLD_LOCK = 10  # seconds
MOST_FILES = 100_000  # of a commit; a few small objects can name millions
FILE = ("100644", "100755")
# While a push is judged, its objects lie apart from the repository's, and git says where.
_QUARANTINE = (
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
)


@dataclass(frozen=True)
class Entry:
    """A file of a commit: its path from the root, its mode, and the name of its content."""

    path: str
    mode: str
    content: str

    @property
    def is_code(self) -> bool:
        """Whether it says how the site is made, and not what stands in it."""
        return not self.path.startswith(("content/", "data/"))


@dataclass(frozen=True)
class Repository:
    """A bare repository."""

    folder: Path

    def ask(self, *words: str, check: bool = True) -> str:
        """Run git; give what it says, without the last line's end."""
        return self._run(words, check=check).stdout.decode("utf-8", "surrogateescape").rstrip("\n")

    def holds(self, *words: str) -> bool:
        """Run git for its yes or no."""
        return self._run(words, check=False).returncode == 0

    @property
    def published(self) -> str:
        """The ref of the branch that is published: the one that HEAD names."""
        return self.ask("symbolic-ref", "HEAD")

    def commit(self, ref: str) -> str:
        """Give the commit of a ref; "" when there is none."""
        return self.ask("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}", check=False)

    def entries(self, commit: str) -> list[Entry]:
        """List the files of a commit, in order of path."""
        command = self._command(("ls-tree", "-r", "-z", "--full-tree", commit))
        found = []
        with subprocess.Popen(  # noqa: S603
            command, stdout=subprocess.PIPE, env=environment()
        ) as told:
            assert told.stdout
            for line in _parted(told.stdout):
                about, _, path = line.decode("utf-8", "surrogateescape").partition("\t")
                mode, _, content = about.split()
                found.append(Entry(path, mode, content))
                if len(found) > MOST_FILES:
                    told.kill()
                    message = f"Det här är fler än {MOST_FILES} filer."
                    raise ProblemsFound([Problem(path.partition("/")[0], 1, message)])
        return found

    def contents(self, names: Sequence[str]) -> Iterator[bytes]:
        """Yield the content of each name, just as it was pushed."""
        with tempfile.TemporaryFile() as asked:
            asked.write("".join(f"{name}\n" for name in names).encode())
            asked.seek(0)
            command = self._command(("cat-file", "--batch"))
            with subprocess.Popen(  # noqa: S603  (git, with words of our own)
                command, stdin=asked, stdout=subprocess.PIPE, env=environment()
            ) as told:
                assert told.stdout
                for _ in names:
                    size = int(told.stdout.readline().split()[2])
                    yield told.stdout.read(size)
                    told.stdout.read(1)

    def forget_old_locks(self) -> None:
        """Remove the locks of a git that was killed: they are held for milliseconds only."""
        for lock in (*self.folder.glob("*.lock"), *self.folder.glob("refs/**/*.lock")):
            with suppress(FileNotFoundError):
                if time.time() - lock.stat().st_mtime > OLD_LOCK:
                    lock.unlink()

    def settings(self, name: str) -> list[str]:
        """Give all values of a setting, in the repository's own file alone."""
        return self.ask("config", "--local", "--get-all", name, check=False).splitlines()

    def _run(self, words: Sequence[str], *, check: bool) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # noqa: S603
            self._command(words), capture_output=True, check=check, env=environment()
        )

    def _command(self, words: Sequence[str]) -> list[str]:
        return ["git", f"--git-dir={self.folder}", *words]


def _parted(told: IO[bytes]) -> Iterator[bytes]:
    """Yield what git says, which it ends with a zero each time."""
    rest = b""
    while piece := told.read1(1 << 16):  # type: ignore[attr-defined]
        *whole, rest = (rest + piece).split(b"\0")
        yield from whole


def environment() -> dict[str, str]:
    """Give the environment for git: nothing of what the pusher's git set, but the quarantine."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in _QUARANTINE
    }
