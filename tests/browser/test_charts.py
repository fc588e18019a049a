"""Every type of chart on one page, as readers meet it in a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from conftest import ROOT, keep_drawings, setting
from insyn.site.build import build
from serving import served
from tabs import Tabs, faults

BLOCKS = (
    "data: ramar-2014-2015",
    "data: lagrum-2013",
    "data: resultatets-vag-2013",
    "data: skattekronan-2013",
    "data: foretagsklimat",
    "data: foretagsklimat-grannar",
    "data: pastaenden-2013",
    "data: hme-jamforelse",
    "data: kostnad-per-elev",
    "data: epost-svar\ntyp: nyckeltal",
    "data: sjukfranvaro\nmarkera: Alla",
    "data: bokslut-2012",
    "data: koncernen-2012",
    "data: enkat-2013",
)
HEAD = """---
title: Alla diagram
date: 2013-06-14T15:10:00.000+02:00
summary: Ett av varje slag av diagram.
tags: [ekonomi]
---

Ett av varje.
"""
PLACE = "/utkast/2013-06-14-alla-diagram/"  # its data needn't be kept, since it is to come
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; "
    "word-spacing: .16em !important }"
)
FAULTS = Path(__file__).with_name("faults.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of one post that has every type, served on this machine."""
    root = tmp_path_factory.mktemp("alla")
    for folder in ("data", "theme"):
        shutil.copytree(ROOT / folder, root / folder)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, root / name)
    (root / "content" / "inlagg").mkdir(parents=True)
    (root / "content" / "sidor").mkdir()
    blocks = "".join(f"\n```diagram\n{block}\n```\n" for block in BLOCKS)
    (root / "content" / "inlagg" / "2013-06-14.md").write_text(HEAD + blocks, encoding="utf-8")
    shutil.copy(ROOT / "content" / "tillganglighet.yaml", root / "content")
    keep_drawings(root, ROOT / ".cache")
    setting(root, 'LOGO = ""')
    build(root / "pelicanconf.py", root / "output")
    with served(root / "output") as found:
        yield f"{found}{PLACE}"


@pytest.fixture
def page(tabs: Tabs, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page, opened; parameters are those of a browser context."""
    with tabs.one(bypass_csp=True, **getattr(request, "param", {})) as opened:
        opened.goto(address)
        assert opened.locator("figure").count() == len(BLOCKS)
        yield opened


def size(width: int, **more: Any) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": 900}, **more}


@pytest.mark.parametrize("page", [size(w) for w in (1280, 700, 320)], indirect=True)
def test_texts_keep_apart_from_each_other_and_from_lines(page: Page) -> None:
    """At every width, in three fonts: 12 px or more, inside, none on another or struck through."""
    for font in ("", "DejaVu Sans", "Liberation Serif"):
        if font:
            page.add_style_tag(content=f":root {{ --font: '{font}' }}")
        assert page.evaluate(FAULTS, {"outside": 1, "crossed": True}) == [], font


@pytest.mark.parametrize("page", [size(w) for w in (1280, 320)], indirect=True)
def test_a_reader_may_space_the_text_out(page: Page) -> None:
    """With the spacing of WCAG 1.4.12 no text reaches more than 4 px outside."""
    page.add_style_tag(content=SPACING)
    assert page.evaluate(FAULTS, {"outside": 4, "crossed": False, "small": False}) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("page", [size(1280), size(320)], indirect=True)
def test_text_can_be_twice_as_large(page: Page) -> None:
    """At 200 % nothing is cut: no text leaves its picture, and no page scrolls sideways."""
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate(FAULTS, {"outside": 2, "crossed": False, "small": False}) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize(
    "page",
    [size(1280, color_scheme="light"), size(320, color_scheme="dark")],
    ids=["light", "dark"],
    indirect=True,
)
def test_every_type_is_accessible(page: Page) -> None:
    """Axe finds nothing, and the accessibility tree has one named picture for each figure."""
    for figure in page.locator("figure").all():
        heading = figure.locator(".figure__heading").inner_text().replace("\u00a0", " ")
        seen = figure.aria_snapshot().replace("\u00a0", " ").replace('\\"', '"')
        assert len(re.findall(r"- '?img ", seen)) == 1
        assert f'img "{heading}"' in seen
        assert "graphics" not in seen
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert faults(page) == ""


@pytest.mark.parametrize(
    "page", [size(1280, forced_colors="active", color_scheme="dark")], indirect=True
)
def test_every_mark_can_be_seen_in_forced_colours(page: Page) -> None:
    """Each bar, line and point has a fill or an edge that isn't the background's colour."""
    unseen = page.evaluate(
        """() => {
          const paper = getComputedStyle(document.body).backgroundColor;
          const plain = new Set([paper, "none", "rgba(0, 0, 0, 0)"]);
          const marks = [...document.querySelectorAll("svg.figure__wide g :is(path, line)")];
          return marks.filter((mark) => {
            if (mark.closest("pattern")) return false;
            const { fill, stroke } = getComputedStyle(mark);
            return (plain.has(fill) || mark.tagName === "line") && plain.has(stroke);
          }).map((mark) => mark.outerHTML);
        }"""
    )
    assert unseen == []


def reader(page: Page, place: int) -> dict[str, Any]:
    """Read what a figure's reader says, and how far its mark is from the row's place."""
    told: dict[str, Any] = (
        page.locator("figure")
        .nth(place)
        .evaluate(
            """(figure) => {
          const input = figure.querySelector(".figure__reader input");
          const svg = figure.querySelector("svg.figure__wide");
          const mark = svg.querySelector(".figure__mark").getBoundingClientRect();
          const frame = svg.getBoundingClientRect();
          const [x, y] = JSON.parse(svg.dataset.stops)[input.value];
          const scale = frame.width / svg.viewBox.baseVal.width;
          const row = figure.querySelectorAll("tbody tr")[input.value];
          return {
            value: +input.value,
            said: input.ariaValueText,
            row: [...row.cells].map((cell) => cell.textContent),
            off: x ? mark.x + mark.width / 2 - frame.x - x * scale
                   : mark.y + mark.height / 2 - frame.y - y * scale,
          };
        }"""
        )
    )
    return told


@pytest.mark.parametrize("page", [size(1280, has_touch=True)], indirect=True)
def test_a_chart_is_read_off_with_keyboard_mouse_and_touch(page: Page) -> None:
    """Each way moves to a row: it is said as the table has it, and the mark stands at its place."""
    for place, figure in enumerate(page.locator("figure").all()):
        slider = figure.locator(".figure__reader input")
        if not slider.count():
            continue
        slider.focus()
        page.keyboard.press("ArrowRight")
        pressed = reader(page, place)
        assert pressed["value"] == 1
        assert all(cell in pressed["said"] for cell in pressed["row"])
        assert abs(pressed["off"]) < 1.5
        if place % 3:
            continue  # pointing is slow to try, and the same for all
        svg = figure.locator("svg.figure__wide")
        svg.scroll_into_view_if_needed()
        box = svg.bounding_box()
        assert box
        svg.hover(position={"x": box["width"] - 2, "y": box["height"] - 2}, force=True)
        hovered = reader(page, place)
        svg.tap(position={"x": 1, "y": 1}, force=True)
        tapped = reader(page, place)
        assert tapped["value"] < hovered["value"]
        for told in (hovered, tapped):
            assert all(cell in told["said"] for cell in told["row"])
            assert abs(told["off"]) < 1.5


SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_moves_when_the_script_starts(browser: Browser, address: str, width: int) -> None:
    """The reader's place is kept from the beginning, so the layout shifts by less than 0.001."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    page.goto(address)
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifted") < 0.001
    assert page.locator(".figure__reader input").first.is_visible()
    context.close()


@pytest.mark.parametrize("page", [size(1280, java_script_enabled=False)], indirect=True)
def test_without_scripts_there_is_no_control_that_does_nothing(page: Page) -> None:
    """The reader isn't shown, and each figure has its picture, its words and its table."""
    assert not any(one.is_visible() for one in page.locator(".figure__reader input").all())
    for figure in page.locator("figure").all():
        assert figure.locator("svg.figure__wide").is_visible()
        assert figure.locator(".figure__summary").is_visible()
