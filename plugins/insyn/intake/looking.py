"""Look at a raw file: what it seems to be, and what to write of it in a descriptor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from insyn.data.descriptor import Descriptor
from insyn.data.loading import typed, without_hidden
from insyn.data.privacy import personal_numbers_in
from insyn.data.reading.grid import Grid
from insyn.data.reading.layout import RawTable, lay_out, lone_names
from insyn.data.reading.open_file import How, read_file
from insyn.data.sums import Sum
from insyn.data.table import Table
from insyn.data.totals import TOTAL, Totals, find_totals, unlabelled
from insyn.data.units import adds_up
from insyn.data.wide import arranged
from insyn.intake.doubting import doubts
from insyn.intake.finding import guess_header
from insyn.intake.guessed import guessed
from insyn.intake.guessing import Guess, guess_columns, guess_key
from insyn.intake.widening import WideGuess, guess_wide
from insyn.problems import Problem, ProblemsFound
from insyn.yamltext import YamlText


@dataclass(frozen=True)
class Look:
    """What was understood of a file.

    `headers` and `skipped` are lines of the file; `key` the columns that tell rows apart; `sums`
    the rows of sums; `doubts` what a person should look at, in Swedish.
    """

    grid: Grid
    raw: RawTable
    headers: tuple[int, ...]
    skipped: tuple[int, ...]
    guesses: tuple[Guess, ...]
    wide: WideGuess | None
    key: tuple[str, ...]
    totals: tuple[str, ...]
    sums: tuple[Sum, ...]
    doubts: tuple[str, ...]


def look_at(path: Path, sheet: str = "") -> Look:
    """Look at a file; raise ProblemsFound where it can't be read or has a personal number."""
    if lines := personal_numbers_in(path):
        message = "Här står ett personnummer eller samordningsnummer. Ta bort det."
        raise ProblemsFound(Problem(path.name, line, message) for line, _ in sorted(lines))
    grid = read_file(path, path.name, How(sheet=sheet, guess=True))
    if not grid.rows:
        raise ProblemsFound([Problem(path.name, 1, "Filen är tom.")])
    said = [*grid.doubts, *_hidden(grid)]
    grid = without_hidden(grid, "read")
    headers = guess_header(grid)
    skipped = tuple(lone_names(grid, headers))
    said += [f"Rad {line} har bara ett namn och hoppas över." for line in skipped]
    raw = lay_out(grid, headers, skipped)
    guesses = tuple(guess_columns(raw))
    wide = guess_wide(guesses)
    said += doubts(raw, guesses)
    for name in wide.ignored if wide else ():
        said.append(f"”{name}” verkar vara uträknad av de andra kolumnerna och tas inte med.")
    table, key, sums, totals = _try(raw, guesses, wide, path.name)
    said += [
        f"Summan ”{one.label}” är {one.published:f} men raderna ger {one.own:f} ({one.measure})."
        for one in sums
        if one.differs
    ]
    if not key and table is not None:
        said.append("Inga kolumner skiljer alla rader åt. Fyll i primaryKey.")
    said += [f"Under tabellen står: {note}" for note in raw.notes]
    return Look(grid, raw, headers, skipped, guesses, wide, key, totals, sums, tuple(said))


def _hidden(grid: Grid) -> list[str]:
    if not grid.hidden:
        return []
    lines = ", ".join(map(str, grid.hidden))
    return [f"Rader är dolda i arket: {lines}. Ska de vara med? Fyll i hiddenRows."]


def _try(
    raw: RawTable, guesses: Sequence[Guess], wide: WideGuess | None, file: str
) -> tuple[Table | None, tuple[str, ...], tuple[Sum, ...], tuple[str, ...]]:
    """Read the table as it was guessed; give it with its key, its sums and what they are called."""
    descriptor = Descriptor.model_validate(guessed(guesses, wide, ()))
    source = YamlText("", 1, {})
    try:
        table = typed(arranged(raw, descriptor), descriptor, file, source)
    except ProblemsFound:
        return None, (), (), ()
    texts = [(name, table.columns[name]) for name in table.types if name not in table.measures]
    key = guess_key(texts)
    totals, found = _sums(table, descriptor, guesses, wide)
    if not key:
        key = guess_key([(name, table.without(found.taken).columns[name]) for name, _ in texts])
    return table, key, found.sums, totals


def _sums(
    table: Table, descriptor: Descriptor, guesses: Sequence[Guess], wide: WideGuess | None
) -> tuple[tuple[str, ...], Totals]:
    """Find the rows of sums: those that are called so, and those that are sums of what is near."""
    units = {spec.name: descriptor.unit_of(spec) for spec in descriptor.table.fields}
    measures = [name for name in table.measures if adds_up(units[name])]
    if not measures:
        return (), Totals()
    texts = [name for name in table.keys if table.types[name] == "string"]
    called = tuple(
        dict.fromkeys(
            str(value) for name in texts for value in table.columns[name] if TOTAL.match(str(value))
        )
    )
    silent = tuple(label for label, _ in unlabelled(table, measures))
    best: tuple[tuple[str, ...], Totals] = ((), Totals())
    for tried in (called, silent, *((*called, ending) for ending in _endings(table, texts))):
        declared = Descriptor.model_validate(guessed(guesses, wide, tried))
        found = find_totals(table, declared, YamlText("", 1, {}))
        right = [one for one in found.sums if not one.differs]
        if tried == called or (
            len(right) > len(best[1].sums) and len(right) > 0.7 * len(found.sums)
        ):
            best = tried, found
    return best


def _endings(table: Table, texts: Sequence[str]) -> list[str]:
    """Give the endings that several rows' names share, as “* län”: they may be sums of groups."""
    found = Counter(
        str(value).rpartition(" ")[2]
        for name in texts
        for value in table.columns[name]
        if " " in str(value)
    )
    return [f"* {ending}" for ending, count in found.most_common(3) if count > 2]
