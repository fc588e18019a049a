"""Find the browser that is installed; on Debian as root, install one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from programs import install

NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("chrome", "microsoft-edge", "msedge"),
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)


def find_browser() -> str:
    """Give the path of a browser; raise RuntimeError where none can be had."""
    found = _installed()
    if found is None:
        install("chromium")
        found = _installed()
    if found is None:
        raise RuntimeError("The browser tests need Chromium, Chrome or Edge; none was found.")
    return found


def _installed() -> str | None:
    chosen = os.environ.get("INSYN_BROWSER")
    candidates = [chosen] if chosen else [*map(shutil.which, NAMES), *PLACES]
    return next((path for path in candidates if path and Path(path).exists()), None)
