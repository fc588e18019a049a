"""The languages that a post may be read in, and the few fixed words around its text in each.

A code is that of BCP 47; “simple” is a registered variant. Words that a language has to itself
are enough here: what the figures say stays Swedish, and is marked so on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from types import MappingProxyType

from insyn import swedish
from insyn.problems import Problem, ProblemsFound, unknown

SWEDISH = "sv"


@dataclass(frozen=True)
class Language:
    """A language: its own name, in Swedish “på …”, its Open Graph locale and its words.

    `months` are the names that a date takes; without them it is written 26.4.2013.
    """

    code: str
    name: str
    spoken: str
    locale: str
    switch: str
    week: str
    updated: str
    topics: str
    note: str
    original: str
    table: str
    back: str
    months: tuple[str, ...] = ()

    @property
    def is_swedish(self) -> bool:
        """Whether it is Swedish, plain or easy to read."""
        return self.code.partition("-")[0] == SWEDISH

    @property
    def foreign(self) -> str:
        """Its code, where it isn't Swedish: what is Swedish must then be marked as such."""
        return "" if self.is_swedish else self.code

    def date(self, day: date) -> str:
        """Write a day as the language does."""
        if self.is_swedish:
            return swedish.long_date(day)
        if self.months:
            return f"{day.day}{swedish.NBSP}{self.months[day.month - 1]} {day.year}"
        return f"{day.day}.{day.month}.{day.year}"


_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SWEDISH = Language(
    code=SWEDISH,
    name="Svenska",
    spoken="på svenska",
    locale="sv_SE",
    switch="Språk",
    week="Vecka",
    updated="Uppdaterad",
    topics="Ämnen:",
    note="",
    original="Originalet:",
    table="Tabell",
    back="Tillbaka till fotnot {} i texten",
)
_ALL = (
    _SWEDISH,
    replace(
        _SWEDISH,
        code="sv-simple",
        name="Lättläst svenska",
        spoken="på lättläst svenska",
        note="Det här är en lättläst text. Den vanliga svenska texten gäller.",
    ),
    Language(
        code="en",
        name="English",
        spoken="på engelska",
        locale="en_GB",
        switch="Languages",
        week="Week",
        updated="Updated",
        topics="Topics, in Swedish:",
        note="This is a translation. The Swedish original takes precedence.",
        original="The original:",
        table="Table",
        back="Back to footnote {} in the text",
        months=_ENGLISH_MONTHS,
    ),
    Language(
        code="fi",
        name="Suomi",
        spoken="på finska",
        locale="fi_FI",
        switch="Kielet",
        week="Viikko",
        updated="Päivitetty",
        topics="Aiheet ruotsiksi:",
        note="Tämä on käännös. Ruotsinkielinen alkuperäisteksti on ratkaiseva.",
        original="Alkuperäisteksti:",
        table="Taulukko",
        back="Takaisin alaviitteeseen {}",
    ),
)

LANGUAGES: Mapping[str, Language] = MappingProxyType({one.code: one for one in _ALL})
TRANSLATED = tuple(code for code in LANGUAGES if code != SWEDISH)


def language_code(file: str) -> str:
    """Give the language in a post's file name, 2013-04-26.en.md; an empty string for none.

    Raises ProblemsFound for one that isn't known.
    """
    code = PurePosixPath(file).name.removesuffix(".md").partition(".")[2]
    if code and code not in TRANSLATED:
        message = unknown("Språket", code, " för översättningar", TRANSLATED)
        raise ProblemsFound([Problem(file, 1, message)])
    return code
