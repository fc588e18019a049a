"""A feed's entries in the two forms that readers take: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from io import StringIO
from typing import Any
from xml.sax.saxutils import XMLGenerator

from feedgenerator import Atom1Feed

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
MEDIA = "http://search.yahoo.com/mrss/"
VERSION = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True)
class Entry:
    """What a feed tells of: a post, or a post's section.

    `id` is never another's and never changes. Title and summary are plain text, `content` is
    HTML; `image` is the address of a picture, or nothing.
    """

    id: str
    title: str
    address: str
    summary: str
    content: str
    author: str
    published: datetime
    updated: datetime
    tags: tuple[str, ...] = ()
    image: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed: what it is called, the page that it follows, and its entries, newest first.

    `atom` and `json` are the feed's own addresses. A reader knows an Atom feed by the page's
    address, `home`.
    """

    title: str
    subtitle: str
    author: str
    home: str
    atom: str
    json: str
    entries: tuple[Entry, ...]
    language: str = "sv"


class _Atom(Atom1Feed):  # type: ignore[misc]  # feedgenerator ships no types
    """Atom whose time of change is that of its entries alone, and with pictures."""

    def latest_post_date(self) -> datetime:
        """Give the last change; a feed without entries has never changed."""
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def root_attributes(self) -> dict[str, str]:
        """Declare the name space of pictures."""
        return {**super().root_attributes(), "xmlns:media": MEDIA}

    def add_item_elements(self, handler: XMLGenerator, item: dict[str, Any]) -> None:
        """Add the picture after all else."""
        super().add_item_elements(handler, item)
        if item["image"]:
            handler.addQuickElement("media:thumbnail", "", {"url": item["image"]})  # type: ignore[attr-defined]


def to_atom(feed: Feed) -> bytes:
    """Write a feed as Atom."""
    atom = _Atom(
        title=feed.title,
        link=feed.home,
        feed_url=feed.atom,
        description=feed.subtitle,
        subtitle=feed.subtitle,
        author_name=feed.author,
        language=feed.language,
    )
    for entry in feed.entries:
        atom.add_item(
            title=entry.title,
            link=entry.address,
            unique_id=entry.id,
            description=escape(entry.summary, quote=False) if entry.summary else None,
            content=entry.content,
            categories=entry.tags,
            author_name=entry.author,
            pubdate=entry.published,
            updateddate=entry.updated,
            image=entry.image,
        )
    written = StringIO()
    atom.write(written, "utf-8")
    return written.getvalue().encode()


def to_json(feed: Feed) -> bytes:
    """Write a feed as JSON Feed."""
    about = {
        "version": VERSION,
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home,
        "feed_url": feed.json,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(entry, feed.language) for entry in feed.entries],
    }
    return json.dumps(about, ensure_ascii=False, indent=1).encode()


def _item(entry: Entry, language: str) -> dict[str, Any]:
    said = {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "image": entry.image,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": entry.author}],
        "tags": list(entry.tags),
        "language": language,
    }
    return {key: value for key, value in said.items() if value}
