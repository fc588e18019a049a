"""Edits as a writer makes them: each time another, so that there is always something to build."""

from __future__ import annotations

import re
from pathlib import Path

COUNTED = re.compile(r"rättad (\d+)")


def edit_body(post: Path) -> str:
    """Write a last sentence of a post anew; give what it says now."""
    text = post.read_text(encoding="utf-8")
    said = _next(text.rpartition("\n\n")[2])
    whole = re.sub(r"(\n\nTexten är rättad \d+\.)?\s*$", f"\n\nTexten är {said}.\n", text, count=1)
    _save(post, whole)
    return said


def edit_title(post: Path) -> str:
    """Write a post's title anew; give what it ends with now."""
    text = post.read_text(encoding="utf-8")
    title = re.search(r'^title: "(.*?)( rättad \d+)?"$', text, re.MULTILINE)
    assert title
    said = _next(title[0])
    _save(post, text.replace(title[0], f'title: "{title[1]} {said}"', 1))
    return said


def edit_figures(data: Path, name: str) -> None:
    """Raise the last row's first number, in the file and in what is frozen of it."""
    versions = sorted((data / "versioner" / name).glob("*.csv"))
    for path in (data / f"{name}.csv", *versions):
        rows = path.read_bytes().decode().splitlines(keepends=True)
        number = re.search(r"(?<=[,;])\d+(?=[,;])", rows[-1])
        assert number
        raised = str(int(number[0]) + 1)
        rows[-1] = rows[-1][: number.start()] + raised + rows[-1][number.end() :]
        _save(path, "".join(rows))


def _next(said: str) -> str:
    """Give the next of the words that are written in."""
    found = COUNTED.search(said)
    return f"rättad {int(found[1]) + 1 if found else 1}"


def _save(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
