"""Building again in one process gives what a new process gives, and takes no more memory."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from building import tree
from conftest import ROOT, setting
from insyn.problems import ProblemsFound
from insyn.site.afresh import afresh
from insyn.site.build import build

PROGRAM = """
import sys
from pathlib import Path
from insyn.site.build import build
build(Path(sys.argv[1]), Path(sys.argv[2]), embargoed=True)
"""
GLOSSARY = "content/ordlista.yaml"
POST = "content/inlagg/2013-04-26.md"
# What is changed, one after the other: a file, what stands there, and what comes instead.
CHANGES = (
    (POST, "Inledning.", "En ny **inledning** om [ramarna](/om/)."),
    ("theme/templates/404.html", "<h1>", "<h1>Oj! "),
    (GLOSSARY, "Det som står först.", "Det som läses först."),
    ("data/ramar-2014.csv", ";2 000", ";2 222"),
    ("pelicanconf.py", "SITENAME = ", 'SITENAME = "Vår" + '),
    (POST, "title: ", "status: draft\nslug: ny\ntitle: "),
)


def build_here(root: Path) -> dict[str, bytes]:
    output = root.with_name("har")
    try:
        build(root / "pelicanconf.py", output, embargoed=True)
    finally:
        afresh()
    return tree(output)


def build_apart(root: Path) -> dict[str, bytes]:
    output = root.with_name("nyss")
    subprocess.run(
        [sys.executable, "-c", PROGRAM, root / "pelicanconf.py", output],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        check=True,
        capture_output=True,
    )
    return tree(output)


def test_a_build_gives_what_a_new_process_gives(small: Path) -> None:
    """A process that has built before writes the same bytes as one that hasn't.

    So it is after each of many changes, and after builds that failed.
    """
    (small / GLOSSARY).write_text("inledning: Det som står först.\n", encoding="utf-8")
    build_here(small)
    for file, old, new in CHANGES:
        path = small / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text("---\n", encoding="utf-8")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        post = (small / POST).read_text(encoding="utf-8")
        (small / POST).write_text(post.replace("data: ramar", "data: ram"), encoding="utf-8")
        with pytest.raises(ProblemsFound, match="Datamängden"):
            build_here(small)
        (small / POST).write_text(post, encoding="utf-8")
        assert build_here(small) == build_apart(small), file


def test_what_fails_a_build_fails_the_next(small: Path) -> None:
    """What Pelican says only once in a process stops every build."""
    (small / "plugins").mkdir()
    said = "import logging\ndef register():\n    logging.getLogger('pelican.x').warning('Nej.')\n"
    (small / "plugins" / "warns_always.py").write_text(said, encoding="utf-8")
    setting(small, 'PLUGINS.append("warns_always")')
    for _ in range(2):
        with pytest.raises(ProblemsFound, match="Pelican kunde inte bygga sidan: Nej"):
            build_here(small)


def test_memory_does_not_grow() -> None:
    """Builds of a changing site take no more memory than those before.

    Unhindered, each takes more than half a megabyte (MB).
    """
    bench = ROOT / "tests" / "bench" / "rebuilds.py"
    said = subprocess.run(
        [sys.executable, bench, "--times", "25"], check=True, capture_output=True, encoding="utf-8"
    )
    grown = re.search(r"grown by (\S+) MB", said.stdout)
    assert grown
    assert float(grown[1]) < 6
