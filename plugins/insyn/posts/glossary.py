"""The field's words with plain explanations, as content/ordlista.yaml has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from insyn import swedish, typedyaml
from insyn.data.reading.yaml_file import read_yaml
from insyn.data.schema import Strict, Text, as_list
from insyn.figures.forms import has_form
from insyn.problems import Problem, ProblemsFound
from insyn.yamltext import YamlText

FILE = "ordlista.yaml"
LONGEST = 400  # characters: what can be read beside a sentence, on a phone too


Forms = Annotated[tuple[Text, ...], BeforeValidator(as_list)]


class Entry(Strict):
    """What is written of a word: its explanation, its inflected forms, its other names."""

    explanation: Text = Field(alias="förklaring")
    forms: Forms = Field(default=(), alias="former")
    synonyms: Forms = Field(default=(), alias="även")
    law: str = Field(default="", alias="lag")
    source: str = Field(default="", alias="källa")


@dataclass(frozen=True)
class Term:
    """A word that is explained; `line` is where it stands in the file."""

    word: str
    entry: Entry
    line: int = 1

    @property
    def key(self) -> str:
        """Its name in addresses."""
        return swedish.slug(self.word)

    @property
    def explanation(self) -> str:
        """What it means, in one line."""
        return " ".join(self.entry.explanation.split())

    @property
    def forms(self) -> tuple[str, ...]:
        """The ways in which it is written in a text, itself first."""
        written = (self.word, *self.entry.synonyms, *self.entry.forms)
        return tuple(dict.fromkeys(" ".join(form.split()) for form in written))


@dataclass(frozen=True)
class Glossary:
    """The words in Swedish alphabetical order."""

    terms: tuple[Term, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Term]:
        """Each word by its name in addresses."""
        return {term.key: term for term in self.terms}

    @cached_property
    def by_form(self) -> Mapping[str, Term]:
        """Each word by each of its forms, as HTML writes them."""
        return {escape(form, quote=False): term for term in self.terms for form in term.forms}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds a form in the text of a page: whole words only, the longest form first.

        A part of a compound, of an address or of an entity is no whole word. That the first letter
        is looked at first makes the search eight times as fast.
        """
        forms = sorted(self.by_form, key=lambda form: (-len(form), form))
        begin = re.escape("".join(sorted({form[0] + form[0].upper() for form in forms})))
        return re.compile(
            rf"(?=[{begin}])(?<![\w&#@/.{_JOINS}-])(?:{'|'.join(map(_spaced, forms))})"
            rf"(?![\w@{_JOINS}-]|[.:/]\w)"
        )

    @property
    def letters(self) -> Mapping[str, list[Term]]:
        """The words by their first letters."""
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.word[0].upper(), []).append(term)
        return found


# Accents that follow their letter, and what may stand unseen within a word.
_JOINS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"


def _spaced(form: str) -> str:
    """Make a pattern of a form: a capital may begin it, and any space parts its words."""
    first = form[0]
    begin = f"[{first}{first.upper()}]" if len(first.upper()) == 1 else re.escape(first)
    rest = re.escape(form[1:]).replace(r"\ ", r"\s+")
    return (begin if first.islower() else re.escape(first)) + rest


def read_glossary(root: Path) -> tuple[Glossary, list[Problem]]:
    """Read the glossary of a site, if it has one; give it with all that is wrong."""
    path = root / "content" / FILE
    if not path.is_file():
        return Glossary(), []
    terms: list[Term] = []
    problems: list[Problem] = []
    try:
        written = read_yaml(path.read_bytes(), path.relative_to(root).as_posix())
    except ProblemsFound as found:
        return Glossary(), list(found.problems)
    for word, said in written.value.items():
        try:
            terms.append(Term(word, _entry(written, word, said), written.line(word)))
        except ProblemsFound as found:
            problems += found.problems
    problems += _term_problems(terms, written)
    return Glossary(
        tuple(sorted(terms, key=lambda term: swedish.alphabetical(term.word)))
    ), problems


def _entry(written: YamlText, word: str, said: Any) -> Entry:
    """Read what is said of a word: an explanation alone, or more."""
    if isinstance(said, str):
        alone = YamlText(written.file, written.line(word), {"förklaring": said})
        return typedyaml.validated(Entry, alone)
    if not isinstance(said, dict):
        message = f"”{word}” ska ha en förklaring, eller egna fält, ett per rad och indragna."
        raise ProblemsFound([written.problem(message, word)])
    return typedyaml.validated(Entry, written.below(word))


def _term_problems(terms: list[Term], written: YamlText) -> Iterator[Problem]:
    """Find words that can't be told apart, and explanations that are too long."""
    keys: dict[str, Term] = {}
    forms: dict[str, Term] = {}
    for term in terms:
        if not term.key:
            yield written.problem(f"”{term.word}” behöver bokstäver eller siffror.", term.word)
        elif other := keys.get(term.key):
            message = f"”{term.word}” får samma adress som ”{other.word}” på rad {other.line}."
            yield written.problem(f"{message} Skriv ett av dem på ett annat sätt.", term.word)
        keys.setdefault(term.key, term)
        if "" in term.forms:
            yield written.problem(f"”{term.word}” har en tom form. Ta bort den.", term.word)
        for form in filter(None, term.forms):
            if forms.setdefault(form, term) is not term and form != term.word:
                message = f"”{form}” står också vid ”{forms[form].word}” på rad {forms[form].line}."
                yield written.problem(f"{message} Ta bort det på ett av ställena.", term.word)
            elif forms[form] is not term:
                message = f"”{form}” är också en form av ”{forms[form].word}”"
                yield written.problem(f"{message} på rad {forms[form].line}.", term.word)
        if (length := len(term.explanation)) > LONGEST:
            message = f"Förklaringen av ”{term.word}” har {length} tecken. Högst {LONGEST}."
            yield written.problem(f"{message} Korta den.", term.word, "förklaring")
        if has_form(term.explanation):
            message = "Formen {tal: …} går inte att använda i ordlistan. Skriv talet för hand."
            yield written.problem(message, term.word, "förklaring")
