"""A WACZ file: a zip of the archive, its index and its pages, that the same files make alike.

Every member is stored as it is, with the same date, so that a container's bytes follow from what is
in it: https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

import hashlib
import json
import shutil
from io import RawIOBase
from pathlib import Path
from typing import IO, Any, BinaryIO
from zipfile import ZipFile, ZipInfo

from insyn.keeping import digest

VERSION = "1.1.1"
RECORDS, INDEX = "archive/data.warc.gz", "indexes/index.cdx"
CONTENTS, SITE_SUMS = "om-paketet/innehall.html", "om-paketet/webbplatsen.sha256"
DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can have
MANIFEST, MANIFEST_DIGEST, SUMS = "datapackage.json", "datapackage-digest.json", "SHA256SUMS"


def seal(folder: Path, told: dict[str, Any]) -> None:
    """Write the checksums of all that is in a folder, and the manifest that lists it.

    SHA256SUMS has every file but itself and the manifest; the manifest has SHA256SUMS too, and
    the last file has the manifest. `told` is what else the manifest says.
    """
    sums = "".join(f"{digest(folder / name)}  {name}\n" for name in members(folder))
    (folder / SUMS).write_text(sums, encoding="utf-8", newline="\n")
    resources = [
        {
            "name": Path(name).name.lower(),
            "path": name,
            "hash": f"sha256:{digest(folder / name)}",
            "bytes": (folder / name).stat().st_size,
        }
        for name in members(folder)
    ]
    package = {"profile": "data-package", "wacz_version": VERSION, **told, "resources": resources}
    text = _json(package)
    (folder / MANIFEST).write_bytes(text)
    sha256 = hashlib.sha256(text).hexdigest()
    (folder / MANIFEST_DIGEST).write_bytes(_json({"path": MANIFEST, "hash": f"sha256:{sha256}"}))


def members(folder: Path) -> list[str]:
    """List the files in a folder by their paths, in order."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def zip_folder(folder: Path, target: Path) -> None:
    """Write all files of a folder as a zip."""
    with ZipFile(target, "x") as package:
        for name in members(folder):
            with (folder / name).open("rb") as opened:
                _add(package, name, opened, (folder / name).stat().st_size)


def is_as_written(path: Path) -> bool:
    """Whether each byte of a zip is what `zip_folder` writes of the members that it holds."""
    with path.open("rb") as opened, ZipFile(path) as held:
        again = _Held(opened)
        with ZipFile(again, "w") as package:
            for info in held.infolist():
                with held.open(info) as source:
                    _add(package, info.filename, source, info.file_size)
        return not again.differing and again.end == path.stat().st_size


def _add(package: ZipFile, name: str, source: IO[bytes], size: int) -> None:
    info = ZipInfo(name, DATE)
    info.create_system, info.external_attr, info.file_size = 3, 0o100644 << 16, size
    with package.open(info, "w") as member:
        shutil.copyfileobj(source, member, 1 << 20)


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


class _Held(RawIOBase):
    """A file that isn't written to: each write is held against what stands there already.

    A zip's headers are written twice, the second time with sizes and checksums; the last counts.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.at, self.end = file, 0, 0
        self.differing: set[int] = set()

    def write(self, data: Any) -> int:
        self.file.seek(self.at)
        same = self.file.read(len(data)) == bytes(data)
        (self.differing.discard if same else self.differing.add)(self.at)
        self.at += len(data)
        self.end = max(self.end, self.at)
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        self.at = offset + (0, self.at, self.end)[whence]
        return self.at

    def tell(self) -> int:
        return self.at

    def seekable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True
