"""A file in content/: its head, its body, and whether the public may see it yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from insyn import swedish, yamltext
from insyn.posts.head import PageHead, PostHead, split_head
from insyn.problems import Problem, ProblemsFound
from insyn.yamltext import YamlText

POSTS, PAGES, PICTURES = "inlagg", "sidor", "bilder"


@dataclass(frozen=True)
class Source:
    """A post or a page as it was written. `body` has as many lines as the file."""

    file: str
    head: PageHead
    head_text: YamlText
    body: str

    @property
    def is_post(self) -> bool:
        """Whether this is a weekly post; otherwise it is a page."""
        return isinstance(self.head, PostHead)

    @property
    def slug(self) -> str:
        """The last part of the address: as written, otherwise made from the title."""
        return self.head.slug or swedish.slug(self.head.title)

    @property
    def address(self) -> str:
        """The permanent address, /2013/04/26/forsta-prognosen/ for a post."""
        if isinstance(self.head, PostHead):
            return f"/{self.head.date:%Y/%m/%d}/{self.slug}/"
        return f"/{self.slug}/"

    def status(self, now: datetime) -> str:
        """Give “published”, “draft” or “hidden”; a post dated ahead is a draft until its moment."""
        moment = self.head.date
        if self.is_post and moment is not None and with_zone(moment, now) > now:
            return "draft"
        return self.head.status


def read_source(path: Path, root: Path) -> Source:
    """Read a Markdown file below the site's root; raise ProblemsFound with what is wrong."""
    file = path.relative_to(root).as_posix()
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        message = "Filen är inte sparad som UTF-8. Spara den som UTF-8 i textredigeraren."
        raise ProblemsFound([Problem(file, line, message)]) from None
    head_text, body = split_head(text, file)
    is_post = POSTS in path.relative_to(root / "content").parts[:1]
    head = yamltext.validated(PostHead if is_post else PageHead, head_text)
    if is_post and not head.summary and head.status == "published":
        message = "Fältet ”summary” saknas. Skriv en eller två meningar om vad veckan handlar om."
        raise ProblemsFound([head_text.problem(message, "summary")])
    return Source(file, head, head_text, body)


def content_files(root: Path) -> list[Path]:
    """List the Markdown files of posts and pages, in order of name."""
    folders = (root / "content" / POSTS, root / "content" / PAGES)
    return sorted(path for folder in folders for path in folder.rglob("*.md"))


def with_zone(moment: datetime, now: datetime) -> datetime:
    """Take a moment written without an offset to be in the site's own time zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)


def site_now(setting: str, zone: str, epoch: str | None) -> datetime:
    """Give the moment that the site is built for.

    `epoch` is SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), in
    seconds; it comes before `setting`, a moment in ISO 8601; with neither, the clock tells.
    """
    if epoch:
        return datetime.fromtimestamp(int(epoch), ZoneInfo(zone))
    if setting:
        moment = datetime.fromisoformat(setting)
        return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    return datetime.now(ZoneInfo(zone))
