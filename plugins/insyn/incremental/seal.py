"""Whether anything has changed at all since a site was built, told without reading a file.

What a build depends on and what it wrote is sealed by stamps. With 1,000 posts and 25,000 files
written, a build in a process of its own that finds its seal unbroken takes 0.2 s; one that finds a
text edited takes 4. This module imports nothing heavy, and gives in wherever it isn't sure.
"""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
import sysconfig
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from insyn.git import git_in
from insyn.incremental.stamps import CODE, Stamp, stamp, stamps
from insyn.keeping import fingerprint, write_whole

FOLDERS = ("content", "data", "charts", "theme", "plugins")
LOCK = "requirements.txt"
NAMES = ("CI", "INSYN_COMMIT", "PYTHONPATH", "SOURCE_DATE_EPOCH")  # in the environment
# A file that is changed again so soon may have the same stamp: a kernel's clock of files ticks
# each 4 or 10 ms.
FRESH = 100_000_000  # ns


class Seal:
    """The seal of the site at `output`, built with the settings of `conf` in the site's root."""

    def __init__(self, conf: Path, output: Path, *, embargoed: bool) -> None:
        self.root = conf.resolve().parent
        self.output = output.resolve()
        packages = sysconfig.get_path("purelib")
        said = [conf.name, str(self.output), str(embargoed), sys.version, packages]
        said += [os.environ.get(name, "") for name in NAMES]
        name = fingerprint("\0".join(said))
        self.path = self.root / ".cache" / f"{name}.sigill"
        self.packages = Path(packages)
        self.before: dict[str, Stamp] = {}
        self.looked = 0

    def is_whole(self) -> str:
        """Give what was said of the site, if nothing has changed since; otherwise nothing."""
        try:
            packed = self.path.read_bytes()
        except OSError:
            return ""
        if zlib.crc32(packed[4:]) != int.from_bytes(packed[:4], "big"):
            return ""
        said, until, commit, inputs, files = marshal.loads(packed[4:])  # noqa: S302  (has its sum)
        unchanged = (
            (not until or time.time() < until)
            and dict(self._inputs()) == inputs
            and stamps(self.output) == files
            and self._commit() == commit
        )
        return str(said) if unchanged else ""

    def look(self) -> None:
        """Take the stamps of all that a build is about to read."""
        with suppress(OSError):
            self.path.unlink()
        self.looked = time.time_ns()
        self.before = dict(self._inputs())

    def set(self, said: str, until: float) -> None:
        """Seal what was built of what was looked at.

        `until` is the moment (seconds since 1970) at which the site changes by itself, 0 for never.
        """
        newest = max((max(one[1:3]) for one in self.before.values()), default=0)
        if newest > self.looked - FRESH:
            return
        packed = marshal.dumps((said, until, self._commit(), self.before, stamps(self.output)))
        with suppress(OSError):
            write_whole(self.path, zlib.crc32(packed).to_bytes(4, "big") + packed)

    def _inputs(self) -> Iterator[tuple[str, Stamp]]:
        for folder in (*(self.root / name for name in FOLDERS), CODE):
            for path, found in stamps(folder).items():
                if "__pycache__" not in path:
                    yield f"{folder}/{path}", found
        for file in (*self.root.glob("*.py"), self.root / LOCK, self.packages):
            if file.exists():
                yield str(file), stamp(file)

    def _commit(self) -> str:
        """Tell what the site's page of origin says of the commit: its name, and if all is in it."""
        if os.environ.get("INSYN_COMMIT") or not (self.root / ".git").exists():
            return ""
        asked = ("status", "--porcelain=v2", "--branch", "--untracked-files=normal")
        with suppress(OSError, UnicodeError, subprocess.CalledProcessError):
            said = git_in(self.root, *asked).splitlines()
            commit = next((line for line in said if line.startswith("# branch.oid ")), "")
            return f"{commit} {all(line.startswith('#') for line in said)}"
        return "?"
