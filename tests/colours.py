"""The stylesheet's colours as a site has them, and their contrast by WCAG 2.2."""

from __future__ import annotations

import re
from pathlib import Path

from insyn.publishing.colours import Palette, tinted

CSS = Path(__file__).resolve().parents[1] / "theme" / "static" / "css"
TOKEN = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b")


def tokens(name: str, palette: Palette) -> dict[str, str]:
    """Give the colours of a look, “light”, “dark” or “print”; what it leaves out is as in light."""
    written = tinted((CSS / "tokens.css").read_text(encoding="utf-8"), palette)
    light, _, rest = written.partition("@media")
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
