"""From the bytes of a YAML file, in whichever encoding it was saved, to its fields."""

from __future__ import annotations

from insyn import yamltext
from insyn.data.reading.encoding import decode
from insyn.yamltext import YamlText


def read_yaml(content: bytes, file: str) -> YamlText:
    """Read a file's fields with their lines; raise ProblemsFound with what is wrong with it."""
    return yamltext.parse(decode(content, file).text, file)
