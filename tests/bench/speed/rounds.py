"""A round: every build measured once in turn, and every edit a few times in turn."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.speed import edits
from bench.speed.latency import BODY, latencies, previewed
from bench.speed.made_site import LAST, ROOT, posts, write_insyn
from bench.speed.measuring import Cost, cost
from bench.speed.others import write_drawing, write_hugo, write_pelican

ENV = {"PYTHONPATH": "plugins"}
TURNS = 3  # edits in a round
INSYN = (sys.executable, "-m", "insyn.site.commands", "publishconf.py", "output")
PELICAN = (sys.executable, "-m", "pelican", "-q", "-s", "pelicanconf.py", "content")
FREEZE = "from pathlib import Path; from insyn.site.upkeep import freeze_data; "
FREEZE += "raise SystemExit(freeze_data(Path('publishconf.py')))"


@dataclass(frozen=True)
class Sites:
    """The same posts in four forms below `folder`; `hugo` is the program, or "" for none."""

    folder: Path
    count: int
    charts: int
    hugo: str

    def write(self) -> None:
        """Write all four anew, and freeze the figures that Insyn shows."""
        shutil.rmtree(self.folder, ignore_errors=True)
        made = list(posts(self.count, self.charts))
        insyn = self.folder / "insyn"
        write_insyn(insyn, made)
        compiled = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "plugins", insyn / "plugins", ignore=compiled)
        for first in (["-m", "compileall", "-q", "plugins"], ["-c", FREEZE]):
            command, env = [sys.executable, *first], {**os.environ, **ENV}
            subprocess.run(command, cwd=insyn, env=env, check=True, stdout=subprocess.DEVNULL)
        write_pelican(self.folder / "pelican", made)
        write_drawing(self.folder / "drawing", made, insyn)
        write_hugo(self.folder / "hugo", made)

    def round(self) -> Iterator[tuple[str, Cost]]:
        """Measure everything once, and the edits in turns; give each as it is measured."""
        insyn = self.folder / "insyn"
        yield "pelican", self._pelican("pelican")
        if self.hugo:
            yield "hugo", self._hugo(kept=False)
        yield "insyn-cold", self._insyn("output", ".cache")
        yield "drawing", self._pelican("drawing")
        yield "insyn-cached", self._insyn("output")
        post = insyn / f"content/inlagg/{LAST}.md"
        for _ in range(TURNS):
            yield "insyn-none", self._insyn()
            if self.hugo:
                edits.edit_body(self.folder / f"hugo/content/posts/{LAST}.md")
                yield "hugo-body", self._hugo(kept=True)
            edits.edit_body(post)
            yield "insyn-body", self._insyn()
            edits.edit_figures(insyn / "data", f"namnderna-{LAST.year}")
            yield "insyn-csv", self._insyn()
            edits.edit_title(post)
            yield "insyn-title", self._insyn()
        with previewed(insyn) as address:
            shown = f"{address}/{LAST:%Y/%m/%d}/vecka-{self.count}/"
            for edit, seconds in latencies(shown, post, TURNS):
                yield "preview-body" if edit is BODY else "preview-title", seconds

    def _insyn(self, *without: str) -> Cost:
        """Build with the command that the verbs run, without some folders of before."""
        for name in without:
            self._set_aside(self.folder / "insyn" / name)
        return cost(INSYN, self.folder / "insyn", ENV)

    def _pelican(self, name: str) -> Cost:
        self._set_aside(self.folder / name / "output")
        return cost(PELICAN, self.folder / name)

    def _hugo(self, *, kept: bool) -> Cost:
        if not kept:
            self._set_aside(self.folder / "hugo/public")
        return cost((self.hugo, "--quiet"), self.folder / "hugo")

    def _set_aside(self, folder: Path) -> None:
        """Let a folder be where it was, but not its files' deletion be part of what is measured.

        Ext4 without a journal makes files twenty times as slowly for minutes after many are gone.
        """
        aside = self.folder / "aside"
        aside.mkdir(exist_ok=True)
        if folder.exists():
            folder.rename(aside / str(sum(1 for _ in aside.iterdir())))
