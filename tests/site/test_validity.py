"""Every page is valid; that what it leads to is there, the build itself has seen to."""

from __future__ import annotations

import re
from pathlib import Path

from markup import said_of

ROOT = "https://blogg.tallvika.example"
# What the checker says of things that it doesn't know yet, or that are there for a reason.
KNOWN = {
    "Attribute “paint-order” not allowed on element “text” at this point.": "SVG 2",
    "The “list” role is unnecessary for element “ul”.": "Safari forgets a list without bullets",
    "The “list” role is unnecessary for element “ol”.": "likewise",
}
NEW_POLICY = re.compile(r"Bad value .+ found \"'wasm-unsafe-eval'\"")  # Content Security Policy 3


def test_every_page_is_valid_html(site: Path) -> None:
    """The Nu HTML checker finds no error and no warning on any page."""
    found = {
        (Path(message["url"].removeprefix("file:")).relative_to(site).as_posix(), text)
        for message in said_of(site)
        if (text := message["message"]) not in KNOWN and not NEW_POLICY.match(text)
    }
    assert found == set()


def test_robots_may_read_everything_and_find_the_sitemap(site: Path) -> None:
    """Nothing is disallowed, and the sitemap's whole address is there."""
    lines = (site / "robots.txt").read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if line.startswith("Disallow:")] == ["Disallow:"]
    assert f"Sitemap: {ROOT}/sitemap.xml" in lines
