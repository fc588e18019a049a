"""nginx's configuration: maps for its http block, and what is included in the site's server block.

All headers are added in the server block, and no location adds any, since a location that does
would lose those of the block around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from insyn.delivery.serving.compression import ENDINGS
from insyn.delivery.serving.headers import Header
from insyn.delivery.serving.media_types import FEEDS, NAMED, OTHER, TYPES
from insyn.delivery.serving.protection import HSTS

_MADE = "# Made by the build: change nothing here. docs/serving.md says how it is used.\n"


def http_part(headers: Iterable[Header], comments: str) -> str:
    """Give what goes into the http block: the headers' values, by the file that is sent."""
    allowed = [("~^(GET|HEAD):", "0")]
    if comments:
        allowed.append((f"~^[A-Z]+:{re.escape(comments)}/", "0"))
    return "\n".join(
        (
            f"{_MADE}# Include this in the http block.",
            *(
                _map("$uri", _variable(header), header.otherwise, _cases(header))
                for header in headers
                if header.cases
            ),
            _map("$scheme", _variable(HSTS), "", [("https", HSTS.otherwise)]),
            _map("$status", "$insyn_allow", "", [("405", "GET, HEAD")]),
            _map('"$request_method:$uri"', "$insyn_refused", "1", allowed),
        )
    )


def server_part(headers: Iterable[Header], root: str, moved: Mapping[str, str]) -> str:
    """Give what goes into the site's server block: where files are, what they are, how sent."""
    return "\n".join(
        (
            f"{_MADE}# Include this in the site's server block, and nginx-http.conf in http.",
            f"root {_quoted(root)};",
            "index index.html;",
            "autoindex off;",
            "absolute_redirect off;  # so that no port or host of this machine gets out",
            "server_tokens off;",
            "open_file_cache off;  # the folder is a link that a new release moves",
            "etag on;",
            "charset off;  # the types say it",
            "",
            "# All that gets smaller has been compressed by the build.",
            "gzip off;",
            "gzip_static on;",
            "gzip_proxied any;",
            "gzip_vary on;",
            "",
            *(f"add_header {header.name} {_said(header)} always;" for header in headers),
            f"add_header {HSTS.name} {_variable(HSTS)} always;",
            "add_header Allow $insyn_allow always;",
            "",
            _types(),
            f"default_type {OTHER};",
            "",
            "if ($insyn_refused) { return 405; }",
            "",
            *(f"location = {old} {{ return 301 {_quoted(new)}; }}" for old, new in moved.items()),
            _places(),
        )
    )


def brotli_part() -> str:
    """Give what needs nginx's module for Brotli (Debian: libnginx-mod-http-brotli-static)."""
    where = "# Include this in the site's server block if nginx has the module."
    return f"{_MADE}{where}\nbrotli_static on;\n"


def _places() -> str:
    """Give the location of all files, with what is inside it: so nothing beside it is touched."""
    named = (
        f'    location = /{path} {{ types {{}} default_type "{kind}"; }}'
        for path, kind in NAMED.items()
    )
    endings = "|".join(ending.lstrip(".") for ending in ENDINGS)
    return "\n".join(
        (
            "location / {",
            "    error_page 404 /404.html;",
            "    error_page 403 =404 /404.html;  # a folder without a page",
            "    location = /404.html { internal; }",
            "    location ^~ /.well-known/ {}",
            *named,
            f'    location ~ /flode\\.json$ {{ types {{}} default_type "{FEEDS}"; }}',
            f"    location ~ /\\.|\\.({endings})$ {{ return 404; }}",
            "}",
            "",
        )
    )


def _map(of: str, variable: str, otherwise: str, cases: Sequence[tuple[str, str]]) -> str:
    lines = [f"    {_quoted(key)} {_quoted(value)};" for key, value in cases]
    return "\n".join(
        (f"map {of} {variable} {{", f"    default {_quoted(otherwise)};", *lines, "}", "")
    )


def _cases(header: Header) -> list[tuple[str, str]]:
    return [(f"~{pattern}", value) for pattern, value in header.cases]


def _types() -> str:
    by_kind: dict[str, list[str]] = {}
    for ending, kind in TYPES.items():
        by_kind.setdefault(kind, []).append(ending.lstrip("."))
    lines = [f'    "{kind}" {" ".join(endings)};' for kind, endings in by_kind.items()]
    return "\n".join(("types {", *lines, "}"))


def _said(header: Header) -> str:
    return _variable(header) if header.cases else _quoted(header.otherwise)


def _variable(header: Header) -> str:
    return f"$insyn_{header.variable}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
