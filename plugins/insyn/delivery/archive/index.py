"""What players look an address up by (CDXJ), and the pages that they list.

CDXJ: https://pywb.readthedocs.io/en/latest/manual/indexing.html#cdxj-index
Pages: https://specs.webrecorder.net/wacz/1.1.1/#pages-jsonl
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from insyn.delivery.archive.records import Place
from insyn.delivery.archive.wacz import RECORDS

WORLD_WIDE = re.compile(r"^www\d*\.")
PORTS = {"http": 80, "https": 443}


def key(address: str) -> str:
    """Give the key that players sort an address by (SURT): `se,kommun,blogg)/sok`."""
    parts = urlsplit(address)
    names = WORLD_WIDE.sub("", parts.hostname or "").split(".")
    port = f":{parts.port}" if parts.port and parts.port != PORTS.get(parts.scheme) else ""
    path = parts.path.rstrip("/").lower() or "/"
    query = f"?{parts.query.lower()}" if parts.query else ""
    return f"{','.join(reversed(names))}{port}){path}{query}"


def index_text(places: Iterable[Place], date: str) -> str:
    """Write the index of a WARC file, sorted; `date` is that of all its records."""
    moment = re.sub(r"\D", "", date)
    return "".join(sorted(f"{key(one.file.address)} {moment} {_entry(one)}\n" for one in places))


def _entry(place: Place) -> str:
    file = place.file
    return json.dumps(
        {
            "url": file.address,
            "mime": file.kind.partition(";")[0],
            "status": str(file.status),
            "digest": f"sha256:{file.digest}",
            "length": str(place.length),
            "offset": str(place.offset),
            "filename": PurePosixPath(RECORDS).name,
        }
    )


def pages_text(name: str, title: str, pages: Iterable[tuple[str, str]], date: str) -> str:
    """Write a list of pages, by address and title, as a player shows it."""
    lines: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": name, "title": title}]
    lines += [{"id": key(url), "url": url, "ts": date, "title": said} for url, said in pages]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
