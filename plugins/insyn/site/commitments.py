"""Commitments on the site: in posts and feeds, on a page of their own, and wherever else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from insyn.figures.fence import Fence
from insyn.posts.commitments.commitment import Commitment, FollowUp
from insyn.posts.commitments.ledger import ledger_at
from insyn.posts.commitments.words import (
    follow_up_words,
    moved_words,
    state_parts,
    state_words,
    summary,
)
from insyn.posts.source import Source
from insyn.site.filling import placeholder
from insyn.site.house import House
from insyn.site.medium import Medium
from insyn.site.opening import house_of, tell_templates
from insyn.site.pages import PageGenerator

COMMITMENT, BLOCK = "atagande", "block"
PLACE = "ataganden/"
Block = tuple[Commitment, FollowUp | None]


class CommitmentGenerator(PageGenerator):
    """Writes the page of all commitments."""

    def generate_output(self, writer: Writer) -> None:
        """Write the page, which is there before the first commitment too."""
        today = house_of(self.settings).now.date()
        self.write_page(writer, PLACE, "commitments", today=today)


def commitment_place(house: House, source: Source, fence: Fence) -> str:
    """Give the placeholder of a block that makes or follows up a commitment."""
    return placeholder(house, COMMITMENT, house.facts.ask(BLOCK, f"{source.file}:{fence.first}"))


def _blocks(commitments: Iterable[Commitment]) -> Iterator[Block]:
    """Yield each block: a commitment by itself, and then with each of its follow-ups."""
    for one in commitments:
        yield one, None
        for told in one.follow_ups:
            yield one, told


def _block_html(house: House, anchor: str, medium: Medium) -> str:
    """Give a block as it is shown in a page or a feed."""
    one, told = house.facts.ask(COMMITMENT, anchor)
    name = "commitment_in_feed" if medium.is_feed else "commitment"
    return house.templates.get_template(f"components/{name}.html").render(
        one=one, told=told, SITEURL=medium.site
    )


def _prepare(pelican: Pelican) -> None:
    """Give the templates all commitments that may be seen, and words for how they stand."""
    house = house_of(pelican.settings)
    ledger = ledger_at(
        house.standing.commitments, house.now, drafts=house.is_preview, without=house.withheld
    )
    shown = {(told or one).anchor: (one, told) for one, told in _blocks(ledger)}
    blocks = (told or one for one, told in _blocks(house.standing.commitments))
    anchors = {f"{block.source.file}:{block.line}": block.anchor for block in blocks}
    house.facts.define(BLOCK, anchors.__getitem__)
    house.facts.define(COMMITMENT, shown.__getitem__)
    house.fillers[COMMITMENT] = partial(_block_html, house)
    tell_templates(
        pelican.settings,
        globals_={"commitments": ledger},
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
    signals.initialized.connect(_prepare)
    signals.get_generators.connect(_add_generator)
