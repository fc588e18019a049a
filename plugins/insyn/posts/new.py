"""A new weekly post, ready to be written."""

from __future__ import annotations

import json
from datetime import UTC, date, timedelta
from pathlib import Path

from insyn import swedish
from insyn.posts.challenges import Challenge
from insyn.posts.source import CHALLENGES, POSTS, read_source

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


def new_post(root: Path, title: str, today: date) -> Path:
    """Write a draft for the first Friday from `today` that has no post; give its path.

    It has a heading for each challenge of its year. Nothing is overwritten. Raises ProblemsFound
    when a challenge's page can't be read.
    """
    folder = root / "content" / POSTS
    folder.mkdir(parents=True, exist_ok=True)
    day = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    while any(folder.glob(f"{day}*.md")):
        day += timedelta(days=7)
    pages = sorted((root / "content" / CHALLENGES).glob("*.md"))
    challenges = [Challenge(read_source(page, root, UTC)) for page in pages]
    names = filter(None, (challenge.in_year(day.year) for challenge in challenges))
    sections = "\n".join(
        f"## Utmaning {name.number} – {name.name}\n\n"
        for name in sorted(names, key=lambda name: name.number)
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
