"""What templates ask for is noted, so that each page is made anew for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, meta

from insyn.site.recording import OWN

TEMPLATES = Path(__file__).resolve().parents[2] / "theme" / "templates"
# Functions: they ask the house themselves, each time that they are called.
FUNCTIONS = {"asset", "budget_now", "policy"}
IMPORTED = sorted(
    {
        part
        for path in TEMPLATES.rglob("*.*")
        for part in re.findall(r'{% import "([^"]+)" as \w+ %}', path.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize("part", IMPORTED)
def test_a_part_without_context_asks_for_no_variable(part: str) -> None:
    """Jinja runs it once for all pages, so what it asked for would be noted for the first alone.

    What every page has by its place is never noted.
    """
    source = (TEMPLATES / part).read_text(encoding="utf-8")
    asked = meta.find_undeclared_variables(Environment(autoescape=True).parse(source))
    assert asked <= FUNCTIONS | OWN
