"""The contact sheet: every chart type as readers meet it, wide and narrow, light and dark.

`python3 tasks.py sheet` takes each figure of the handbook's pages from the built site in a real
browser, and lays its four looks side by side in docs/diagram/TYPE.png.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

from chromium import find_browser  # noqa: E402  (found by the path above)
from conftest import FLAGS  # noqa: E402
from insyn.charts.catalogue import CHART_TYPES  # noqa: E402
from insyn.figures.png import packed  # noqa: E402
from insyn.site.build import build  # noqa: E402
from serving import served  # noqa: E402

PLACE = ROOT / "docs" / "diagram"
LOOKS = [(width, scheme) for scheme in ("light", "dark") for width in (720, 320)]
PAPER = {"light": "#fefefe", "dark": "#16181b"}
HIDDEN = ".figure > :not(figcaption, .figure__key, svg, .scroll) { display: none !important }"


def main() -> None:
    """Build the site, and make a sheet for each type."""
    PLACE.mkdir(parents=True, exist_ok=True)
    names = [*(chart.name for chart in CHART_TYPES), "egen"]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        output = Path(folder) / "ut"
        build(ROOT / "publishconf.py", output)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        with served(output) as site:
            for name in names:
                address = f"{site}/handbok-{name}/"
                shots = [shot(browser, address, width, scheme) for width, scheme in LOOKS]
                (PLACE / f"{name}.png").write_bytes(packed(sheet(browser, shots)))
                print(f"docs/diagram/{name}.png")


def shot(browser: Browser, address: str, width: int, scheme: Any) -> bytes:
    """Take a picture of the first figure of a page."""
    viewport: Any = {"width": width, "height": 900}
    page = browser.new_page(viewport=viewport, color_scheme=scheme, bypass_csp=True)
    page.goto(address)
    page.add_style_tag(content=HIDDEN)
    picture = page.locator("figure").first.screenshot()
    page.close()
    return picture


def sheet(browser: Browser, shots: list[bytes]) -> bytes:
    """Lay pictures side by side: the light ones above the dark ones."""
    cells = [
        f'<td style="background:{PAPER[scheme]}"><img src="data:image/png;base64,'
        f'{base64.b64encode(picture).decode()}">'
        for picture, (_, scheme) in zip(shots, LOOKS, strict=True)
    ]
    table = f"<table><tr>{cells[0]}{cells[1]}<tr>{cells[2]}{cells[3]}</table>"
    style = "<style>body { margin: 0 } td { vertical-align: top; padding: 16px }</style>"
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.set_content(f"{style}{table}")
    picture = page.locator("table").screenshot()
    page.close()
    return picture


if __name__ == "__main__":
    main()
