"""Whether anything has changed at all since a site was built, told without reading a file.

What a build depends on and what it wrote is sealed by stamps. An unbroken seal takes 0.03 s to look
at for 1,000 posts; to import Pelican alone takes 0.2 s. This module imports nothing but Python's
own, and gives in wherever it isn't sure.
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
from hashlib import sha256
from pathlib import Path

import insyn
from insyn.incremental.output import Stamp, stamp, stamps

CODE = Path(insyn.__file__).parent  # below plugins/, unless it is borrowed
FOLDERS = ("content", "data", "charts", "theme", "plugins")
LOCK = "requirements.txt"
NAMES = ("CI", "INSYN_COMMIT", "PYTHONPATH", "SOURCE_DATE_EPOCH")  # in the environment
# A file that is changed again so soon may have the same stamp: a kernel's clock of files ticks
# each 4 or 10 ms.
FRESH = 100_000_000  # ns


class Seal:
    """The seal of the site at `output`, built with the settings of `conf` in the site's root."""

    def __init__(self, conf: Path, output: Path, *, embargoed: bool) -> None:
        self.embargoed = embargoed
        self.root = conf.resolve().parent
        self.output = output.resolve()
        packages = sysconfig.get_path("purelib")
        said = [conf.name, str(self.output), str(embargoed), sys.version, packages]
        said += [os.environ.get(name, "") for name in NAMES]
        name = sha256("\0".join(said).encode()).hexdigest()[:32]
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
        beside = self.path.with_suffix(f".{os.getpid()}.tmp")
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(zlib.crc32(packed).to_bytes(4, "big") + packed)
            beside.replace(self.path)

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
        env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        asked = ("status", "--porcelain=v2", "--branch", "--untracked-files=normal")
        with suppress(OSError, subprocess.CalledProcessError):
            said = subprocess.run(  # noqa: S603  (only words of this module)
                ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", *asked],  # noqa: S607
                cwd=self.root,
                env=env,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=True,
            ).stdout.splitlines()
            commit = next((line for line in said if line.startswith("# branch.oid ")), "")
            return f"{commit} {all(line.startswith('#') for line in said)}"
        return "?"
