"""What a first visit costs: bytes and requests, layout shift and blocking time, as on a phone.

Run as `python3 tasks.py weigh`. Bytes are those of the page, its stylesheet and its script, as
brotli sends them. Shift and blocking time are read in a real browser whose processor is slowed four
times, as Lighthouse does for mobile; blocking time is what tasks take beyond 50 ms each, once
something has been painted (https://web.dev/articles/tbt).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import brotli
from lxml import html
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

from chromium import find_browser  # noqa: E402  (found by the path above)
from conftest import FLAGS  # noqa: E402
from insyn.site.build import build  # noqa: E402
from serving import served  # noqa: E402

GOAL = 15_000  # bytes of a first view with three figures
MOST_REQUESTS = 3
PAGES = (
    "",
    "2013/04/19/bolagen-gor-ocksa-var-vardag/",  # three figures
    "2013/04/26/prognosen-ramarna-och-en-ranking/",  # nine
    "utmaningar/ekonomin/",
    "utmaningar/kvalitet/",
    "ataganden/",
    "budgetprocessen/",
    "arkiv/",
    "ordlista/",
    "data/",
    "data/enkat-2013/",
)
WATCH = """
window.seen = { shift: 0, tasks: [], painted: 0 };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.seen.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.seen.tasks.push([entry.startTime, entry.duration]);
}).observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntriesByName("first-contentful-paint"))
    window.seen.painted = entry.startTime;
}).observe({ type: "paint", buffered: true });
"""


def weight(site: Path, place: str) -> tuple[int, int]:
    """Give the bytes of a page with its stylesheet and scripts, and how many files they are."""
    page = site / place / "index.html"
    parts = html.parse(page).getroot().xpath("//link[@rel='stylesheet']/@href | //script/@src")
    files = [page, *((page.parent / part).resolve() for part in parts)]
    return sum(len(brotli.compress(file.read_bytes())) for file in files), len(files)


def measured(browser: Browser, address: str) -> tuple[float, float]:
    """Give the layout shift and the blocking time in milliseconds of a first visit by phone."""
    context = browser.new_context(
        viewport={"width": 412, "height": 823}, device_scale_factor=2, is_mobile=True
    )
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(500)
    seen = page.evaluate("window.seen")
    context.close()
    assert seen["painted"]
    after = (
        lasted - max(0, seen["painted"] - begun)
        for begun, lasted in seen["tasks"]
        if begun + lasted > seen["painted"]
    )
    return seen["shift"], sum(max(0, part - 50) for part in after)


def main() -> int:
    """Measure; give 1 when the page with three figures is over its goals."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "ut"
        build(ROOT / "publishconf.py", site)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        print(f"{'page':48}{'brotli':>8}{'files':>7}{'figures':>9}{'shift':>8}{'blocked':>9}")
        over = False
        with served(site) as address:
            for place in PAGES:
                size, files = weight(site, place)
                page = html.parse(site / place / "index.html").getroot()
                figures = len(page.xpath("//figure"))
                shift, blocked = measured(browser, f"{address}/{place}")
                over |= figures <= 3 and (size > GOAL or files > MOST_REQUESTS)
                over |= shift >= 0.01 or blocked > 0
                print(f"/{place:47}{size:>8}{files:>7}{figures:>9}{shift:>8.4f}{blocked:>6.0f} ms")
        browser.close()
    print(f"Goals: {GOAL} bytes with three figures, {MOST_REQUESTS} files, shift < 0.01, 0 ms.")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
