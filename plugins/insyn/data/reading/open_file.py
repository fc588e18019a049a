"""One way into every kind of data file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from insyn.data.reading.delimited import read_delimited
from insyn.data.reading.grid import Grid
from insyn.data.reading.opendocument import read_opendocument
from insyn.data.reading.workbook import read_workbook
from insyn.problems import Problem, ProblemsFound


@dataclass(frozen=True)
class How:
    """What is known of how a file is written; `guess` takes the fullest of several sheets."""

    delimiter: str | None = None
    encoding: str | None = None
    sheet: str = ""
    guess: bool = False


SHEETS = {".xlsx": read_workbook, ".xlsm": read_workbook, ".ods": read_opendocument}
SUFFIXES = (".csv", *SHEETS)


def read_file(path: Path, file: str, how: How = How()) -> Grid:
    """Read a data file into its cells; `file` is what it is called in problems.

    Raises ProblemsFound with what keeps it from being read for certain.
    """
    suffix = path.suffix.lower()
    if suffix == ".xls":
        message = "Det gamla Excel-formatet xls läses inte. Spara filen som xlsx."
        raise ProblemsFound([Problem(file, 1, message)])
    if reader := SHEETS.get(suffix):
        return reader(path.read_bytes(), file, how.sheet, guess=how.guess)
    return read_delimited(path.read_bytes(), file, how.delimiter, how.encoding)
