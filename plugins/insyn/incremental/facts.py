"""What is made knows what it has asked for, so it is made anew when an answer has changed.

A fact is a question of a kind with a key, such as the card of a post. Its answer is given once a
build. While something is made, all that it asks is noted; what answers ask among themselves isn't,
since it is in their answers.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from insyn.incremental.fingerprints import fingerprint_of
from insyn.incremental.store import Store

Fact = tuple[str, str]
Value = TypeVar("Value")
GONE = b""  # the fingerprint of what can't be answered any more


class Facts:
    """The questions that may be asked of a site, their answers, and what is being asked now."""

    def __init__(self) -> None:
        self._questions: dict[str, Callable[[str], Any]] = {}
        self._prints: dict[str, Callable[[str], object]] = {}
        self._answers: dict[Fact, Any] = {}
        self._fingerprints: dict[Fact, bytes] = {}
        self._noted: list[set[Fact] | None] = [None]

    def define(
        self, kind: str, answer: Callable[[str], Any], told: Callable[[str], object] | None = None
    ) -> None:
        """Say how questions of a kind are answered, by their keys.

        `told` says in short what the answer depends on, where that is less than the answer.
        """
        self._questions[kind] = answer
        self._prints[kind] = told or self._answer_to(kind)

    def _answer_to(self, kind: str) -> Callable[[str], object]:
        return lambda key: self._answer((kind, key))

    def note(self, kind: str, key: str = "") -> None:
        """Note that what is being made depends on a fact."""
        if (noted := self._noted[-1]) is not None:
            noted.add((kind, key))

    @property
    def is_noting(self) -> bool:
        """Whether something is being made."""
        return self._noted[-1] is not None

    def ask(self, kind: str, key: str = "") -> Any:
        """Give the answer to a question, and note that it was asked."""
        self.note(kind, key)
        return self._answer((kind, key))

    def forget(self) -> None:
        """Forget all answers, since what is asked has changed."""
        self._answers.clear()
        self._fingerprints.clear()

    def fingerprint(self, fact: Fact) -> bytes:
        """Give the fingerprint of a fact as it is now; GONE for one that is no more."""
        if fact not in self._fingerprints:
            kind, key = fact
            with self.unnoted():
                try:
                    self._fingerprints[fact] = fingerprint_of(self._prints[kind](key))
                except (KeyError, FileNotFoundError):
                    self._fingerprints[fact] = GONE
        return self._fingerprints[fact]

    def holds(self, fact: Fact, before: bytes) -> bool:
        """Whether a fact is as it was, by its fingerprint then."""
        return self.fingerprint(fact) == before != GONE

    @contextmanager
    def noting(self) -> Iterator[set[Fact]]:
        """Give the set to which all that is asked meanwhile is added."""
        noted: set[Fact] = set()
        self._noted.append(noted)
        try:
            yield noted
        finally:
            self._noted.pop()

    @contextmanager
    def unnoted(self) -> Iterator[None]:
        """Note nothing for a while."""
        self._noted.append(None)
        try:
            yield
        finally:
            self._noted.pop()

    def kept(self, store: Store, kind: str, key: str, make: Callable[[], Value]) -> Value:
        """Give what was made of these facts before; made anew when one of them has changed.

        `key` has all that it depends on and doesn't ask for. What is made must be plain data.
        """
        if (found := store.get(kind, key)) is not None:
            known, value = pickle.loads(found)  # noqa: S301  (our own, with its sum)
            if all(self.holds(*pair) for pair in known.items()):
                for fact in known:
                    self.note(*fact)
                kept: Value = value
                return kept
        with self.noting() as asked:
            made = make()
        known = {fact: self.fingerprint(fact) for fact in sorted(asked)}
        for fact in asked:
            self.note(*fact)
        store.put(kind, key, pickle.dumps((known, made)))
        return made

    def _answer(self, fact: Fact) -> Any:
        if fact not in self._answers:
            kind, key = fact
            with self.unnoted():
                self._answers[fact] = self._questions[kind](key)
        return self._answers[fact]
