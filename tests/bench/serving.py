"""How fast web servers send the pages, held against plain files of the same size.

Run as `python tests/bench/serving.py` where wrk is installed: loopback only, two minutes in all.
What is compared is asked for in turns of a second, so that other work on the machine strikes both;
the ratios say more than the numbers.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

from insyn.delivery.serving.configuration import Wanted  # noqa: E402  (found by the path above)
from insyn.site.build import build  # noqa: E402
from programs import find_program  # noqa: E402
from web_servers import Server, caddy, nginx  # noqa: E402

ROUNDS, CONNECTIONS = 5, 32  # a second each
PAGES = (
    "2013/04/19/bolagen-gor-ocksa-var-vardag/",  # three figures
    "2013/04/26/prognosen-ramarna-och-en-ranking/",  # nine
    "data/enkat-2013/",
)
CODINGS = {"": "", "gzip": ".gz", "br": ".br"}


def rate(server: Server, path: str, coding: str = "") -> float:
    """Give how many answers a second a server gives."""
    command = [find_program("wrk", "wrk"), "-t1", f"-c{CONNECTIONS}", "-d1s"]
    command += ["-H", f"Accept-Encoding: {coding or 'identity'}", f"{server.address}/{path}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in said, said
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])


def plain(site: Path, path: str) -> None:
    """Put a file of random bytes, of the size of each form of a page, beside it."""
    for ending in CODINGS.values():
        size = (site / path / f"index.html{ending}").stat().st_size
        name = f"plain{ending.replace('.', '-')}.txt"
        (site / path / name).write_bytes(os.urandom(size))


def main() -> int:
    """Measure each page in each coding against a plain file of as many bytes."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        site = folder / "ut"
        build(ROOT / "publishconf.py", site, Wanted(folder / "serving", str(site)))
        for path in PAGES:
            plain(site, path)
        print(f"{'server, page and coding':60}{'bytes':>8}{'a second':>10}{'to plain':>10}")
        for run, pages in ((nginx, PAGES), (caddy, PAGES[1:2])):
            running = folder / run.__name__
            running.mkdir()
            with run(folder / "serving", running) as server:
                for path in pages:
                    _rows(server, site, path)
    return 0


def _rows(server: Server, site: Path, path: str) -> None:
    """Print the rows of a page; the ratio is to a plain file of as many bytes."""
    for coding, ending in CODINGS.items():
        other = f"{path}plain{ending.replace('.', '-')}.txt"
        turns = [(rate(server, path, coding), rate(server, other)) for _ in range(ROUNDS)]
        own, ratio = median(page for page, _ in turns), median(page / file for page, file in turns)
        size = (site / path / f"index.html{ending}").stat().st_size
        name = f"{server.name} /{path} {coding or 'uncompressed'}"
        print(f"{name:60}{size:>8}{own:>10.0f}{ratio:>10.2f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
