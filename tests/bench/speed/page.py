"""docs/speed.md: what was measured, in words and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bench.paint import KINDS, Visit
from bench.speed.goals import SIZE, Medians, Verdict, by_cpu
from bench.speed.measuring import Cost

LABELS = {
    "insyn-cold": "Insyn, nothing kept",
    "drawing": "Pelican, drawing each chart",
    "insyn-cached": "Insyn, charts kept, no output",
    "pelican": "Pelican, no charts",
    "hugo": "Hugo, no charts",
    "insyn-none": "Insyn, nothing changed",
    "insyn-body": "Insyn, one body edited",
    "insyn-csv": "Insyn, one figure edited",
    "insyn-title": "Insyn, one title edited",
    "hugo-body": "Hugo, one body edited",
    "preview-body": "Insyn's preview, body edited, until the browser shows it",
    "preview-title": "Insyn's preview, title edited, until the browser shows it",
}
ALONE = 0.85  # of a core, for one process that nothing disturbs
REACHED = {True: "reached", False: "not reached", None: "–"}
WORDS = """\
# Speed

Written by `python3 tasks.py bench`; don't edit it by hand. Measured {date}.

{machine}

The site is made from a seed (`tests/bench/speed/made_site.py`): posts of some 370 words in three
sections, {charts} charts a post, 40 topics. Each build is a process of its own, and all are run by
turns, so that other work on the machine strikes them alike; what stands here are medians of
{rounds}. Ratios say more than seconds; in brackets they are those of CPU, which other work disturbs
less. CPU is with children; memory is that of the largest process. What is built anew is set aside,
not deleted, before.

- **Pelican** is as it comes: its own theme, its feeds and one for each tag. Charts are plain code.
- **Pelican, drawing each chart**, also draws every chart in two widths with vl-convert at every
  build (`naive_charts.py`). It draws what Insyn draws, from Vega-Lite that is ready beforehand, so
  it is spared the data and Altair.
- **Hugo** has small layouts of its own with the same kinds of pages and feeds. Charts are plain
  code.
- **Insyn** also checks everything, indexes for the search, writes pages, pictures and data to take
  away for each chart, and compresses it all in three ways. The edited post is the newest, which is
  on the start page and in the feeds. The preview is timed from the saving of the file, one, three
  and six seconds after what was shown last, until the post's own page shows it; other pages follow
  when all is built, which begins a second and a half later.

![Seconds for each kind of build](speed.svg)

## Goals

{at}

{goals}

What stands in the way, as profiled at 1,000 posts in November 2026:

- **No change.** A post is some 25 files, with its pictures, data and compressed twins; to ask for
  the stamps of 25,000 takes 0.1 s.
- **One body edited.** A third of the time Pagefind reads all pages anew, while the feeds are
  compressed; a quarter goes to asking, page by page, whether anything that it was made of has
  changed; a tenth to importing code; the rest to the check, and to reading and keeping what is
  known of 25,000 files. Hugo has none of it but the pages.
- **Charts kept, no output.** Nine in ten of those files have nothing to do with what Pelican
  writes.
- **Nothing kept.** Half of the processor's time makes PNGs, a fifth compresses at Brotli's best; an
  eighth draws, which is all that the other does.
{sizes}
## A first visit

Read in Chromium as by a phone: processor slowed four times, 1.6 Mbit/s, 150 ms for each request,
pages sent as Brotli. Medians of {visits} visits. Sizes are bytes as sent, without headers. “Charts”
is when the last one is in the page; “blocked” what tasks take beyond 50 ms each after the first
paint.

{paint}

The naive page has the same text and look; its three charts are the same Vega-Lite, drawn by
vega-embed in the reader's browser. The scripts are those that vl-convert carries, in one file.
"""


def page(
    sizes: Mapping[int, Medians],
    judged: Sequence[Verdict],
    visits: Sequence[Visit],
    said: Mapping[str, str],
    machine: Mapping[str, str],
) -> str:
    """Write the page; `said` gives date, charts, rounds and visits."""
    at = SIZE if SIZE in sizes else max(sizes)
    other = "" if at == SIZE else f" They are set for {SIZE:,}, which were not measured."
    goals = ([one.what, one.limit, one.measured, REACHED[one.reached]] for one in judged)
    return WORDS.format(
        **said,
        machine=table(("Machine", ""), machine.items()),
        at=f"At {at:,} posts; memory over all sizes.{other}",
        goals=table(("Goal", "Limit", "Measured", ""), goals),
        sizes="".join(_size(count, medians) for count, medians in sorted(sizes.items())),
        paint=table(
            ("Page", *KINDS, "Requests", "First paint", "Largest", "Charts", "Blocked", "Shift"),
            (_visit(visit) for visit in visits),
        ),
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table in Markdown, with numbers to the right."""
    marks = ["---", *("---:" if len(head) > 2 else "---" for _ in head[1:])]
    lines = (f"| {' | '.join(cells)} |" for cells in (head, marks, *rows))
    return "\n".join(lines)


def seconds(wall: float) -> str:
    """Write seconds with two or three digits that mean something."""
    digits = 3 if wall < 0.1 else 2 if wall < 1 else 1 if wall < 100 else 0
    return f"{wall:,.{digits}f}"


def _size(count: int, medians: Medians) -> str:
    """Write the table of one size."""
    head = ("Build", "Seconds", "CPU, s", "Memory, MB", "× Pelican (CPU)", "× Hugo (CPU)")
    rows = [_row(name, medians[name], medians) for name in LABELS if name in medians]
    missing = "" if "hugo" in medians else "\nHugo couldn't be had.\n"
    share = (medians["pelican"].cpu or 0) / medians["pelican"].wall
    busy = f"\nThe machine was busy with other work: Pelican got {share:.0%} of a core.\n"
    return f"\n## {count:,} posts\n\n{table(head, rows)}\n{missing}{busy * (share < ALONE)}"


def _row(name: str, cost: Cost, medians: Medians) -> tuple[str, ...]:
    ratios = (
        f"{cost.wall / medians[other].wall:.2f}{by_cpu(cost, medians[other])}"
        if other in medians
        else "–"
        for other in ("pelican", "hugo")
    )
    cpu = "–" if cost.cpu is None else seconds(cost.cpu)
    memory = "–" if cost.memory is None else f"{cost.memory / 1e6:.0f}"
    return (LABELS[name], seconds(cost.wall), cpu, memory, *ratios)


def _visit(visit: Visit) -> tuple[str, ...]:
    times = (visit.painted, visit.largest, visit.drawn, visit.blocked)
    return (
        visit.name,
        *(f"{visit.sizes.get(kind, 0):,}" for kind in KINDS),
        str(visit.requests),
        *("–" if time is None else f"{time:,.0f} ms" for time in times),
        f"{visit.shift:.3f}",
    )
