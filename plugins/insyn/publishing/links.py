"""Links from one file of the site to another, in Pelican's {filename} and {static} form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from insyn.posts.process_rules import PROCESS
from insyn.posts.source import PICTURES, Source
from insyn.problems import Problem, unknown

_LINK = re.compile(r"[{|](?P<kind>filename|static|attach)[}|](?P<path>[^\s)\"'#?>]+)")
_FORM = re.compile(r"\]\([{|](?P<word>\w+)[}|]")
_PLAIN = re.compile(r"\]\((?P<path>(?!\w+:|[{|])[^\s)]+\.md)\b")
_PICTURE = re.compile(r"!\[(?P<text>[^\]]*)\]\((?P<path>[^\s)]+)")


def link_problems(sources: Sequence[Source], root: Path, now: datetime) -> Iterator[Problem]:
    """Find links to files that aren't there, and from the public to what isn't public yet."""
    by_file = {source.file: source for source in sources}
    content = root / "content"
    with_pages = [*content.rglob("*.md"), *content.glob(PROCESS)]
    unread = {path.relative_to(root).as_posix() for path in with_pages}
    pictures = {
        path.relative_to(root).as_posix()
        for path in (root / "content" / PICTURES).rglob("*")
        if path.is_file()
    }
    for source in sources:
        ready = source.head.status != "draft"
        shown = max(now, source.public_from or now)  # when readers first see the link
        for number, line in source.prose():
            for form in _FORM.finditer(line):
                if form["word"] not in {"filename", "static", "attach"}:
                    message = unknown("Länkformen", form["word"], "", ["filename", "static"])
                    yield Problem(source.file, number, message)
            for plain in _PLAIN.finditer(line):
                message = f"Skriv {{filename}} före länken till {plain['path']}."
                yield Problem(source.file, number, message)
            for link in _LINK.finditer(line):
                target = _target(source.file, unquote(link["path"]))
                known = sorted(unread if link["kind"] == "filename" else pictures)
                if target not in known:
                    yield Problem(source.file, number, unknown("Filen", target, "", known))
                elif ready and (to := by_file.get(target)) and to.status(shown) == "draft":
                    message = f"Länken går till {target}, som inte är publicerad."
                    yield Problem(source.file, number, message)


def links_of(source: Source) -> set[str]:
    """Name the files of the site that a text links to."""
    links = (link for _, line in source.prose() for link in _LINK.finditer(line))
    return {_target(source.file, unquote(link["path"])) for link in links}


def picture_problems(sources: Sequence[Source]) -> Iterator[Problem]:
    """Find pictures without a description, and those whose file would not be published."""
    for source in sources:
        for number, line in source.prose():
            for picture in _PICTURE.finditer(line):
                if not picture["text"].strip():
                    message = "Bilden saknar beskrivning. Skriv den mellan hakparenteserna."
                    yield Problem(source.file, number, message)
                if not re.match(r"[{|](static|attach)[}|]", picture["path"]):
                    name = PurePosixPath(picture["path"]).name
                    message = f"Skriv bildens plats som {{static}}/bilder/{name}."
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
