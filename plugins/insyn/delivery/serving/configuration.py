"""Configuration of web servers, from the tables of headers and types and the site's redirects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from insyn.delivery.serving import caddy, nginx
from insyn.delivery.serving.caching import caching
from insyn.delivery.serving.headers import Header
from insyn.delivery.serving.protection import NO_FRAME, protection
from insyn.keeping import write_whole

ROOT = "/srv/insyn/current/site"
DUE = "due.json"  # when the site is to be built again, for a timer


@dataclass(frozen=True)
class Wanted:
    """Where configuration is to be written, and where the site lies on the server."""

    folder: Path
    root: str = ROOT


@dataclass(frozen=True)
class Served:
    """What a server must know: where the site lies, what stands beside it, what has moved.

    `root` is a folder, `comments` the path that Isso answers below, or empty; `moved` gives the
    new address of each old one.
    """

    root: str = ROOT
    comments: str = ""
    moved: Mapping[str, str] = field(default_factory=dict)

    @property
    def headers(self) -> tuple[Header, ...]:
        """The headers of the site; Isso's own pages have scripts inside, and see to their cache."""
        headers = (*protection(), caching())
        if not self.comments:
            return headers
        beside = f"^{re.escape(self.comments)}/"
        apart = {headers[0].name: NO_FRAME, headers[-1].name: ""}
        return tuple(
            header.first(beside, apart[header.name]) if header.name in apart else header
            for header in headers
        )


def write_configuration(folder: Path, served: Served) -> None:
    """Write the files for nginx and Caddy into a folder."""
    headers, moved = served.headers, dict(sorted(served.moved.items()))
    for name, text in {
        "nginx-http.conf": nginx.http_part(headers, served.comments),
        "nginx-server.conf": nginx.server_part(headers, served.root, moved),
        "nginx-brotli.conf": nginx.brotli_part(),
        "Caddyfile": caddy.site_part(headers, served.root, moved),
    }.items():
        write_whole(folder / name, text.encode())
