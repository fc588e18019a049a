"""The site's files as records of a web archive: WARC 1.1, ISO 28500:2017.

Each file is what a server answered to whoever asked for its address. Nothing in a record comes
from the clock or from chance: its date is the release's moment, its id follows from address and
content.
"""

from __future__ import annotations

import io
import uuid
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import version
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from insyn.delivery.archive.published import File, Published
from insyn.delivery.archive.wacz import RECORDS
from insyn.delivery.release import About

STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the site and where its record is: bytes from the start of the WARC file."""

    file: File
    offset: int
    length: int


def moment_of(about: About) -> str:
    """Write a release's moment as WARC has it: UTC, to the second."""
    return datetime.fromisoformat(about.moment).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def program() -> str:
    """Say what writes the package."""
    return f"Insyn, warcio {version('warcio')}"


def write_records(
    out: BinaryIO, site: Published, about: About, files: Iterable[File]
) -> Iterator[Place]:
    """Write a record of the whole and one of each file; give where each file's is."""
    from warcio.statusandheaders import StatusAndHeaders

    writer, date = _writer(out), moment_of(about)
    told = _told(site, about).encode()
    whole = {
        "WARC-Record-ID": _id(site.address, date, told.hex()),
        "WARC-Date": date,
        "WARC-Filename": PurePosixPath(RECORDS).name,
    }
    record = writer.create_warc_record(
        "", "warcinfo", io.BytesIO(told), len(told), warc_headers_dict=whole
    )
    writer.write_record(record)
    for file in files:
        offset = out.tell()
        fields = {
            "WARC-Record-ID": _id(file.address, date, file.digest),
            "WARC-Date": date,
            "WARC-Warcinfo-ID": whole["WARC-Record-ID"],
            "WARC-Payload-Digest": f"sha256:{file.digest}",
        }
        http = StatusAndHeaders(
            f"{file.status} {HTTPStatus(file.status).phrase}",
            [("Content-Type", file.kind), ("Content-Length", str(file.size))],
            protocol="HTTP/1.1",
        )
        what = {"warc_headers_dict": fields, "http_headers": http}
        with (site.folder / file.path).open("rb") as payload:
            record = writer.create_warc_record(file.address, "response", payload, file.size, **what)
            writer.write_record(record)
        yield Place(file, offset, out.tell() - offset)


def _writer(out: BinaryIO) -> Any:
    """Give a writer of WARC 1.1 with SHA-256 digests."""
    from warcio.utils import Digester
    from warcio.warcwriter import WARCWriter

    class Writer(WARCWriter):  # type: ignore[misc]
        @staticmethod
        def _create_digester() -> Digester:
            return Digester("sha256")

    return Writer(_Members(out), gzip=False, warc_version="1.1")


class _Members:
    """A gzip file with a member for each record, so that players can read one alone.

    warcio's own takes zlib's highest level: several times the time, for a hundredth of the bytes.
    """

    def __init__(self, out: BinaryIO) -> None:
        self.out, self.compressor = out, _gzip()

    def write(self, data: bytes) -> None:
        self.out.write(self.compressor.compress(data))

    def flush(self) -> None:
        self.out.write(self.compressor.flush())
        self.compressor = _gzip()


def _gzip() -> zlib._Compress:
    return zlib.compressobj(wbits=zlib.MAX_WBITS + 16)


def _told(site: Published, about: About) -> str:
    """Say what the archive is, as the fields of a warcinfo record."""
    fields = {
        "software": program(),
        "format": "WARC File Format 1.1",
        "conformsTo": STANDARD,
        "operator": site.organisation or site.title,
        "isPartOf": f"{site.title}, {site.address}/",
        "description": describe(site),
        "release": about.name,
        "commit": about.commit,
        "lock": about.lock and f"sha256:{about.lock}",
        "builtWith": ", ".join(f"{name} {number}" for name, number in about.software.items()),
    }
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)


def describe(site: Published) -> str:
    """Say in a sentence what the archive holds."""
    return (
        f"Hela den publicerade webbplatsen {site.title} ({site.address}/), tagen ur de filer som "
        "webbservern skickar."
    )


def _id(*parts: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, ' '.join(parts))}>"
