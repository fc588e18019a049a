"""Links from one file of the site to another, in Pelican's {filename} and {static} form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from insyn.figures.fence import find_fences
from insyn.posts.source import PICTURES, Source
from insyn.problems import Problem, unknown

_LINK = re.compile(r"[{|](?P<kind>filename|static|attach)[}|](?P<path>[^\s)\"'#?>]+)")
_CODE = re.compile(r"`[^`]*`")


def link_problems(sources: Sequence[Source], root: Path, now: datetime) -> Iterator[Problem]:
    """Find links to files that aren't there, and from the public to what isn't public yet."""
    drafts = {source.file for source in sources if source.status(now) == "draft"}
    unread = {path.relative_to(root).as_posix() for path in (root / "content").rglob("*.md")}
    pictures = {
        path.relative_to(root).as_posix()
        for path in (root / "content" / PICTURES).rglob("*")
        if path.is_file()
    }
    for source in sources:
        lines = source.body.split("\n")
        found = find_fences(lines, source.file)
        unseen = {index for block in (*found.code, *found.comments) for index in block}
        for number, line in enumerate(lines, start=1):
            if number - 1 in unseen:
                continue
            for link in _LINK.finditer(_CODE.sub("", line)):
                target = _target(source.file, unquote(link["path"]))
                known = sorted(unread if link["kind"] == "filename" else pictures)
                if target not in known:
                    yield Problem(source.file, number, unknown("Filen", target, "", known))
                elif source.status(now) == "published" and target in drafts:
                    message = f"Länken går till {target}, som inte är publicerad."
                    yield Problem(source.file, number, message)


def _target(file: str, path: str) -> str:
    """Give the file that a link means, from the root; a leading slash means content/."""
    start = PurePosixPath("content") if path.startswith("/") else PurePosixPath(file).parent
    parts: list[str] = []
    for part in (start / path.lstrip("/")).parts:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
