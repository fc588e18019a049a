"""The live preview in a browser: an edit shows by itself, in its place; a mistake is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from insyn.site.preview.builder import CALM
from previewing import PLACE, POST, Preview, previewed

SLOW = 30_000  # milliseconds, on a machine with much to do
LONG = "\n\n".join(f"Stycke {number}. {'Ord och ord. ' * 30}" for number in range(40))


@pytest.fixture
def preview(small: Path) -> Iterator[Preview]:
    """The preview of the small site, with a long post."""
    post = small / POST
    text = post.read_text(encoding="utf-8").replace("Inledning.", f"Inledning.\n\n{LONG}")
    post.write_text(text, encoding="utf-8")
    with previewed(small) as running:
        yield running


@pytest.fixture
def post(preview: Preview, browser: Browser) -> Iterator[Page]:
    """The post in a browser, which has looked at the page as it is."""
    page = browser.new_page(viewport={"width": 900, "height": 700}, bypass_csp=True)
    with page.expect_response(lambda answer: "/__insyn/events" in answer.url):
        page.goto(f"{preview.address}{PLACE}")
    page.evaluate("window.sameWindow = true")
    yield page
    page.close()


def height_of(page: Page, words: str) -> float:
    """Tell how far down the window a paragraph stands, in pixels."""
    box = page.get_by_text(words).bounding_box()
    assert box
    return box["y"]


def is_same(page: Page) -> bool:
    """Whether the page hasn't been loaded anew."""
    return bool(page.evaluate("window.sameWindow ?? false"))


def test_an_edit_shows_by_itself_and_a_mistake_is_said(preview: Preview, post: Page) -> None:
    """Saving changes the page; a mistake stands above it with file and line; mending clears it."""
    expect(post.locator("h1")).to_have_text("Ramarna: en första titt")
    preview.edit(POST, "Inledning.", "En ny inledning.")
    expect(post.locator(".letter")).to_contain_text("En ny inledning.", timeout=SLOW)

    preview.edit(POST, "data: ramar-2014", "data: ramr-2014")
    problem = post.get_by_role("alert")
    expect(problem).to_contain_text(f"{POST}:95: Datamängden ”ramr-2014” finns inte", timeout=SLOW)
    expect(post.locator(".letter")).to_contain_text("En ny inledning.")

    preview.edit(POST, "data: ramr-2014", "data: ramar-2014")
    expect(problem).to_have_count(0, timeout=SLOW)
    assert is_same(post)


def test_the_reader_stays_where_they_were(preview: Preview, post: Page) -> None:
    """What is on the screen stays there when the page grows above it.

    So it is where the page becomes another in its place, and where it must be loaded anew.
    """
    post.get_by_text("Stycke 30.").evaluate(
        "one => one.scrollIntoView({block: 'center', behavior: 'instant'})"
    )
    before = height_of(post, "Stycke 30.")
    preview.edit(POST, "Inledning.", "Inledning.\n\n" + "Ännu ett stycke. " * 200)
    expect(post.get_by_text("Ännu ett stycke.")).to_have_count(1, timeout=SLOW)
    assert height_of(post, "Stycke 30.") == pytest.approx(before, abs=2)
    assert is_same(post)

    preview.edit(POST, "Stycke 2.", "```diagram\ndata: ramar-2014\n```\n\nStycke 2.")
    expect(post.locator("figure")).to_have_count(3, timeout=SLOW)
    post.wait_for_function("!window.sameWindow && document.readyState === 'complete'")
    assert height_of(post, "Stycke 30.") == pytest.approx(before, abs=2)


def test_what_has_not_changed_is_left_alone(preview: Preview, post: Page) -> None:
    """A page of which nothing has changed isn't fetched, and of one that has only that is new.

    A stylesheet takes the old one's place without the page being loaded.
    """
    fetched: list[str] = []
    post.on("request", lambda request: fetched.append(request.url))
    post.locator("p", has_text="Stycke 5.").evaluate("one => { window.kept = one; }")
    preview.after(
        lambda: preview.edit("content/sidor/om.md", "Så skriver man", "Så här skriver man")
    )
    assert fetched == []

    preview.edit(POST, "Stycke 7.", "Stycke sju.")
    expect(post.get_by_text("Stycke sju.")).to_have_count(1, timeout=SLOW)
    assert post.evaluate("window.kept.isConnected")

    preview.edit("theme/static/css/base.css", "body {", "body { letter-spacing: 3px;")
    spaced = "getComputedStyle(document.body).letterSpacing"
    expect(post.locator("body")).to_have_css("letter-spacing", "3px", timeout=SLOW)
    assert post.evaluate(spaced) == "3px"
    assert is_same(post)


def test_a_page_that_moves_takes_its_reader_along(preview: Preview, post: Page) -> None:
    """Whoever looks at a post whose address changes is led to the new one."""
    preview.edit(POST, "en första titt", "en andra titt")
    post.wait_for_url("**/2013/04/26/ramarna-en-andra-titt/", timeout=SLOW)
    expect(post.locator("h1")).to_have_text("Ramarna: en andra titt")


def test_changed_code_shows_by_itself(preview: Preview, post: Page) -> None:
    """A change of Python code shows in the page that is open, and a fault in it is said."""
    preview.edit("plugins/insyn/swedish.py", '"april"', '"Aprilmånad"')
    expect(post.locator("main")).to_contain_text("Aprilmånad", timeout=SLOW)
    preview.write("plugins/insyn/site/dates.py", "import nowhere\n")
    expect(post.get_by_role("alert")).to_contain_text(
        "plugins/insyn/site/dates.py:1: Här gick koden sönder: ModuleNotFoundError", timeout=SLOW
    )
    assert is_same(post)


def test_a_preview_that_has_ended_says_so(preview: Preview, post: Page) -> None:
    """When the preview has been ended in the terminal, the page says how to start it again."""
    preview.process.terminate()
    expect(post.get_by_role("alert")).to_contain_text("python3 tasks.py serve", timeout=SLOW)


def test_drafts_can_be_seen_in_the_preview_and_say_what_they_are(
    preview: Preview, browser: Browser
) -> None:
    """A draft is listed on the start page, marked on its own, and soon found by a search."""
    draft = (preview.root / POST).read_text(encoding="utf-8")
    page = browser.new_page()
    page.goto(preview.address)
    preview.write(
        "content/inlagg/2013-05-03.md",
        draft.replace("summary:", "status: draft\nslug: nytt\nsummary:"),
    )
    expect(page.get_by_role("heading", name="Utkast")).to_be_visible(timeout=SLOW)
    page.goto(f"{preview.address}utkast/2013-04-26-nytt/")
    expect(page.locator(".notice")).to_contain_text("Utkast")
    draft_found = page.locator(".results > li", has_text="Utkast, ")
    for _ in range(10):
        page.goto(f"{preview.address}sok?q=ramarna")
        page.wait_for_timeout(CALM * 1000)
        if draft_found.count():
            break
    expect(draft_found.get_by_role("link", name="Ramarna: en första titt")).to_be_visible()
    page.close()
