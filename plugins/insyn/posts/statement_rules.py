"""The accessibility statement is read, and held against the law, the calendar and itself."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from insyn import typedyaml
from insyn.data.reading.yaml_file import read_yaml
from insyn.posts.source import Source
from insyn.posts.statement import AUTHORITY, CONFORMS, FILE, NOTHING, Statement, a_year_on
from insyn.problems import Problem, ProblemsFound, unknown
from insyn.yamltext import YamlText


def read_statement(
    root: Path, today: datetime.date, pages: Sequence[Source]
) -> tuple[Statement | None, list[Problem]]:
    """Read the statement as it stands `today`; give it with all that is wrong.

    `pages` are those that readers can reach, of which one may have the form.
    """
    path = root / FILE
    if not path.is_file():
        message = (
            "Tillgänglighetsredogörelsen saknas. Lagen kräver den: skapa filen så som handboken "
            "visar under ”Redogörelser, färg och logotyp”."
        )
        return None, [Problem(FILE, 1, message)]
    try:
        text = read_yaml(path.read_bytes(), FILE)
        statement = typedyaml.validated(Statement, text)
    except ProblemsFound as found:
        return None, list(found.problems)
    return statement, list(statement_problems(statement, text, today, pages))


def statement_problems(
    statement: Statement, text: YamlText, today: datetime.date, pages: Sequence[Source]
) -> Iterator[Problem]:
    """Find what is wrong with a statement that says all it must."""
    yield from _date_problems(statement, text, today)
    yield from _link_problems(text)
    conforms = statement.conformance == CONFORMS
    if conforms and statement.shortcomings:
        message = f"En webbplats som är helt förenlig har inga brister. Skriv {NOTHING}."
        yield text.problem(message, "brister")
    if not conforms and not statement.shortcomings:
        message = (
            f"En webbplats som är {statement.conformance} har brister. Skriv vilka och varför."
        )
        yield text.problem(message, "brister")
    if fault := _form_fault(statement.reporting.form, pages):
        yield text.problem(fault, "rapportera", "formulär")


def _date_problems(statement: Statement, text: YamlText, today: datetime.date) -> Iterator[Problem]:
    days = {"bedömd": statement.assessed, "uppdaterad": statement.updated}
    cures = {
        "bedömd": "Gör en ny bedömning och skriv dagen för den.",
        "uppdaterad": "Gå igenom redogörelsen och skriv dagen då du gjorde det.",
    }
    for key, day in days.items():
        if day > today:
            yield text.problem(f"Dagen {day} ligger i framtiden.", key)
        elif today > a_year_on(day):
            message = f"Dagen {day} är mer än tolv månader sedan. {cures[key]}"
            yield text.problem(message, key)
    if statement.updated < statement.assessed:
        message = (
            f"Redogörelsen kan inte vara uppdaterad {statement.updated}, före bedömningen "
            f"{statement.assessed}."
        )
        yield text.problem(message, "uppdaterad")


def _form_fault(form: str, pages: Sequence[Source]) -> str:
    """Say why a form's address doesn't do; an empty string when it does."""
    if re.match(r"https://[^\s/]+\.", form):
        return ""
    if not form.startswith("/"):
        return (
            f"”{form}” är inget formulär. Ange en adress som börjar med https:// eller en sida "
            "här, till exempel /synpunkter/. E-post och telefon räcker inte."
        )
    known = [page.address for page in pages]
    place = form.partition("#")[0]
    return "" if place in known else unknown("Sidan", place, "", known)


def _link_problems(text: YamlText) -> Iterator[Problem]:
    """Find the supervisor's address, which the page has already, or one like it."""
    for path, said in _texts(text.value):
        if re.search(r"\bdigg\.se\b", said):
            message = (
                f"Adressen till Digg ({AUTHORITY}) står redan på sidan. Ta bort den här, och ange "
                "som formulär kommunens eget."
            )
            yield text.problem(message, *path)


def _texts(value: Any, *path: str | int) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, *path, key)
    else:
        for place, item in enumerate(value or ()):
            yield from _texts(item, *path, place)
