"""What is known of a text by its HTML alone."""

from __future__ import annotations

from dataclasses import dataclass

from insyn.figures.inline import Unfilled
from insyn.figures.markdown import EXTENSIONS, Parts, to_html
from insyn.posts.source import Source
from insyn.problems import Problem
from insyn.publishing.safety import depth, unseen_tags
from insyn.publishing.texts.places import Places
from insyn.publishing.texts.rules import Reader

LONGEST, MOST_BRACKETS = 10_000, 2_000  # signs of a line, and marks of a text that may be links
DEEPEST = 200  # elements; parsers give up at 256


@dataclass(frozen=True)
class Text:
    """The HTML of a text: what it leads to and shows, with lines, its own ids, and its faults.

    A fault is a line, a message and a rule.
    """

    links: tuple[tuple[str, int], ...]
    pictures: tuple[tuple[str, int], ...]
    ids: tuple[str, ...]
    faults: tuple[tuple[int, str, str], ...]

    def problems(self, file: str) -> list[Problem]:
        """Give the faults as problems of a file."""
        return [Problem(file, line, message, rule) for line, message, rule in self.faults]


def _too_much(source: Source) -> tuple[int, str, str] | None:
    """Find what no person writes, and what it would take minutes to make HTML of."""
    for number, line in enumerate(source.body.split("\n"), start=1):
        if len(line) > LONGEST:
            return number, f"Raden har mer än {LONGEST} tecken. Dela den i stycken.", "content"
    if source.body.count("[") > MOST_BRACKETS:
        return 1, f"Texten har mer än {MOST_BRACKETS} hakparenteser. Dela den i flera.", "content"
    return None


def read_text(source: Source) -> Text:
    """Read a text's HTML."""
    from lxml import html

    if fault := _too_much(source):
        return Text((), (), (), (fault,))
    try:
        made = to_html(source.body, Parts(lambda _: "", Unfilled()), EXTENSIONS)
    except ValueError as error:
        lines = enumerate(source.body.split("\n"), start=1)
        line = next((number for number, line in lines if "{tal" in line.lower()), 1)
        return Text((), (), (), ((line, str(error), "numbers"),))
    root = html.fragment_fromstring(made or "<p></p>", create_parent="div")
    code = {line.strip() for pre in root.iter("pre") for line in pre.text_content().split("\n")}
    reader = Reader(Places(source, code))
    reader.read(root)
    seen = {element.tag for element in root.iter() if isinstance(element.tag, str)}
    reader.missed(unseen_tags(made, seen))
    if depth(made) > DEEPEST:
        message = f"Texten har mer än {DEEPEST} element inuti varandra. Gör den enklare."
        reader.faults.append((reader.places.first, message, "html"))
    return Text(
        tuple(reader.links), tuple(reader.pictures), tuple(reader.ids), tuple(reader.faults)
    )
