"""The bench measures what it says: the made site is sound, and the page tells what was measured."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from bench.paint import KINDS, Visit
from bench.speed import edits
from bench.speed.__main__ import measured
from bench.speed.goals import verdicts
from bench.speed.made_site import LAST, MEASURES, posts, write_insyn
from bench.speed.measuring import Cost, cost
from bench.speed.others import specs, write_hugo, write_pelican
from bench.speed.page import page
from bench.speed.results import Results, kept
from bench.speed.rounds import Sites
from conftest import ROOT, keep_drawings, precompress
from insyn.site.build import build
from insyn.site.upkeep import freeze_data

VISIT = Visit("Start page", 0, dict.fromkeys(KINDS, 1234), 4, 700, 701, None, 5, 0.001)
SAID = {"date": "2026-11-24", "charts": "2", "rounds": "3 rounds", "visits": "3"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made site of two posts with two charts each, frozen."""
    root = tmp_path_factory.mktemp("made") / "insyn"
    write_insyn(root, list(posts(2, 2)))
    keep_drawings(root, ROOT / ".cache")
    precompress(root, on=False)
    assert freeze_data(root / "publishconf.py") == 0
    return root


Numbers = dict[str, str]


def shown(root: Path, output: Path) -> list[Numbers]:
    """Build; give the number of each committee in each table of the newest post."""
    build(root / "publishconf.py", output)
    page = html.parse(output / f"{LAST:%Y/%m/%d}/vecka-2/index.html").getroot()
    return [
        {name.text_content(): re.sub(r"\D", "", number.text_content()) for name, number in rows}
        for rows in (table.xpath(".//tbody/tr") for table in page.xpath("//figure//table"))
    ]


def written(root: Path) -> list[Numbers]:
    """Give what the newest post shows, as it stands in the data file."""
    with (root / f"data/namnderna-{LAST.year}.csv").open(encoding="utf-8") as opened:
        rows = [row for row in csv.DictReader(opened) if row["dag"] == str(LAST)]
    return [{row["namnd"]: row[measure] for row in rows} for measure in MEASURES[:2]]


def test_the_made_site_shows_its_own_data_and_takes_every_edit(made: Path, tmp_path: Path) -> None:
    """It builds, its charts' tables are those of its CSV, and so it is after each kind of edit."""
    assert shown(made, tmp_path / "ut") == written(made)
    before = written(made)

    post = made / f"content/inlagg/{LAST}.md"
    said = [edits.edit_body(post), edits.edit_body(post), edits.edit_title(post)]
    edits.edit_figures(made / "data", f"namnderna-{LAST.year}")

    assert said == ["rättad 1", "rättad 2", "rättad 1"]
    assert written(made) != before
    assert shown(made, tmp_path / "ut") == written(made)
    text = (tmp_path / "ut" / f"{LAST:%Y/%m/%d}/vecka-2/index.html").read_text(encoding="utf-8")
    assert "Texten är rättad 2." in text
    assert "Texten är rättad 1." not in text
    assert "2 rättad 1</h1>" in text


def test_the_other_programs_get_the_same_posts_and_charts(made: Path, tmp_path: Path) -> None:
    """Pelican's and Hugo's posts have Insyn's text, and each chart is there in two widths."""
    same = list(posts(2, 2))
    write_pelican(tmp_path / "pelican", same)
    write_hugo(tmp_path / "hugo", same)
    for post in same:
        text = (tmp_path / f"pelican/content/{post.day}.md").read_text(encoding="utf-8")
        assert text.endswith(post.body.replace("```diagram", "```text"))
        text = (tmp_path / f"hugo/content/posts/{post.day}.md").read_text(encoding="utf-8")
        assert text.endswith(post.body)
    drawn = dict(specs(made, same))
    assert len(drawn) == 2 * 2 * 2
    assert sum(name.endswith("-narrow") for name in drawn) == 4


def test_a_cost_is_that_of_the_command_and_its_children(tmp_path: Path) -> None:
    """Processor and memory of a grandchild count, this process's doesn't; faults are told."""
    work = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'b\"x\" * 300_000_000'])"
    large = cost((sys.executable, "-c", work), tmp_path)
    small = cost((sys.executable, "-I", "-S", "-c", ""), tmp_path)
    assert large.memory
    assert large.memory > 300e6
    assert small.memory
    assert small.memory < 40e6
    assert small.wall > 0
    with pytest.raises(RuntimeError, match="so it failed"):
        cost((sys.executable, "-c", "raise SystemExit('so it failed')"), tmp_path)


def test_a_run_that_is_broken_off_goes_on_where_it_was(tmp_path: Path) -> None:
    """Whole rounds are kept, a broken one leaves nothing, and only what is missing is measured."""

    class Breaking(Sites):
        left = 3

        def write(self) -> None:
            """Write nothing."""

        def round(self) -> Iterator[tuple[str, Cost]]:
            yield "pelican", Cost(1.0 * self.left)
            type(self).left -= 1
            if self.left == 1:
                raise KeyboardInterrupt
            yield "hugo", Cost(0.5)

    sites, path = Breaking(tmp_path / "2x2", 2, 2, ""), tmp_path / "2x2.json"
    with pytest.raises(KeyboardInterrupt):
        measured(sites, 2, path)
    assert kept(path).rounds == [{"pelican": [Cost(3.0)], "hugo": [Cost(0.5)]}]
    results = measured(sites, 2, path)
    assert results.medians() == {"pelican": Cost(2.0), "hugo": Cost(0.5)}
    assert kept(path) == results
    path.write_bytes(path.read_bytes()[:-9])
    assert kept(path) == Results()


@pytest.mark.parametrize(
    ("name", "wall", "place", "reached"),
    [
        ("insyn-none", 0.05, 0, True),
        ("insyn-none", 0.051, 0, False),
        ("insyn-body", 0.3, 1, True),
        ("insyn-body", 0.31, 1, False),
        ("preview-body", 0.1, 2, True),
        ("preview-title", 0.26, 3, False),
        ("insyn-cached", 1.8, 4, True),
        ("insyn-cached", 1.9, 4, False),
        ("insyn-cold", 25, 5, True),
        ("insyn-cold", 26, 5, False),
    ],
)
def test_a_goal_is_reached_at_its_limit_and_not_beyond(
    name: str, wall: float, place: int, reached: bool
) -> None:
    """Seconds and ratios are held against the goals; what wasn't measured is not judged."""
    others = {"hugo-body": Cost(0.5), "pelican": Cost(4.0), "drawing": Cost(100.0)}
    judged = verdicts({100: {name: Cost(0.0)}, 1000: {**others, name: Cost(wall)}})
    assert judged[place].reached is reached
    assert [one.reached for one in judged].count(None) == len(judged) - 1


@pytest.mark.parametrize(
    ("peaks", "reached"),
    [
        ({100: 110, 1000: 200, 3000: 400}, True),
        ({100: 110, 1000: 200, 3000: 460}, False),
        ({100: 110, 1000: 200}, None),
    ],
)
def test_memory_is_judged_by_what_a_further_post_takes(
    peaks: dict[int, int], reached: bool | None
) -> None:
    """A post may take as much in a large site as in a small; two sizes can't tell."""
    sizes = {count: {"insyn-cold": Cost(1, 1, peak * 10**6)} for count, peak in peaks.items()}
    assert verdicts(sizes)[-1].reached is reached


def test_the_page_tells_what_was_measured() -> None:
    """Seconds, processor, memory and ratios stand in their row; what is missing is said."""
    medians = {
        "pelican": Cost(2.0, 1.9, 50_000_000),
        "insyn-cached": Cost(1.0, 0.956, 71_600_000),
        "preview-body": Cost(0.0312),
    }
    sizes = {100: medians}
    text = page(sizes, verdicts(sizes), [VISIT], SAID, {"Processor": "Z80, 1 cores"})
    assert "| Insyn, charts kept, no output | 1.0 | 0.96 | 72 | 0.50 (0.50) | – |" in text
    assert "until the browser shows it | 0.031 | – | – | 0.02 | – |" in text
    assert "Hugo couldn't be had." in text
    assert "At 100 posts; memory over all sizes. They are set for 1,000" in text
    assert "| Preview: body edited to browser | ≤ 0.1 s | 0.0312 s | reached |" in text
    assert "to Pelican without charts | ≤ 0.45 × | 0.5 × (0.50) | not reached |" in text
    assert "busy" not in text
    assert "| One body edited, fresh process, to Hugo | ≤ 0.6 × | not measured | – |" in text
    assert "| Z80, 1 cores |" in text
    assert "| Start page | 1,234 | 1,234 |" in text
    assert "| 4 | 700 ms | 701 ms | – | 5 ms | 0.001 |" in text


def test_the_page_says_when_other_work_disturbed() -> None:
    """Where Pelican alone didn't get a core, its share is told."""
    sizes = {100: {"pelican": Cost(2.0, 1.0, 50_000_000)}}
    assert "Pelican got 50% of a core." in page(sizes, verdicts(sizes), [VISIT], SAID, {})
