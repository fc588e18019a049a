"""What a package for the archive answers, read as players read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from warcio.archiveiterator import ArchiveIterator


@dataclass(frozen=True)
class Answer:
    """An HTTP answer, as a record has it."""

    status: int
    kind: str
    body: bytes


def records(package: Path) -> Iterator[Any]:
    """Give the records of a package one by one, to be read at once."""
    with ZipFile(package) as held, held.open("archive/data.warc.gz") as opened:
        yield from ArchiveIterator(opened)


def answers(package: Path) -> dict[str, Answer]:
    """Give what each address answers; an address that answers twice fails."""
    found: dict[str, Answer] = {}
    for record in records(package):
        if record.rec_type == "response":
            address = record.rec_headers.get_header("WARC-Target-URI")
            assert address not in found
            http = record.http_headers
            found[address] = Answer(
                int(http.get_statuscode()),
                http.get_header("Content-Type"),
                record.content_stream().read(),
            )
    return found
