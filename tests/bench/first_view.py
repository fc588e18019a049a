"""What a first visit to each kind of page costs, held against the goals.

Run as `python3 tasks.py weigh`.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

from bench.naive import NAIVE, POST  # noqa: E402  (found by the path above)
from bench.paint import visits  # noqa: E402

GOAL = 15_000  # bytes of a first view with three figures
MOST_REQUESTS = 4  # page, stylesheet, script and icon
SHOWN = {
    "Start page": "",
    "Post with three figures": POST,
    "The same, naive": NAIVE,
    "Dataset page": "data/enkat-2013/",
    "Challenge thread": "utmaningar/ekonomin/",
}
OTHERS = (
    "2013/04/26/prognosen-ramarna-och-en-ranking/",  # nine figures
    *("utmaningar/kvalitet/", "ataganden/", "budgetprocessen/", "arkiv/", "ordlista/", "data/"),
)


def main() -> int:
    """Measure; give 1 when a page of Insyn's is over its goals."""
    over = False
    print(
        f"{'page':46}{'bytes':>9}{'files':>7}{'first':>9}{'largest':>9}{'shift':>8}{'blocked':>9}"
    )
    places = {**SHOWN, **{f"/{place}": place for place in OTHERS}}
    for visit in visits(places, 1):
        size = sum(visit.sizes.values())
        if places[visit.name] != NAIVE:
            over |= visit.figures <= 3 and (size > GOAL or visit.requests > MOST_REQUESTS)
            over |= visit.shift >= 0.01 or visit.blocked > 0
        times = f"{visit.painted:>6.0f} ms{visit.largest:>6.0f} ms"
        print(f"{visit.name:46}{size:>9,}{visit.requests:>7}{times}", end="")
        print(f"{visit.shift:>8.4f}{visit.blocked:>6.0f} ms")
    print(f"Goals: {GOAL} bytes with three figures, {MOST_REQUESTS} files, shift < 0.01, 0 ms.")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
