"""Weigh the packing of a large site for the archive: time, bytes, and the most memory used.

Started by hand: `python tests/bench/archive.py [PAGES]`, each of 50 kB; 10,000 if nothing is said.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

from tiny import tiny_site  # noqa: E402  (found by the line above)

SIZE = 50_000  # bytes of a page


def main() -> None:
    """Make a site of many pages, pack it, verify the package."""
    pages = int((*sys.argv[1:], "10000")[0])
    chance = random.Random(1)  # noqa: S311  (the same pages every time)
    words = [f"ord{number}" for number in range(5000)]
    with tempfile.TemporaryDirectory() as temporary:
        site, output = tiny_site(Path(temporary) / "site"), Path(temporary) / "arkiv"
        for number in range(pages):
            page = site / "sidor" / f"{number}" / "index.html"
            page.parent.mkdir(parents=True)
            text = " ".join(chance.choices(words, k=SIZE // 8))
            page.write_text(f"<title>Sida {number}</title>{text}"[:SIZE], encoding="utf-8")
        verb = [sys.executable, "-X", "utf8", "-m", "invoke", "archive"]
        for arguments in (["--site", site, "--output", output], ["--verify", None]):
            told = [str(one or next(output.glob("*.wacz"))) for one in arguments]
            start = time.perf_counter()
            subprocess.run([*verb, *told], cwd=ROOT, check=True)
            most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            print(f"{time.perf_counter() - start:.1f} s; most memory so far {most} MB")


if __name__ == "__main__":
    main()
