"""The bench: `python3 tasks.py bench` measures, then writes docs/speed.md and docs/speed.svg.

What was measured is kept below the temporary folder, a round at a time: a run that is broken off
goes on where it was, and nothing is written in docs/ before all that was asked for is there.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench.first_view import SHOWN
from bench.paint import visits
from bench.speed.goals import SIZE, verdicts
from bench.speed.made_site import ROOT
from bench.speed.others import find_hugo
from bench.speed.page import page
from bench.speed.picture import picture
from bench.speed.results import Results, gathered, keep, kept, machine, measured_of
from bench.speed.rounds import Sites
from insyn.keeping import write_whole

FOLDER = Path(tempfile.gettempdir()) / "insyn-bench"
VISITS = 3


def measured(sites: Sites, rounds: int, path: Path) -> Results:
    """Measure what isn't measured yet of one size; keep each round when it is whole."""
    results = kept(path)
    del results.rounds[rounds:]
    if len(results.rounds) < rounds:
        print(f"{sites.count} posts with {sites.charts} charts: writing the sites.", flush=True)
        sites.write()
    while len(results.rounds) < rounds:
        number = len(results.rounds) + 1
        told = ((_tell(number, name, cost.wall), cost) for name, cost in sites.round())
        results.rounds.append(gathered(told))
        results.date = f"{datetime.now(UTC):%Y-%m-%d}"
        keep(path, results)
    shutil.rmtree(sites.folder, ignore_errors=True)  # 100 posts take 160 MB
    return results


def _tell(number: int, name: str, wall: float) -> str:
    print(f"  round {number}  {name:14} {wall:9.3f} s", flush=True)
    return name


def main() -> int:
    """Measure what is asked for; write the page and the picture."""
    parser = argparse.ArgumentParser(prog="tasks.py bench")
    parser.add_argument("--posts", default="100,1000")
    parser.add_argument("--charts", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    folder = FOLDER / measured_of()
    hugo = find_hugo(FOLDER / "hugo")
    sizes = {}
    date = ""
    for count in sorted(map(int, asked.posts.split(","))):
        sites = Sites(folder / f"{count}x{asked.charts}", count, asked.charts, hugo)
        results = measured(sites, asked.rounds, sites.folder.with_suffix(".json"))
        sizes[count], date = results.medians(), max(date, results.date)
    print("First visits.", flush=True)
    seen = visits(SHOWN, VISITS)
    said = {"date": date, "charts": f"{asked.charts}", "visits": f"{VISITS}"}
    said["rounds"] = f"{asked.rounds} rounds" if asked.rounds > 1 else "one round"
    at, where = SIZE if SIZE in sizes else max(sizes), machine(folder)
    drawn = picture(at, sizes[at], f"{date}, {where['Processor']}, Python {where['Python']}.")
    write_whole(ROOT / "docs/speed.svg", drawn.encode())
    text = page(sizes, verdicts(sizes), seen, said, where)
    write_whole(ROOT / "docs/speed.md", text.encode())
    print("Wrote docs/speed.md and docs/speed.svg.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
