"""From bytes to text."""

from __future__ import annotations

import pytest

from insyn.data.reading.encoding import decode
from insyn.problems import ProblemsFound

TEXT = "nämnd;belopp\nSocialnämnden;1\nÅÄÖ – é;2\n"
ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_swedish_letters_survive_every_usual_encoding(encoding: str) -> None:
    """UTF-8, UTF-16 and Windows-1252, with and without BOM, give the same text."""
    assert decode(TEXT.encode(encoding), "a.csv").text == TEXT


@pytest.mark.parametrize("encoding", ["cp850", "cp437", "mac_roman"])
def test_an_older_encoding_is_read_when_it_is_named(encoding: str) -> None:
    """Files of DOS and old Macs are read where the descriptor names how."""
    text = TEXT.replace("–", "-")
    assert decode(text.encode(encoding), "a.csv", encoding).text == text


def test_decomposed_letters_become_whole() -> None:
    """A Mac's “a” + “¨” is the same name as everybody else's “ä”."""
    assert decode("na\u0308mnd".encode(), "a.csv").text == "nämnd"


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("rad\nNämnd".encode().decode("cp1252").encode(), 2, "förvanskad"),
        ("rad\nNämnd".encode().decode("latin-1").encode("utf-16"), 2, "förvanskad"),
        ("rad\nTotalt – allt".encode().decode("cp1252").encode(), 2, "förvanskad"),
        (b"namnd\nSocial\x81\n", 2, "Teckenkodningen"),
        ("namnd\nSocialnämnden\n".encode("cp850"), 2, "Teckenkodningen"),
        ("namnd\nSocialnämnden\n".encode("mac_roman"), 2, "Teckenkodningen"),
        (b"PK\x03\x04\x00\x00", 1, "ingen textfil"),
        (b"\xff\xfe\x00", 1, "UTF-16"),
        (b"a;b\rx\x07;1\r", 2, "inte går att visa"),
    ],
    ids=["mojibake", "mojibake in UTF-16", "mojibake of a dash", "no letter", "DOS", "Mac",
         "a zip file", "half a letter", "a bell"],
)  # fmt: skip
def test_what_can_not_be_read_for_certain_is_refused(content: bytes, line: int, said: str) -> None:
    """Mangled text, unknown encodings and files of another kind are a problem with a line."""
    with pytest.raises(ProblemsFound) as found:
        decode(content, "a.csv")
    (problem,) = found.value.problems
    assert problem.line == line
    assert said in problem.message
