"""Every colour can be seen: the contrast of the stylesheet's tokens, in light, dark and print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from insyn.charts.enkat import LOOKS
from insyn.charts.style import ROLES

CSS = Path(__file__).resolve().parents[2] / "theme" / "static" / "css"
TOKEN = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b")
TEXTS = ("text", "muted", "link", "accent", "series-1", "series-2", "series-3")
MARKS = (
    *("line", "context", "series-1", "series-2", "series-3", "neutral"),
    *("budget", "forecast", "outcome"),
)


def tokens(name: str) -> dict[str, str]:
    """Give the colours of a look; what it leaves out is as in light."""
    light, _, rest = (CSS / "tokens.css").read_text(encoding="utf-8").partition("@media")
    blocks = {
        "light": "",
        "dark": rest.partition("@media")[0],
        "print": (CSS / "print.css").read_text(encoding="utf-8"),
    }
    return dict(TOKEN.findall(light)) | dict(TOKEN.findall(blocks[name]))


def luminance(colour: str) -> float:
    """Give the relative luminance of WCAG 2.2."""
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Give the contrast ratio of WCAG 2.2, from 1 to 21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21, and #767676 is the lightest grey that passes as text on white."""
    assert round(contrast("#000", "#ffffff"), 2) == 21
    assert contrast("#767676", "#fff") >= 4.5 > contrast("#777", "#fff")


@pytest.mark.parametrize("look", ["light", "dark", "print"])
def test_every_colour_can_be_seen(look: str) -> None:
    """Texts have 4.5:1, marks 3:1, also on the tints, and on the mark of a row that is read off."""
    found = tokens(look)
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


def test_charts_are_drawn_in_the_light_colours() -> None:
    """A drawing that is taken away has the colours that the page has in light."""
    light = tokens("light")
    assert {role: light[role] for role in ROLES.values()} == {
        role: code for code, role in ROLES.items()
    }
