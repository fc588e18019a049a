"""What is under embargo: before its moment nothing of it is in any output.

A text or a dataset says its own moment. A text that shows such a dataset, or leads to such a text,
tells of it too, so it stays in the house with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from insyn import swedish
from insyn.data.dataset import Dataset
from insyn.data.library import Library
from insyn.moments import clock_fault, pinned
from insyn.posts.commitments.commitment import Commitment
from insyn.posts.source import Source
from insyn.problems import Problem
from insyn.publishing.links import files_led_to
from insyn.publishing.opendata import Use
from insyn.publishing.texts.reading import Text


@dataclass(frozen=True)
class Embargoed:
    """What is under embargo at a moment.

    `datasets` are by name, with the moments that they come out; `texts` are the files of texts
    under embargo themselves, and of those that tell of what is.
    """

    datasets: Mapping[str, datetime] = field(default_factory=dict)
    texts: frozenset[str] = frozenset()


def embargo_of(dataset: Dataset, zone: tzinfo) -> datetime | None:
    """Give the moment before which nothing of a dataset may be known, in the site's time zone."""
    moment = dataset.descriptor.embargo
    return moment and pinned(moment, zone)


def embargoed_at(
    now: datetime,
    library: Library,
    read: Sequence[tuple[Source, Text]],
    uses: Sequence[Use],
    commitments: Iterable[Commitment],
) -> Embargoed:
    """Find what is under embargo at the moment `now`; `read` are the texts with their HTML."""
    datasets = {
        name: ends
        for name, dataset in library.datasets.items()
        if (ends := embargo_of(dataset, now.tzinfo or UTC)) and ends > now
    }
    texts = {source.file for source, _ in read if source.embargo and source.embargo > now}
    if datasets:
        texts |= {source.file for source, _ in read if _names_any(source, datasets)}
        texts |= {use.source.file for use in uses if use.as_of.dataset.name in datasets}
    if not texts:
        return Embargoed(datasets)
    by_address = {source.address: source for source, _ in read}
    leads: dict[str, set[str]] = defaultdict(set)
    for source, text in read:
        leads[source.file] |= files_led_to(source, text, by_address)
        if source.original:
            leads[source.file].add(source.original.file)
    for one in commitments:
        for told in one.follow_ups:
            leads[told.source.file].add(one.source.file)
    while more := {file for file, others in leads.items() if others & texts} - texts:
        texts |= more
    return Embargoed(datasets, frozenset(texts))


def _names_any(source: Source, datasets: Iterable[str]) -> bool:
    """Tell whether a text asks for one of some datasets, in blocks and forms, right or wrong."""
    asked = [*(fence.text for fence in source.fences.fences), *(one.text for one in source.forms)]
    words = {word for text in asked for word in re.findall(r"[\w-]+", text)}
    return not words.isdisjoint(datasets)


def embargo_problems(uses: Iterable[Use], library: Library, now: datetime) -> Iterator[Problem]:
    """Find embargoes at no moment, and texts that would be public before what they show."""
    zone = now.tzinfo or UTC
    for dataset in library.datasets.values():
        moment = dataset.descriptor.embargo
        if moment and (fault := clock_fault(moment, zone)):
            yield dataset.descriptor_text.problem(fault, "embargo")
    for use in uses:
        source, name = use.source, use.as_of.dataset.name
        ends = embargo_of(library.datasets[name], zone)
        if ends is None or ends <= now or source.head.status == "draft":
            continue
        if source.public_from is None or source.public_from < ends:
            what = "inlägget" if source.day else "sidan"
            message = (
                f"Datamängden ”{name}” har embargo till {swedish.definite_moment(ends)}. Ge {what} "
                f"samma embargo (embargo: {ends.isoformat(timespec='minutes')}), eller ta bort "
                "siffrorna här tills dess."
            )
            yield Problem(source.file, use.line, message, "embargo")
