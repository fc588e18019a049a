"""Making a release of a commit: check and build in a process of its own, then one rename."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from insyn.delivery.origin import COMMIT, STAMP
from insyn.delivery.release import ABOUT, SITE, SUMS, About, clock, sums
from insyn.delivery.server.environments import environment_for, plain_environment
from insyn.delivery.server.git import Entry, Repository
from insyn.delivery.server.place import MOST_WAIT, Server
from insyn.delivery.server.unpack import KEPT, unfit, unpack
from insyn.delivery.serving.configuration import DUE
from insyn.keeping import write_whole
from insyn.problems import ProblemsFound, full_disk
from insyn.publishing.release import link

SERVING = "serving"
BUILD = ("insyn.site.commands", "publishconf.py")


class Refused(Exception):
    """Raised when a commit can't be released; why has been said already."""


def make_release(server: Server, commit: str, entries: list[Entry], who: str, lock: int) -> Path:
    """Build a commit; give the release's folder, whose name begins with a dot until it is shown.

    `lock` is the descriptor of the server's lock. Raises ProblemsFound or Refused.
    """
    prepare(server, entries)
    beside = server.releases / f".{commit[:12]}"
    for former in server.releases.glob(f".*{commit[:7]}*"):  # prepared, but git didn't take it
        shutil.rmtree(former, ignore_errors=True)
    site, built = beside / SITE, server.work / KEPT / "ut"
    served = ("--serving", str(beside / SERVING), "--root", str(server.current / SITE))
    if run(server, [*BUILD, str(built), *served], commit, lock)[0]:
        raise Refused
    _lay_out(built, site)
    stamp = json.loads((site / STAMP).read_text(encoding="utf-8"))
    told = json.loads((beside / SERVING / DUE).read_text(encoding="utf-8"))
    made = clock()
    about = About(
        name=_free_name(server, f"{made:%Y-%m-%dT%H%M%SZ}-{commit[:7]}"),
        **stamp,
        due=_next(told, made),
        made=made.isoformat(timespec="seconds"),
        who=who,
    )
    (beside / SUMS).write_text(sums(site), encoding="utf-8")
    write_whole(beside / ABOUT, about.text().encode())  # the last: now it is whole
    os.sync()  # and on the disk, before anything leads to it
    return beside.rename(server.releases / f".{about.name}")


def prepare(server: Server, entries: list[Entry]) -> None:
    """Lay out a commit where builds run; raise ProblemsFound for what may not lie there."""
    if problems := list(unfit(entries)):
        raise ProblemsFound(problems)
    clear_leftovers(server)
    server.work.mkdir(exist_ok=True)
    unpack(Repository(server.repo), entries, server.work)


def clear_leftovers(server: Server) -> None:
    """Throw away what was being made by somebody who was killed; only under the lock.

    What is whole may be somebody's who has been judged, and whose commit git is taking now.
    """
    for left in server.releases.glob(".*"):
        if not (left / ABOUT).is_file():
            shutil.rmtree(left, ignore_errors=True)


def run(server: Server, words: list[str], commit: str, lock: int) -> tuple[int, str]:
    """Run a module of the code in `work/` there, to its end; give its exit code and what it prints.

    What it says of problems goes on to the pusher. Raises Refused when it takes too long.
    """
    python = environment_for(server, server.work) / "bin/python"
    env = {
        **plain_environment(),
        "PYTHONPATH": str(server.work / "plugins"),
        "PYTHONPYCACHEPREFIX": str(server.work / KEPT / "python"),
        COMMIT: commit,
    }
    with subprocess.Popen(  # noqa: S603  (code that is trusted)
        [str(python), "-X", "utf8", "-P", "-m", *words],
        cwd=server.work,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        pass_fds=[lock],
    ) as running:
        try:
            said, _ = running.communicate(timeout=MOST_WAIT)
        except subprocess.TimeoutExpired:
            running.kill()
            print(f"Bygget avbröts efter {MOST_WAIT // 60} minuter. Ingenting har publicerats.")
            raise Refused from None
    return running.returncode, said


def _next(told: dict[str, Any], made: datetime) -> str:
    """Give the moment of the first change to come that a build is let through after.

    There is none where the site's own clock stands still, as that of the sample does.
    """
    if made - datetime.fromisoformat(told["now"]) > timedelta(hours=1):
        return ""
    return next((due["moment"] for due in told["due"] if not due["refused"]), "")


def _free_name(server: Server, name: str) -> str:
    names = [name, *(f"{name}-{number}" for number in range(2, 100))]
    return next(free for free in names if not (server.releases / free).exists())


def _lay_out(built: Path, site: Path) -> None:
    """Let a release share the built files, which no build writes in: less disk, the same ETags.

    Raises ProblemsFound when the disk is full.
    """
    try:
        for path in sorted(built.rglob("*")):
            released = site / path.relative_to(built)
            if path.is_dir():
                released.mkdir(parents=True, exist_ok=True)
            else:
                link(path, released)
    except OSError as error:
        raise ProblemsFound([full_disk(error, str(site))]) from None
