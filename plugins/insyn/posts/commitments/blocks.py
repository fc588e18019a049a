"""The blocks åtagande and uppföljning as they are written: Swedish keys, declared once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from insyn import swedish, typedyaml, yamltext
from insyn.data.schema import Strict
from insyn.figures.fence import Fence
from insyn.figures.forms import has_form
from insyn.moments import Day
from insyn.posts.commitments.commitment import Outcome
from insyn.posts.commitments.roles import persons_name
from insyn.problems import Problem, ProblemsFound
from insyn.yamltext import YamlText


def name_key(what: str) -> str:
    """Give what tells a commitment: its text without case, blanks, accents and other signs."""
    return swedish.slug(what).replace("-", "")


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _named(value: str) -> str:
    if not name_key(value):
        raise ValueError(f"Åtagandet ”{value}” behöver bokstäver eller siffror.")
    return value


def _role(value: str) -> str:
    if person := persons_name(value):
        role = "Skriv en roll, till exempel Personalchefen."
        raise ValueError(f"”{person}” ser ut som en persons namn. {role}")
    return value


Line = Annotated[str, BeforeValidator(_one_line)]
Filled = Annotated[Line, Field(min_length=1)]


class CommitmentBlock(Strict):
    """A promise: what, when, and whose task it is."""

    what: Annotated[Filled, AfterValidator(_named)] = Field(alias="vad")
    due: Day = Field(alias="klart")
    responsible: Annotated[Filled, AfterValidator(_role)] = Field(alias="ansvarig")
    challenge: Line = Field(default="", alias="utmaning")


class FollowUpBlock(Strict):
    """What has become of a promise."""

    what: Filled = Field(alias="åtagande")
    outcome: Outcome = Field(alias="läge")
    to: Day | None = Field(default=None, alias="till")
    why: Line = Field(default="", alias="varför")
    finished: Day | None = Field(default=None, alias="datum")


Block = TypeVar("Block", CommitmentBlock, FollowUpBlock)


def read_block(model: type[Block], fence: Fence, file: str) -> tuple[Block, YamlText]:
    """Read a block, with its lines; raise ProblemsFound with what is wrong with it by itself."""
    written = yamltext.parse(fence.text, file, fence.first + 1)
    block = typedyaml.validated(model, written)
    found = [
        written.problem(f"Formen {{tal: …}} går inte att använda i {key}. Skriv för hand.", key)
        for key, value in written.value.items()
        if has_form(value)
    ]
    if isinstance(block, FollowUpBlock):
        found += _unfit(block, written)
    if found:
        raise ProblemsFound(found)
    return block, written


def _unfit(block: FollowUpBlock, written: YamlText) -> Iterator[Problem]:
    """Find fields that the outcome needs, or has no use for."""
    moved = block.outcome == "flyttat"
    if moved and not block.to:
        yield written.problem("Fältet ”till” saknas: dagen då det nu ska vara klart.", "läge")
    if not moved and block.to:
        yield written.problem("Fältet ”till” hör bara till läge: flyttat. Ta bort raden.", "till")
    if block.outcome != "klart" and not block.why:
        what = "flyttas" if moved else "stryks"
        message = f"Fältet ”varför” saknas: den som läser ska få veta varför åtagandet {what}."
        yield written.problem(message, "varför" if "varför" in written.value else "läge")
    if block.outcome != "klart" and block.finished:
        yield written.problem("Fältet ”datum” hör bara till läge: klart. Ta bort raden.", "datum")
