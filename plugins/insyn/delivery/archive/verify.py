"""Reading a package back: whether it is whole, and if not, what differs."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from insyn.delivery.archive.published import addresses_of
from insyn.delivery.archive.wacz import (
    INDEX,
    MANIFEST,
    MANIFEST_DIGEST,
    RECORDS,
    SITE_SUMS,
    SUMS,
    is_as_written,
)
from insyn.delivery.release import SITE

UNREADABLE = (
    *(BadZipFile, EOFError, KeyError, NotImplementedError, OSError, RuntimeError),
    *(TypeError, ValueError, zlib.error),
)
CHUNK = 1 << 20


@dataclass(frozen=True)
class Checked:
    """What a package was found to be: how many files of the site, and what is wrong, in Swedish."""

    files: int
    faults: tuple[str, ...]


def check_package(path: Path) -> Checked:
    """Read a package back, every byte of it."""
    try:
        with ZipFile(path) as package:
            faults = list(_member_faults(package))
            if faults:
                return Checked(0, tuple(faults))
            records, faults = _records(package)
            expected = _expected(package)
            faults += _record_faults(records, expected)
        if not is_as_written(path):
            faults.append("Zip-filens egna uppgifter är ändrade, fast innehållet är helt.")
    except UNREADABLE as cause:
        told = "Filen går inte att läsa som ett paket. Den kan vara avklippt eller skadad"
        return Checked(0, (f"{told} ({cause or type(cause).__name__}).",))
    return Checked(sum("?" not in address for address in records), tuple(faults))


def _member_faults(package: ZipFile) -> Iterator[str]:
    """Hold the members against the manifest, and that against its own checksum."""
    names = package.namelist()
    for name in (MANIFEST, MANIFEST_DIGEST, SUMS):
        if name not in names:
            yield f"{name} saknas."
            return
    if json.loads(package.read(MANIFEST_DIGEST))["hash"] != _hash(package, MANIFEST):
        yield f"{MANIFEST} stämmer inte med {MANIFEST_DIGEST}."
        return
    listed = {one["path"]: one["hash"] for one in json.loads(package.read(MANIFEST))["resources"]}
    lines = package.read(SUMS).decode().splitlines()
    summed = {path: f"sha256:{sha256}" for sha256, path in (line.split("  ", 1) for line in lines)}
    for name in sorted({*names, *listed, *summed} - {MANIFEST, MANIFEST_DIGEST}):
        if name not in names:
            yield f"{name} saknas."
        elif names.count(name) > 1 or name not in listed:
            yield f"{name} hör inte till paketet."
        elif {listed[name], summed.get(name, listed[name])} != {_hash(package, name)}:
            yield f"{name} stämmer inte med sin kontrollsumma."


def _hash(package: ZipFile, name: str) -> str:
    with package.open(name) as opened:
        return f"sha256:{_digest(opened)}"


def _digest(stream: IO[bytes]) -> str:
    found = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        found.update(chunk)
    return found.hexdigest()


def _records(package: ZipFile) -> tuple[dict[str, str], list[str]]:
    """Read every record; give the digests by address, and what is wrong with records or index."""
    from warcio.archiveiterator import ArchiveIterator

    index = {one["url"]: one for one in _index(package)}
    found: dict[str, str] = {}
    faults = []
    with package.open(RECORDS) as opened:
        iterator = ArchiveIterator(opened, check_digests=True)
        for record in iterator:
            sha256 = _digest(record.raw_stream)
            if record.rec_type != "response":
                continue
            address = record.rec_headers.get_header("WARC-Target-URI")
            said = record.rec_headers.get_header("WARC-Payload-Digest")
            if record.digest_checker.passed is not True or said != f"sha256:{sha256}":
                faults.append(f"{address}: innehållet stämmer inte med postens kontrollsumma.")
            place = (str(iterator.get_record_offset()), str(iterator.get_record_length()))
            one = index.get(address, {})
            if (one.get("offset"), one.get("length")) != place:
                faults.append(f"{address}: {INDEX} säger inte var posten finns.")
            found[address] = sha256
    faults += [f"{address}: posten saknas." for address in index.keys() - found.keys()]
    return found, sorted(faults)


def _index(package: ZipFile) -> Iterator[dict[str, Any]]:
    for line in package.read(INDEX).decode().splitlines():
        yield json.loads(line.split(" ", 2)[2])


def _expected(package: ZipFile) -> dict[str, str]:
    """Give the digests that the site's files should have, by address."""
    root = json.loads(package.read(MANIFEST))["mainPageUrl"].rstrip("/")
    lines = (line.split("  ", 1) for line in package.read(SITE_SUMS).decode().splitlines())
    return {
        address: sha256
        for sha256, path in lines
        for address in addresses_of(root, path.removeprefix(f"{SITE}/"))
    }


def _record_faults(records: dict[str, str], expected: dict[str, str]) -> list[str]:
    faults = []
    for address in sorted(records.keys() | expected.keys()):
        if address not in records:
            faults.append(f"{address}: posten saknas.")
        elif address not in expected:
            faults.append(f"{address}: posten hör inte till webbplatsen.")
        elif records[address] != expected[address]:
            faults.append(f"{address}: innehållet är inte webbplatsens ({SITE_SUMS}).")
    return faults
