"""What the preview's builder does, in one process for many builds, and what it answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from insyn import swedish
from insyn.problems import Problem, ProblemsFound, full_disk
from insyn.publishing.reporting import plain
from insyn.site.afresh import afresh, forget_texts
from insyn.site.build import Hurry, build
from insyn.site.house import House
from insyn.site.preview.changes import Outputs
from insyn.site.preview.glance import glance
from insyn.site.telling import Teller

Answer = dict[str, Any]


class Awaited(BaseException):
    """Somebody waits for something else, so that a build is given up.

    Pelican passes over a text that an Exception comes from.
    """


class Works:
    """Builds the site of the settings `conf` at `output`, time and again.

    A build is given up when `is_awaited` says that somebody has saved a text meanwhile.
    """

    def __init__(self, conf: Path, output: Path, is_awaited: Callable[[], bool]) -> None:
        self.conf, self.output, self.is_awaited = conf, output, is_awaited
        self._outputs, self._teller = Outputs(output), Teller()
        self._house: House | None = None  # of the last build, where that was whole

    def built(self) -> Answer | None:
        """Build all; answer what is wrong, or what has changed and where the texts are.

        None where the build was given up.
        """
        start = time.perf_counter()
        try:
            house = self._build(indexed=False)
        except Awaited:
            return None
        except ProblemsFound as found:
            return self._wrong(found.problems)
        except OSError as error:
            return self._wrong([full_disk(error, str(self.output))])
        changed = self._outputs.changed()
        addresses = {
            file: house.shown_at(source)
            for file, source in house.sources.items()
            if house.is_seen(source)
        }
        seconds = swedish.number(Decimal(str(time.perf_counter() - start)), 2)
        print(f"Byggt på {seconds} s.", flush=True)
        return {"problems": "", "changed": changed, "addresses": addresses}

    def glanced(self, saved: Sequence[str]) -> Answer | None:
        """Answer with the page of a text, if just that was saved and can be shown by itself."""
        if self._house is None or len(saved) != 1:
            return None
        house, self._house = self._house, None
        forget_texts()
        try:
            page = glance(house, saved[0])
        except Exception:  # noqa: BLE001  (the build that comes instead tells what it is)
            return None
        self._house = house
        if not page:
            return None
        changed = [page] if self._outputs.learn(page) else []
        return {"problems": "", "changed": changed, "glance": True}

    def index(self) -> None:
        """Build again, with what was written indexed for search."""
        with suppress(Awaited, ProblemsFound, OSError):
            self._build(indexed=True)

    def _build(self, *, indexed: bool) -> House:
        """Build all; the last house is there until then, for a build that is given up."""
        before, self._house = self._house, None
        afresh()
        try:
            hurry = Hurry(indexed, self._pause)
            self._house = build(self.conf, self.output, embargoed=True, hurry=hurry)
        except Awaited:
            self._house = before
            raise
        return self._house

    def _pause(self) -> None:
        if self.is_awaited():
            raise Awaited

    def _wrong(self, problems: Sequence[Problem]) -> Answer:
        self._teller.tell(problems)
        return {"problems": plain(problems)}
