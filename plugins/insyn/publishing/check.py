"""Check all content and all data at once, without building anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from insyn.data.library import Library
from insyn.figures.figure import Figure
from insyn.figures.numbers import Number
from insyn.incremental.inputs import Inputs
from insyn.incremental.store import FILE, Store
from insyn.intake.fetching.plan import fetch_problems
from insyn.posts.source import Source
from insyn.posts.standing import Standing
from insyn.problems import Problem, of_rule
from insyn.publishing.aliases import alias_problems
from insyn.publishing.content import (
    address_problems,
    head_problems,
    name_problems,
    stray_files,
    summary_problems,
)
from insyn.publishing.embargo import Embargoed, embargo_problems, embargoed_at
from insyn.publishing.freezing import freezing_problems
from insyn.publishing.gathering import gather
from insyn.publishing.links import link_problems, picture_problems, targets
from insyn.publishing.opendata import PublicDataset, Use, public_datasets
from insyn.publishing.pictures.looking import picture_file_problems
from insyn.publishing.process import dataset_problems
from insyn.publishing.scan import privacy_problems
from insyn.publishing.texts.reading import Text

OF_TEXTS = (address_problems, alias_problems, name_problems, head_problems, summary_problems)


@dataclass(frozen=True)
class Report:
    """What was found: the readable sources, what they show, and every problem in order of place.

    `numbers` are those in each text, by its file, in order; `texts` are what its HTML tells.
    `public` are the datasets that may be seen: in a preview also those that only drafts show;
    `lasting` are those to be frozen, for posts that wait for their day too. `embargoed` is what
    is under embargo. `code` is a digest of what everything made depends on.
    """

    sources: tuple[Source, ...]
    uses: tuple[Use, ...]
    numbers: Mapping[str, Sequence[Number]]
    texts: Mapping[str, Text]
    library: Library
    standing: Standing
    public: tuple[PublicDataset, ...]
    lasting: tuple[PublicDataset, ...]
    embargoed: Embargoed
    code: str
    problems: tuple[Problem, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of all posts and pages."""
        return tuple(use.figure for use in self.uses if use.figure)


def check(
    root: Path,
    now: datetime,
    *,
    preview: bool = False,
    shows_embargoed: bool = False,
    store: Store | None = None,
) -> Report:
    """Check the site below `root` as it stands at the moment `now`.

    A `preview` shows drafts, and figures that aren't frozen yet; one that never leaves the house
    shows what is under embargo too. What was read is kept in the `store`.
    """
    if store is None:
        with Store(root / ".cache" / FILE) as own:
            return check(root, now, preview=preview, shows_embargoed=shows_embargoed, store=own)
    inputs = Inputs(root, store)
    found = gather(root, now, inputs)
    library, sources, uses = found.library, found.sources, found.uses
    read = [(source, found.texts[source.file]) for source in sources]
    embargoed = embargoed_at(now, library, read, uses, found.standing.commitments)
    held = Embargoed() if shows_embargoed else embargoed
    seen = [
        use
        for use in uses
        if (preview or use.source.status(now) != "draft") and use.source.file not in held.texts
    ]
    public = [one for one in public_datasets(library, seen) if one.name not in held.datasets]
    ready = [use for use in uses if use.source.head.status != "draft"]
    lasting = public_datasets(library, ready)
    there = targets(root, sources, found.texts, [one.name for one in public])
    fetched = (problem for one in library.datasets.values() for problem in fetch_problems(one))
    steps = dataset_problems(found.standing.process, library, [*public, *lasting])
    problems = [
        *found.problems,
        *of_rule("privacy", privacy_problems(root, library, inputs)),
        *of_rule("data", fetched),
        *of_rule("content", stray_files(root)),
        *(problem for rule in OF_TEXTS for problem in of_rule("content", rule(sources))),
        *of_rule("links", [*link_problems(there, now), *picture_problems(there)]),
        *of_rule("pictures", picture_file_problems(root, store)),
        *of_rule("process", steps),
        *of_rule("embargo", embargo_problems(uses, library, now)),
        *of_rule("freezing", () if preview else freezing_problems(lasting, root)),
    ]
    inputs.remember()
    return Report(
        tuple(sources),
        tuple(uses),
        found.numbers,
        found.texts,
        library,
        found.standing,
        tuple(public),
        tuple(lasting),
        embargoed,
        inputs.code,
        tuple(sorted(set(problems))),
    )
