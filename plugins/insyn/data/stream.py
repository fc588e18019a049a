"""A large CSV file gone through row by row, again and again, without being held in memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from insyn.data.descriptor import Descriptor
from insyn.data.reading.encoding import decode, is_utf_8
from insyn.data.reading.header import misshapen
from insyn.data.reading.layout import RawTable
from insyn.data.rules import column_problems
from insyn.problems import Problem, ProblemsFound
from insyn.yamltext import YamlText

PIECE = 1 << 16  # bytes


@dataclass(frozen=True)
class Stream:
    """A file with its header on the first line."""

    path: Path
    file: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each row that isn't empty, with its line; raise ProblemsFound for one misshapen."""
        line = 1
        with self.path.open(encoding=self.encoding, newline="") as opened:
            reader = csv.reader(opened, delimiter=self.delimiter, strict=True)
            try:
                for row in reader:
                    at, line = line, reader.line_num + 1
                    if at > 1 and any(row):
                        self._refuse_misshapen(row, at, one_line=line == at + 1)
                        yield at, row
            except (csv.Error, UnicodeDecodeError):
                message = (
                    "Raden går inte att läsa: fel teckenkodning eller ett citattecken för mycket."
                )
                raise ProblemsFound([Problem(self.file, line, message)]) from None

    def _refuse_misshapen(self, row: list[str], line: int, *, one_line: bool) -> None:
        width, message = len(self.header), ""
        if len(row) != width:
            message = misshapen(len(row), width)
        elif not one_line:
            message = "En cell går över flera rader: ett citattecken för mycket?"
        if message:
            raise ProblemsFound([Problem(self.file, line, message)])


def open_stream(path: Path, file: str, descriptor: Descriptor, source: YamlText) -> Stream:
    """Look at a file's encoding (UTF-8 or Windows-1252), separator and header.

    Raises ProblemsFound where it is no CSV file or its columns aren't those that are described.
    """
    if path.suffix != ".csv":
        message = "En stor tabell som summeras måste vara en CSV-fil. Exportera den som CSV UTF-8."
        raise ProblemsFound([Problem(file, 1, message)])
    encoding = _encoding(path, file, descriptor.encoding)
    with path.open("rb") as opened:
        text = opened.readline().decode(encoding, errors="replace")
    delimiter: str = descriptor.dialect.delimiter or max([";", "\t", ","], key=text.count)
    header = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    raw = RawTable(tuple(name.strip() for name in header), (), (), 1)
    problems = list(column_problems(raw, file, descriptor, source))
    if problems:
        raise ProblemsFound(problems)
    return Stream(path, file, encoding, delimiter, raw.header)


def _encoding(path: Path, file: str, named: str | None) -> str:
    """Tell how a file is encoded, by looking through it piece by piece as decode does.

    Raises ProblemsFound for text that was mangled, or whose encoding can't be told.
    """
    encoding = named or ("utf-8-sig" if is_utf_8(path) else "cp1252")
    line = 1
    with path.open("rb") as opened:
        for content in iter(partial(opened.readlines, PIECE), []):
            try:
                decode(b"".join(content), file, named)
            except ProblemsFound as found:
                raise ProblemsFound(
                    Problem(file, line + problem.line - 1, problem.message)
                    for problem in found.problems
                ) from None
            line += len(content)
    return encoding
