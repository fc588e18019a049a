"""The figures that a step of the budget's way shows are those that may be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from insyn.data.library import Library
from insyn.posts.process import Process
from insyn.problems import Problem, unknown
from insyn.publishing.opendata import PublicDataset


def dataset_problems(
    process: Process, library: Library, public: Sequence[PublicDataset]
) -> Iterator[Problem]:
    """Find datasets that there aren't, and those that neither are public nor wait for their post.

    One that is broken has its own problem.
    """
    seen = {one.name for one in public}
    for one in process.rounds:
        for index, step in enumerate(one.plan.steps):
            for place, name in enumerate(step.data):
                if name in seen or name in library.broken:
                    continue
                if name in library.datasets:
                    message = (
                        f"Datamängden ”{name}” är inte publik: inget publicerat inlägg visar den. "
                        "Ta bort den här, eller skriv publish: true i dess beskrivning."
                    )
                else:
                    known = sorted({*library.datasets, *library.broken})
                    message = unknown("Datamängden", name, "", known)
                yield one.text.problem(message, "steg", index, "data", place)
