"""What is known of a text by its HTML alone; kept, so that an unchanged text is read but once."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from insyn.figures import fence, forms, inline, markdown
from insyn.figures.inline import Unfilled
from insyn.figures.markdown import EXTENSIONS, Parts, to_html
from insyn.incremental.store import Store
from insyn.keeping import code_digest, fingerprint
from insyn.posts.source import Source
from insyn.problems import Problem
from insyn.publishing import safety
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


def read_text(source: Source, store: Store) -> Text:
    """Read a text's HTML, if what was read isn't kept."""
    key = fingerprint(json.dumps([_code(), source.file, source.body]))
    found = json.loads(store.kept("text", key, lambda: json.dumps(asdict(_read(source))).encode()))
    tables = ("links", "pictures", "faults")
    return Text(
        ids=tuple(found["ids"]), **{name: tuple(map(tuple, found[name])) for name in tables}
    )


@cache
def _code() -> str:
    """Give a digest of what makes HTML of a text and reads it."""
    files = [Path(str(one.__file__)) for one in (fence, forms, inline, markdown)]
    own = [*Path(__file__).parent.glob("*.py"), Path(str(safety.__file__))]
    return code_digest([*files, *own]) + version("markdown") + version("lxml")


def _too_much(source: Source) -> tuple[int, str, str] | None:
    """Find what no person writes, and what it would take minutes to make HTML of."""
    for number, line in enumerate(source.body.split("\n"), start=1):
        if len(line) > LONGEST:
            return number, f"Raden har mer än {LONGEST} tecken. Dela den i stycken.", "content"
    if source.body.count("[") > MOST_BRACKETS:
        return 1, f"Texten har mer än {MOST_BRACKETS} hakparenteser. Dela den i flera.", "content"
    return None


def _read(source: Source) -> Text:
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
