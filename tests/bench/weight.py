"""What each figure weighs on the wire: both drawings, words and table, as brotli sends them.

Run as `python3 tasks.py weigh`. A figure is weighed by itself, so the sum over a page is an upper
bound: figures of one page share much.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import brotli
from lxml import etree, html

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "plugins")]

from insyn.site.build import build  # noqa: E402  (found by the path above)

GOAL = 3000  # bytes for a figure
SCRIPT_GOAL = 500


def weight(content: bytes) -> int:
    """Give the size in bytes that a server sends."""
    return len(brotli.compress(content))


def main() -> int:
    """Weigh every figure of the sample and the script; give 1 when any is too heavy."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "ut"
        build(ROOT / "publishconf.py", output)
        found = {}
        for path in sorted(output.rglob("index.html")):
            if "figur" in path.relative_to(output).parts:
                continue
            for figure in html.parse(path).getroot().iter("figure"):
                found[figure.get("id", "")] = figure
        rows = []
        for name, figure in found.items():
            whole = etree.tostring(figure, method="html", encoding="utf-8")
            parts = [etree.tostring(svg) for svg in figure.iter("svg") if svg.get("role") == "img"]
            table = b"".join(etree.tostring(table) for table in figure.iter("table"))
            drawn = weight(b"".join(parts)) if parts else 0
            rows.append((weight(whole), drawn, weight(table), len(whole), name))
        script = weight((ROOT / "theme" / "static" / "js" / "figure.js").read_bytes())
    print(f"{'figure':44}{'brotli':>8}{'SVG':>8}{'table':>8}{'plain':>9}")
    for brotlied, drawn, tabled, plain, name in sorted(rows, reverse=True):
        mark = "  over" if brotlied > GOAL else ""
        print(f"{re.sub('^figur-', '', name):44}{brotlied:>8}{drawn:>8}{tabled:>8}{plain:>9}{mark}")
    middle = sorted(row[0] for row in rows)[len(rows) // 2]
    print(
        f"{len(rows)} figures, median {middle}; goal {GOAL}. Script {script}; goal {SCRIPT_GOAL}."
    )
    return int(script > SCRIPT_GOAL or any(row[0] > GOAL for row in rows))


if __name__ == "__main__":
    sys.exit(main())
