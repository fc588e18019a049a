"""What is known of how a site came to be, by its release or by the checkout it was built in."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from insyn.delivery.release import ABOUT, LOCK, SITE, SUMS, About, read_about, software
from insyn.keeping import digest
from insyn.problems import Problem, ProblemsFound


def about_release(folder: Path) -> About:
    """Read what a release says of itself; raise ProblemsFound where it doesn't."""
    if not folder.is_dir():
        raise _problem(folder, "Mappen finns inte. Ange en utgåva, till exempel /srv/insyn/current")
    if lacking := [name for name in (SITE, ABOUT, SUMS) if not (folder / name).exists()]:
        raise _problem(folder, f"Mappen är ingen utgåva: {', '.join(lacking)} saknas.")
    try:
        about = read_about(folder)
        datetime.fromisoformat(about.moment).astimezone(UTC)
    except (TypeError, ValueError):
        raise _problem(
            folder / ABOUT, "Filen går inte att läsa som en utgåvas uppgifter."
        ) from None
    return about


def sums_of(release: Path) -> dict[str, str]:
    """Give the checksums that a release has of its site's files, by their paths in the site."""
    lines = (release / SUMS).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("  ", 1) for line in lines)
    return {path.removeprefix(f"{SITE}/"): sha256 for sha256, path in pairs}


def about_built(site: Path, checkout: Path) -> About:
    """Say what can be known of a site that was only built: empty strings for what can't.

    Its moment is SOURCE_DATE_EPOCH or, without it, when its newest file was written.
    """
    newest = max(int(path.stat().st_mtime) for path in site.rglob("*") if path.is_file())
    oldest = min(int(path.stat().st_mtime) for path in site.rglob("*") if path.is_file())
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    lock = checkout / LOCK
    return About(
        name="",
        commit=_commit(checkout, oldest),
        lock=digest(lock) if lock.is_file() else "",
        moment=_iso(int(epoch) if epoch.isdecimal() else newest),
        made=_iso(newest),
        who="",
        software=software(),
    )


def _commit(checkout: Path, built: int) -> str:
    """Give the commit that the checkout is at, if it is that and nothing more, since `built`."""
    changed, moved = (
        _git(checkout, "status", "--porcelain"),
        _git(checkout, "reflog", "-1", "--date=unix", "--format=%gd"),
    )
    since = (moved or "").strip().rpartition("{")[2].rstrip("}")
    if changed != "" or not since.isdecimal() or int(since) > built:
        return ""
    return (_git(checkout, "rev-parse", "HEAD") or "").strip()


def _git(checkout: Path, *arguments: str) -> str | None:
    program = shutil.which("git")
    if not program:
        return None
    done = subprocess.run(  # noqa: S603  (git, found on the path)
        [program, "-C", str(checkout), *arguments], capture_output=True, text=True, check=False
    )
    return None if done.returncode else done.stdout


def _iso(epoch: int) -> str:
    return datetime.fromtimestamp(epoch, UTC).isoformat()


def _problem(path: Path, message: str) -> ProblemsFound:
    return ProblemsFound([Problem(str(path), 1, message, "archive")])
