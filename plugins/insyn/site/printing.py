"""What a page needs on paper: the whole address of each link, where the eye can't follow it.

A stylesheet can print what an attribute holds, but not make a relative address whole.
"""

from __future__ import annotations

import re
from functools import partial
from posixpath import join, normpath

from pelican import Pelican, signals

from insyn.site.medium import Medium
from insyn.site.opening import house_of

_LINK = re.compile(r'<a (?P<before>[^>]*?)href="(?P<to>[^"#:]+)(?:#[^"]*)?"[^>]*>')


def _with_addresses(root: str, html: str, medium: Medium) -> str:
    """Tell each link within the site its whole address; `root` is that of the site, bare."""
    if medium.is_feed or medium.alone:
        return html

    def told(link: re.Match[str]) -> str:
        below = link["to"].removeprefix(medium.site).lstrip("/")
        if 'class="tal"' in link["before"] or below.startswith("."):
            return link[0]
        address = normpath(join(root, below)) + ("/" if below.endswith("/") else "")
        return f'{link[0][:-1]} data-address="{address}">'

    return _LINK.sub(told, html)


def _add_finisher(pelican: Pelican) -> None:
    root = pelican.settings["SITEROOT"].partition("//")[2]
    house_of(pelican.settings).finishers["addresses"] = partial(_with_addresses, root)


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_add_finisher)
