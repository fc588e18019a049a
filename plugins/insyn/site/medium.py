"""Where content is written, which what fills it must know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Medium:
    """Where content is written: on a page, alone in a frame, or in a feed.

    `site` stands before the addresses of the site's own pages; `page` is, in a feed, the address
    of the page that the item is about.
    """

    site: str
    page: str = ""
    alone: bool = False

    @property
    def is_feed(self) -> bool:
        """Whether a feed reader shows it, without our stylesheet and scripts."""
        return bool(self.page)


Filler = Callable[[str, Medium], str]
