"""YAML in which every scalar stays the string that was written and every key knows its line.

YAML's own guesses turn 0114 into 76, NO into False and 2013-04-26 into a date; a typed model (see
typedyaml) converts instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from insyn.problems import Problem, ProblemsFound

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlText:
    """A parsed YAML mapping: its value, and the line of every key and item by its path."""

    file: str
    first_line: int
    value: dict[str, Any]
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """Give the line of the key at `path`, or of its nearest parent that was written."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, self.first_line)

    def below(self, key: str) -> YamlText:
        """Give the mapping that stands under `key`, with its lines."""
        lines = {path[1:]: line for path, line in self.lines.items() if path[:1] == (key,)}
        return YamlText(self.file, self.line(key), dict(self.value.get(key) or {}), lines)

    def problem(self, message: str, *path: str | int) -> Problem:
        """Make a problem that points at the key at `path`."""
        return Problem(self.file, self.line(*path), message)


class _Loader(yaml.BaseLoader):
    """Reads no aliases: one that points at itself never ends."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=mark)
        return super().compose_node(parent, index)


def parse(text: str, file: str, first_line: int = 1) -> YamlText:
    """Read a YAML mapping whose first row stands at `first_line` of `file`.

    Raises ProblemsFound for broken YAML, a key given twice, or anything but a mapping at the top.
    """
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        in_quotes = "quoted scalar" in str(error.context)
        mark = error.context_mark if in_quotes else error.problem_mark
        line = first_line + (mark.line if mark else 0)
        raise ProblemsFound([Problem(file, line, _yaml_message(error, text))]) from None
    except (yaml.YAMLError, RecursionError):
        message = "Texten innehåller tecken som inte får finnas i YAML."
        raise ProblemsFound([Problem(file, first_line, message)]) from None
    result = YamlText(file, first_line, {}, {(): first_line})
    if node is None:
        return result
    if not isinstance(node, yaml.MappingNode):
        message = "Här ska stå ett fält per rad: namn, kolon och värde."
        raise ProblemsFound([Problem(file, first_line, message)])
    problems = list(_note_lines(node, (), result))
    if problems:
        raise ProblemsFound(problems)
    result.value.update(loader.construct_document(node))
    return result


def _note_lines(node: yaml.Node, path: Path, into: YamlText) -> Iterator[Problem]:
    """Note the line of every key and item below `node`; yield the keys that come twice."""
    children: list[tuple[str | int, yaml.Node, yaml.Node]] = []
    if isinstance(node, yaml.MappingNode):
        children = [(_text(key), key, value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        children = [(index, item, item) for index, item in enumerate(node.value)]
    for name, place, value in children:
        line = into.first_line + place.start_mark.line
        scalars = [node.value for node in (place, value) if isinstance(node, yaml.ScalarNode)]
        if name == "":
            yield Problem(into.file, line, "Fältet saknar namn.")
        elif any(map(unprintable, scalars)):
            yield Problem(into.file, line, "Texten innehåller tecken som inte går att visa.")
        if (*path, name) in into.lines:
            yield Problem(into.file, line, f"Fältet ”{name}” står två gånger.")
        into.lines[*path, name] = line
        yield from _note_lines(value, (*path, name), into)


def _text(key: yaml.Node) -> str:
    """Give a key's name; a key that is itself a list or a mapping has none."""
    return str(key.value) if isinstance(key, yaml.ScalarNode) else ""


# Unicode's controls (Cc) and halves of signs (Cs), but for the tab and the line feed.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def unprintable(text: str) -> int:
    """Give the line of the first character that no page or feed can hold; 0 when there is none."""
    found = _UNPRINTABLE.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


# What PyYAML says, and what most often lies behind it.
_MESSAGES = {
    "mapping values are not allowed": (
        "Värdet innehåller ett kolon. Sätt citattecken runt hela värdet, "
        "eller klammer om det är fält: {ar: 2013}."
    ),
    "expected ',' or '}'": (
        "Ett komma saknas mellan två fält, eller så har ett värde ett kolon utan citattecken."
    ),
    "could not find expected ':'": "Kolon eller mellanslaget efter kolonet saknas.",
    "alias": "Värdet börjar med en asterisk. Sätt citattecken runt hela värdet.",
    "quoted scalar": "Ett citattecken öppnas men stängs aldrig.",
}


def _yaml_message(error: yaml.MarkedYAMLError, text: str) -> str:
    """Say in Swedish what lies behind a YAML error."""
    said = f"{error.context} {error.problem}"
    if "cannot start any token" in said and "\t" in text:
        return "Raden börjar med en tabb. Använd mellanslag."
    return next(
        (message for phrase, message in _MESSAGES.items() if phrase in said),
        "Raden går inte att tolka som YAML. Kontrollera kolon, indrag och citattecken.",
    )
