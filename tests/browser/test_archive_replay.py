"""A package is the site: a real browser, answered by its records alone, sees and does the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, Route, expect

from insyn.delivery.archive.package import pack_release
from markup import said_of
from tabs import Tabs, faults, hearing
from tiny import ADDRESS, release_of
from warc import Answer, answers

POST = "/2013/04/26/prognosen-ramarna-och-en-ranking/"
PLACES = ["/", POST, "/data/ramar-2014-2015/"]


@pytest.fixture(scope="module")
def package(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, packed as a release."""
    folder = tmp_path_factory.mktemp("packed")
    return pack_release(release_of(folder / "release", site), folder / "arkiv").path


@pytest.fixture(scope="module")
def kept(package: Path) -> dict[str, Answer]:
    """What the package answers."""
    return answers(package)


@pytest.fixture
def failed() -> list[str]:
    """What was asked for and not found, and what the console complained of."""
    return []


@pytest.fixture
def replayed(tabs: Tabs, kept: dict[str, Answer], failed: list[str]) -> Iterator[Page]:
    """A page to which nothing answers but the package, as a player answers from it.

    Players take the nearest address for one that only ends in another time.
    """

    def answer(route: Route) -> None:
        address = re.sub(r"\?ts=\d+$", "?ts=0", route.request.url)
        if address not in kept:
            failed.append(address)
        found = kept.get(address, kept[f"{ADDRESS}/404.html"])
        headers = {"Content-Type": found.kind}
        route.fulfill(status=found.status, headers=headers, body=found.body)

    with tabs.one(base_url=ADDRESS) as page:
        page.route("**/*", answer)
        with hearing(page, pageerror=lambda error: failed.append(str(error))):
            yield page


@pytest.mark.parametrize("place", PLACES)
def test_a_page_looks_as_it_did(page: Page, replayed: Page, failed: list[str], place: str) -> None:
    """Front page, post with figures and dataset are the same to the pixel, and lack nothing."""
    looks = []
    for one in (page, replayed):
        one.goto(place)
        one.evaluate("document.fonts.ready")
        looks.append((one.locator("body").inner_html(), one.screenshot(full_page=True)))
    assert looks[0] == looks[1]
    assert failed == []


def test_figures_and_links_work_from_the_package(replayed: Page, failed: list[str]) -> None:
    """From the front page a reader comes to a post, its figures and a figure's files."""
    replayed.goto("/")
    replayed.locator(".front__read a").first.click()
    expect(replayed.locator("h1")).to_have_text("Två dagars budgetdialog")
    replayed.goto(POST)
    assert replayed.locator("figure svg").count() > 1
    for link in replayed.locator("a[href$='.csv'], a[href$='.png'], a[href$='.svg']").all():
        address = str(link.evaluate("link => link.href"))
        assert (
            replayed.evaluate("address => fetch(address).then(got => got.status)", address) == 200
        )
    assert failed == []


def test_the_search_works_from_the_package(replayed: Page, failed: list[str]) -> None:
    """Pagefind, its index and its WebAssembly are all in the package."""
    replayed.goto("/sok/")
    replayed.get_by_role("searchbox").fill("budgetar")
    replayed.keyboard.press("Enter")
    expect(replayed.get_by_role("status")).to_have_text(re.compile("träff"))
    titles = replayed.locator(".results__title").all_inner_texts()
    assert "Två dagars budgetdialog" in titles
    assert failed == []


def test_an_address_that_never_was_is_answered_so(replayed: Page) -> None:
    """The page for what isn't there is kept, with the status it is sent with."""
    answered = replayed.goto("/finns-inte/")
    assert answered
    assert answered.status == 404
    expect(replayed.locator("h1")).to_have_text("Sidan finns inte")


def test_the_contents_are_valid_and_accessible(package: Path, tabs: Tabs, tmp_path: Path) -> None:
    """The table of contents passes the HTML checker and axe, asks for nothing, fits a phone."""
    file = tmp_path / "innehall.html"
    with ZipFile(package) as held:
        file.write_bytes(held.read("om-paketet/innehall.html"))
    assert said_of(file) == []
    asked: list[str] = []
    with (
        tabs.one(viewport={"width": 320, "height": 640}) as page,
        hearing(page, request=lambda request: asked.append(request.url)),
    ):
        page.goto(file.as_uri())
        assert asked == [file.as_uri()]
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert faults(page, None) == ""
