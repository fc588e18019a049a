"""Which datasets are public, where each is shown, and the files it can be had as.

A dataset is public when a published post or page shows it, or when its descriptor says `publish`.
Everything else under data/ stays in the house.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from insyn.data.dataset import Dataset
from insyn.data.library import Library
from insyn.data.versions import AsOf, Version
from insyn.figures.fence import Fence
from insyn.figures.figure import Figure, make_figure
from insyn.posts.source import Source
from insyn.problems import ProblemsFound
from insyn.publishing.downloads import MOST_ROWS, Download, to_json, to_xlsx

OWN = "figur-data-"  # before its name: the id of the figure that a dataset gives by itself
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Use:
    """A post or page that shows a dataset as of its day, in a figure or as a number in the text.

    `line` is where in its file.
    """

    source: Source
    line: int
    as_of: AsOf
    figure: Figure | None = None


@dataclass(frozen=True)
class PublicDataset:
    """A dataset with its versions in order of day, and where it is shown."""

    dataset: Dataset
    versions: tuple[Version, ...]
    uses: tuple[Use, ...]

    @cached_property
    def told(self) -> tuple[object, ...]:
        """What its page and its files are made of, in short."""
        shown = [(use.source, use.as_of, use.figure) for use in self.uses]
        return self.dataset.told, self.versions, shown

    @property
    def name(self) -> str:
        """The dataset's name."""
        return self.dataset.name

    @property
    def listed(self) -> tuple[Use, ...]:
        """The uses to tell readers of: a post that is hidden from lists is from this one too.

        A text whose figures show the dataset isn't listed once more for its numbers.
        """
        drawn = {use.source.file for use in self.uses if use.figure}
        told = {
            use.figure.id if use.figure else use.source.file: use
            for use in self.uses
            if use.source.head.status != "hidden" and (use.figure or use.source.file not in drawn)
        }
        return tuple(told.values())


@dataclass(frozen=True)
class File:
    """A file to publish: what readers are told of it, and what is in it."""

    download: Download
    content: bytes | Path

    def read(self) -> bytes:
        """Give what is in it."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()


def public_datasets(library: Library, uses: Sequence[Use]) -> list[PublicDataset]:
    """List what is public, in order of title; `uses` are those that the public may see."""
    shown: dict[str, list[Use]] = {}
    for use in uses:
        shown.setdefault(use.as_of.dataset.name, []).append(use)
    names = [
        name
        for name, dataset in library.datasets.items()
        if name in shown or dataset.descriptor.publish
    ]
    found = [
        PublicDataset(
            library.datasets[name],
            tuple(library.versions.get(name, ())),
            tuple(shown.get(name, ())),
        )
        for name in names
    ]
    return sorted(found, key=lambda one: one.dataset.descriptor.title.casefold())


def own_figure(name: str, library: Library) -> Figure | None:
    """Make the figure that the dataset gives by itself; None where a writer must choose."""
    try:
        return make_figure(Fence(1, 3, f"data: {name}"), "", library, f"{OWN}{name}")
    except ProblemsFound:
        return None


def files(public: PublicDataset) -> tuple[File, ...]:
    """Make the files of a dataset as it is now: CSV first."""
    dataset = public.dataset
    made = [_file(f"{dataset.name}.csv", "CSV", _CSV, "text/csv", dataset.csv)]
    if len(dataset) <= MOST_ROWS:
        json = to_json(dataset)
        made.append(_file(f"{dataset.name}.json", "JSON", _JSON, "application/json", json))
        made.append(_file(f"{dataset.name}.xlsx", "Excel", _XLSX, XLSX, to_xlsx(dataset)))
    if whole := dataset.whole:
        text = f"Alla {whole.count} rader. {_CSV}"
        size = whole.path.stat().st_size
        name = f"{dataset.name}-alla-rader.csv"
        made.append(File(Download(name, "CSV, alla rader", text, "text/csv", size), whole.path))
    return tuple(made)


def version_files(public: PublicDataset) -> tuple[tuple[Version, File], ...]:
    """Make the CSV file of each version."""
    return tuple(
        (
            version,
            _file(
                f"{public.name}/{version.name}.csv", "CSV", _CSV, "text/csv", version.dataset.csv
            ),
        )
        for version in public.versions
    )


def _file(name: str, label: str, text: str, media: str, content: bytes) -> File:
    return File(Download(name, label, text, media, len(content)), content)


_CSV = "UTF-8 med BOM, semikolon mellan kolumnerna och decimalkomma."
_JSON = "Rader, kolumner, enheter och varför värden saknas, med decimalpunkt."
_XLSX = "Tabellen på ett ark, uppgifter om den på ett annat."
