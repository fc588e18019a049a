"""What kind of file each file of the site is, as a server says it in Content-Type."""

from __future__ import annotations

import re
from functools import cache

from insyn.delivery.serving.headers import Header

UTF8 = "; charset=utf-8"
# The registered names: https://www.iana.org/assignments/media-types/
TYPES = {
    ".atom": f"application/atom+xml{UTF8}",
    ".avif": "image/avif",
    ".css": f"text/css{UTF8}",
    ".csv": f"text/csv{UTF8}",
    ".gif": "image/gif",
    ".html": f"text/html{UTF8}",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": f"text/calendar{UTF8}",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": f"text/javascript{UTF8}",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": f"image/svg+xml{UTF8}",
    ".txt": f"text/plain{UTF8}",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": f"application/xml{UTF8}",
}
# Files whose addresses say another kind than their endings, or have no ending.
NAMED = {"datasets/dcat": f"application/rdf+xml{UTF8}"}
FEEDS = f"application/feed+json{UTF8}"
OTHER = "application/octet-stream"


@cache
def content_type() -> Header:
    """Give the header, by the address of what is sent."""
    named = [(f"^/{re.escape(path)}$", kind) for path, kind in NAMED.items()]
    named += [(r"/flode\.json$", FEEDS), ("/$", TYPES[".html"])]
    by_ending = [(f"{re.escape(ending)}$", kind) for ending, kind in TYPES.items()]
    return Header("Content-Type", OTHER, (*named, *by_ending))


def media_type(path: str) -> str:
    """Give the Content-Type of a file by its path from the site's root."""
    return content_type().value(f"/{path}")
