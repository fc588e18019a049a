"""What stands at the top of a post or page: title, date, summary and the like.

Two ways of writing it are read: YAML between lines of `---`, as browser editors write it, and
Pelican's plain `Title: …` lines. Both give the same values and the same problems.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from insyn import swedish, yamltext
from insyn.moments import Embargo, Moment
from insyn.problems import Problem, ProblemsFound
from insyn.yamltext import YamlText

_PLAIN = re.compile(r"(?P<name>[^\W\d][\w-]*):[ \t]*(?P<value>.*)")


def _words(value: Any) -> Any:
    """Let tags be a list or a text with commas."""
    if isinstance(value, str):
        value = [word.strip() for word in value.split(",") if word.strip()]
    for word in value if isinstance(value, list) else ():
        if isinstance(word, str) and not swedish.slug(word):
            raise ValueError(f"Ämnet ”{word}” behöver bokstäver eller siffror.")
    return value


def _addresses(value: Any) -> Any:
    """Let old addresses be a list or a text with commas."""
    return re.split(r"[\s,]+", value.strip(" ,")) if isinstance(value, str) else value


def _name(value: Any) -> Any:
    """Let an author's name be one that an address can be made of."""
    if isinstance(value, str) and value and not swedish.slug(value):
        raise ValueError(f"Namnet ”{value}” behöver bokstäver eller siffror.")
    return value


def _slug(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[a-z0-9-]*", value):
        raise ValueError(f"Adressen ”{value}” får bara ha a–z, siffror och bindestreck.")
    return value


class PageHead(BaseModel):
    """The head of a page. Keys are Pelican's own, which browser editors write too.

    `aliases` are addresses that the page had before, and that lead to it still.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str, Field(min_length=1)]
    summary: str = ""
    status: Literal["published", "draft", "hidden"] = "published"
    slug: Annotated[str, BeforeValidator(_slug)] = ""
    date: Moment | None = None
    modified: Moment | None = None
    embargo: Embargo | None = None
    aliases: Annotated[tuple[str, ...], BeforeValidator(_addresses)] = ()


class PostHead(PageHead):
    """The head of a weekly post. A published post must have a summary of its own."""

    date: Moment
    tags: Annotated[tuple[str, ...], BeforeValidator(_words)] = ()
    author: Annotated[str, BeforeValidator(_name)] = ""


class TranslationHead(PageHead):
    """The head of a post in another language: what it leaves out is as in its original."""

    summary: Annotated[str, Field(min_length=1)]
    tags: Annotated[tuple[str, ...], BeforeValidator(_words)] = ()
    author: str = ""


class ChallengeName(BaseModel):
    """What a challenge is called, from one year to another or until further notice."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: Annotated[int, Field(ge=1)]
    name: Annotated[str, Field(min_length=1)]
    since: Annotated[int, Field(alias="from", ge=1900, le=2200)]
    until: Annotated[int | None, Field(alias="to", ge=1900, le=2200)] = None

    def holds(self, year: int) -> bool:
        """Whether it is called so in a year."""
        return self.since <= year <= (self.until or year)

    def overlaps(self, other: ChallengeName) -> bool:
        """Whether both hold in some year."""
        return self.holds(max(self.since, other.since)) and other.holds(
            max(self.since, other.since)
        )


class ChallengeHead(PageHead):
    """The head of a challenge's page: its goal, and its numbers and names over the years."""

    goal: Annotated[str, Field(min_length=1)]
    names: Annotated[tuple[ChallengeName, ...], Field(min_length=1)]


def split_head(text: str, file: str) -> tuple[YamlText, str]:
    """Part a file into its head and its body.

    The head's lines are blank in the body, so that a line keeps its number. Raises ProblemsFound
    for a head that is missing or broken.
    """
    lines = text.split("\n")
    if lines[0].rstrip() == "---":
        return _split_yaml(lines, file)
    return _split_plain(lines, file)


def _split_yaml(lines: list[str], file: str) -> tuple[YamlText, str]:
    ends = (index for index, line in enumerate(lines) if index and line.rstrip() in {"---", "..."})
    end = next(ends, None)
    if end is None:
        message = "Uppgifterna överst avslutas aldrig. Lägg till raden --- före brödtexten."
        raise ProblemsFound([Problem(file, 1, message)])
    head = yamltext.parse("\n".join(lines[1:end]), file, first_line=2)
    return head, _blanked(lines, end + 1)


def _split_plain(lines: list[str], file: str) -> tuple[YamlText, str]:
    value: dict[str, Any] = {}
    places: dict[tuple[str | int, ...], int] = {(): 1}
    problems: list[Problem] = []
    end = next((index for index, line in enumerate(lines) if not line.strip()), len(lines))
    name = ""
    for number, line in enumerate(lines[:end], start=1):
        found = _PLAIN.match(line)
        if line.startswith("    ") and name:
            value[name] = f"{value[name]} {line.strip()}".strip()
        elif not found:
            message = "Överst ska stå uppgifter, en per rad: title, date och summary."
            problems.append(Problem(file, number, message))
            break
        elif (name := found["name"].lower()) in value:
            problems.append(Problem(file, number, f"Fältet ”{name}” står två gånger."))
        else:
            value[name], places[name,] = found["value"].strip(), number
    if not value and not problems:
        message = "Uppgifterna överst saknas: title, date och summary."
        problems.append(Problem(file, 1, message))
    if problems:
        raise ProblemsFound(problems)
    return YamlText(file, 1, value, places), _blanked(lines, end)


def _blanked(lines: list[str], count: int) -> str:
    return "\n".join([*[""] * count, *lines[count:]])
