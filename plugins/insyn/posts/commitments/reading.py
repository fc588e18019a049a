"""Finding all commitments in the posts, each with its follow-ups, and all that is wrong there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from insyn.figures.fence import COMMITMENT, FOLLOW_UP, Fence
from insyn.posts.challenges import Challenge, Section
from insyn.posts.commitments.blocks import CommitmentBlock, FollowUpBlock, name_key, read_block
from insyn.posts.commitments.commitment import Commitment, FollowUp
from insyn.posts.commitments.rules import follow_up_faults, promise_faults
from insyn.posts.source import POSTS, Source
from insyn.problems import Problem, ProblemsFound, did_you_mean, unknown
from insyn.yamltext import YamlText


@dataclass
class _Reader:
    """Reads blocks one after the other and collects what they tell, with the problems."""

    challenges: Sequence[Challenge]
    sections: Mapping[str, Sequence[Section]]
    now: datetime
    promises: list[tuple[Commitment, YamlText]] = field(default_factory=list)
    follow_ups: list[tuple[FollowUp, str, YamlText]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    all_read: bool = True

    def read(self, source: Source) -> None:
        """Read the blocks of a post; other texts may have none, and a translation is told so."""
        number = 0
        if source.is_translation:
            return
        for fence in source.fences.named(COMMITMENT, FOLLOW_UP):
            if not source.is_post:
                message = f"Blocket ”{fence.word}” får bara stå i ett inlägg, i content/{POSTS}/."
                self.problems.append(Problem(source.file, fence.first, message))
                continue
            if source.head.status == "hidden":
                message = (
                    f"Blocket ”{fence.word}” syns på sidan Åtaganden och får inte stå i ett "
                    "inlägg som är dolt (status: hidden)."
                )
                self.problems.append(Problem(source.file, fence.first, message))
                continue
            try:
                if fence.word == COMMITMENT:
                    self._promise(source, fence)
                else:
                    number += 1
                    self._follow_up(source, fence, number)
            except ProblemsFound as found:
                self.problems += found.problems
                self.all_read &= fence.word != COMMITMENT

    def _promise(self, source: Source, fence: Fence) -> None:
        block, written = read_block(CommitmentBlock, fence, source.file)
        made = Commitment(
            source,
            fence.first,
            source.status(self.now) != "draft",
            what=block.what,
            first_due=block.due,
            responsible=block.responsible,
            topic=self._topic(source, fence, block.challenge, written),
            today=self.now.date(),
        )
        self.promises.append((made, written))
        for key, message in promise_faults(made):
            self.problems.append(written.problem(message, key))

    def _follow_up(self, source: Source, fence: Fence, number: int) -> None:
        block, written = read_block(FollowUpBlock, fence, source.file)
        told = FollowUp(
            source,
            fence.first,
            source.status(self.now) != "draft",
            number=number,
            outcome=block.outcome,
            to=block.to,
            why=block.why,
            finished=block.finished,
        )
        self.follow_ups.append((told, block.what, written))

    def _topic(
        self, source: Source, fence: Fence, said: str, written: YamlText
    ) -> Challenge | None:
        """Give the challenge of the section around a block, or else the one that it names."""
        for section in self.sections.get(source.file, ()):
            if section.first <= fence.first <= section.last:
                if said:
                    message = f"Blocket står redan under ”{section.heading}”. Ta bort raden."
                    self.problems.append(written.problem(message, "utmaning"))
                return section.challenge
        year = source.date.year if source.date else 0
        held = {now.name: one for one in self.challenges if (now := one.in_year(year))}
        for name, challenge in held.items():
            if said.casefold() in {name.casefold(), challenge.slug}:
                return challenge
        if said:
            message = unknown("Utmaningen", said, f" år {year}", held)
            self.problems.append(written.problem(message, "utmaning"))
        return None


def read_commitments(
    sources: Sequence[Source],
    challenges: Sequence[Challenge],
    sections: Mapping[str, Sequence[Section]],
    now: datetime,
    *,
    all_read: bool = True,
) -> tuple[tuple[Commitment, ...], list[Problem]]:
    """Give all commitments, those of drafts too, with all that is wrong.

    Unless `all_read`, there are posts that couldn't be read, and a commitment that isn't found
    may stand in one of them.
    """
    reader = _Reader(challenges, sections, now, all_read=all_read)
    for source in sources:
        reader.read(source)
    problems = reader.problems
    known: dict[str, Commitment] = {}
    for made, written in sorted(reader.promises, key=lambda pair: pair[0].order):
        first = known.setdefault(name_key(made.what), made)
        if first is not made:
            message = (
                f"Åtagandet finns redan ({first.source.file}, rad {first.line}). Skriv det här "
                "med andra ord, eller följ upp det andra med ett block uppföljning."
            )
            problems.append(written.problem(message, "vad"))
    followed: dict[str, list[tuple[FollowUp, YamlText]]] = {key: [] for key in known}
    for told, name, written in sorted(reader.follow_ups, key=lambda each: each[0].order):
        if name_key(name) in known:
            followed[name_key(name)].append((told, written))
        elif reader.all_read:
            problems.append(written.problem(_unknown(name, known.values()), "åtagande"))
    whole = {
        key: replace(made, follow_ups=tuple(told for told, _ in followed[key]))
        for key, made in known.items()
    }
    for key, pairs in followed.items():
        for told, written in pairs:
            for place, message in follow_up_faults(whole[key], told):
                problems.append(written.problem(message, place))
    return tuple(whole.values()), problems


def _unknown(name: str, known: Iterable[Commitment]) -> str:
    hint = did_you_mean(name, [one.what for one in known])
    hint = hint or " Skriv det som det står efter vad: där det gavs."
    return f"Åtagandet ”{name}” finns inte.{hint}"
