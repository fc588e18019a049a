"""All commitments as they may be seen at a moment, in the order in which they are told of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from insyn.posts.commitments.commitment import Commitment, State, Told


@dataclass(frozen=True)
class Ledger:
    """All commitments: what is overdue first, then open, done and dropped."""

    all: tuple[Commitment, ...] = ()

    def __iter__(self) -> Iterator[Commitment]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def about(self, challenge: str) -> Ledger:
        """Give those of the challenge with this slug."""
        return Ledger(tuple(one for one in self.all if one.challenge == challenge))

    @property
    def overdue(self) -> tuple[Commitment, ...]:
        """Those whose day has passed, the longest overdue first."""
        return self._those("overdue")

    @property
    def open(self) -> tuple[Commitment, ...]:
        """Those that still have time, the soonest due first."""
        return self._those("open")

    @property
    def done(self) -> tuple[Commitment, ...]:
        """Those that are done, the newest first."""
        return self._those("done")

    @property
    def dropped(self) -> tuple[Commitment, ...]:
        """Those that were given up, the newest first."""
        return self._those("dropped")

    def _those(self, state: State) -> tuple[Commitment, ...]:
        return tuple(one for one in self.all if one.state == state)


def ledger_at(
    commitments: Sequence[Commitment],
    now: datetime,
    *,
    drafts: bool = False,
    without: Collection[str] = (),
) -> Ledger:
    """Give what the public may see of the commitments at a moment, or with `drafts` all of it.

    Nothing is told of what stands in the files `without`.
    """

    def is_seen(told: Told) -> bool:
        return (told.public or drafts) and told.source.file not in without

    seen = []
    for one in filter(is_seen, commitments):
        page = one.topic and one.topic.source
        hidden = page and (page.file in without or (page.status(now) != "published" and not drafts))
        told = tuple(filter(is_seen, one.follow_ups))
        seen.append(replace(one, follow_ups=told, topic=None if hidden else one.topic))
    return Ledger(tuple(sorted(seen, key=_place)))


def _place(one: Commitment) -> tuple[int, int, date, str]:
    """Give where a commitment stands among others."""
    last = ("overdue", "open", "done", "dropped").index(one.state)
    if not one.end:
        return last, one.due.toordinal(), one.day, one.anchor
    ended = one.done_on or one.end.day
    return last, -ended.toordinal(), one.day, one.anchor
