"""How long it takes from a saved file to what a real browser shows."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.speed.edits import edit_body, edit_title
from bench.speed.measuring import Cost
from chromium import find_browser
from conftest import FLAGS

PORT = 8300  # or the next one that is free
PATIENCE = 300_000  # milliseconds
# Milliseconds before an edit, by turns: all else that the last one changed is built from 1.5 s on,
# and at many posts still isn't after three.
PAUSES = (1000, 3000, 6000)
SHOWN = "([place, said]) => document.querySelector(place)?.textContent.includes(said)"
SERVE = f"""
from pathlib import Path
from insyn.site.preview.serving import serve_preview
serve_preview(Path("pelicanconf.py").resolve(), {PORT})
"""
Edit = tuple[str, Callable[[Path], str]]
BODY: Edit = ("main", edit_body)
TITLE: Edit = ("h1", edit_title)


@contextmanager
def previewed(root: Path) -> Iterator[str]:
    """Serve the preview of a site in a process of its own; give its address."""
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", SERVE],
        cwd=root,
        env={**os.environ, "PYTHONPATH": "plugins"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,  # with the processes that it may have started
    )
    try:
        assert process.stdout
        found = (re.search(r"http://\S+(?=/)", line) for line in process.stdout)
        yield next(address[0] for address in found if address)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate()


def latencies(address: str, post: Path, times: int) -> Iterator[tuple[Edit, Cost]]:
    """Edit a post's body and its title by turns; give how long a browser took to show each.

    `address` is that of the post in a running preview. The first edits only wake what is asleep.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        page = browser.new_page()
        page.goto(address, timeout=PATIENCE)
        for turn in range(times + 1):
            for edit in (BODY, TITLE):
                page.wait_for_timeout(PAUSES[turn % len(PAUSES)])
                seconds = _shown(page, post, edit)
                if turn:
                    yield edit, Cost(seconds)
        browser.close()


def _shown(page: Page, post: Path, edit: Edit) -> float:
    """Edit; give the seconds until the first frame in which the page says it."""
    place, change = edit
    start = time.perf_counter()
    said = change(post)
    page.wait_for_function(SHOWN, arg=[place, said], polling="raf", timeout=PATIENCE)
    return time.perf_counter() - start
