"""A site of any size, made from a seed: weekly posts of some 370 words with charts of yearly data.

The same posts are written for Insyn, for Pelican as it comes and for Hugo: only their heads differ.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LAST = date(2013, 5, 17)  # the newest post
YEARS = 20  # how far back the posts go at most: a post a week, or more of them
TAGS = 40
WORDS = 370
BOARDS = (
    *("Socialnämnden", "Barn- och utbildningsnämnden", "Kommunstyrelsen", "Tekniska nämnden"),
    *("Kultur- och fritidsnämnden", "Miljönämnden", "Byggnadsnämnden", "Gymnasienämnden"),
)
MEASURES = ("utfall", "prognos", "budget", "forra_aret")
_WORDS = """
och att det i som på är av för med den till inte har de ett om vi men var från kommunen nämnden
budget prognos verksamheten skolan omsorgen arbetet veckan månaden resultatet medarbetare
invånare företag kostnader intäkter underskott överskott beslut förslag plan kvalitet
enkät ranking mål uppföljning förändring samtal möte chef enhet gata väg bibliotek förskola elever
lärare äldre unga stöd hjälp ansvar ekonomi pengar miljoner
"""


@dataclass(frozen=True)
class Post:
    """A post: its day, the parts of its head, and its text with diagram blocks."""

    day: date
    title: str
    slug: str
    summary: str
    tags: tuple[str, ...]
    body: str


def posts(count: int, charts: int) -> Iterator[Post]:
    """Make `count` posts with `charts` charts each, the newest first."""
    chance = random.Random(f"{count} {charts}")  # noqa: S311  (the same site every time)
    step = max(1, min(7, YEARS * 365 // count))
    for number in range(count):
        day = LAST - timedelta(days=step * number)
        title = f"Vecka {day.isocalendar().week}: {_sentence(chance, 4)} {count - number}"
        tags = tuple(sorted({f"ämne {chance.randrange(TAGS)}" for _ in range(4)}))
        body = _body(chance, day, charts)
        yield Post(day, title, f"vecka-{count - number}", _sentence(chance, 18) + ".", tags, body)


def _sentence(chance: random.Random, words: int) -> str:
    said = " ".join(chance.choices(_WORDS.split(), k=words))
    return said[0].upper() + said[1:]


def _body(chance: random.Random, day: date, charts: int) -> str:
    blocks = [_block(day, number) for number in range(charts)]
    sections = ("Utmaning 1 – Ekonomin", "Utmaning 2 – Kvalitet", "Utmaning 3 – Medarbetarnöjdhet")
    parts = []
    for place, heading in enumerate(sections):
        parts.append(f"## {heading}")
        for _ in range(4):
            words = [_sentence(chance, WORDS // 24) for _ in range(2)]
            words[0] += f" **{_sentence(chance, 1).lower()}** och [sidan om](/om/) det"
            parts.append(". ".join(words) + ".")
        parts += blocks[place :: len(sections)]
    return "\n\n".join(parts) + "\n"


def _block(day: date, number: int) -> str:
    measure = MEASURES[number % len(MEASURES)]
    lines = [f"data: namnderna-{day.year}", f"visa: {measure}", f"urval: {{dag: {day}}}"]
    return "\n".join(["```diagram", "typ: staplar", *lines, "```"])


DESCRIPTOR = """\
name: namnderna-{year}
title: Nämnderna {year}
place: Provköping
period: "{year}"
unit: tkr
costs: positive
producer: Ekonomienheten
sources:
  - title: Ekonomienheten
licenses:
  - name: CC0-1.0
frequency: årligen
retrieved: "{year}-12-31"
decision:
  status: preliminär
totals: []
schema:
  fields:
    - {{name: dag, title: Dag, type: string}}
    - {{name: namnd, title: Nämnd, type: string}}
    - {{name: utfall, title: Utfall, type: number, unit: tkr}}
    - {{name: prognos, title: Prognos, type: number, unit: tkr}}
    - {{name: budget, title: Budget, type: number, unit: tkr}}
    - {{name: forra_aret, title: Förra året, type: number, unit: tkr}}
  primaryKey: [dag, namnd]
"""
GOALS = """\
name: mal
title: Målen
place: Provköping
period: 2008–2012
unit: tkr
producer: Ekonomienheten
sources:
  - title: Ekonomienheten
licenses:
  - name: CC0-1.0
frequency: årligen
retrieved: "2013-02-06"
decision:
  status: slutlig
schema:
  fields:
    - {name: ar, title: År, type: year}
    - {name: resultat, title: Resultat, type: number, unit: tkr, better: higher}
  primaryKey: ar
"""
GOAL = "```diagram\ndata: mal\ntyp: nyckeltal\n```\n"
CHALLENGES = ("Ekonomin", "Kvalitet", "Medarbetarnöjdhet")


def write_insyn(root: Path, made: list[Post], theme: Path = ROOT / "theme") -> None:
    """Write the site as Insyn has it, with its data; what its charts show is not frozen yet."""
    shutil.copytree(
        ROOT / "tests" / "small", root, ignore=shutil.ignore_patterns("inlagg", "ramar*")
    )
    shutil.copytree(theme, root / "theme")
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, root / name)
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write('LOGO = ""\n')
    write(root / "content/sidor/om.md", "Title: Om\nSummary: Om bloggen.\n\nHär skriver chefen.\n")
    for number, name in enumerate(CHALLENGES, start=1):
        head = (
            f"title: {name}\nsummary: Vad vi vill med {name.lower()}.\ngoal: Att det blir bättre.\n"
        )
        names = f"names:\n  - {{number: {number}, name: {name}, from: 1900}}\n"
        slug = ("ekonomin", "kvalitet", "medarbetarnojdhet")[number - 1]
        write(root / f"content/utmaningar/{slug}.md", f"---\n{head}{names}---\n\n{GOAL}")
    for post in made:
        write(root / f"content/inlagg/{post.day}.md", with_head(post, f"{post.day} 15:00"))
    write(root / "data/mal.yaml", GOALS)
    write(
        root / "data/mal.csv", "ar,resultat\n2008,900\n2009,1100\n2010,800\n2011,1300\n2012,1500\n"
    )
    by_year: dict[int, list[date]] = {}
    for post in reversed(made):
        by_year.setdefault(post.day.year, []).append(post.day)
    for year, days in by_year.items():
        write(root / f"data/namnderna-{year}.yaml", DESCRIPTOR.format(year=year))
        write(root / f"data/namnderna-{year}.csv", "\n".join(_rows(year, days)) + "\n")


def _rows(year: int, days: list[date]) -> Iterator[str]:
    chance = random.Random(year)  # noqa: S311
    yield ",".join(("dag", "namnd", *MEASURES))
    for day in days:
        for board in BOARDS:
            yield ",".join((str(day), board, *(str(chance.randrange(500, 9000)) for _ in MEASURES)))


def with_head(post: Post, moment: str) -> str:
    """Write a post with its head as YAML; JSON is YAML too."""
    head = {"title": post.title, "slug": post.slug, "summary": post.summary, "tags": post.tags}
    said = "".join(f"{key}: {json.dumps(text, ensure_ascii=False)}\n" for key, text in head.items())
    return f"---\n{said}date: {moment}\n---\n\n{post.body}"


def write(path: Path, text: str) -> None:
    """Write a file, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
