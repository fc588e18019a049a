"""YAML that stays text and knows its lines."""

from __future__ import annotations

import pytest

from insyn import yamltext
from insyn.problems import ProblemsFound


def test_scalars_stay_as_written() -> None:
    """A municipality code keeps its zero, NO stays NO, and a date stays a text."""
    source = yamltext.parse("kod: 0114\nland: NO\ndag: 2013-04-26\n", "a.yaml")
    assert source.value == {"kod": "0114", "land": "NO", "dag": "2013-04-26"}


def test_every_key_knows_its_line() -> None:
    """Nested keys and list items have the lines they stand on, counted from the file's own."""
    source = yamltext.parse("a: 1\nb:\n  - c: 2\n  - c: 3\n", "a.yaml", first_line=10)
    assert (source.line("b"), source.line("b", 1, "c")) == (11, 13)
    assert source.line("b", 1, "finns-inte") == 13


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\na: 2\n", 2, "står två gånger"),
        ("titel: Ramar: en titt\n", 1, "kolon"),
        ('a: 1\nb: "oavslutad\n', 2, "citattecken"),
        ("a: 1\n\tb: 2\n", 2, "tabb"),
        ("- a\n- b\n", 1, "ett fält per rad"),
        ("a: \x01", 1, "tecken som inte får finnas"),
    ],
)
def test_broken_yaml_is_said_in_swedish_at_its_line(text: str, line: int, said: str) -> None:
    """Each way of breaking YAML gives one problem with its line and its cure."""
    with pytest.raises(ProblemsFound) as found:
        yamltext.parse(text, "a.yaml")
    (problem,) = found.value.problems
    assert problem.line == line
    assert said in problem.message
