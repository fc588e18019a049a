"""A published site as it lies in its folder: its address and its files, and under which addresses.

Everything is read from the built files themselves, so a site can be packed long after the settings
that it was built with have changed.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from insyn.delivery.serving.compression import ENDINGS
from insyn.delivery.serving.media_types import media_type
from insyn.keeping import digest
from insyn.problems import Problem, ProblemsFound
from insyn.publishing.release import MARK

MISSING = "404.html"  # what a server sends, with that status, where there is nothing
# Pagefind asks for its first file with the time after it, past any cache. A player that has no such
# address takes the nearest that begins alike, if there is one.
ASKED = {"pagefind/pagefind-entry.json": "?ts=0"}
HEAD = 16_384  # bytes of a page that its title is in
OWN_MACHINE = ("", "localhost", "127.0.0.1", "::1")
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
PLAIN = "/:@!$&'()*+,;=~"  # what a path may have as it is (RFC 3986)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True)
class Published:
    """A site: the folder it lies in, its address without the last slash, its name, and whose it is.

    `organisation` is empty when the site has no open data, whose publisher it is. `inode` tells
    the folder from one that a new build puts in its place.
    """

    folder: Path
    address: str
    title: str
    organisation: str
    inode: int

    @property
    def host(self) -> str:
        """The site's name on the net."""
        return urlsplit(self.address).hostname or ""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site: path from the root, public address, media type, bytes and SHA-256."""

    path: str
    address: str
    kind: str
    size: int
    digest: str

    @property
    def status(self) -> int:
        """The HTTP status that the file is sent with."""
        return 404 if self.path == MISSING else 200


def read_site(folder: Path) -> Published:
    """Read whose site a folder holds; raise ProblemsFound when it isn't a published one."""
    if fault := _fault(folder):
        raise ProblemsFound([Problem(str(folder), 1, fault, "archive")])
    front = head(folder / "index.html")
    found = CANONICAL.search(front)
    address = html.unescape(found[1]).rstrip("/") if found else ""
    if urlsplit(address).hostname in (None, *OWN_MACHINE):
        fault = "Startsidan säger inte vilken adress webbplatsen har. Ange SITEURL och bygg om."
        raise ProblemsFound([Problem(str(folder / "index.html"), 1, fault, "archive")])
    inode = folder.stat().st_ino
    return Published(folder, address, title_in(front), _publisher(folder), inode)


def _fault(folder: Path) -> str:
    if not folder.is_dir():
        return "Mappen finns inte. Bygg webbplatsen först: tasks.py build"
    if not all((folder / name).is_file() for name in (MARK, "index.html")):
        return f"Mappen är ingen byggd webbplats: {MARK} eller index.html saknas."
    if any(folder.glob("utkast/*/index.html")):  # where a preview, and nothing else, has drafts
        return (
            "Mappen är en förhandsvisning med utkast, och de är inte publicerade. "
            "Bygg webbplatsen som den publiceras: tasks.py build"
        )
    return ""


def _publisher(folder: Path) -> str:
    path = folder / "data" / "datapackage.json"
    if not path.is_file():
        return ""
    people = json.loads(path.read_text(encoding="utf-8")).get("contributors", [])
    return next((one["title"] for one in people if "publisher" in one.get("roles", [])), "")


def paths_of(folder: Path) -> list[str]:
    """List the files of a site by their paths, in order, without compressed copies."""
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return sorted(
        path for path in found if not (path.endswith(ENDINGS) and path.rpartition(".")[0] in found)
    )


def files_of(site: Published) -> Iterator[File]:
    """Give the files of a site one by one, in order of path; twice what has two addresses."""
    for path in paths_of(site.folder):
        file = site.folder / path
        size, sha256 = file.stat().st_size, digest(file)
        for address in addresses_of(site.address, path):
            yield File(path, address, media_type(path), size, sha256)


def addresses_of(root: str, path: str) -> list[str]:
    """Give the public address of a file, that of its folder for a folder's page; or its two."""
    place = path
    if path == "index.html" or path.endswith("/index.html"):
        place = path.removesuffix("index.html")
    address = f"{root}/{quote(place, safe=PLAIN)}"
    return [address, f"{address}{ASKED[path]}"] if path in ASKED else [address]


def head(path: Path) -> str:
    """Give the beginning of a page, which its head is in."""
    with path.open("rb") as opened:
        return opened.read(HEAD).decode("utf-8", "replace")


def title_in(beginning: str) -> str:
    """Give the title of a page by its beginning."""
    found = TITLE.search(beginning)
    return " ".join(html.unescape(found[1]).split()) if found else ""
