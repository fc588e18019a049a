"""Which release is up: shown by one link, taken back, listed, and the oldest let go."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from insyn.delivery.release import ABOUT, About, read_about
from insyn.delivery.server.environments import environment_for
from insyn.delivery.server.git import Entry, Repository
from insyn.delivery.server.making import make_release
from insyn.delivery.server.place import Server, point
from insyn.delivery.server.trust import fingerprint_of_code
from insyn.delivery.server.unpack import unpack
from insyn.keeping import write_whole
from insyn.problems import Problem, ProblemsFound, unknown

KEEP, MOST_KEPT = "insyn.keep", 20


def releases(server: Server) -> list[Path]:
    """List the releases that have been shown, the newest first."""
    return sorted((one for one in _whole(server) if not one.name.startswith(".")), reverse=True)


def _ready(server: Server, commit: str) -> Path | None:
    """Find a release of a commit, shown or not."""
    alike = (folder for folder in _whole(server) if read_about(folder).commit == commit)
    return max(alike, key=lambda folder: folder.name.lstrip("."), default=None)


def _whole(server: Server) -> Iterator[Path]:
    """Yield the releases that can be read; a disk that failed may have left others."""
    for path in server.releases.glob(f"*/{ABOUT}"):
        with suppress(ValueError, TypeError):
            read_about(path.parent)
            yield path.parent


def current(server: Server) -> About | None:
    """Give the release that is up; None before the first."""
    with suppress(OSError, ValueError, TypeError):
        return read_about(server.current)
    return None


def settle(server: Server, who: str, lock: int) -> About:
    """Show the published branch's commit, and trust its code; give the release that is up.

    The release is made when there is none, as when the disk was changed or somebody was killed.
    After a step back it stays, until the branch has moved on. Raises ProblemsFound or Refused.
    """
    repository = Repository(server.repo)
    commit = repository.commit(repository.published)
    entries = repository.entries(commit)
    trust(server, entries)
    up = current(server)
    if not (up and is_held(server)) and (up is None or up.commit != commit):
        made = _ready(server, commit) or make_release(server, commit, entries, who, lock)
        show(server, made)
    up = current(server)
    assert up
    return up


def renew(server: Server, who: str, lock: int) -> About:
    """Build the published branch's commit again, for what has fallen due, and show it."""
    repository = Repository(server.repo)
    commit = repository.commit(repository.published)
    show(server, make_release(server, commit, repository.entries(commit), who, lock))
    return read_about(server.current)


def show(server: Server, release: Path) -> None:
    """Let a release be the one that is up, and let go of the oldest and of those never shown."""
    shown = release.rename(release.with_name(release.name.lstrip(".")))
    point(server.current, shown)
    server.held.unlink(missing_ok=True)
    kept = Repository(server.repo).settings(KEEP)
    most = int(kept[-1]) if kept and kept[-1].isdecimal() else MOST_KEPT
    away = [*server.releases.glob(".*"), *releases(server)[max(most, 1) :]]
    for old in away:
        if old.name != shown.name:
            hidden = old.rename(old.with_name(f".{old.name.lstrip('.')}"))
            (hidden / ABOUT).unlink(missing_ok=True)  # so that none is ever taken for whole
            shutil.rmtree(hidden, ignore_errors=True)


def go_back(server: Server, name: str = "") -> About:
    """Show the release before the one that is up, or the one of a name; hold it there.

    Raises ProblemsFound when there is no such release.
    """
    known = [folder.name for folder in releases(server)]
    up = current(server)
    earlier = [other for other in known if up is None or other < up.name]
    chosen = name or next(iter(earlier), "")
    if chosen not in known:
        message = (
            unknown("Utgåvan", name, "", known) if name else "Det finns ingen tidigare utgåva."
        )
        raise ProblemsFound([Problem(str(server.releases), 1, message)])
    repository = Repository(server.repo)
    main = repository.commit(repository.published)
    newest = known[0] == chosen and read_about(server.releases / chosen).commit == main
    point(server.current, server.releases / chosen)
    if newest:
        server.held.unlink(missing_ok=True)
    else:
        write_whole(server.held, f"{main}\n".encode())
    return read_about(server.current)


def is_held(server: Server) -> bool:
    """Tell whether somebody has gone back, and nothing has been pushed since."""
    repository = Repository(server.repo)
    main = repository.commit(repository.published)
    return server.held.exists() and server.held.read_text("utf-8").strip() == main


def trust(server: Server, entries: list[Entry]) -> None:
    """Let the hooks run the code of a commit from now on."""
    folder = server.codes / fingerprint_of_code(entries)[:16]
    if server.code.exists() and server.code.resolve() == folder.resolve():
        return
    folder.mkdir(parents=True, exist_ok=True)
    unpack(Repository(server.repo), [entry for entry in entries if entry.is_code], folder)
    point(folder / ".env", environment_for(server, folder))
    point(server.code, folder)
    by_age = sorted(server.codes.iterdir(), key=os.path.getmtime, reverse=True)
    for old in by_age[3:]:  # what runs now may still fetch a module of its own code
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
