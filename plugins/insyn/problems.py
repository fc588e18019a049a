"""A problem is a place in a file and what is wrong there, said so that its writer can mend it."""

from __future__ import annotations

import difflib
import errno
from collections.abc import Iterable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, where. `file` is relative to the site's root; `line` counts from 1.

    `rule` names the kind of rule that was broken, for programs that sort by it.
    """

    file: str
    line: int
    message: str
    rule: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ProblemsFound(Exception):
    """Raised where work cannot go on; carries every problem known at that point."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ProblemsFound], tuple[tuple[Problem, ...]]]:
        """Let it be raised from another process."""
        return ProblemsFound, (self.problems,)


def full_disk(error: OSError, place: str) -> Problem:
    """Say that the disk is full; raise the error itself when something else is wrong."""
    if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
        raise error
    return Problem(place, 1, "Disken är full. Gör plats och försök igen.")


def of_rule(rule: str, problems: Iterable[Problem]) -> list[Problem]:
    """Give the problems with the rule that was broken, where they don't have a rule already."""
    return [one if one.rule else replace(one, rule=rule) for one in problems]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give “ Menade du ”nämnd”?” when a known word is near `word`, otherwise an empty string."""
    by_folded = {candidate.casefold(): candidate for candidate in known}
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return f" Menade du ”{by_folded[near[0]]}”?" if near else ""


def unknown(what: str, word: str, where: str, known: Iterable[str]) -> str:
    """Say that `word` is not among `known`, with the nearest one or, failing that, all of them."""
    known = list(known)
    hint = did_you_mean(word, known)
    if not hint and known:
        shown = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
        hint = f" Det som finns: {shown}."
    return f"{what} ”{word}” finns inte{where}.{hint}"
