"""Readers' approved comments: a file for each post in content/kommentarer/, which a verb writes.

Comments with a number have come from Isso (publishing/comments.py) and follow what is approved
there; those with another id have come in another way, and stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from insyn import typedyaml, yamltext
from insyn.data.privacy import FOUND, personal_numbers
from insyn.data.schema import Strict
from insyn.moments import Moment
from insyn.posts.source import COMMENTS, POSTS, Source
from insyn.problems import Problem, ProblemsFound, unknown
from insyn.yamltext import YamlText

# Marks that turn the direction of what follows (Unicode UAX #9): a comment could look like another.
_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
NAMELESS = "Anonym"


def _id(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[a-z0-9-]+", value):
        raise ValueError(f"”{value}” får bara ha a–z, siffror och bindestreck.")
    return value


def _with_offset(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("Tiden behöver sin tidszon. Skriv som 2013-04-26 17:42:10+02:00.")
    return moment


def _shown(value: Any) -> Any:
    if isinstance(value, str) and without_turns(value) != value:
        raise ValueError("Texten har osynliga tecken som vänder läsriktningen. Ta bort dem.")
    return value


Id = Annotated[str, BeforeValidator(_id)]
Plain = Annotated[str, BeforeValidator(_shown)]


class Comment(Strict):
    """An approved comment, or the place of one that was removed and has answers."""

    id: Id
    parent: Annotated[Id, Field(alias="svar_till")] = ""
    name: Annotated[Plain, Field(alias="namn")] = ""
    time: Annotated[Moment, AfterValidator(_with_offset)] = Field(alias="tid")
    text: Plain = ""
    removed: Annotated[bool, Field(alias="borttagen")] = False

    @property
    def by(self) -> str:
        """The name that is shown."""
        return self.name or NAMELESS

    @property
    def paragraphs(self) -> list[list[str]]:
        """The lines of each paragraph: an empty line parts them."""
        return [part.split("\n") for part in re.split(r"\n{2,}", self.text)]

    @property
    def is_from_isso(self) -> bool:
        """Whether Isso has it, and can take an answer to it."""
        return self.id.isdecimal()


class _File(Strict):
    comments: Annotated[tuple[Comment, ...], Field(alias="kommentarer", min_length=1)]


@dataclass(frozen=True)
class Thread:
    """A comment with its answers, each with the comment that it answers."""

    first: Comment
    answers: tuple[tuple[Comment, Comment], ...]


def threads(comments: Sequence[Comment]) -> list[Thread]:
    """Gather answers, and answers to answers, under the comment that they began with."""
    by_id = {comment.id: comment for comment in comments}
    found: dict[str, list[tuple[Comment, Comment]]] = {}
    roots: dict[str, str] = {}
    for comment in comments:
        roots[comment.id] = roots.get(comment.parent, comment.id)
        if comment.parent:
            found[roots[comment.id]].append((comment, by_id[comment.parent]))
        else:
            found[comment.id] = []
    return [Thread(by_id[first], tuple(answers)) for first, answers in found.items()]


def shown_from(comments: Sequence[Comment]) -> dict[str, datetime]:
    """Give the moment from which each comment is shown, by its id: an answer after its question."""
    found: dict[str, datetime] = {}
    for comment in comments:
        found[comment.id] = max(comment.time, found.get(comment.parent, comment.time))
    return found


def without_turns(text: str) -> str:
    """Take away the marks that turn the direction of writing."""
    return "".join(sign for sign in text if unicodedata.bidirectional(sign) not in _TURNING)


def tells_a_number(text: str) -> bool:
    """Whether a personal identity number stands in a text, be it broken by blanks or lines."""
    joined = re.sub(r"(?<=[\d-])\s+(?=[\d-])", "", text)
    return any(personal_numbers(text)) or any(personal_numbers(joined))


def comments_file(post: Source) -> str:
    """Name the file of a post's comments."""
    place = Path(post.file).relative_to(f"content/{POSTS}").with_suffix(".yaml")
    return f"content/{COMMENTS}/{place.as_posix()}"


def read_comments(
    root: Path, sources: Sequence[Source]
) -> tuple[Mapping[str, Sequence[Comment]], list[Problem]]:
    """Read the comments of all posts, by the posts' files; give them with all that is wrong."""
    posts = {comments_file(source): source.file for source in sources if source.is_post}
    found: dict[str, Sequence[Comment]] = {}
    problems: list[Problem] = []
    for path in sorted(filter(Path.is_file, (root / "content" / COMMENTS).rglob("*.yaml"))):
        file = path.relative_to(root).as_posix()
        place = path.relative_to(root / "content" / COMMENTS).with_suffix(".md")
        if "." in path.stem or not (root / "content" / POSTS / place).is_file():
            stems = [Path(name).stem for name in posts]
            problems.append(Problem(file, 1, unknown("Inlägget", path.stem, "", stems)))
        if file not in posts:
            continue  # no post, or one that can't be read
        try:
            found[posts[file]] = read_file(path, file)
        except ProblemsFound as wrong:
            problems += wrong.problems
    return found, problems


def read_file(path: Path, file: str) -> tuple[Comment, ...]:
    """Read a file of comments; raise ProblemsFound with all that is wrong with it."""
    try:
        written = path.read_bytes().decode("utf-8")
        text = yamltext.parse(written, file)
    except UnicodeDecodeError:
        raise ProblemsFound([Problem(file, 1, "Filen är inte sparad som UTF-8.")]) from None
    comments = typedyaml.validated(_File, text).comments
    scanned = any(personal_numbers(written))  # publishing/scan.py says where
    if problems := list(_problems(comments, text, scanned=scanned)):
        raise ProblemsFound(problems)
    return comments


def _problems(comments: Sequence[Comment], text: YamlText, *, scanned: bool) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for index, comment in enumerate(comments):
        place = ("kommentarer", index)
        if comment.id in lines:
            message = f"Kommentar {comment.id} finns redan på rad {lines[comment.id]}."
            yield text.problem(message, *place, "id")
        if comment.parent and comment.parent not in lines:
            message = f"Kommentar {comment.parent} finns inte före sitt svar. Flytta eller ta bort."
            yield text.problem(message, *place, "svar_till")
        if not comment.removed and not comment.text.strip():
            yield text.problem("Kommentaren har ingen text.", *place)
        if tells_a_number(comment.text) and not scanned:
            yield text.problem(FOUND, *place, "text")
        lines.setdefault(comment.id, text.line(*place))
