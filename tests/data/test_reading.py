"""From bytes to rows of text."""

from __future__ import annotations

import pytest

from insyn.data.reading import decode, read_table
from insyn.problems import ProblemsFound

TEXT = "nämnd;belopp\nSocialnämnden;1\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_swedish_letters_survive_every_usual_encoding(encoding: str) -> None:
    """UTF-8 with and without BOM and Windows-1252 give the same text."""
    assert decode(TEXT.encode(encoding), "a.csv") == TEXT


def test_decomposed_letters_become_whole() -> None:
    """A Mac's “a” + “¨” is the same name as everybody else's “ä”."""
    assert decode("na\u0308mnd".encode(), "a.csv") == "nämnd"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (TEXT.encode("utf-16"), 1),
        (TEXT.encode().decode("cp1252").encode(), 1),
        (b"namnd\nSocial\x81\n", 2),
        (b"PK\x03\x04\x00\x00", 1),
        (TEXT.encode("cp850"), 1),
        (TEXT.encode("mac-roman"), 1),
    ],
    ids=["utf-16", "mojibake", "no known encoding", "a zip file", "DOS", "Mac"],
)
def test_what_cannot_be_read_for_certain_is_refused(content: bytes, line: int) -> None:
    """A wrong encoding is one problem with its line, never a guess."""
    with pytest.raises(ProblemsFound) as found:
        decode(content, "a.csv")
    assert [problem.line for problem in found.value.problems] == [line]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_separator_is_found(delimiter: str, end: str) -> None:
    """Semicolon, comma and tab are told apart with every kind of line end."""
    text = end.join(delimiter.join(row) for row in (["a", "b"], ["x", "1"], ["y", "2"])) + end
    table = read_table(text, "a.csv")
    assert (table.header, table.rows) == (("a", "b"), (("x", "1"), ("y", "2")))
    assert table.lines == (2, 3)


def test_decimal_commas_do_not_make_commas_the_separator() -> None:
    """Of separators that split all rows alike, the one that gives most columns is right."""
    table = read_table("namn;a;b\nx;1,5;2,5\n", "a.csv")
    assert table.header == ("namn", "a", "b")


def test_rows_keep_their_lines_past_blanks() -> None:
    """A row's line is the one it stands on."""
    table = read_table("a;b\n\nx;1\n\ny;2\n", "a.csv")
    assert table.lines == (3, 5)


@pytest.mark.parametrize("text", ['a;b\nx;1\ny;"2\nz;3\n', 'a;b\nx;1\n"y;2\nz";3\n'])
def test_a_stray_quotation_mark_swallows_no_rows(text: str) -> None:
    """Neither at the end of a file nor where another one closes it."""
    with pytest.raises(ProblemsFound, match="citattecken"):
        read_table(text, "a.csv")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "tom"),
        ("a;b\n", 1, "inga värden"),
        ("a;b\n1;2;3\n", 2, "3 värden"),
        ("a;\n1;2\n", 1, "saknar namn"),
        ("a;a\n1;2\n", 1, "två gånger"),
    ],
)
def test_a_misshapen_table_is_a_problem_with_a_line(text: str, line: int, said: str) -> None:
    """Nothing is padded, cut or renamed in silence."""
    with pytest.raises(ProblemsFound) as found:
        read_table(text, "a.csv", delimiter=";")
    assert [problem.line for problem in found.value.problems] == [line]
    assert said in str(found.value)
