"""The policies that real servers send, in a real browser: nothing breaks them, and they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.test_pages import PAGES
from serving import served
from tabs import console
from web_servers import Server

FIGURE, POST = "/figur/2013-04-26-1/", PAGES["post"]
HEAR = "addEventListener('securitypolicyviolation', (e) => console.error(e.violatedDirective))"
EVIL = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="document.title='kört'">
<script>document.title = "kört"</script><rect width="9" height="9"/></svg>"""


@pytest.fixture
def said() -> list[str]:
    """What the console said, violations of the policy among it."""
    return []


@pytest.fixture(scope="module")
def tab(browser: Browser, server: Server) -> Iterator[Page]:
    """A tab of a reader of the site, which tells of what breaks a policy."""
    page = browser.new_page(base_url=server.address)
    page.add_init_script(HEAR)
    yield page
    page.close()


@pytest.fixture
def page(tab: Page, said: list[str]) -> Iterator[Page]:
    """A page that is listened to."""
    with console(tab, said):
        yield tab
    tab.goto("about:blank")


def test_no_page_breaks_its_policy(page: Page, said: list[str]) -> None:
    """A page of every template, with all its scripts run: the console is silent."""
    for name, place in PAGES.items():
        if name != "missing":  # which says in the console that it is
            page.goto(place)
            assert said == [], name


def test_the_policy_is_heeded(page: Page, said: list[str]) -> None:
    """A script that got into a page would not run: a listener that hears nothing proves nothing."""
    page.goto(POST)
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'x = 1'}))"
    )
    page.wait_for_function("true")
    assert any("script-src" in line for line in said)
    assert page.evaluate("typeof x") == "undefined"


def test_the_search_finds(page: Page, said: list[str]) -> None:
    """Pagefind's WebAssembly runs below the header's policy."""
    page.goto("/sok/")
    page.get_by_role("searchbox").fill("underskott")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(re.compile("träffar"))
    assert page.locator(".results__title").count() > 0
    assert said == []


@pytest.mark.parametrize(("place", "shown"), [(FIGURE, True), (POST, False), ("/sok/", False)])
def test_others_may_frame_a_figure_and_nothing_else(
    page: Page, server: Server, tmp_path: Path, place: str, shown: bool
) -> None:
    """A page on another origin shows a figure's page; an ordinary one is refused."""
    frame = f'<iframe src="{server.address}{place}"></iframe>'
    (tmp_path / "index.html").write_text(f"<!doctype html>{frame}", encoding="utf-8")
    with served(tmp_path) as other:
        page.goto(other, wait_until="networkidle")
        inside = page.frames[1]
        assert bool(inside.locator("main").count()) is shown
        assert inside.url.startswith(server.address if shown else "chrome-error:")


def test_others_may_read_the_data_and_show_the_pictures(
    page: Page, server: Server, tmp_path: Path
) -> None:
    """Fetched from another origin: data and feeds can be read, a page can't."""
    (tmp_path / "index.html").write_text("<!doctype html>", encoding="utf-8")
    asked = "url => fetch(url).then(answer => answer.status, () => 0)"
    with served(tmp_path) as other:
        page.goto(other)
        for place in ("/data/folkmangd.csv", "/datasets/dcat", "/flode.json", "/flode.atom"):
            assert page.evaluate(asked, f"{server.address}{place}") == 200, place
        assert page.evaluate(asked, f"{server.address}{POST}") == 0


@pytest.mark.parametrize("folder", ["bilder", "figur/x"])
def test_a_picture_opened_by_itself_runs_no_script(page: Page, site: Path, folder: str) -> None:
    """Even one with a script in it, which our own never have."""
    picture = site / folder / "elak.svg"
    made = not picture.parent.exists()
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_text(EVIL, encoding="utf-8")
    try:
        page.goto(f"/{folder}/elak.svg")
        assert page.title() != "kört"
        assert page.locator("rect").count() == 1
    finally:
        picture.unlink()
        if made:
            picture.parent.rmdir()
