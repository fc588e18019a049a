"""Every colour can be seen: the contrast of the stylesheet's tokens, in light, dark and print."""

from __future__ import annotations

from pathlib import Path

import pytest

from colours import contrast, tokens
from insyn.charts.enkat import LOOKS
from insyn.charts.style import ROLES
from insyn.incremental.store import Store
from insyn.publishing.colours import Palette, palette_of

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ("text", "muted", "link", "accent", "series-1", "series-2", "series-3")
MARKS = (
    *("line", "context", "series-1", "series-2", "series-3", "neutral"),
    *("budget", "forecast", "outcome"),
)


@pytest.fixture(scope="module", params=["#0b4f71", "#7a003c", "#000000", "#006b3f"])
def palette(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Palette:
    """What is made of the theme's own colour, and of some municipalities'."""
    css = (ROOT / "theme/static/css/tokens.css").read_text(encoding="utf-8")
    with Store(tmp_path_factory.mktemp("farger") / "sparat.sqlite") as store:
        return palette_of(request.param, css, store)


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21, and #767676 is the lightest grey that passes as text on white."""
    assert round(contrast("#000", "#ffffff"), 2) == 21
    assert contrast("#767676", "#fff") >= 4.5 > contrast("#777", "#fff")


@pytest.mark.parametrize("look", ["light", "dark", "print"])
def test_every_colour_can_be_seen(look: str, palette: Palette) -> None:
    """Texts have 4.5:1, marks 3:1, also on the tints, and on the mark of a row that is read off."""
    found = tokens(look, palette)
    paper = found["paper"]
    pairs = [(role, "paper", 4.5) for role in TEXTS] + [(role, "paper", 3.0) for role in MARKS]
    for fill, outline, ink in LOOKS.values():
        pairs.append((ROLES[ink], ROLES[fill], 4.5))
        pairs.append((ROLES[outline], "paper", 3.0))
    if look != "print":  # nothing is read off on paper
        pairs += [("text", "mark", 4.5), ("muted", "mark", 4.5)]
    weak = [
        f"{role} on {ground}: {ratio:.2f}"
        for role, ground, least in pairs
        if (ratio := contrast(found[role], found[ground])) < least
    ]
    assert weak == []
    assert contrast(found["text"], paper) > 7


def test_charts_are_drawn_in_the_light_colours(palette: Palette) -> None:
    """A drawing that is taken away has the colours that the page has in light, in any site."""
    light = tokens("light", palette)
    assert {role: light[role] for role in ROLES.values()} == {
        role: code for code, role in ROLES.items()
    }
