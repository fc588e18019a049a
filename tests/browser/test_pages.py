"""The published pages as readers meet them, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tabs import RULES, console, faults, hearing

APRIL = "/2013/04/26/prognosen-ramarna-och-en-ranking/"
PAGES = {
    "start": "/",
    "post": "/2013/05/10/en-kort-vecka-med-mycket-innehall/",
    "page": "/handbok/",
    "archive": "/arkiv/",
    "budget": "/budgetprocessen/",
    "authors": "/forfattare/",
    "author": "/forfattare/kommunchefen/",
    "tags": "/amnen/",
    "tag": "/amnen/ekonomi/",
    "data": "/data/",
    "dataset": "/data/enkat-2013/",
    "sums": "/data/leverantorsreskontra-2013/",
    "corrections": "/rattelser/",
    "commitments": "/ataganden/",
    "challenges": "/utmaningar/",
    "challenge": "/utmaningar/kvalitet/",
    "figure": "/figur/2013-04-26-1/",
    "dataset's figure": "/figur/data-enkat-2013/",
    "glossary": "/ordlista/",
    "English": f"{APRIL}en/",
    "easy Swedish": f"{APRIL}sv-simple/",
    "missing": "/404.html",
    "search": "/sok/",
    "accessibility": "/tillganglighet/",
    "about": "/om-bloggen/",
}
# What of that which axe tries depends on colours and sizes.
RULES_OF_LOOK = [
    "color-contrast",
    "link-in-text-block",
    "scrollable-region-focusable",
    "target-size",
]
OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true })"
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; "
    "word-spacing: .16em !important } p { margin-block-end: 2em !important }"
)
MOST_STOPS = 600
AT_THE_END = "insynWalk.over || document.activeElement === document.body"
HERE = Path(__file__).parent
WALK, UNREACHED, CLIPPED = (
    (HERE / f"{name}.js").read_text(encoding="utf-8") for name in ("walk", "unreached", "clipped")
)
FONTS = ["", "DejaVu Sans", "Liberation Serif"]


def size(width: int, **more: Any) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": 900}, **more}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits(page: Page, name: str) -> None:
    """Axe finds nothing, nothing reaches outside the window at any width, no policy is broken.

    In dark and in forced colours only what depends on the look is tried again.
    """
    said: list[str] = []
    asked: list[str] = []
    with console(page, said), hearing(page, request=lambda asking: asked.append(asking.url)):
        look_at(page, PAGES[name])
    assert said == []
    assert {url.split("/")[2] for url in asked} == {page.url.split("/")[2]}


def look_at(page: Page, place: str) -> None:
    """Open all of a page and look at it in each width and look."""
    page.goto(place)
    page.evaluate(OPEN)
    assert faults(page, RULES) == ""
    for width in (320, 768):
        page.set_viewport_size({"width": width, "height": 900})
        if width == 320:
            page.emulate_media(color_scheme="dark")
        else:
            page.emulate_media(color_scheme="light", forced_colors="active")
        assert page.evaluate(TOO_WIDE) <= 0, width
        assert faults(page, {"type": "rule", "values": RULES_OF_LOOK}) == ""
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.evaluate(TOO_WIDE) <= 0


@pytest.mark.parametrize("name", PAGES)
def test_a_reader_may_enlarge_and_space_out_the_text(page: Page, name: str) -> None:
    """Twice the size at 1280 px, and the spacing of WCAG 1.4.12 at 320 px: all is there to read."""
    page.goto(PAGES[name])
    page.evaluate(OPEN)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.evaluate(CLIPPED) == []
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 320, "height": 900})
    page.evaluate(
        """(spacing) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(spacing);
          document.adoptedStyleSheets.push(sheet);
        }""",
        SPACING,
    )
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("page", [size(1280, reduced_motion="reduce")], ids=[""], indirect=True)
def test_a_reader_can_walk_through_a_page_with_the_keyboard(page: Page, name: str) -> None:
    """Each stop is seen and shows its focus; they come in order, and all are reached."""
    page.goto(PAGES[name])
    assert faults_of_walk(page) == []


def faults_of_walk(page: Page) -> list[str]:
    """Walk through a page, and say what is wrong with its stops."""
    page.evaluate(WALK)
    for number in range(1, MOST_STOPS):
        page.keyboard.press("Tab")
        if number % 10 == 0 and page.evaluate(AT_THE_END):
            break
    ended = [] if page.evaluate(AT_THE_END) else ["there is no end"]
    return [*ended, *page.evaluate("insynWalk.faults"), *page.evaluate(UNREACHED)]


@pytest.mark.parametrize(
    ("plant", "fault"),
    [
        ("link.style.outline = 'none'", "shows no focus: <a"),
        ("link.style.clipPath = 'inset(50%)'", "can't be seen: <a"),
        ("link.tabIndex = 1", "comes out of order: <a"),
        ("link.addEventListener('focus', () => link.blur())", "<a"),
        ("link.addEventListener('keydown', (event) => event.preventDefault())", "there is no end"),
    ],
)
@pytest.mark.parametrize("page", [size(1280, reduced_motion="reduce")], ids=[""], indirect=True)
def test_the_walk_finds_planted_faults(page: Page, plant: str, fault: str) -> None:
    """A stop that is unseen, without focus, out of order, passed by or a trap is told."""
    page.goto(PAGES["accessibility"])
    page.evaluate(f"{{ const link = document.querySelector('main a[href]'); {plant} }}")
    assert [found for found in faults_of_walk(page) if found.startswith(fault)]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("page", [size(320, java_script_enabled=False)], ids=[""], indirect=True)
def test_a_page_needs_no_script(page: Page, name: str) -> None:
    """Without scripts a page has its words, fits, and has no control that does nothing."""
    page.goto(PAGES[name])
    assert page.locator("h1").is_visible()
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.evaluate(CLIPPED) == []
    idle = page.locator(":is(button, input, select, textarea):visible:not(form[action] *)")
    working = page.locator(":is(button[popovertarget], button[commandfor]):visible")
    assert idle.count() == working.count()


def test_nothing_is_kept_of_a_reader(page: Page) -> None:
    """No page sets a cookie or keeps anything in the browser, as /integritet/ says."""
    for place in PAGES.values():
        page.goto(place)
        kept = page.evaluate(
            """async () => [
              localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
              (await caches.keys()).length,
              (await navigator.serviceWorker.getRegistrations()).length,
            ]"""
        )
        assert kept == [0] * 5
        assert page.context.cookies() == []


@pytest.mark.parametrize(
    ("page", "shown"), [(size(1280), "wide"), (size(320), "narrow")], indirect=["page"]
)
def test_each_figure_is_one_named_picture(page: Page, shown: str) -> None:
    """The accessibility tree has one picture a figure, named by its heading, and no loose texts."""
    page.goto(APRIL)
    for figure in page.locator("figure").all():
        heading = figure.locator(".figure__heading").inner_text()
        seen = figure.aria_snapshot().replace("\u00a0", " ")
        assert re.findall(r'- \'?img "(.*)"', seen) == [heading.replace("\u00a0", " ")]
        assert "graphics" not in seen
        visible = [svg for svg in figure.locator("svg[role]").all() if svg.is_visible()]
        assert [svg.get_attribute("class") for svg in visible] == [f"figure__{shown}"]


# Texts that are too small, outside of their picture, or meet.
MEETING = """() => {
          const faults = [];
          for (const svg of document.querySelectorAll("figure svg")) {
            const frame = svg.getBoundingClientRect();
            if (!frame.width) continue;
            const scale = frame.width / svg.viewBox.baseVal.width;
            const boxes = [...svg.querySelectorAll("text")].map((text) => {
              if (parseFloat(getComputedStyle(text).fontSize) * scale < 11.99)
                faults.push(`small: ${text.textContent}`);
              return [text.textContent, text.getBoundingClientRect()];
            });
            boxes.forEach(([name, a], index) => {
              if (a.left < frame.left - 1 || a.right > frame.right + 1
                || a.top < frame.top - 2 || a.bottom > frame.bottom + 2)
                faults.push(`outside: ${name}`);
              for (const [other, b] of boxes.slice(index + 1)) {
                const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                if (wide > 1 && high > 4) faults.push(`${name} meets ${other}`);
              }
            });
          }
          return faults;
        }"""


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize(
    "place",
    [
        APRIL,
        "/2013/04/19/bolagen-gor-ocksa-var-vardag/",
        "/2013/02/22/fler-ar-friska/",
        "/2013/02/08/bokslutet-ett-plus-som-inte-racker/",
    ],
)
@pytest.mark.parametrize("page", [size(1280, bypass_csp=True)], ids=[""], indirect=True)
def test_chart_texts_are_large_enough_and_never_meet(page: Page, place: str, font: str) -> None:
    """Texts are at least 12 px, inside the picture, and none lies on another, in any font."""
    page.goto(place)
    if font:
        page.add_style_tag(content=f":root {{ --font: '{font}' }}")
    for width in (1280, 700, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(MEETING) == [], width


def test_a_reader_with_a_keyboard_gets_everywhere(page: Page) -> None:
    """The first stop skips to the content; a table opens with the keyboard and can be reached."""
    page.goto(APRIL)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "sidans-innehall"
    page.locator("figure summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("figure table").first.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "region"


@pytest.mark.parametrize("page", [size(1280, java_script_enabled=False)], indirect=True)
def test_nothing_is_missing_without_scripts(page: Page) -> None:
    """Every figure has its picture, words, table and data."""
    page.goto(APRIL)
    for figure in page.locator("figure").all():
        assert figure.locator("svg.figure__wide").is_visible()
        assert figure.locator(".figure__summary").is_visible()
        figure.locator("summary").click()
        assert figure.locator("table").is_visible()


@pytest.mark.parametrize(
    "page", [size(1280, forced_colors="active", color_scheme="dark")], indirect=True
)
def test_marks_can_be_seen_in_forced_colours(page: Page) -> None:
    """Every bar, line and point has a fill or an edge that isn't the background's colour."""
    page.goto(APRIL)
    unseen = page.evaluate(
        """() => {
          const paper = getComputedStyle(document.body).backgroundColor;
          const plain = new Set([paper, "none", "rgba(0, 0, 0, 0)"]);
          return [...document.querySelectorAll("figure svg.figure__wide path")].filter((mark) => {
            if (mark.closest("pattern")) return false;
            const { fill, stroke } = getComputedStyle(mark);
            return plain.has(fill) && plain.has(stroke);
          }).length;
        }"""
    )
    assert unseen == 0


def test_a_number_reads_as_text_and_leads_to_its_dataset(page: Page) -> None:
    """Its name is the number alone, its description where it leads; on paper it is plain."""
    page.goto("/handbok-siffror-i-texten/")
    link = page.locator("blockquote").get_by_role("link")
    expect(link).to_have_accessible_name("404,0 mnkr")
    expect(link).to_have_accessible_description("Se siffrorna: Första prognosen 2013")
    colours = "element => [element, element.parentElement].map(e => getComputedStyle(e).color)"
    own, around = link.evaluate(colours)
    assert own == around
    underline = "element => getComputedStyle(element).textDecorationLine"
    assert link.evaluate(underline) == "underline"
    page.emulate_media(media="print")
    assert link.evaluate(underline) == "none"
    link.click()
    assert page.url.endswith("/data/prognos-1-2013/")


def test_paper_shows_what_a_screen_can_open(page: Page) -> None:
    """In print the tables are open and the menus are gone."""
    page.goto(APRIL)
    page.emulate_media(media="print")
    assert page.locator("figure table").first.is_visible()
    assert not page.locator(".site-header nav").is_visible()
    assert page.locator("figure table").first.bounding_box()


def column(page: Page, place: int) -> list[str]:
    """Read a column of a dataset's table from top to bottom."""
    cells = page.locator(f".data-table tbody tr > :nth-child({place})").all_inner_texts()
    return [cell.replace("\u00a0", " ") for cell in cells]


def test_a_table_can_be_sorted_with_mouse_and_keyboard(page: Page) -> None:
    """Numbers by size, names by the Swedish alphabet, words after numbers; the state is told."""
    page.goto("/data/enkat-2013/")
    before = column(page, 1)
    head = page.locator(".data-table th", has_text="Antal svar")
    head.get_by_role("button").click()
    assert column(page, 3) == ["58", "74", "96", "131", "538", "612", "för få svar", "för få svar"]
    assert head.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert column(page, 3)[:2] == ["612", "538"]
    assert head.get_attribute("aria-sort") == "descending"
    page.locator(".data-table th", has_text="Förvaltning").get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") is None
    names = column(page, 1)
    assert names == sorted(before, key=lambda name: name.replace("Ö", "\uffff"))
    assert sorted(column(page, 3)) == sorted(
        [*("58", "74", "96", "131", "538", "612"), *["för få svar"] * 2]
    )


def test_the_head_of_a_tall_table_stays(page: Page) -> None:
    """Its names are in view while its rows go by."""
    page.goto("/data/ramar-2014-2015/")
    region = page.locator(".scroll--tall")
    head = page.locator(".data-table thead th").first
    region.evaluate("element => element.scrollTo(0, 500)")
    box, frame = head.bounding_box(), region.bounding_box()
    assert box
    assert frame
    assert abs(box["y"] - frame["y"]) < 3


@pytest.mark.parametrize("page", [size(320, java_script_enabled=False)], indirect=True)
def test_a_dataset_is_whole_without_scripts_on_a_phone(page: Page) -> None:
    """Every row is there, nothing is a button that does nothing, and the files are there."""
    page.goto("/data/ramar-2014-2015/")
    assert page.locator(".data-table tbody tr").count() == 54
    assert page.get_by_role("button").count() == 0
    for label in ("CSV", "JSON", "Excel"):
        link = page.get_by_role("link", name=f"{label} med Budgetramar")
        assert link.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
