"""Look at a raw file: what it seems to be, and what to write of it in a descriptor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from insyn import swedish
from insyn.data.descriptor import Descriptor
from insyn.data.loading import typed, without_hidden
from insyn.data.privacy_files import personal_numbers_in
from insyn.data.reading.grid import Grid, text_of
from insyn.data.reading.layout import RawTable, lay_out, lone_names
from insyn.data.reading.open_file import How, read_file
from insyn.data.sums import Sum
from insyn.data.table import Table
from insyn.data.units import adds_up
from insyn.data.wide import arranged
from insyn.intake.doubting import doubts
from insyn.intake.finding import guess_header
from insyn.intake.guessing import Guess, guess_columns, guess_key
from insyn.intake.guessing_totals import guess_totals, sums_of_what_follows
from insyn.intake.guessing_wide import WideGuess, guess_wide
from insyn.intake.trial import guessed
from insyn.problems import Problem, ProblemsFound
from insyn.yamltext import YamlText


@dataclass(frozen=True)
class Read:
    """The table as it was guessed to be, where it could be read so.

    `key` are the columns that tell rows apart, `sums` the rows of sums and `totals` what they are
    called.
    """

    table: Table | None = None
    key: tuple[str, ...] = ()
    sums: tuple[Sum, ...] = ()
    totals: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Look:
    """What was understood of a file.

    `headers` are lines of the file, `skipped` the names of rows to leave out, `remarks` those of
    them that stand last; `doubts` is what a person should look at, in Swedish.
    """

    grid: Grid
    raw: RawTable
    headers: tuple[int, ...]
    skipped: tuple[str, ...]
    remarks: tuple[str, ...]
    guesses: tuple[Guess, ...]
    wide: WideGuess | None
    read: Read
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
    raw = lay_out(grid, headers, skipped)
    lone = [row for row in grid.rows if row.line in skipped]
    names = tuple(dict.fromkeys(text_of(row.cells[row.filled[0]]) for row in lone))
    remarks = tuple(text_of(row.cells[row.filled[0]]) for row in lone if row.line > max(raw.lines))
    said += [f"Raden ”{name}” har inga värden och tas inte med." for name in names]
    others = [name for name in grid.sheets if name != dict(grid.traits)["Ark"]]
    said += [f"Filen har fler ark: {', '.join(others)}. Välj ett med --sheet."] if others else []
    guesses = tuple(guess_columns(raw))
    wide = guess_wide(guesses)
    said += doubts(raw, guesses, wide)
    tried = _try(raw, guesses, wide, path.name)
    said += [
        f"Summan ”{one.label}” är {swedish.exact(one.published)} men raderna ger "
        f"{swedish.exact(one.own)} ({one.measure})."
        for one in tried.sums
        if one.differs
    ]
    said += tried.doubts
    if not tried.key and tried.table is not None:
        said.append("Inga kolumner skiljer alla rader åt. Fyll i primaryKey.")
    said += [f"Under tabellen står: {note}" for note in raw.notes]
    return Look(grid, raw, headers, names, remarks, guesses, wide, tried, tuple(said))


def _hidden(grid: Grid) -> list[str]:
    if not grid.hidden:
        return []
    lines = ", ".join(map(str, grid.hidden))
    return [f"Rader är dolda i arket: {lines}. Ska de vara med? Fyll i hiddenRows."]


def _try(raw: RawTable, guesses: Sequence[Guess], wide: WideGuess | None, file: str) -> Read:
    """Read the table as it was guessed."""
    descriptor = Descriptor.model_validate(guessed(guesses, wide, ()))
    source = YamlText("", 1, {})
    try:
        table = typed(arranged(raw, descriptor), descriptor, file, source)
    except ProblemsFound:
        return Read()
    texts = [(name, table.columns[name]) for name in table.types if name not in table.measures]
    key = guess_key(texts)
    totals, found = guess_totals(table, descriptor, guesses, wide)
    if not key:
        key = guess_key([(name, table.without(found.taken).columns[name]) for name, _ in texts])
    fields = descriptor.table.fields
    counted = [spec.name for spec in fields if spec.numeric and adds_up(descriptor.unit_of(spec))]
    unsaid = [
        f"”{name}” är summan av raderna under den. Räknas de två gånger? Ta bort dem med "
        "ignoreRows, eller skriv summan under totals."
        for measure in counted[:1]
        for name in sums_of_what_follows(table, measure, found.taken)
    ]
    return Read(table, key, found.sums, totals, tuple(unsaid))
