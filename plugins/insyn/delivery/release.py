"""A release: a built site with what it was built of, so that anyone can build it again and compare.

Its folder holds `site/`, which is all that a web server sends; `release.json`, which says what it
was built of; and `SHA256SUMS`, which `sha256sum --check` understands.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from insyn.delivery.origin import Origin
from insyn.keeping import digest

SITE, ABOUT, SUMS = "site", "release.json", "SHA256SUMS"


@dataclass(frozen=True)
class About(Origin):
    """What a release was built of, and how it came about. Moments are ISO 8601 with an offset.

    `due` is the moment when the site would change by itself, "" for never; `made` is when the
    release was made, and `who` whoever pushed the commit or asked.
    """

    name: str
    due: str
    made: str
    who: str


def read_about(folder: Path) -> About:
    """Read what a release was built of; raise FileNotFoundError where there is none."""
    return About(**json.loads((folder / ABOUT).read_text(encoding="utf-8")))


def clock() -> datetime:
    """Give the time of now, or that of SOURCE_DATE_EPOCH, by which sites are built again."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def sums(site: Path) -> str:
    """Give the checksum of each file of a site, in order of path, as sha256sum writes them."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    lines = (f"{digest(path)}  {path.relative_to(site.parent).as_posix()}\n" for path in files)
    return "".join(lines)
