"""A piece of HTML for another place than the page it was written for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from html import escape, unescape
from urllib.parse import urljoin

Attributes = dict[str, str | None]
Change = Callable[[Attributes], Attributes]

_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-z][^\s/>]*)(?P<rest>(?:"[^"]*"|'[^']*'|[^'">])*)>""", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_OF_IDS = ("aria-labelledby", "aria-describedby", "for", "headers", "list")
_ADDRESSES = ("cite", "href", "poster", "src")
# What means something only beside our stylesheet and scripts.
_OURS = re.compile(r"class|id|style|role|tabindex|srcset|sizes|(?:aria|data)-.+|on.+")
_DROPPED = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_DEEPEST = 6


def _rewritten(html: str, change: Change, name: Callable[[str], str] = str) -> str:
    """Copy HTML as it is, but for the names and attributes of its elements that change."""

    def tag(found: re.Match[str]) -> str:
        given: Attributes = {
            part[1].lower(): None if part[2] is None else unescape(part[2].strip("\"'"))
            for part in _ATTRIBUTE.finditer(found["rest"])
        }
        changed, called = change(given), name(found["name"].lower())
        if changed == given and called == found["name"].lower():
            return found[0]
        said = "".join(
            f" {key}" if value is None else f' {key}="{escape(value)}"'
            for key, value in changed.items()
        )
        return f"<{found['end']}{called}{said}>"

    return _TAG.sub(tag, html)


def _ids(html: str) -> set[str]:
    """Give the ids of a piece of HTML."""
    found: set[str] = set()

    def note(attributes: Attributes) -> Attributes:
        found.update(filter(None, [attributes.get("id")]))
        return attributes

    _rewritten(html, note)
    return found


def moved(html: str, own: str, home: str, kept: Collection[str] = ()) -> str:
    """Let a piece of a page stand on another, one level of headings down.

    Its ids get `own` before them. What leads to another part of its page leads to `home`, the
    page's address; `kept` are anchors that come along as they are, also those that begin with one.
    """
    ids = _ids(html)

    def place(address: str) -> str:
        anchor = address[1:]
        if anchor in ids:
            return f"#{own}-{anchor}"
        return address if address.startswith(tuple(kept)) else f"{home}{address}"

    def change(attributes: Attributes) -> Attributes:
        changed = dict(attributes)
        for key, value in attributes.items():
            if key == "id" and value:
                changed[key] = f"{own}-{value}"
            elif key in _OF_IDS and value:
                names = [f"{own}-{name}" if name in ids else name for name in value.split()]
                changed[key] = " ".join(names)
            elif key == "href" and value and value.startswith("#"):
                changed[key] = place(value)
        return changed

    def deeper(tag: str) -> str:
        found = re.fullmatch(r"h([2-6])", tag)
        return f"h{min(int(found[1]) + 1, _DEEPEST)}" if found else tag

    return _rewritten(html, change, deeper)


def at_home(html: str, link: Callable[[str], str], size: Callable[[str], tuple[int, int]]) -> str:
    """Let a text's links hold wherever it is shown, and its pictures keep their places.

    `link` gives another address for one, `size` a picture's width and height, 0 for unknown.
    """

    def change(attributes: Attributes) -> Attributes:
        changed, source = dict(attributes), attributes.get("src")
        if address := attributes.get("href"):
            changed["href"] = link(address)
        if source and "alt" in attributes:
            width, height = size(source)
            sides = {"width": str(width), "height": str(height)} if width and height else {}
            changed |= {**sides, "loading": "lazy", "decoding": "async"}
        return changed

    return _rewritten(html, change)


def by_itself(html: str, page: str) -> str:
    """Let what stands at the address `page` stand in a feed: whole addresses, nothing of ours."""

    def change(attributes: Attributes) -> Attributes:
        return {
            key: urljoin(page, value) if key in _ADDRESSES and value else value
            for key, value in attributes.items()
            if not _OURS.fullmatch(key)
        }

    return _rewritten(_DROPPED.sub("", html), change)
