"""A package of a published site for the archive: made beside, read back, and only then there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from insyn.delivery.archive.contents import contents_page
from insyn.delivery.archive.index import index_text, pages_text
from insyn.delivery.archive.listing import ALONE, PAGES, listing
from insyn.delivery.archive.origin import about_built, about_release, sums_of
from insyn.delivery.archive.published import File, Published, files_of, paths_of, read_site
from insyn.delivery.archive.records import describe, moment_of, program, write_records
from insyn.delivery.archive.verify import check_package
from insyn.delivery.archive.wacz import CONTENTS, INDEX, RECORDS, SITE_SUMS, seal, zip_folder
from insyn.delivery.release import ABOUT, SITE, About
from insyn.problems import Problem, ProblemsFound

PAGE_LIST, MORE_PAGES = "pages/pages.jsonl", "pages/extraPages.jsonl"
ROOM = 64_000_000  # bytes of a disk to leave free


@dataclass(frozen=True)
class Packed:
    """A package that has been made, and how many files of the site it holds."""

    path: Path
    files: int


def pack_built(folder: Path, output: Path) -> Packed:
    """Pack a site that was only built: it isn't in a release."""
    site = read_site(folder)
    return _pack(site, about_built(folder), output, {})


def pack_release(release: Path, output: Path) -> Packed:
    """Pack the site of a release, held against the release's own checksums."""
    release = release.resolve()  # `current` may lead to another before this is done
    about, site = about_release(release), read_site(release / SITE)
    return _pack(site, about, output, sums_of(release))


def _pack(site: Published, about: About, output: Path, sums: dict[str, str]) -> Packed:
    """Make the package in `output`; raise ProblemsFound when it can't be made whole.

    `sums` are what the files should be, if that is known.
    """
    parts = [site.host, moment_of(about)[:10], (about.commit or "")[:12]]
    target = output / f"{'-'.join(filter(None, parts))}.wacz"
    if fault := _place_fault(site, target):
        raise ProblemsFound([Problem(str(target), 1, fault, "archive")])
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".arkiv-", suffix=".ny", dir=output) as temporary:
        beside = Path(temporary)
        _fill(beside / "paket", site, about, sums)
        zip_folder(beside / "paket", beside / target.name)
        checked = check_package(beside / target.name)
        if checked.faults:
            raise ProblemsFound(
                Problem(str(target), 1, fault, "archive") for fault in checked.faults
            )
        (beside / target.name).rename(target)
    return Packed(target, checked.files)


def _place_fault(site: Published, target: Path) -> str:
    if target.exists():
        return "Paketet finns redan, och skrivs inte över. Flytta det eller välj annan --output."
    if target.resolve().is_relative_to(site.folder.resolve()):
        return "Paketet kan inte ligga i webbplatsens egen mapp. Välj annan --output."
    if target.parent.exists() and not target.parent.is_dir():
        return "Det finns en fil där mappen skulle ligga. Välj annan --output."
    there = next(folder for folder in target.resolve().parents if folder.exists())
    size = sum((site.folder / path).stat().st_size for path in paths_of(site.folder))
    if shutil.disk_usage(there).free < 2 * size + ROOM:  # the records, and the package of them
        return f"Disken är för full: paketet behöver {(2 * size + ROOM) // 1_000_000} MB."
    return ""


def _fill(folder: Path, site: Published, about: About, sums: dict[str, str]) -> None:
    """Write all that the package holds into a folder."""
    for path in (RECORDS, INDEX, CONTENTS, PAGE_LIST):
        (folder / path).parent.mkdir(parents=True)
    with (folder / RECORDS).open("wb") as out:
        places = list(write_records(out, site, about, files_of(site)))
    files = [place.file for place in places if "?" not in place.file.address]
    if sums and (faults := list(_changed(site, files, sums))):
        raise ProblemsFound(faults)
    if site.folder.stat().st_ino != site.inode:
        fault = "Webbplatsen byggdes om under tiden. Gör paketet en gång till."
        raise ProblemsFound([Problem(str(site.folder), 1, fault, "archive")])
    groups, date = listing(site, files), moment_of(about)
    texts = {
        INDEX: index_text(places, date),
        CONTENTS: contents_page(site, about, groups),
        f"om-paketet/{ABOUT}": about.text(),
        SITE_SUMS: "".join(f"{file.digest}  {SITE}/{file.path}\n" for file in files),
    }
    for path, group in ((PAGE_LIST, PAGES), (MORE_PAGES, ALONE)):
        pages = [(entry.file.address, entry.title) for entry in groups[group]]
        texts[path] = pages_text(PurePosixPath(path).stem, group, pages, date)
    for path, text in texts.items():
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    told = {
        "title": f"{site.title}, {date[:10]}",
        "description": describe(site),
        "created": date,
        "software": program(),
        "mainPageUrl": f"{site.address}/",
        "mainPageDate": date,
    }
    seal(folder, told)


def _changed(site: Published, files: list[File], sums: dict[str, str]) -> Iterator[Problem]:
    """Say what isn't as the release's checksums have it."""
    found = {file.path: file.digest for file in files}
    for path in sorted(found.keys() | sums.keys()):
        if path not in found and not (site.folder / path).exists():
            fault = "Filen saknas, fast utgåvan hade den. Ta paketet ur en hel utgåva."
        elif path in found and found[path] != sums.get(path):
            fault = "Filen är inte som utgåvans SHA256SUMS säger. Ta paketet ur en hel utgåva."
        else:
            continue  # as it should be, or a compressed copy
        yield Problem(str(site.folder / path), 1, fault, "archive")
