"""A text cut into clauses, each reduced to its form: “S underskott på A”.

Words that change nothing are left out; a subject becomes S, the whole W, an amount with a unit A, a
bare number N, a year Y, the things that are counted K. A word that isn't known stays as “?”, so
that a clause has a known form only when every word of it is understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from insyn.figures.amounts import AMOUNT, Amount, amount_of
from insyn.figures.vocabulary import IDLE, KEYWORDS, ORDINALS, TOGETHER

ONE = Amount("en", Decimal(1), 0, "", "", "")


@dataclass(frozen=True)
class Words:
    """The words that are known beside a figure.

    `subjects` are names in the figure, `whole` words for all of them, `counted` begins the word for
    what they are; `topics` are words for what is measured; `idle` words change nothing.
    """

    subjects: tuple[str, ...]
    whole: frozenset[str]
    counted: str
    topics: tuple[str, ...]
    idle: frozenset[str]

    @cached_property
    def lexer(self) -> re.Pattern[str]:
        """Match the next part of a sentence."""
        names = sorted(filter(_speaking, self.subjects), key=len, reverse=True)
        subject = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names) or r"(?!)"
        one = rf"(?:en|ett)(?=\s+(?:av\b|{re.escape(self.counted)}\b))" if self.counted else r"(?!)"
        return re.compile(
            rf"(?P<subject>(?<!\w)(?:{subject})(?::?s)?(?!\w))"
            r"|(?P<range>\d[\d,]*\s?[–-]\s?\d[\d,]*)"
            r"|(?P<year>(?:år(?:et)?\s+)?\b(?:19|20)\d\d\b(?!,\d))(?!\s*(?:mnkr|tkr|kr|milj|%|pro))"
            rf"|(?P<one>(?<!\w){one})"
            rf"|(?P<amount>(?<!\w){AMOUNT})"
            r"|(?P<joint>på\s+att\b)"
            r"|(?P<word>[^\W\d_]+(?:[-.][^\W\d_]+)*)"
            r"|(?P<mark>[^\w\s])|(?P<other>\w+)",
            re.IGNORECASE,
        )

    @cached_property
    def topic(self) -> re.Pattern[str]:
        """Match a word of what is measured, in any inflection."""
        stems = "|".join(map(re.escape, self.topics)) or r"(?!)"
        return re.compile(rf"(?:{stems})(?:e?[nt]|[aeo]?r(?:na)?|na|a)?s?")

    def subject(self, text: str) -> str:
        """Give the name that a text spells, with or without the genitive's s."""
        folded = " ".join(text.split()).casefold()
        endings = (folded, folded.removesuffix("s"), folded.removesuffix(":s"))
        return next(name for end in endings for name in self.subjects if name.casefold() == end)


@dataclass
class Clause:
    """A clause: its form and what its letters stand for.

    `place` is where its first number stands in the text, otherwise where it begins. `joined` is
    the “och” or “men” that ties it to the clause before; `together` one on the sum of its subjects;
    `follows` one after a comma or a dash; `fronted` one that begins with neither who nor how much.
    """

    place: int
    joined: str = ""
    parts: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    years: list[str] = field(default_factory=list)
    ordinal: int = 0
    together: bool = False
    follows: bool = False
    fronted: bool = False
    begun: bool = False

    @property
    def form(self) -> str:
        """The clause reduced to what matters."""
        return " ".join(self.parts)

    def lists(self, lexer: re.Pattern[str], found: re.Match[str]) -> bool:
        """Tell whether a comma or “och” stands between two subjects, as in a list."""
        blank = re.compile(r"\s*").match(found.string, found.end())
        after = lexer.match(found.string, blank.end() if blank else found.end())
        named = after is not None and after.lastgroup == "subject"
        return named and self.parts[-1:] == ["S"] and not self.amounts


def clauses(text: str, words: Words) -> Iterator[Clause]:
    """Cut a sentence at its marks, and where “och” or “men” stands between two parts."""
    clause = Clause(0)
    bracketed = False
    for found in words.lexer.finditer(text):
        mark = found["mark"] or ""
        tie = (found["word"] or "").casefold()
        ties = mark == "," or tie in {"och", "men", "medan"}
        if ties and clause.lists(words.lexer, found):
            continue
        if ties or (mark and _breaks(mark, text[found.end() :])):
            yield clause
            clause = Clause(found.end(), joined=tie, follows=mark in {",", "–", "—"})
        elif mark and mark in "()":
            bracketed = mark == "("
        elif mark != ":":
            before = clause.parts[-1:]
            _add(clause, found, words)
            if bracketed and before == ["A"] and clause.parts[-1] == "A":
                clause.parts.pop()  # a share in brackets after the amount
                clause.amounts.pop()
    yield clause


def _add(clause: Clause, found: re.Match[str], words: Words) -> None:
    """Add what the lexer has found to a clause."""
    kind, text = found.lastgroup, found[0]
    if not clause.begun:
        clause.begun = True
        named = kind in {"subject", "amount", "one"} or text.casefold() in words.whole
        clause.fronted = not named
    if kind == "subject":
        clause.subjects.append(words.subject(text))
        if clause.parts[-1:] != ["S"]:
            clause.parts.append("S")
    elif kind == "year":
        clause.years.append(text[-4:])
        clause.parts.append("Y")
    elif kind in {"amount", "one"}:
        amount = amount_of(found) if kind == "amount" else ONE
        clause.place = clause.place if clause.amounts else found.start()
        clause.amounts.append(amount)
        clause.parts.append("A" if amount.unit else "N")
    elif kind != "joint":
        _add_word(clause, text.casefold(), words)


def _add_word(clause: Clause, word: str, words: Words) -> None:
    if word in TOGETHER and clause.subjects:
        clause.together = True
    elif word in KEYWORDS:
        clause.ordinal = ORDINALS.get(word, clause.ordinal)
        clause.parts.append(KEYWORDS[word])
    elif word in words.whole:
        if clause.parts[-1:] != ["W"]:
            clause.parts.append("W")
    elif words.counted and word.startswith(words.counted):
        plural = re.fullmatch(rf"{re.escape(words.counted)}(?:er|ar|or)?", word)
        clause.parts.append("K" if plural else "?")
    elif not (word in words.idle or words.topic.fullmatch(word)):
        clause.parts.append("?")


def _breaks(mark: str, rest: str) -> bool:
    """Tell whether a mark ends a clause; a colon before a number doesn't."""
    return mark in ",;.!?–—" or (
        mark == ":" and not re.match(r"\s*(?:plats\s+)?[+\-–\u2212]?\d", rest)
    )


def _speaking(name: str) -> bool:
    """Tell whether a name can be told from other words: “A”, “2013” and “Budget” can't."""
    return len(name) > 2 and not name.isdigit() and name.casefold() not in {*KEYWORDS, *IDLE}
