"""The live preview: an edit shows by itself, a mistake is said on the page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def preview(small: Path) -> Iterator[str]:
    """The preview of the small site, in a process of its own; gives its address."""
    program = "from insyn.site.preview.serving import serve_preview; from pathlib import Path; "
    program += "serve_preview(Path('pelicanconf.py').resolve(), 8200)"
    shutil.copytree(ROOT / "plugins", small / "plugins")
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", program],
        cwd=small,
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout
    for line in process.stdout:
        found = re.search(r"http://\S+", line)
        if found:
            yield found[0]
            break
    process.terminate()
    process.wait(10)
    process.stdout.close()


def test_an_edit_shows_by_itself_and_a_mistake_is_said(
    small: Path, preview: str, browser: Browser
) -> None:
    """Saving changes the page; a mistake stands above it with file and line; mending clears it."""
    page = browser.new_page()
    page.goto(f"{preview.rstrip('/')}/2013/04/26/ramarna-en-forsta-titt/")
    expect(page.locator("h1")).to_have_text("Ramarna: en första titt")
    post = small / "content/inlagg/2013-04-26.md"
    text = post.read_text(encoding="utf-8")

    post.write_text(text.replace("Inledning.", "En ny inledning."), encoding="utf-8")
    expect(page.locator(".letter")).to_contain_text("En ny inledning.", timeout=15_000)

    post.write_text(text.replace("data: ramar-2014", "data: ramr-2014"), encoding="utf-8")
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text("content/inlagg/2013-04-26.md:15: Datamängden", timeout=15_000)
    expect(page.locator(".letter")).to_contain_text("En ny inledning.")

    post.write_text(text, encoding="utf-8")
    expect(problem).to_have_count(0, timeout=15_000)
    expect(page.locator(".letter")).to_contain_text("Inledning.")
    page.close()


def test_drafts_can_be_seen_in_the_preview_and_say_what_they_are(
    small: Path, preview: str, browser: Browser
) -> None:
    """A draft is listed on the start page, marked on its own, and found by a search."""
    post = small / "content/inlagg/2013-04-26.md"
    draft = post.read_text(encoding="utf-8").replace(
        "summary:", "status: draft\nslug: nytt\nsummary:"
    )
    page = browser.new_page()
    page.goto(preview)
    (small / "content/inlagg/2013-05-03.md").write_text(draft, encoding="utf-8")
    expect(page.get_by_role("heading", name="Utkast")).to_be_visible(timeout=15_000)
    page.goto(f"{preview}utkast/2013-04-26-nytt/")
    expect(page.locator(".notice")).to_contain_text("Utkast")
    page.goto(f"{preview}sok?q=ramarna")
    draft_found = page.locator(".results > li", has_text="Utkast, ")
    expect(draft_found.get_by_role("link", name="Ramarna: en första titt")).to_be_visible()
    page.close()
