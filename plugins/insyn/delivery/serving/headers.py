"""A header whose value follows from what is sent: one table for pages, servers and tests.

Patterns are regular expressions that Python, PCRE (nginx) and RE2 (Caddy) understand alike. They
are held against the decoded path, which for a page is that of its folder or of its index.html.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

PAGE = r"/$|\.html$"
SEARCH = r"^/sok/(index\.html)?$"
EMBED = r"^/figur/[^/]+/(index\.html)?$"  # shown in other sites' frames
FIGURE = r"^/figur/"
PICTURE = r"\.(avif|gif|jpe?g|png|svg|webp)$"
OPEN = r"^/(data|datasets)/|\.(atom|ics)$|/flode\.json$"
HASHED = r"^/theme/[^/]+-[0-9a-f]+\.\w+$|^/pagefind/(fragment|index)/|\.pf_meta$"


@dataclass(frozen=True)
class Header:
    """A header: the value of the first pattern that is found in the path, or else `otherwise`.

    An empty value means that the header isn't sent.
    """

    name: str
    otherwise: str
    cases: tuple[tuple[str, str], ...] = ()

    @property
    def variable(self) -> str:
        """The name that it has where it is a variable."""
        return self.name.lower().replace("-", "_")

    def value(self, path: str) -> str:
        """Give what is sent with the file at a path, which begins with /."""
        found = (value for pattern, value in self.cases if re.search(pattern, path))
        return next(found, self.otherwise)

    def first(self, pattern: str, value: str) -> Header:
        """Give the header with one more case, which comes before the others."""
        return replace(self, cases=((pattern, value), *self.cases))
