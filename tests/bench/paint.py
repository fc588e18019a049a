"""What a first visit costs by a slow line: bytes by kind, requests, paints, shift and blocking.

Processor and line are those of Lighthouse's phone: four times slower, 1.6 Mbit/s down, 750 kbit/s
up and 150 ms for each request. Blocking time is what tasks take beyond 50 ms each, once something
has been painted (https://web.dev/articles/tbt).
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench.naive import write_naive
from chromium import find_browser
from conftest import FLAGS, ROOT
from insyn.site.build import build
from serving import served

LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
PHONE: Any = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 2,
    "is_mobile": True,
}
SLOWER = 4
REST = 2000  # milliseconds for scripts, when nothing more is fetched
KINDS = ("HTML", "CSS", "Script", "Picture", "Font", "Data")
TYPES = dict(zip(("Document", "Stylesheet", "Script", "Image", "Font"), KINDS, strict=False))
WATCH = """
window.seen = { shift: 0, tasks: [], painted: 0, largest: 0, drawn: null };
const watch = (type, heed) =>
  new PerformanceObserver((list) => list.getEntries().forEach(heed))
    .observe({ type, buffered: true });
watch("layout-shift", (entry) => { window.seen.shift += entry.value; });
watch("longtask", (entry) => { window.seen.tasks.push([entry.startTime, entry.duration]); });
watch("largest-contentful-paint", (entry) => { window.seen.largest = entry.startTime; });
watch("paint", (entry) => {
  if (entry.name === "first-contentful-paint") window.seen.painted = entry.startTime;
});
let charts = 0;
new MutationObserver(() => {
  const now = document.querySelectorAll("figure canvas, figure svg").length;
  if (now > charts) window.seen.drawn = performance.now();
  charts = now;
}).observe(document, { childList: true, subtree: true });
"""


@dataclass(frozen=True)
class Visit:
    """A first visit: bytes of each of KINDS, how many requests, milliseconds, and layout shift.

    `drawn` is when the last chart was there; None where there is none.
    """

    name: str
    figures: int
    sizes: Mapping[str, int]
    requests: int
    painted: float
    largest: float
    drawn: float | None
    blocked: float
    shift: float


def visits(places: Mapping[str, str], rounds: int) -> list[Visit]:
    """Build the sample, and visit pages of it, the naive one too, by turns."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "ut"
        write_naive(site, build(ROOT / "publishconf.py", site))
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        with served(site, compressed=True) as address:
            seen = [
                [_visit(browser, name, f"{address}/{place}") for name, place in places.items()]
                for _ in range(rounds)
            ]
        browser.close()
    return [_middle(same) for same in zip(*seen, strict=True)]


def _visit(browser: Browser, name: str, address: str) -> Visit:
    context = browser.new_context(**PHONE)
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", LINE)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    heads: dict[str, tuple[str, int]] = {}
    sizes: Counter[str] = Counter()

    def begun(event: dict[str, Any]) -> None:
        answer = event["response"]
        icon = answer["mimeType"].startswith("image/")  # which is of no type
        kind = "Picture" if icon else TYPES.get(event["type"], "Data")
        heads[event["requestId"]] = (kind, answer["encodedDataLength"])

    def ended(event: dict[str, Any]) -> None:
        kind, head = heads[event["requestId"]]
        sizes[kind] += int(event["encodedDataLength"] - head)

    tools.on("Network.responseReceived", begun)
    tools.on("Network.loadingFinished", ended)
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(REST)
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(500)
    seen = page.evaluate("window.seen")
    figures = page.locator("figure").count()
    context.close()
    painted = seen["painted"]
    assert painted, f"{address} was never painted"
    after = (lasted - max(0, painted - start) for start, lasted in seen["tasks"])
    blocked = sum(max(0, part - 50) for part in after)
    times = (painted, seen["largest"], seen["drawn"], blocked)
    return Visit(name, figures, dict(sizes), len(heads), *times, seen["shift"])


def _middle(same: Sequence[Visit]) -> Visit:
    """Give the median of each measure of some visits to a page."""
    drawn = [visit.drawn for visit in same if visit.drawn is not None]
    return Visit(
        same[0].name,
        same[0].figures,
        {kind: round(median(visit.sizes.get(kind, 0) for visit in same)) for kind in KINDS},
        round(median(visit.requests for visit in same)),
        median(visit.painted for visit in same),
        median(visit.largest for visit in same),
        median(drawn) if drawn else None,
        median(visit.blocked for visit in same),
        median(visit.shift for visit in same),
    )
