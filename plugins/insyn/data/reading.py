"""From the bytes of a CSV file to rows of text, each with the line it stood on.

Nothing is guessed that would go wrong in silence: a file whose encoding or separator can't be told
for certain is refused, with the cure.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass

from insyn.problems import Problem, ProblemsFound
from insyn.yamltext import unprintable

DELIMITERS = (";", ",", "\t")
# Letters of old DOS and Mac files, read as Windows-1252: signs that no Swedish word has inside.
FOREIGN = re.compile(r"[†„‚Œ™ŠšŽž](?=[a-zåäö])|(?<=[a-z])[”€…](?=[a-z])")
# UTF-8 read as Windows-1252 and saved again: å, ä, ö, Å, Ä, Ö, é become these pairs.
MOJIBAKE = ("Ã¥", "Ã¤", "Ã¶", "Ã…", "Ã„", "Ã–", "Ã©")


@dataclass(frozen=True)
class RawTable:
    """A header and rows of trimmed text; `lines` gives each row's line in the file."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    header_line: int


def decode(content: bytes, file: str) -> str:
    """Give the text of a file in UTF-8 (with or without BOM) or Windows-1252.

    Raises ProblemsFound for other encodings and for text that was mangled on its way here.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content:
        message = "Filen är sparad som UTF-16 eller är ingen textfil. Spara den som UTF-8."
        raise ProblemsFound([Problem(file, 1, message)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _windows_1252(content, file)
    for pair in MOJIBAKE:
        if pair in text:
            line = text[: text.index(pair)].count("\n") + 1
            message = (
                f"Texten är förvanskad (”{pair}”): filen har lästs med fel teckenkodning och "
                "sparats igen. Exportera den på nytt som CSV UTF-8."
            )
            raise ProblemsFound([Problem(file, line, message)])
    if strange := unprintable(text.replace("\r\n", "\n").replace("\r", "\n")):
        message = "Raden har ett tecken som inte går att visa. Ta bort det."
        raise ProblemsFound([Problem(file, strange, message)])
    return unicodedata.normalize("NFC", text)


def _windows_1252(content: bytes, file: str) -> str:
    text = content.decode("cp1252", errors="replace")
    strange = re.search("\ufffd", text) or FOREIGN.search(text)
    if strange:
        line = text[: strange.start()].count("\n") + 1
        message = "Teckenkodningen går inte att känna igen. Spara filen som UTF-8."
        raise ProblemsFound([Problem(file, line, message)])
    return text


def read_table(text: str, file: str, delimiter: str | None = None) -> RawTable:
    """Split a CSV text into a header and rows; empty rows are left out.

    `delimiter` is found from the text when it isn't given. Raises ProblemsFound for an empty file,
    a header without names or with one name twice, and for every row that is too long or too short.
    """
    if not text.strip():
        raise ProblemsFound([Problem(file, 1, "Filen är tom.")])
    try:
        numbered = _numbered_rows(text, delimiter or _delimiter(text))
    except csv.Error as error:
        line = error.args[0] if isinstance(error.args[0], int) else 1
        message = "Ett citattecken öppnas men stängs aldrig på samma rad."
        raise ProblemsFound([Problem(file, line, message)]) from None
    (header_line, header), body = numbered[0], numbered[1:]
    problems = list(_header_problems(header, file, header_line))
    if not body:
        problems.append(Problem(file, header_line, "Filen har en rubrikrad men inga värden."))
    for line, row in body:
        if len(row) != len(header):
            message = f"Raden har {len(row)} värden men rubrikraden har {len(header)} kolumner."
            problems.append(Problem(file, line, message))
    if problems:
        raise ProblemsFound(problems)
    return RawTable(
        header=tuple(header),
        rows=tuple(tuple(row) for _, row in body),
        lines=tuple(line for line, _ in body),
        header_line=header_line,
    )


def _numbered_rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Give every row that isn't empty, trimmed, with the line that it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    numbered: list[tuple[int, list[str]]] = []
    line = 1
    for row in reader:
        if reader.line_num != line:
            raise csv.Error(line)  # a cell of several lines: most likely a quotation mark too many
        if any(cell.strip() for cell in row):
            numbered.append((line, [cell.strip() for cell in row]))
        line = reader.line_num + 1
    return numbered


def _header_problems(header: list[str], file: str, line: int) -> list[Problem]:
    problems = []
    if "" in header:
        message = f"Kolumn {header.index('') + 1} saknar namn i rubrikraden."
        problems.append(Problem(file, line, message))
    twice = sorted({name for name in header if name and header.count(name) > 1})
    problems.extend(
        Problem(file, line, f"Kolumnen ”{name}” står två gånger i rubrikraden.") for name in twice
    )
    return problems


def _delimiter(text: str) -> str:
    """Choose the separator that splits all rows alike; of several, the one with most columns."""

    def evenness(delimiter: str) -> tuple[bool, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        widths = [len(row) for row in rows if any(cell.strip() for cell in row)]
        return len(set(widths)) == 1 and widths[0] > 1, widths[0]

    return max(DELIMITERS, key=evenness)
