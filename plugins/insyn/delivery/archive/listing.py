"""What a site holds, sorted as people look for it: pages, open data, pictures, the rest."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from insyn.delivery.archive.published import MISSING, File, Published, head, title_in
from insyn.publishing.release import MARK

PAGES, ALONE = "Sidor", "Diagram för sig och andra sidor utanför webbplatskartan"
DATA, PICTURES, OTHER = "Öppna data", "Bilder", "Flöden, kalender, sökregister och utseende"
GROUPS = (PAGES, ALONE, DATA, PICTURES, OTHER)
LISTED = re.compile(r"<url><loc>([^<]+)</loc>(?:<lastmod>([^<]+)</lastmod>)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file with what it is called, and the day when it was last changed if the site says it."""

    file: File
    title: str
    day: str


def listing(site: Published, files: Iterable[File]) -> dict[str, list[Entry]]:
    """Sort the files into GROUPS: pages in the order of the site's map, the rest by path."""
    days, names = _days(site.folder / MARK), _datasets(site.folder)
    found: dict[str, list[Entry]] = {group: [] for group in GROUPS}
    for file in files:
        title, group = file.path, OTHER
        if file.kind.startswith("text/html"):
            title = title_in(head(site.folder / file.path)).removesuffix(f" – {site.title}")
            group = PAGES if file.address in days else ALONE
            if file.path == MISSING:
                title = f"{title} (visas för adresser som inte finns)"
        elif file.path.startswith(("data/", "datasets/")):
            title, group = _data_title(file.path, names), DATA
        elif file.kind.startswith("image/"):
            group = PICTURES
        found[group].append(Entry(file, title or file.path, days.get(file.address, "")))
    order = {address: at for at, address in enumerate(days)}
    found[PAGES].sort(key=lambda entry: order[entry.file.address])
    return found


def _days(site_map: Path) -> dict[str, str]:
    """Give the addresses that a site's map lists, in its order, with the days they were changed."""
    pairs = LISTED.findall(site_map.read_text(encoding="utf-8"))
    return {html.unescape(address): day for address, day in pairs}


def _datasets(folder: Path) -> dict[str, str]:
    """Give the titles of the open datasets, by their names."""
    path = folder / "data" / "datapackage.json"
    if not path.is_file():
        return {}
    resources = json.loads(path.read_text(encoding="utf-8")).get("resources", [])
    return {one["name"]: one.get("title", one["name"]) for one in resources}


def _data_title(path: str, names: dict[str, str]) -> str:
    """Call `data/ramar/2013-04-26.csv` after its dataset: “Ramar, 2013-04-26.csv”."""
    place = PurePosixPath(path)
    if place.stem in names:
        return f"{names[place.stem]}, {place.suffix.removeprefix('.')}"
    if place.parent.name in names:
        return f"{names[place.parent.name]}, {place.name}"
    return path
