"""What kind of file each file of the site is, as a server says it in Content-Type."""

from __future__ import annotations

from pathlib import PurePosixPath

UTF8 = "; charset=utf-8"
# The registered names: https://www.iana.org/assignments/media-types/
TYPES = {
    ".atom": f"application/atom+xml{UTF8}",
    ".avif": "image/avif",
    ".css": f"text/css{UTF8}",
    ".csv": f"text/csv{UTF8}",
    ".gif": "image/gif",
    ".html": f"text/html{UTF8}",
    ".ics": f"text/calendar{UTF8}",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": f"text/javascript{UTF8}",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": f"image/svg+xml{UTF8}",
    ".txt": f"text/plain{UTF8}",
    ".webp": "image/webp",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": f"application/xml{UTF8}",
}
# Files whose addresses say another kind than their endings, or have no ending.
NAMED = {"datasets/dcat": f"application/rdf+xml{UTF8}"}
FEEDS = f"application/feed+json{UTF8}"
OTHER = "application/octet-stream"


def media_type(path: str) -> str:
    """Give the Content-Type of a file by its path from the site's root."""
    name = PurePosixPath(path).name
    if name == "flode.json":
        return FEEDS
    return NAMED.get(path, TYPES.get(PurePosixPath(path).suffix, OTHER))
