"""How fast nginx sends the pages, held against plain files of the same size.

Run as `python tests/bench/serving.py` where wrk is installed. What is compared is on one machine at
one time, so the ratios say more than the numbers: a page with figures is a file like any other, and
the build has compressed it. Loopback only, and some seconds for each kind: two minutes and a half in all.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

from insyn.delivery.serving.configuration import Wanted  # noqa: E402  (found by the path above)
from insyn.site.build import build  # noqa: E402
from programs import find_program  # noqa: E402
from web_servers import Server, caddy, nginx  # noqa: E402

SECONDS, CONNECTIONS = 4, 32
PAGES = (
    "2013/04/19/bolagen-gor-ocksa-var-vardag/",  # three figures
    "2013/04/26/prognosen-ramarna-och-en-ranking/",  # nine
    "data/enkat-2013/",
)
CODINGS = {"": "", "gzip": ".gz", "br": ".br"}


def measured(server: Server, path: str, coding: str) -> tuple[float, float]:
    """Give how many answers a second a server gives, and the 99th percentile in milliseconds."""
    command = [find_program("wrk", "wrk"), "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency"]
    command += ["-H", f"Accept-Encoding: {coding or 'identity'}", f"{server.address}/{path}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in said, said
    rate = float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])
    late, unit = re.findall(r"99%\s+([\d.]+)(us|ms|s)", said)[0]
    return rate, float(late) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


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
        heads = f"{'bytes':>8}{'a second':>10}{'p99 ms':>8}{'ratio':>7}"
        print(f"{'server, page and coding':60}{heads}", flush=True)
        for run in (nginx, caddy):
            running = folder / run.__name__
            running.mkdir()
            with run(folder / "serving", running) as server:
                for path in PAGES:
                    _rows(server, site, path)
    return 0


def _rows(server: Server, site: Path, path: str) -> None:
    """Print the rows of a page; the ratio is to a plain file of as many bytes."""
    for coding, ending in CODINGS.items():
        size = (site / path / f"index.html{ending}").stat().st_size
        rate, late = measured(server, path, coding)
        other, _ = measured(server, f"{path}plain{ending.replace('.', '-')}.txt", "")
        name = f"{server.name} /{path} {coding or 'plain'}"
        print(f"{name:60}{size:>8}{rate:>10.0f}{late:>8.1f}{rate / other:>7.2f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
