"""Challenges over two years, planted in the small site: renamed, renumbered, begun and ended."""

from __future__ import annotations

from pathlib import Path

from insyn.site.upkeep import freeze_data

DATA = """name: svar
title: Svar på e-post
place: Provköping
period: 2010–2012
producer: Kontaktcenter
sources: [{title: Kontaktcenter}]
licenses: [{name: CC0-1.0}]
frequency: årligen
retrieved: 2012-11-28
decision: {status: slutlig}
schema:
  fields:
    - {name: ar, title: År, type: year}
    - {name: andel, title: Svar i tid, type: number, unit: '%', better: higher}
  primaryKey: ar
"""
KEY_FIGURE = "```diagram\ndata: svar\ntyp: nyckeltal\n```\n"
CHALLENGES = {
    "ekonomin": ("Ekonomin", "- {number: 1, name: Ekonomin, from: 2011}"),
    "kvalitet": (
        "Kvalitet",
        (
            "- {number: 2, name: Kvalitet, from: 2013}\n"
            "  - {number: 3, name: Service, from: 2011, to: 2012}"
        ),
    ),
    "trygghet": ("Trygghet", "- {number: 2, name: Trygghet, from: 2011, to: 2012}"),
}
WITH_NOTE = f"""I november.[^1]

### Så gick det

Se [början](#utmaning-3-service), [hur](#sa-gick-det) och [slutet](#slutet).

{KEY_FIGURE}
## Slutet

Hej då.

[^1]: En fotnot.
"""
POSTS = {
    "2012-11-30": ("Om service", f"## Utmaning 3 – Service\n\n{WITH_NOTE}"),
    "2012-12-28": ("Året som gick", "## Service\n\nI december.\n\n## Trygghet\n\nLugnt.\n"),
    "2013-01-04": ("Ett nytt år", "## Utmaning 2: Kvalitet\n\nI januari.\n"),
    "2013-01-11": ("Inget nytt", "## Utmaning 2 – Kvalitet\n\n<!-- hinner inte -->\n"),
    "2013-01-18": ("Mer <b>kvalitet</b> & service", "Kvalitet\n--------\n\n- I januari igen.\n"),
    "2013-06-14": ("Det som kommer", "## Kvalitet\n\nHemligheten.\n"),
}


def write_post(root: Path, day: str, title: str, text: str) -> Path:
    """Write a post of a day; give its file."""
    path = root / f"content/inlagg/{day}.md"
    head = (
        f"---\ntitle: '{title}'\ndate: {day} 15:00\nsummary: Veckan < i korthet, med allt.\n---\n\n"
    )
    path.write_text(f"{head}{text}", encoding="utf-8")
    return path


def write_challenges(root: Path) -> list[Path]:
    """Write the pages of three challenges; give their files."""
    (root / "content/utmaningar").mkdir(parents=True)
    for name, (title, names) in CHALLENGES.items():
        head = f"---\ntitle: {title}\ngoal: Mål för {title}.\nnames:\n  {names}\n---\n\n"
        path = root / f"content/utmaningar/{name}.md"
        path.write_text(f"{head}Om utmaningen.\n\n{KEY_FIGURE}", encoding="utf-8")
    return sorted((root / "content/utmaningar").iterdir())


def plant(root: Path) -> Path:
    """Give a small site three challenges and posts of two years, and keep its data."""
    write_challenges(root)
    (root / "data/svar.csv").write_text("ar;andel\n2010;80\n2011;86\n2012;88\n", encoding="utf-8")
    (root / "data/svar.yaml").write_text(DATA, encoding="utf-8")
    for day, (title, text) in POSTS.items():
        write_post(root, day, title, text)
    freeze_data(root / "publishconf.py")
    return root
