"""What the preview's builder does, in one process for many builds, and what it answers."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from insyn import swedish
from insyn.problems import Problem, ProblemsFound, full_disk
from insyn.publishing.reporting import plain
from insyn.site.afresh import afresh, forget_texts
from insyn.site.build import build
from insyn.site.house import House
from insyn.site.preview.changes import Outputs
from insyn.site.preview.glance import glance
from insyn.site.telling import Teller

Answer = dict[str, Any]


class Works:
    """Builds the site of the settings `conf` at `output`, time and again."""

    def __init__(self, conf: Path, output: Path) -> None:
        self.conf, self.output = conf, output
        self._outputs, self._teller = Outputs(output), Teller()
        self._house: House | None = None  # of the last build, where that was whole

    def built(self) -> Answer:
        """Build all; answer what is wrong, or what has changed and where the texts are."""
        start = time.perf_counter()
        self._begin()
        try:
            house = build(self.conf, self.output, embargoed=True, indexed=False)
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
        self._house = house
        return {"problems": "", "changed": changed, "addresses": addresses}

    def glanced(self, saved: Sequence[str]) -> Answer | None:
        """Answer with the page of a text, if just that was saved and can be shown by itself."""
        house, self._house = self._house, None
        if house is None or len(saved) != 1:
            return None
        forget_texts()
        try:
            page = glance(house, saved[0])
        except Exception:  # noqa: BLE001  (the build that comes instead tells what it is)
            return None
        if not page:
            return None
        self._house = house
        changed = [page] if self._outputs.learn(page) else []
        return {"problems": "", "changed": changed, "glance": True}

    def index(self) -> None:
        """Build again, with what was written indexed for search."""
        self._begin()
        with suppress(ProblemsFound, OSError):
            self._house = build(self.conf, self.output, embargoed=True)

    def _begin(self) -> None:
        """Let go of the last build, and of all that it left."""
        self._house = None
        afresh()

    def _wrong(self, problems: Sequence[Problem]) -> Answer:
        self._teller.tell(problems)
        return {"problems": plain(problems)}
