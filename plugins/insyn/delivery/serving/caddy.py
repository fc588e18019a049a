"""Caddy's configuration, to be imported in the site's block of the operator's Caddyfile.

What stands beside the site, such as Isso, gets a `handle` of its own in the operator's file; the
site is what is left. A page that is missing is sent by a second row of handlers, with its headers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from insyn.delivery.serving.compression import ENDINGS
from insyn.delivery.serving.headers import Header
from insyn.delivery.serving.media_types import content_type
from insyn.delivery.serving.protection import HSTS


def site_part(headers: Iterable[Header], root: str, moved: Mapping[str, str]) -> str:
    """Give what is imported: the files of a folder with their types, headers and redirects."""
    headers = (*headers, content_type())
    endings = " ".join(f"*{ending}" for ending in ENDINGS)
    files = ["file_server {", "    precompressed br zstd gzip", "}"]
    site = [
        *(line for header in headers for line in _sent(header)),
        "@insyn_tls protocol https",
        f"header @insyn_tls {HSTS.name} {_quoted(HSTS.otherwise)}",
        "@insyn_refused not method GET HEAD",
        'header @insyn_refused Allow "GET, HEAD"',
        "error @insyn_refused 405",
        *(f"redir {old} {new} 301" for old, new in moved.items()),
        f"@insyn_hidden path /404.html {endings}",
        "error @insyn_hidden 404",
        "@insyn_dot {",
        r"    path_regexp /\.",
        "    not path /.well-known/*",
        "}",
        "error @insyn_dot 404",
        *files,
    ]
    missing = [
        "rewrite * /404.html",
        *(_header_of(header, "/404.html") for header in headers),
        *files,
    ]
    return "\n".join(
        (
            "# Made by the build: change nothing here. docs/serving.md says how it is used.",
            "# Import this in the site's block.",
            f"root * {_quoted(root)}",
            *(line for header in headers if header.cases for line in _map(header)),
            "handle {",
            "    route {",
            *_indented(site, 2),
            "    }",
            "}",
            "handle_errors {",
            "    @insyn_missing expression {http.error.status_code} == 404",
            "    route @insyn_missing {",
            *_indented(missing, 2),
            "    }",
            "}",
            "",
        )
    )


def _map(header: Header) -> list[str]:
    cases = [f"    {_quoted('~' + pattern)} {_quoted(value)}" for pattern, value in header.cases]
    otherwise = f"    default {_quoted(header.otherwise)}"
    return [f"map {{path}} {_variable(header)} {{", *cases, otherwise, "}"]


def _sent(header: Header) -> list[str]:
    """Send a header, unless its value is empty."""
    if not header.cases:
        return [f"header {header.name} {_quoted(header.otherwise)}"]
    said = f"{header.name} {_variable(header)}"
    if "" not in {header.otherwise, *(value for _, value in header.cases)}:
        return [f"header {said}"]
    named = f"@insyn_{header.variable}"
    return [f'{named} expression `{_variable(header)} != ""`', f"header {named} {said}"]


def _header_of(header: Header, path: str) -> str:
    """Send what a header is for one path; take it away where it isn't sent."""
    value = header.value(path)
    return f"header {header.name} {_quoted(value)}" if value else f"header -{header.name}"


def _variable(header: Header) -> str:
    return f"{{insyn_{header.variable}}}"


def _quoted(text: str) -> str:
    return f"`{text}`"


def _indented(lines: Iterable[str], steps: int) -> list[str]:
    return [f"{'    ' * steps}{line}" for line in lines]
