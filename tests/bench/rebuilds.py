"""Build again and again in one process, as the preview does, and tell how its memory grows.

    python tests/bench/rebuilds.py --times 500
    python tests/bench/rebuilds.py --times 100 --site .

The small site is edited before each build, and its post seen at a glance: mostly a text, every 25th
time figures that are drawn anew, every fifteenth a mistake and every twentieth a template; every
tenth time it is indexed for search. Another site is built as it is.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
for folder in (TESTS, TESTS.parent / "plugins"):
    sys.path.insert(0, str(folder))

from insyn.site.preview.works import Works  # noqa: E402
from pushing import lay_out  # noqa: E402

POST = "content/inlagg/2013-04-26.md"
FIGURES = "data/ramar-2014.csv"
TEMPLATE = "theme/templates/404.html"
WARM = 12  # builds until all that is imported only when it is needed has been
EACH = 50  # builds between two lines


def megabytes() -> float:
    """Give the memory that this process holds (RSS)."""
    asked = ["ps", "-o", "rss=", "-p", str(os.getpid())]
    return int(subprocess.run(asked, capture_output=True, check=True).stdout) / 1024


def edits(number: int) -> dict[str, tuple[str, str]]:
    """Give what is changed before a build: in a file, one text for another."""
    found = {POST: ("Inledning.", f"Inledning {number}.")}
    if number % 25 == 5:
        found[FIGURES] = (";2 000", f";2 {number:03}")
    if number % 15 == 0:
        found[POST] = ("data: ramar-2014", f"data: ramar-{number}")
    if number % 20 == 0:
        found[TEMPLATE] = ("<h1>", f"<h1>{number} ")
    return found


def rebuild(root: Path, output: Path, times: int, *, edited: bool) -> float:
    """Build time and again, printing the memory; give what it has grown by in megabytes (MB)."""
    kept = {path: (root / path).read_text("utf-8") for path in (POST, FIGURES, TEMPLATE) if edited}
    works = Works(root / "pelicanconf.py", output, bool)
    at_first, start = 0.0, time.perf_counter()
    for number in range(1, WARM + times + 1):
        for path, text in kept.items():
            (root / path).write_text(text.replace(*edits(number).get(path, ("", "")), 1), "utf-8")
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            works.glanced([POST])
            works.built()
            if number % 10 == 0:
                works.index()
        if number == WARM:
            at_first, start = megabytes(), time.perf_counter()
            print(f"{at_first:.1f} MB after {WARM} builds", flush=True)
        elif number > WARM and (number - WARM) % EACH == 0:
            each = (time.perf_counter() - start) / (number - WARM)
            print(f"{megabytes():.1f} MB after {number - WARM} more, {each:.2f} s each", flush=True)
    return megabytes() - at_first


def main() -> None:
    """Build the small site, or another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=500)
    parser.add_argument("--site", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = chosen.site or Path(folder) / "webbplats"
        if not chosen.site:
            lay_out(root)
            with (root / "pelicanconf.py").open("a", encoding="utf-8") as conf:
                conf.write('CACHE_PATH = ".cache"\n')  # nothing has been drawn
        grown = rebuild(root.resolve(), Path(folder) / "ut", chosen.times, edited=not chosen.site)
    print(f"grown by {grown:.1f} MB in {chosen.times} builds")


if __name__ == "__main__":
    main()
