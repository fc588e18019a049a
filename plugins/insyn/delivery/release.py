"""A release: a built site with what it was built of, so that anyone can build it again and compare.

Its folder holds `site/`, which is all that a web server sends; `release.json`, which says what it
was built of; and `SHA256SUMS`, which `sha256sum --check` understands.
"""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from insyn.keeping import digest

SITE, ABOUT, SUMS = "site", "release.json", "SHA256SUMS"
STAMP = "utgava.json"  # the part of it that is public, in the site
LOCK = "requirements.txt"
# What makes the bytes of a site; the lock has all the rest.
MAKERS = ("altair", "jinja2", "markdown", "pagefind", "pelican", "pillow", "vl-convert-python")


@dataclass(frozen=True)
class About:
    """What a release was built of. Moments are ISO 8601 with an offset.

    `moment` is the one that the site was built for (SOURCE_DATE_EPOCH), `made` when it was made;
    `lock` is the SHA-256 of requirements.txt, `who` whoever pushed the commit or asked, and `due`
    the moment when the site would change by itself, "" for never.
    """

    name: str
    commit: str
    lock: str
    moment: str
    due: str
    made: str
    who: str
    software: dict[str, str]

    @property
    def epoch(self) -> int:
        """The moment in seconds, as SOURCE_DATE_EPOCH has it."""
        return int(datetime.fromisoformat(self.moment).timestamp())

    def text(self) -> str:
        """Write it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"


def read_about(folder: Path) -> About:
    """Read what a release was built of; raise FileNotFoundError where there is none."""
    return About(**json.loads((folder / ABOUT).read_text(encoding="utf-8")))


def clock() -> datetime:
    """Give the time of now, or that of SOURCE_DATE_EPOCH, by which sites are built again."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def software() -> dict[str, str]:
    """Give the versions of Python and of the libraries that make the bytes of a site."""
    return {"python": platform.python_version(), **{name: version(name) for name in MAKERS}}


def sums(site: Path) -> str:
    """Give the checksum of each file of a site, in order of path, as sha256sum writes them."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    lines = (f"{digest(path)}  {path.relative_to(site.parent).as_posix()}\n" for path in files)
    return "".join(lines)
