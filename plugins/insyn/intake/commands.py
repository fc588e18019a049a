"""What the verbs `data` and `fetch` do and say to the person who runs them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from insyn import swedish
from insyn.data.catalogue import read_catalogue
from insyn.data.reading.open_file import SUFFIXES
from insyn.data.schema import KINDS
from insyn.intake.describing import BLANK, descriptor_text
from insyn.intake.fetching.fetch import fetch
from insyn.intake.looking import Look, look_at
from insyn.problems import ProblemsFound

MOST_SUMS = 12


def take_in(root: Path, path: Path, folder: str, name: str, sheet: str) -> int:
    """Look at a file, tell what it is, and put it with a descriptor into data/; give the exit code.

    Nothing is overwritten, and the file itself is left as it is.
    """
    if not path.is_file():
        missing = f"{path}: Filen finns inte."
        cure = 'Skriv vilken fil: tasks.py data "Prognos april.xlsx"'
        print(cure if path == Path() else missing, file=sys.stderr)
        return 1
    try:
        look = look_at(path, sheet)
    except ProblemsFound as found:
        print(*found.problems, sep="\n", file=sys.stderr)
        print("Filen har inte tagits in.", file=sys.stderr)
        return 1
    _show(look)
    data = root / "data"
    inside = path.resolve().is_relative_to(data.resolve())
    name = name or swedish.slug(path.stem)
    if inside and name != path.stem:
        print(f"Döp först om filen till {name}{path.suffix.lower()}.", file=sys.stderr)
        return 1
    suffix = path.suffix.lower() if path.suffix.lower() in SUFFIXES else ".csv"
    target = path if inside else data / folder / f"{name}{suffix}"
    if clash := _clash(data, target, name, inside=inside):
        print(clash, file=sys.stderr)
        return 1
    _write(root, path, target, look, name)
    return 0


def _clash(data: Path, target: Path, name: str, *, inside: bool) -> str:
    """Say what is in the way of a new dataset; "" when nothing is."""
    taken = [path for path in data.rglob(f"{name}.*") if path.resolve() != target.resolve()]
    taken = [path for path in taken if "versioner" not in path.relative_to(data).parts]
    if not taken and (inside or not target.exists()):
        return ""
    files = [path for path in taken if path.suffix.lower() in SUFFIXES] or taken or [target]
    there = files[0].relative_to(data.parent).as_posix()
    return (
        f"Det finns redan en datamängd ”{name}”. Ska den nya filen ersätta den, kopiera den till "
        f"{there} och kör check. Annars: välj ett annat namn med --name."
    )


def _write(root: Path, path: Path, target: Path, look: Look, name: str) -> None:
    try:
        catalogue = read_catalogue(root)
    except ProblemsFound:
        catalogue = None
    text = descriptor_text(look, name, date.today(), catalogue)  # noqa: DTZ011  (the writer's day)
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.resolve() != target.resolve():
        shutil.copyfile(path, target)
    described = target.with_suffix(".yaml")
    described.write_text(text, encoding="utf-8", newline="\n")
    blanks = sum(BLANK.strip() in line for line in text.splitlines())
    print(f"Data:        {target.relative_to(root).as_posix()}")
    print(f"Beskrivning: {described.relative_to(root).as_posix()}")
    print()
    print(f"Gör så här: fyll i de {blanks} raderna som har ”fyll i” i beskrivningen. Skriv sedan")
    print(f"i ett inlägg:\n\n```diagram\ndata: {name}\n```\n\noch kör: python3 tasks.py check")


def _show(look: Look) -> None:
    """Print what was understood, as tables."""
    console = Console(highlight=False, soft_wrap=False)
    print(look.grid.file)
    lines = ", ".join(map(str, look.headers))
    facts = [*look.grid.traits, ("Rubrik", f"rad {lines}"), ("Rader", str(len(look.raw.rows)))]
    if look.raw.before:
        facts.append(("Ovanför", " / ".join(look.raw.before)))
    if look.read.key:
        facts.append(("Nyckel", ", ".join(look.read.key)))
    if look.wide:
        facts.append(("Breda kolumner", ", ".join(look.wide.columns)))
    for label, value in facts:
        print(f"  {label}: {value}")
    heads = ("I filen", "Namn", "Typ", "Enhet", "Exempel", "Saknas")
    rows = [
        (one.header, one.name, KINDS[one.type], one.unit, _short(one.example), one.missing or "")
        for one in look.guesses
    ]
    table = Table(box=SIMPLE_HEAD, title="Kolumner", title_justify="left", pad_edge=False)
    told = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    for place in told:
        table.add_column(heads[place], overflow="fold")
    for row in rows:
        table.add_row(*(str(row[place]) for place in told))
    console.print(table)
    if look.read.sums:
        console.print(_sums(look))
    for doubt in look.doubts:
        print(f"? {doubt}")
    print()


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _sums(look: Look) -> Table:
    table = Table(box=SIMPLE_HEAD, title="Summor", title_justify="left", pad_edge=False)
    for head in ("Rad", "Kolumn", "I filen", "Raderna ger", "Stämmer"):
        table.add_column(head, overflow="fold")
    for one in sorted(look.read.sums, key=lambda one: not one.differs)[:MOST_SUMS]:
        right = "nej" if one.differs else "ja"
        if one.own is None:
            own, right = "går inte att räkna", ""
        else:
            own = swedish.exact(one.own)
        name = " ".join([one.label, *one.where])
        table.add_row(name, one.measure, swedish.exact(one.published), own, right)
    return table


def fetch_data(root: Path, names: Sequence[str]) -> int:
    """Fetch figures of the named datasets, or of all, from their services; give the exit code."""
    today = date.today()  # noqa: DTZ011  (the writer's day)
    outcomes = fetch(root, names, today)
    if not outcomes:
        print("Ingen datamängd har något under fetch i sin beskrivning.")
    for outcome in outcomes:
        print(outcome, file=sys.stderr if outcome.problems else sys.stdout)
    if any(outcome.difference for outcome in outcomes):
        print("Granska ändringarna innan du sparar dem i git: git diff data")
    return int(any(outcome.problems for outcome in outcomes))
