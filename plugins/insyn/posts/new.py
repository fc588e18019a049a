"""A new weekly post, ready to be written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from insyn import swedish
from insyn.posts.source import POSTS

FRIDAY = 4

TEMPLATE = """---
title: {title}
date: {day} 15:00
slug: {slug}
status: draft
summary: ""
tags: []
---

<!-- Skriv först en ingress: det viktigaste denna vecka. Fyll i summary ovan med en eller två
meningar, och ändra status till published när inlägget är klart. -->

{sections}"""


def new_post(root: Path, title: str, today: date, challenges: Sequence[str]) -> Path:
    """Write a draft for the first Friday from `today` that has no post; give its path.

    `challenges` are the names of the standing challenges, in order. Nothing is overwritten.
    """
    folder = root / "content" / POSTS
    folder.mkdir(parents=True, exist_ok=True)
    day = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    while any(folder.glob(f"{day}*.md")):
        day += timedelta(days=7)
    sections = "\n".join(
        f"## Utmaning {number} – {name}\n\n" for number, name in enumerate(challenges, start=1)
    )
    path = folder / f"{day}.md"
    text = TEMPLATE.format(
        title=json.dumps(title, ensure_ascii=False),
        day=day,
        slug=swedish.slug(title) or f"vecka-{day.isocalendar().week}",
        sections=sections,
    )
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
