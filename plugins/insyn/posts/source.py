"""A file in content/: its head, its body, and whether the public may see it yet.

A post's file is named by its day; one with a language before its ending is a translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cached_property
from pathlib import Path

from insyn import swedish, typedyaml
from insyn.figures.fence import Fences, find_fences
from insyn.figures.forms import Form, find_forms
from insyn.incremental.fingerprints import fingerprint_of
from insyn.moments import clock_fault, pinned
from insyn.posts.head import ChallengeHead, PageHead, PostHead, TranslationHead, split_head
from insyn.posts.languages import LANGUAGES, SWEDISH, Language, language_code
from insyn.problems import Problem, ProblemsFound
from insyn.yamltext import YamlText, unprintable

POSTS, PAGES, CHALLENGES, PICTURES = "inlagg", "sidor", "utmaningar", "bilder"
COMMENTS = "kommentarer"
MOMENTS = ("date", "modified", "embargo")
HEADS: dict[str, type[PageHead]] = {POSTS: PostHead, PAGES: PageHead, CHALLENGES: ChallengeHead}


@dataclass(frozen=True)
class Source:
    """A post or a page as it was written. `body` has as many lines as the file.

    A translation knows its `original`.
    """

    file: str
    head: PageHead
    head_text: YamlText
    body: str
    zone: tzinfo
    original: Source | None = None

    @cached_property
    def told(self) -> bytes:
        """What it is known by wherever its text doesn't matter: its file and its head."""
        return fingerprint_of((self.file, self.head, self.zone, self.original))

    @property
    def is_post(self) -> bool:
        """Whether this is a weekly post, which its translations aren't."""
        return isinstance(self.head, PostHead)

    @property
    def is_translation(self) -> bool:
        """Whether this is a post in another language."""
        return isinstance(self.head, TranslationHead)

    @property
    def language(self) -> Language:
        """The language that it is written in."""
        return LANGUAGES[language_code(self.file) if self.is_translation else SWEDISH]

    @property
    def original_file(self) -> str:
        """The file of a translation's original."""
        return f"{self.file.removesuffix(f'.{self.language.code}.md')}.md"

    @property
    def day(self) -> date | None:
        """The day whose figures a post shows; None for a page, which shows those of now."""
        dated = self.is_post or self.is_translation
        return self.date.date() if dated and self.date else None

    @property
    def is_challenge(self) -> bool:
        """Whether this is the page of a challenge."""
        return isinstance(self.head, ChallengeHead)

    @cached_property
    def slug(self) -> str:
        """The last part of the address: as written, otherwise made from the title.

        A challenge, which may change its title, has its file's name.
        """
        name = Path(self.file).stem if self.is_challenge else self.head.title
        return self.head.slug or swedish.slug(name)

    @cached_property
    def address(self) -> str:
        """The permanent address, /2013/04/26/forsta-prognosen/ for a post."""
        if self.original:
            return f"{self.original.address}{self.language.code}/"
        if self.is_post and self.date is not None:
            return f"/{self.date:%Y/%m/%d}/{self.slug}/"
        if self.is_challenge:
            return f"/{CHALLENGES}/{self.slug}/"
        return f"/{self.slug}/"

    @property
    def draft_address(self) -> str:
        """The address of a draft in the preview."""
        if self.original:
            return f"{self.original.draft_address}{self.language.code}/"
        day = f"{self.date:%Y-%m-%d}-" if self.is_post and self.date else ""
        return f"/utkast/{day}{self.slug}/"

    @cached_property
    def date(self) -> datetime | None:
        """The moment of publishing, in the site's time zone."""
        return self.head.date and pinned(self.head.date, self.zone)

    @property
    def modified(self) -> datetime | None:
        """The moment of the last change that readers were told of, in the site's time zone."""
        return self.head.modified and pinned(self.head.modified, self.zone)

    @property
    def embargo(self) -> datetime | None:
        """The moment before which nothing of it may be known; a translation has its original's."""
        if self.original:
            return self.original.embargo
        return self.head.embargo and pinned(self.head.embargo, self.zone)

    @property
    def public_from(self) -> datetime | None:
        """The moment from which readers may see it, unless it is a draft; None for always."""
        return max(filter(None, (self.date, self.embargo)), default=None)

    @cached_property
    def fences(self) -> Fences:
        """The diagram blocks of the text, and where there is other code."""
        return find_fences(self.body.split("\n"), self.file)

    @cached_property
    def forms(self) -> list[Form]:
        """The numbers that the text takes from datasets."""
        return find_forms(self.fences)

    def prose(self) -> Iterator[tuple[int, str]]:
        """Yield the numbered lines that are neither code nor comments, without `code`."""
        hidden = {index for block in self.fences.code for index in block}
        for fence in self.fences.fences:
            hidden.update(range(fence.first - 1, fence.last))
        for index, line in enumerate(self.fences.lines):
            if index not in hidden:
                yield index + 1, re.sub(r"`[^`]*`", "", line)

    def status(self, now: datetime) -> str:
        """Give “published”, “draft” or “hidden”; what waits is a draft until then."""
        if self.public_from is not None and self.public_from > now:
            return "draft"
        if self.original and self.original.status(now) == "draft":
            return "draft"
        return self.head.status


def read_source(path: Path, root: Path, zone: tzinfo) -> Source:
    """Read a Markdown file below the site's root; raise ProblemsFound with what is wrong.

    `zone` is the site's time zone, in which a moment written without an offset is meant.
    """
    file = path.relative_to(root).as_posix()
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        message = "Filen är inte sparad som UTF-8. Spara den som UTF-8 i textredigeraren."
        raise ProblemsFound([Problem(file, line, message)]) from None
    if strange := unprintable(text):
        message = "Raden har ett tecken som inte går att visa. Skriv om den för hand."
        raise ProblemsFound([Problem(file, strange, message)])
    head_text, body = split_head(text, file)
    kind = HEADS[path.relative_to(root / "content").parts[0]]
    if kind is PostHead and language_code(file):
        kind = TranslationHead
    head = typedyaml.validated(kind, head_text)
    for key in MOMENTS:
        if (moment := getattr(head, key)) and (fault := clock_fault(moment, zone)):
            raise ProblemsFound([head_text.problem(fault, key)])
    if kind is PostHead and not head.summary and head.status == "published":
        message = "Fältet ”summary” saknas. Skriv en eller två meningar om vad veckan handlar om."
        raise ProblemsFound([head_text.problem(message, "summary")])
    return Source(file, head, head_text, body, zone)


def content_files(root: Path) -> list[Path]:
    """List the Markdown files of posts, pages and challenges, in order of name."""
    folders = [root / "content" / name for name in HEADS]
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*.md")
        if path.is_file() and not path.name.startswith(".")
    )
