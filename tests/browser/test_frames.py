"""A figure in another site's frame, sandboxed and without scripts; and the card of a post."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page

from serving import served
from tabs import Tabs, console, faults

APRIL = "/2013/04/26/prognosen-ramarna-och-en-ranking/"
FIGURE = "/figur/2013-04-26-1/"
OTHER = """<!doctype html>
<html lang="sv"><meta charset="utf-8"><title>En annan webbplats</title>
<link rel="icon" href="data:,">
<style>body {{ margin: 0 }} iframe {{ width: {width}px; height: 1400px; border: 0 }}</style>
<main><h1>Annan</h1><iframe src="{address}" title="Diagram ur bloggen"
sandbox="allow-top-navigation allow-popups"></iframe></main></html>"""


@contextmanager
def framed(
    tabs: Tabs, address: str, folder: Path, width: int, **more: Any
) -> Iterator[tuple[Page, Frame, list[str]]]:
    """Open a page of another origin that has a figure in its frame, and hear what is said."""
    said: list[str] = []
    text = OTHER.format(width=width, address=f"{address}{FIGURE}")
    (folder / "index.html").write_text(text, encoding="utf-8")
    size = {"width": 1280, "height": 1500}
    with served(folder) as other, tabs.one(viewport=size, **more) as page, console(page, said):
        page.goto(other)
        yield page, page.frames[1], said


@pytest.mark.parametrize(
    ("width", "shown", "scheme", "paper"),
    [
        (700, "wide", "light", "rgb(254, 254, 254)"),
        (288, "narrow", "dark", "rgb(22, 24, 27)"),
    ],
)
def test_a_figure_shows_in_another_sites_frame(  # noqa: PLR0913, PLR0917
    tabs: Tabs,
    address: str,
    tmp_path: Path,
    width: int,
    shown: str,
    scheme: str,
    paper: str,
) -> None:
    """It has its style, fits the frame, follows the reader's light or dark, and says no error."""
    with framed(tabs, address, tmp_path, width, color_scheme=scheme) as (_, frame, said):
        assert frame.locator(f"svg.figure__{shown}").is_visible()
        assert frame.locator("h1").inner_text().startswith("Två av nio")
        style = "element => getComputedStyle(element).backgroundColor"
        assert frame.locator("body").evaluate(style) == paper
        box = frame.locator("figure").bounding_box()
        assert box
        assert box["width"] <= width
        for link in frame.locator(".figure__files a, .embed__home a").all():
            place = link.bounding_box()
            assert place
            assert place["x"] >= 0
            assert place["x"] + place["width"] <= width
    assert said == []


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("Prognosen, ramarna och en ranking", f"{APRIL}#figur-2013-04-26-1"),
        ("Om siffrorna till", "/data/prognos-1-2013/"),
        ("Ladda ner bild (SVG", f"{FIGURE}prognos-1-2013.svg"),
    ],
)
def test_links_in_a_frame_open_in_the_window_around_it(
    tabs: Tabs, address: str, tmp_path: Path, name: str, end: str
) -> None:
    """Neither the way home nor a file opens inside the other site's frame."""
    with framed(tabs, address, tmp_path, 288, java_script_enabled=False) as (page, frame, _):
        frame.get_by_role("link", name=name).click()
        page.wait_for_url(f"{address}{end}")
        assert page.url == f"{address}{end}"


def test_a_table_opens_in_a_frame_without_scripts(tabs: Tabs, address: str, tmp_path: Path) -> None:
    """The table is there, and scrolls by itself where the frame is narrow."""
    with framed(tabs, address, tmp_path, 288, java_script_enabled=False) as (_, frame, _):
        frame.locator("summary").click()
        assert frame.locator("table").is_visible()
        box = frame.locator("figure .scroll").bounding_box()
        assert box
        assert box["width"] <= 288


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_figure_by_itself_is_accessible_in_the_narrowest_frame(
    tabs: Tabs, address: str, scheme: Any
) -> None:
    """At 288 px nothing reaches outside, axe finds nothing, and no text is under 12 px."""
    with tabs.one(viewport={"width": 288, "height": 900}, color_scheme=scheme) as page:
        page.goto(address + FIGURE)
        look_at(page)


def look_at(page: Page) -> None:
    """Look at a figure by itself."""
    assert page.evaluate("document.documentElement.scrollWidth") == 288
    page.locator("details").evaluate("element => { element.open = true }")
    assert page.evaluate("document.documentElement.scrollWidth") == 288
    small = page.evaluate(
        """() => {
          const svg = document.querySelector("svg.figure__narrow");
          const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
          return [...svg.querySelectorAll("text")]
            .filter((text) => parseFloat(getComputedStyle(text).fontSize) * scale < 12).length;
        }"""
    )
    assert small == 0
    assert faults(page) == ""


def test_the_pictures_can_be_shown(page: Page) -> None:
    """A browser shows the card, the PNG and the SVG in their sizes; the SVG has its title."""
    page.goto(APRIL)
    whole = page.locator("meta[property='og:image']").get_attribute("content") or ""
    pictures = [
        whole.replace("https://blogg.tallvika.example", ""),
        f"{FIGURE}prognos-1-2013.png",
        f"{FIGURE}prognos-1-2013.svg",
    ]
    sizes = page.evaluate(
        """async (addresses) => {
          const sizes = [];
          for (const address of addresses) {
            const image = new Image();
            image.src = address;
            await image.decode();
            sizes.push([image.naturalWidth, image.naturalHeight]);
          }
          return sizes;
        }""",
        pictures,
    )
    assert sizes[0] == [1200, 630]
    assert sizes[1] == [2 * sizes[2][0], 2 * sizes[2][1]]
    page.goto(pictures[2])
    assert page.title().startswith("Två av nio")


@pytest.mark.parametrize("page", [{"viewport": {"width": 320, "height": 900}}], indirect=True)
def test_the_files_of_a_figure_wrap_on_a_phone(page: Page) -> None:
    """At 320 px no link of the list is broken or outside, and each is 24 px high."""
    page.goto(APRIL)
    for link in page.locator(".figure__files a").all():
        box = link.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert 24 <= box["height"] < 40
