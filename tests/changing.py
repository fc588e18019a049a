"""Kinds of changes that people make to a site, each by what it does to the files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from conftest import precompress, sample_site

Change = Callable[[Path], None]
POST, NEXT, LATE = "content/inlagg/2013-04-26.md", "content/inlagg/2013-05-03.md", "2013-05-10"
OUTPUT = "ut"


def sample(root: Path) -> Path:
    """Copy the sample, but for its handbook; what is drawn is kept where all tests keep it."""
    sample_site(root)
    for path in (root / "content/sidor").glob("handbok*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    precompress(root, on=False)
    return root


def put(file: str, old: str, new: str, *others: str) -> Change:
    """Write one text for another, where it first stands in each file."""

    def change(root: Path) -> None:
        for name in (file, *others):
            text = (root / name).read_text(encoding="utf-8")
            assert old in text, (name, old)
            (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def add(file: str, text: str) -> Change:
    """Write a text last in a file, which is made where it isn't there."""

    def change(root: Path) -> None:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as opened:
            opened.write(text)

    return change


def take(file: str) -> Change:
    """Take a file away."""
    return lambda root: (root / file).unlink()


def picture(colour: str) -> Change:
    """Paint a picture anew."""

    def change(root: Path) -> None:
        Image.new("RGB", (40, 30), colour).save(root / "content/bilder/hus.png")

    return change


def both(*changes: Change) -> Change:
    """Make several changes at once."""

    def change(root: Path) -> None:
        for one in changes:
            one(root)

    return change


def unseen(file: str, old: str, new: str) -> Change:
    """Change a file and leave its size and its time as they were."""
    assert len(old.encode()) == len(new.encode())

    def change(root: Path) -> None:
        said = (root / file).stat()
        put(file, old, new)(root)
        os.utime(root / file, ns=(said.st_atime_ns, said.st_mtime_ns))

    return change


def touched(root: Path) -> None:
    """Give every file a new time, as a fresh checkout does."""
    for folder in ("content", "data", "theme"):
        for path in (root / folder).rglob("*"):
            os.utime(path)


NEW = """---
title: En ny vecka
date: 2013-05-16 15:00
summary: Det här är ett nytt inlägg om en vecka som ingen har skrivit om än.
tags: [budget, nytt]
---

Som jag skrev i [förra veckan]({filename}2013-05-10.md).
[Nästa](/2013/05/17/tva-dagars-budgetdialog/) handlar om annat.

![Ett hus]({static}/bilder/hus.png)

## Utmaning 1 – Ekonomin

Vi klättrade till plats {tal: foretagsklimat, ar: 2013}.

```diagram
data: foretagsklimat
```
"""
FIGURE = "titel: Granfors och Almhamra tappar, Björkmark och Stenby klättrar som vi\n"
NEIGHBOURS = "ranking/foretagsklimat-grannar", "versioner/foretagsklimat-grannar/2013-04-26"
SCORES = [f"data/{name}.csv" for name in NEIGHBOURS]
COMMENT = """- id: 99
  tid: 2013-05-14 08:10:55+02:00
  namn: Kim
  text: Tack för svaret.
"""
# In four rounds of changes that are made one upon the other.
CHANGES: dict[str, dict[str, Change]] = {
    "texts": {
        "a word": put(POST, "viktigaste vecka", "allra viktigaste vecka"),
        "a title": put(POST, "och en ranking", "och ännu en ranking"),
        "a summary": put(POST, "Den första prognosen", "Årets första prognos"),
        "a heading": put(POST, "### Första prognosen", "### Vår första prognos"),
        "a new topic": put(POST, "[ekonomi, budget,", "[ekonomi, budget, framtid,"),
        "a topic less": put(POST, "framtid, ", ""),
        "an address": put(POST, "slug: prognosen-ramarna-och-en-ranking", "slug: prognosen"),
        "an old address": put(NEXT, "tags:", "aliases: [/efterat.html]\ntags:"),
        "a mark of change": put(NEXT, "tags:", "modified: 2013-05-16 09:00\ntags:"),
        "another author": put(NEXT, "tags:", "author: Vikarien\ntags:"),
        "a draft": put(NEXT, "tags:", "status: draft\ntags:"),
        "out again": put(NEXT, "status: draft\n", ""),
    },
    "what is beside": {
        "a picture, and a post that shows it": both(
            picture("red"), add("content/inlagg/2013-05-16.md", NEW)
        ),
        "another picture": picture("blue"),
        "a post less": take("content/inlagg/2013-05-16.md"),
        "a page's text": add("content/sidor/om-bloggen.md", "\nEn mening till.\n"),
        "a page's title": put("content/sidor/om-bloggen.md", "title: ", "title: Allt "),
        "a translation": put("content/inlagg/2013-04-26.en.md", "most important", "busiest"),
        "a comment": add(f"content/kommentarer/{LATE}.yaml", COMMENT),
        "a comment less": put(f"content/kommentarer/{LATE}.yaml", COMMENT, ""),
        "a word explained otherwise": put("content/ordlista.yaml", "Kostnaden för", "Vad det"),
        "a word less": put("content/ordlista.yaml", "former: [prognosen, prognoser,", "former: ["),
        "a follow-up": put(f"content/inlagg/{LATE}.md", "Licenserna", "Alla licenser"),
        "a step": put("content/budgetprocessen.yaml", "08:00–17:00", "09:00–17:00"),
        "a goal": put("content/utmaningar/ekonomin.md", "minst en procent", "minst två procent"),
        "the statement": put("content/tillganglighet.yaml", "Kommunchefens", "Chefens"),
    },
    "figures": {
        "a figure's title": put(POST, FIGURE, ""),
        "a value": put(SCORES[0], "2007;Granfors;88", "2007;Granfors;87", SCORES[1]),
        "a value, unseen": both(
            *(unseen(name, "2007;Granfors;87", "2007;Granfors;86") for name in SCORES)
        ),
        "a dataset's words": put(SCORES[0][:-3] + "yaml", "Placering bland", "Plats bland"),
        "the publisher": put("data/katalog.yaml", "title: ", "title: Alla "),
        "a figure less": put(NEXT, "```diagram\n", "```text\n"),
        "all files touched": touched,
        "the clock": put("pelicanconf.py", 'NOW = "2013-05-17T16:00"', 'NOW = "2013-05-24T16:00"'),
    },
    "the house": {
        "a template": put("theme/templates/components/post.html", "post letter", "letter post"),
        "a part of one": put("theme/templates/components/thread.html", "Alla veckor", "Varje"),
        "the styles": add("theme/static/css/base.css", "\n.ny { color: red }\n"),
        "a script": add("theme/static/js/figure.js", "\nwindow.ny = 1;\n"),
        "the name": put("pelicanconf.py", '"Kommunchefens blogg"', '"Chefens blogg"'),
        "the colour": put("pelicanconf.py", "#0b4f71", "#0b5f41"),
        "the logo": put("pelicanconf.py", 'LOGO = "bilder/tallvika.svg"', 'LOGO = ""'),
        "a page written over": add(f"{OUTPUT}/arkiv/index.html", "<p>Ett påhitt</p>"),
        "a page taken away": take(f"{OUTPUT}/ataganden/index.html"),
        "a file that is none of ours": add(f"{OUTPUT}/2013/egen.txt", "Hej"),
        "compression": lambda root: precompress(root, on=True),
        "a word, and what is compressed of it": put(POST, "viktigaste", "mest betydande"),
    },
}
