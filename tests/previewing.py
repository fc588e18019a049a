"""A live preview of a small site, in a process of its own, and what it tells its browsers."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from conftest import ROOT, own_theme

POST = "content/inlagg/2013-04-26.md"
PLACE = "2013/04/26/ramarna-en-forsta-titt/"
PROGRAM = (
    # Whoever starts tests in the background may have had Ctrl+C ignored.
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from insyn.site.preview.serving import serve_preview; from pathlib import Path; "
    "serve_preview(Path('pelicanconf.py').resolve(), {})"
)
# Stands in for all that may go wrong in code: what it does stands in a file.
PLUGIN = """
import os, time
from pathlib import Path
from pelican import signals

def wait(_):
    wish = Path(__file__).with_name("wish.txt")
    Path(".began").touch()
    if (said := wish.read_text() if wish.exists() else "") == "die":
        os._exit(3)
    time.sleep(float(said or 0))

def register():
    signals.initialized.connect(wait)
"""


@dataclass
class Preview:
    """A running preview of the site below `root`; `told` is what it has told, in order."""

    root: Path
    process: subprocess.Popen[str]
    address: str
    told: list[dict[str, Any]] = field(default_factory=list)

    def listen(self) -> None:
        """Hear the news, in a thread, until the preview ends."""

        def hear() -> None:
            with closing(self._ask("__insyn/events", {})) as connection:
                for line in connection.getresponse():
                    if line.startswith(b"data: "):
                        self.told.append(json.loads(line[6:]))

        threading.Thread(target=hear, daemon=True).start()
        self.until(lambda: self.told)

    def until(self, true: Callable[[], object], seconds: float = 30) -> None:
        """Wait until something is true."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, self.told
            time.sleep(0.01)

    def after(
        self, change: Callable[[], object], count: int = 1, quiet: float = 1.0
    ) -> list[dict[str, Any]]:
        """Give what is told after a change: `count` times, and what comes for a while after."""
        (self.root / ".began").unlink(missing_ok=True)
        before = len(self.told)
        change()
        self.until(lambda: len(self.told) >= before + count)
        time.sleep(quiet)
        return self.told[before:]

    def until_it_builds(self) -> None:
        """Wait until the next build is in the middle of its work."""
        began = self.root / ".began"
        self.until(began.exists)
        began.unlink()

    def write(self, path: str, text: str) -> None:
        """Save a file of the site in one step: a busy machine may see two where it is written."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        saved = self.root / ".sparas"
        saved.write_text(text, encoding="utf-8")
        saved.replace(self.root / path)

    def built_once(self, change: Callable[[str], object]) -> str:
        """Change until that gives one build; give the word with which it did.

        The change is given a word that is new each time. The best of three counts: a busy machine
        tears one apart.
        """
        for word in ("ett", "två", "tre"):
            if [one["problems"] for one in self.after(partial(change, word))] == [""]:
                return word
        raise AssertionError(self.told)

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a file of the site."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def get(self, path: str, **headers: str) -> tuple[int, str, str]:
        """Ask for a page; give the status, where it leads, if anywhere, and the text."""
        with closing(self._ask(path, headers)) as connection:
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Location", ""), answer.read().decode()

    def page(self, path: str = PLACE) -> str:
        """Give a page as it is sent."""
        return self.get(path)[2]

    def _ask(self, path: str, headers: dict[str, str]) -> HTTPConnection:
        connection = HTTPConnection(urlsplit(self.address).netloc)
        connection.request("GET", f"/{path}", headers=headers)
        return connection

    @property
    def builders(self) -> list[int]:
        """The numbers of the processes that it has started."""
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return [int(line) for line in listed.stdout.split()]


def free_port() -> int:
    """Give a port that nobody has, nor another test's preview soon after this one's end."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@contextmanager
def previewed(root: Path) -> Iterator[Preview]:
    """Show the preview of a site with a theme and code of its own, which a test may change."""
    own_theme(root)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "plugins", root / "plugins", ignore=ignored)
    (root / "plugins" / "wish.py").write_text(PLUGIN, encoding="utf-8")
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write('PLUGINS.append("wish")\n')
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", PROGRAM.format(free_port())],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert process.stdout
    try:
        said = ""
        for line in process.stdout:
            said += line
            if found := re.search(r"http://\S+", line):
                preview = Preview(root, process, found[0])
                threading.Thread(target=process.stdout.read, daemon=True).start()
                preview.listen()
                yield preview
                break
        else:
            raise AssertionError(said)
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()
