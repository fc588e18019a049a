"""Tabs that tests use one after the other: a new one takes as long as opening five pages in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

SIZE = {"width": 1280, "height": 900}
LOOK = {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"}
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


class Tabs:
    """A browser's tabs: one for all that can't be changed in it, such as whether scripts run."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._open: dict[str, Page] = {}

    @contextmanager
    def one(self, **wanted: Any) -> Iterator[Page]:
        """Lend a tab in a context of these parameters, as empty as if it were new."""
        look = {name: wanted.pop(name, usual) for name, usual in LOOK.items()}
        size = wanted.pop("viewport", SIZE)
        key = repr(sorted(wanted.items()))
        page = self._open.pop(key, None) or self._browser.new_context(**wanted).new_page()
        page.set_viewport_size(size)
        page.emulate_media(media="null", **look)
        try:
            yield page
        finally:
            page.unroute_all()
            page.mouse.move(-1, -1)
            page.goto("about:blank")
            page.context.clear_cookies()
            self._open[key] = page

    def close(self) -> None:
        """Close them all."""
        for page in self._open.values():
            page.context.close()


@contextmanager
def hearing(page: Page, **events: Callable[[Any], object]) -> Iterator[None]:
    """Hear events of a page for as long as this lasts."""
    for event, hear in events.items():
        page.on(event, hear)  # type: ignore[call-overload]
    try:
        yield
    finally:
        for event, hear in events.items():
            page.remove_listener(event, hear)


@contextmanager
def console(page: Page, said: list[str]) -> Iterator[None]:
    """Write down what a page's console and its errors say."""
    with hearing(
        page,
        console=lambda message: said.append(message.text),
        pageerror=lambda error: said.append(str(error)),
    ):
        yield


def faults(page: Page, rules: list[str] | dict[str, Any] | None = RULES) -> str:
    """Give what axe finds on a page as it looks now; an empty string when it finds nothing.

    Without rules it tries all that it does by default.
    """
    only = {"runOnly": rules} if rules else {}
    found = Axe().run(page, options={"resultTypes": ["violations"], **only})
    return found.generate_report() if found.violations_count else ""
