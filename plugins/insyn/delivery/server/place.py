"""Where everything lies on a server, and the lock that lets one at a time change it.

repo.git/    what is pushed to, with its hooks
code         a link to the code that the hooks run: that of the published commit
work/        the pushed commit's files, in which a build runs; its .cache stays between builds
env/         an environment for each lock of packages
releases/    built sites, by name; the newest are kept
current      a link to the release that is up: a web server sends current/site
held         the published branch's commit when somebody went back to an earlier release
pushing      the push that was judged last, until git has taken it
insyn        the program that the hooks, the timer and people on the server run
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from insyn.problems import Problem, ProblemsFound

MOST_WAIT = 15 * 60  # seconds that a build may take, and that another waits for it


@dataclass(frozen=True)
class Server:
    """The folder that `tasks.py server-init` made."""

    root: Path

    @property
    def repo(self) -> Path:
        """The bare repository."""
        return self.root / "repo.git"

    @property
    def code(self) -> Path:
        """The link to the code that is trusted now."""
        return self.root / "code"

    @property
    def codes(self) -> Path:
        """Code that is or was trusted, each by its fingerprint."""
        return self.root / "codes"

    @property
    def work(self) -> Path:
        """The folder in which builds run."""
        return self.root / "work"

    @property
    def env(self) -> Path:
        """The environments."""
        return self.root / "env"

    @property
    def releases(self) -> Path:
        """The releases."""
        return self.root / "releases"

    @property
    def current(self) -> Path:
        """The link to the release that is up."""
        return self.root / "current"

    @property
    def held(self) -> Path:
        """The mark that somebody has gone back."""
        return self.root / "held"

    @property
    def pushing(self) -> Path:
        """Which push has been judged and is git's to take: its process, and where it came from."""
        return self.root / "pushing"

    @property
    def program(self) -> Path:
        """The program that runs the trusted code."""
        return self.root / "insyn"

    @contextmanager
    def locked(self) -> Iterator[int]:
        """Let nobody else build, release or go back meanwhile; give the lock's descriptor.

        A build inherits it, so that it is held until the build too has ended, whoever was killed.
        """
        import fcntl  # not on Windows

        descriptor = os.open(self.root / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("Väntar på en annan publicering …", flush=True)
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)


def find_server(path: Path) -> Server:
    """Give the server in a folder, or the one whose code this folder is.

    Raises ProblemsFound when there is none.
    """
    for root in (path, *path.resolve().parents):
        if (root / "repo.git").is_dir() and (root / "releases").is_dir():
            return Server(root.resolve())
    message = "Här finns ingen server. Skriv var den ligger, till exempel --server /srv/insyn."
    raise ProblemsFound([Problem(str(path), 1, message)])


def point(link: Path, to: Path) -> None:
    """Let a link lead to something beside or below it, in one step that can't be seen half done."""
    beside = link.with_name(f".{link.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    beside.symlink_to(os.path.relpath(to, link.parent))
    beside.replace(link)
