"""What is known of how a site came to be, by its release or by what the site says of itself."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from insyn.delivery.origin import STAMP
from insyn.delivery.release import ABOUT, SITE, SUMS, About, read_about
from insyn.problems import Problem, ProblemsFound


def about_release(folder: Path) -> About:
    """Read what a release says of itself; raise ProblemsFound where it doesn't."""
    if not folder.is_dir():
        raise _problem(folder, "Mappen finns inte. Ange en utgåva, till exempel /srv/insyn/current")
    if lacking := [name for name in (SITE, ABOUT, SUMS) if not (folder / name).exists()]:
        raise _problem(folder, f"Mappen är ingen utgåva: {', '.join(lacking)} saknas.")
    try:
        about = read_about(folder)
        datetime.fromisoformat(about.moment)
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


def about_built(site: Path) -> About:
    """Read what a built site says of itself: nothing for what it doesn't say.

    A site without such a file has the moment when its newest file was written.
    """
    newest = max(path.stat().st_mtime for path in site.rglob("*") if path.is_file())
    written = datetime.fromtimestamp(int(newest), UTC).isoformat()
    stamp = site / STAMP
    said = json.loads(stamp.read_text(encoding="utf-8")) if stamp.is_file() else {}
    return About(
        name="",
        commit=said.get("commit"),
        lock=said.get("lock"),
        moment=said.get("moment") or written,
        due="",
        made="" if said else written,
        who="",
        software=said.get("software") or {},
    )


def _problem(path: Path, message: str) -> ProblemsFound:
    return ProblemsFound([Problem(str(path), 1, message, "archive")])
