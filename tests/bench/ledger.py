"""How long a supplier ledger takes and what memory, beside the bare reading of its lines.

Run as `python tests/bench/ledger.py 1000000`; the ratio is of one run, so it says something on any
machine.
"""

from __future__ import annotations

import csv
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "plugins"), str(HERE.parent / "data")]

from insyn.data.library import load_library  # noqa: E402  (found by the path above)
from site_of_data import put  # noqa: E402
from test_ledger import SCHEMA, rows  # noqa: E402


def main(count: int) -> None:
    """Make a ledger of `count` rows and print how it goes."""
    root = Path(tempfile.mkdtemp())
    file = put(root, "reskontra", "", SCHEMA) / "reskontra.csv"
    with file.open("w", encoding="utf-8") as opened:
        opened.writelines(f"{row}\n" for row in rows(count))
    start = time.perf_counter()
    with file.open(encoding="utf-8", newline="") as opened:
        lines = sum(1 for _ in csv.reader(opened, delimiter=";"))
    bare = time.perf_counter() - start
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times = []
    for _ in range(2):
        start = time.perf_counter()
        problems = load_library(root).problems
        times.append(time.perf_counter() - start)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    shutil.rmtree(root)
    print(f"{lines - 1} rows, problems: {len(problems)}")
    print(f"read, summed and written: {times[0]:.1f} s, {times[0] / bare:.1f} × bare csv.reader")
    print(f"the next build: {times[1]:.2f} s, {times[1] / bare:.2f} ×")
    print(f"memory: {before / 1024:.0f} MB before, {after / 1024:.0f} MB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000)
