"""Commitments on the site: in posts and feeds, on a page of their own, and wherever else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from pelican import signals
from pelican.generators import Generator
from pelican.writers import Writer

from insyn.figures.fence import Fence
from insyn.posts.commitments.commitment import Commitment, FollowUp, Ledger, ledger_at
from insyn.posts.commitments.words import (
    follow_up_words,
    moved_words,
    state_parts,
    state_words,
    summary,
)
from insyn.posts.source import Source
from insyn.site.filling import placeholder
from insyn.site.house import House, Medium, house_of

COMMITMENT = "atagande"
PLACE = "ataganden/"


class CommitmentGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Writes the page of all commitments."""

    def generate_output(self, writer: Writer) -> None:
        """Write the page, which is there before the first commitment too."""
        writer.write_file(
            f"{PLACE}index.html",
            self.get_template("commitments"),
            self.context,
            relative_urls=self.settings["RELATIVE_URLS"],
            override_output=True,
            today=house_of(self.settings).now.date(),
        )


def commitment_place(house: House, source: Source, fence: Fence) -> str:
    """Give the placeholder of a block that makes or follows up a commitment."""
    anchors = {
        (block.source.file, block.line): block.anchor
        for one, told in _blocks(house.standing.commitments)
        if (block := told or one)
    }
    return placeholder(house, COMMITMENT, anchors[source.file, fence.first])


def _blocks(commitments: Iterable[Commitment]) -> Iterator[tuple[Commitment, FollowUp | None]]:
    """Yield each block: a commitment by itself, and then with each of its follow-ups."""
    for one in commitments:
        yield one, None
        for told in one.follow_ups:
            yield one, told


def _block_html(house: House, ledger: Ledger, anchor: str, medium: Medium) -> str:
    """Give a block as it is shown in a page or a feed."""
    shown = {(told or one).anchor: (one, told) for one, told in _blocks(ledger)}
    one, told = shown[anchor]
    name = "commitment_in_feed" if medium.is_feed else "commitment"
    return house.templates.get_template(f"components/{name}.html").render(
        one=one, told=told, SITEURL=medium.site
    )


def _prepare(generator: Generator) -> None:
    """Give the templates all commitments that may be seen, and words for how they stand."""
    house = house_of(generator.settings)
    drafts = bool(generator.settings["DRAFT_SAVE_AS"])
    ledger = ledger_at(house.standing.commitments, house.now, drafts=drafts)
    house.fillers[COMMITMENT] = partial(_block_html, house, ledger)
    generator.env.globals["commitments"] = ledger
    generator.env.filters.update(
        state_words=state_words,
        state_parts=state_parts,
        moved_words=moved_words,
        follow_up_words=follow_up_words,
        commitments_summary=summary,
    )


def _add_generator(_: object) -> type[Generator]:
    return CommitmentGenerator


def register() -> None:
    """Plug in."""
    signals.generator_init.connect(_prepare)
    signals.get_generators.connect(_add_generator)
