"""A package that isn't whole is found out, wherever it was touched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from insyn.delivery.archive.package import pack_release
from insyn.delivery.archive.verify import check_package
from insyn.delivery.archive.wacz import MANIFEST, MANIFEST_DIGEST, SUMS, seal, zip_folder
from tiny import ADDRESS, release_of, tiny_site

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of a few small files."""
    folder = tmp_path_factory.mktemp("package")
    release = release_of(folder / "release", tiny_site(folder / "built"))
    return pack_release(release, folder / "arkiv").path


def faults(path: Path, content: bytes) -> tuple[str, ...]:
    """Write a package; give what is found to be wrong with it."""
    path.write_bytes(content)
    return check_package(path).faults


def test_a_whole_package_is_whole(package: Path) -> None:
    """Nothing is wrong with a package as it was made, and all its files are counted."""
    checked = check_package(package)
    assert checked.faults == ()
    assert checked.files == 11


def test_any_flipped_byte_is_found(package: Path, tmp_path: Path) -> None:
    """A single bit, in what is archived or in the container's own headers, is told."""
    whole = package.read_bytes()
    places = {*range(0, len(whole), 101), *range(60), *range(len(whole) - 120, len(whole))}
    for place in places:
        touched = bytearray(whole)
        touched[place] ^= 1 << place % 8
        assert faults(tmp_path / "x.wacz", bytes(touched)), place


def test_a_truncated_file_is_found(package: Path, tmp_path: Path) -> None:
    """A package that was cut off, or had something put after it, is told."""
    whole = package.read_bytes()
    for length in (0, 1, 100, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        (said,) = faults(tmp_path / "x.wacz", whole[:length])
        assert said.startswith("Filen går inte att läsa som ett paket.")
    assert faults(tmp_path / "x.wacz", whole + b"\0")


def resealed(folder: Path) -> tuple[str, ...]:
    """Seal an unpacked package anew, as a forger would; give what is found to be wrong."""
    for name in (MANIFEST_DIGEST, MANIFEST, SUMS):
        (folder / name).unlink(missing_ok=True)
    seal(folder, {"mainPageUrl": f"{ADDRESS}/"})
    target = folder.with_suffix(".wacz")
    target.unlink(missing_ok=True)
    zip_folder(folder, target)
    return check_package(target).faults


@pytest.fixture
def unpacked(package: Path, tmp_path: Path) -> Path:
    """The package as a folder."""
    with ZipFile(package) as held:
        held.extractall(tmp_path / "paket")
    return tmp_path / "paket"


def test_a_lacking_record_is_found(unpacked: Path) -> None:
    """A page that is gone from records, index and checksums of parts is still missed."""
    records = unpacked / "archive" / "data.warc.gz"
    index = unpacked / "indexes" / "index.cdx"
    lines = index.read_text(encoding="utf-8").splitlines(keepends=True)
    index.write_text("".join(line for line in lines if "/om/" not in line), encoding="utf-8")
    (said,) = resealed(unpacked)
    assert said == f"{ADDRESS}/om/: indexes/index.cdx säger inte var posten finns."
    whole = records.rename(unpacked.parent / "whole.warc.gz")
    _without(whole, records, "/om/")
    assert f"{ADDRESS}/om/: posten saknas." in resealed(unpacked)


def _without(source: Path, target: Path, end: str) -> None:
    with source.open("rb") as opened, target.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for record in ArchiveIterator(opened):
            if not (record.rec_headers.get_header("WARC-Target-URI") or "").endswith(end):
                writer.write_record(record)


def test_another_content_is_found(unpacked: Path) -> None:
    """A checksum of the site's files that isn't the record's is told."""
    sums = unpacked / "om-paketet" / "webbplatsen.sha256"
    text = sums.read_text(encoding="utf-8")
    sums.write_text("0" * 64 + text[64:], encoding="utf-8")
    (said,) = resealed(unpacked)
    assert said.endswith("innehållet är inte webbplatsens (om-paketet/webbplatsen.sha256).")


def test_something_added_or_gone_is_found(unpacked: Path) -> None:
    """A file that was put into a package, or taken out of it, is told by its name."""
    (unpacked / "brev.txt").write_text("Hej", encoding="utf-8")
    (unpacked / "om-paketet" / "release.json").unlink()
    zip_folder(unpacked, unpacked.with_suffix(".wacz"))
    assert check_package(unpacked.with_suffix(".wacz")).faults == (
        "brev.txt hör inte till paketet.",
        "om-paketet/release.json saknas.",
    )


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "invoke", "archive", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_verb_makes_and_verifies(tmp_path: Path) -> None:
    """`archive` says where the package is, `--verify` whether it is whole, both in Swedish."""
    built = tiny_site(tmp_path / "built")
    made = run("--site", str(built), "--output", str(tmp_path / "arkiv"))
    assert made.returncode == 0, made.stderr
    assert "Det är läst tillbaka och helt: 11 filer." in made.stdout
    (package,) = (tmp_path / "arkiv").iterdir()
    whole = run("--verify", str(package))
    assert whole.returncode == 0
    assert "är helt: 11 filer, och alla kontrollsummor stämmer." in whole.stdout
    package.write_bytes(package.read_bytes()[:-1])
    cut = run("--verify", str(package))
    assert cut.returncode == 1
    assert cut.stderr.endswith("Paketet är inte helt.\n")
    assert "Traceback" not in cut.stderr
    assert "Filen finns inte." in run("--verify", "finns-inte.wacz").stderr
    assert "Mappen finns inte. Bygg webbplatsen först" in run("--site", "finns-inte").stderr
    assert "Välj en av --site och --release." in run("--site", "a", "--release", "b").stderr
