"""What is known of a text by its HTML alone; kept, so that an unchanged text is read but once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from insyn.figures import fence, forms, inline, markdown
from insyn.figures.inline import Unfilled
from insyn.figures.markdown import EXTENSIONS, Parts, to_html
from insyn.incremental.progress import counted
from insyn.incremental.store import Store
from insyn.incremental.workers import Workers
from insyn.keeping import code_digest, fingerprint
from insyn.posts.source import Source
from insyn.problems import Problem
from insyn.publishing import safety
from insyn.publishing.safety import depth, unseen_tags
from insyn.publishing.texts.places import Places
from insyn.publishing.texts.rules import Reader

KIND = "text"
ENOUGH = 200  # texts, at 5 ms, that take longer to read than processes take to start
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
    found = json.loads(store.kept(KIND, _key(source), lambda: _packed(source)))
    tables = ("links", "pictures", "faults")
    return Text(
        ids=tuple(found["ids"]), **{name: tuple(map(tuple, found[name])) for name in tables}
    )


def read_texts(sources: Sequence[Source], store: Store) -> dict[str, Text]:
    """Read the HTML of texts, by all cores where much of it isn't kept; give it by their files."""
    missing = {key: one for one in sources if store.get(KIND, key := _key(one)) is None}
    with Workers() as workers:
        bare = map(replace, missing.values())  # without what is worked out already
        done = workers.each(_packed, bare, enough=ENOUGH, piece=20)
        for key, packed in zip(missing, counted(done, "Läser texter", len(missing)), strict=True):
            store.put(KIND, key, packed)
    return {source.file: read_text(source, store) for source in sources}


@cache
def _code() -> str:
    """Give a digest of what makes HTML of a text and reads it."""
    files = [Path(str(one.__file__)) for one in (fence, forms, inline, markdown)]
    own = [*Path(__file__).parent.glob("*.py"), Path(str(safety.__file__))]
    return code_digest([*files, *own]) + version("markdown") + version("lxml")


def _key(source: Source) -> str:
    return fingerprint(json.dumps([_code(), source.file, source.body]))


def _packed(source: Source) -> bytes:
    return json.dumps(asdict(_read(source))).encode()


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
