"""Approved comments out of Isso's database into content/kommentarer/, to be read in git and built.

What Isso keeps besides (addresses, votes, hashes) stays there. Tables: isso/db/comments.py 0.14.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, tzinfo
from html import unescape
from pathlib import Path
from typing import Any

import yaml

from insyn.keeping import write_whole
from insyn.posts.comments import Comment, comments_file, read_file, tells_a_number, without_turns
from insyn.posts.source import Source
from insyn.problems import Problem, ProblemsFound

APPROVED, DELETED = 1, 4
_QUERY = """
    SELECT threads.uri, comments.id, parent, created, mode, author, text
    FROM comments JOIN threads ON comments.tid = threads.id
    WHERE mode IN (?, ?) ORDER BY created, comments.id
"""
# What YAML can't hold, or only as an escape that nobody can read.
_STRANGE = re.compile(r"[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010fffe]")


@dataclass(frozen=True)
class Taken:
    """A comment of Isso's, with the address of the page that it is on."""

    address: str
    comment: Comment


@dataclass(frozen=True)
class Outcome:
    """What the verb says: what is new, changed and removed, and what was held back and why."""

    told: tuple[str, ...]
    held: tuple[str, ...]


def export(root: Path, sources: Sequence[Source], database: Path, zone: tzinfo) -> Outcome:
    """Write the approved comments of each post to its file; only files that change are written.

    Raises ProblemsFound for a database that can't be read, or a file of comments that is broken.
    """
    posts = {source.address: source for source in sources if source.is_post}
    by_post: dict[str, list[Comment]] = {address: [] for address in posts}
    held: list[str] = []
    for one in _read(database, zone):
        reason = _held_back(one, by_post)
        if not reason:
            by_post[one.address].append(one.comment)
        elif not one.comment.removed:
            held.append(f"Hålls tillbaka: kommentar {one.comment.id} på {one.address} {reason}")
    told: list[str] = []
    for address, post in posts.items():
        answered = {comment.parent for comment in by_post[address]}
        fresh = [one for one in by_post[address] if not one.removed or one.id in answered]
        told += _update(root, comments_file(post), fresh)
    return Outcome(tuple(told), tuple(held))


def _held_back(one: Taken, by_post: Mapping[str, Sequence[Comment]]) -> str:
    """Say why a comment must not be published; "" when it may."""
    comment = one.comment
    if one.address not in by_post:
        return "hör inte till något inlägg. Radera den i Isso."
    if tells_a_number(f"{comment.name}\n{comment.text}"):
        return "har ett personnummer. Radera den i Isso."
    if not comment.removed and not comment.text:
        return "har ingen text som går att visa. Radera den i Isso."
    if comment.parent and comment.parent not in {other.id for other in by_post[one.address]}:
        return f"svarar på kommentar {comment.parent}, som inte publiceras."
    return ""


def _read(database: Path, zone: tzinfo) -> Iterator[Taken]:
    """Read approved comments, and deleted ones that stay in Isso because they have answers."""
    if not database.is_file():
        raise ProblemsFound([Problem(str(database), 1, "Databasen finns inte.")])
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as opened:
            rows = opened.execute(_QUERY, (APPROVED, DELETED)).fetchall()
    except sqlite3.Error as error:
        message = f"Filen går inte att läsa som Issos databas ({error})."
        raise ProblemsFound([Problem(str(database), 1, message)]) from None
    for address, number, parent, created, mode, author, text in rows:
        removed = mode == DELETED
        written = {
            "id": str(number),
            # Isso keeps the name with &, < and > escaped, the text as it was written.
            "namn": "" if removed else " ".join(_plain(unescape(author or "")).split()),
            "tid": datetime.fromtimestamp(int(created), zone),
            "text": "" if removed else _plain(text),
            "borttagen": removed,
        }
        if parent:
            written["svar_till"] = str(parent)
        yield Taken(address, Comment.model_validate(written))


def _plain(text: str) -> str:
    """Give a text as it can be kept and shown: no controls, no blanks at its edges."""
    lines = (line.expandtabs(4).rstrip() for line in text.splitlines())
    kept = _STRANGE.sub("", without_turns("\n".join(lines)))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" +$", "", kept, flags=re.MULTILINE)).strip()


def _update(root: Path, file: str, fresh: Sequence[Comment]) -> Iterator[str]:
    """Bring a file up to date; say what that changed."""
    path = root / file
    old = read_file(path, file) if path.is_file() else ()
    new = [*(comment for comment in old if not comment.is_from_isso), *fresh]
    if list(old) == new:
        return
    if new:
        write_whole(path, to_yaml(new).encode())
    else:
        path.unlink()
    before, after = ({one.id: one for one in many} for many in (old, new))
    for one in {**before, **after}.values():
        what = "Ny" if one.id not in before else "Borttagen" if one.id not in after else "Ändrad"
        if what != "Ändrad" or before[one.id] != one:
            yield f"{what}: {file}, kommentar {one.id} av {before.get(one.id, one).by}"


class _Block(str):
    """A text that is written as a block, line by line."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes texts so that a person can read their changes."""


_Dumper.add_representer(
    _Block, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
)


def to_yaml(comments: Sequence[Comment]) -> str:
    """Write comments as their file has them, always alike."""
    written: list[dict[str, Any]] = []
    for comment in comments:
        fields = comment.model_dump(by_alias=True, exclude_defaults=True)
        number = int(comment.id) if comment.is_from_isso else comment.id
        parent = fields.get("svar_till", "")
        changes = {"id": number, "svar_till": int(parent) if parent.isdecimal() else parent}
        if comment.text:
            changes["text"] = _Block(comment.text)
        written.append({key: changes.get(key, value) for key, value in fields.items()})
    return yaml.dump(
        {"kommentarer": written}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000
    )
