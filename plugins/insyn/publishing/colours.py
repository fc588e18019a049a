"""A municipality's one colour as accent and links, in light and in dark, with enough contrast.

Contrast is that of WCAG 2.2. What must change keeps its hue and chroma in OKLCH and moves in
lightness alone.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from insyn import swedish
from insyn.publishing.kept import kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from insyn.incremental.store import Store

TEXT = 4.5
_DARK = "@media (prefers-color-scheme: dark)"
_STEP = 0.002  # of lightness from 0 to 1, less than a step of eight bits
_DARK_LIGHTNESS = 0.81  # at least, so that links stand out as much as the text around them


@dataclass(frozen=True)
class Grounds:
    """What texts stand on in a look."""

    paper: str
    wash: str
    mark: str


@dataclass(frozen=True)
class Palette:
    """What is made of a colour.

    `accent` and `link` are for light, `dark` is both in dark. `accent` is the colour itself when
    it `fits`, otherwise the nearest that does; `fault` then says how far it is from fitting.
    """

    accent: str
    link: str
    dark: str
    fits: bool
    fault: str = ""


def is_colour(text: str) -> bool:
    """Whether a text is a colour as we write it: # and three or six hexadecimal digits."""
    return bool(re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", text))


def grounds_in(tokens: str) -> tuple[Grounds, Grounds]:
    """Read from the theme's tokens what texts stand on, in light and in dark."""
    light, dark, _ = _looks(tokens)
    return _grounds(light), _grounds(dark)


def own_colour(tokens: str) -> str:
    """Give the theme's own accent."""
    return _value(_looks(tokens)[0], "accent")


def tinted(tokens: str, palette: Palette) -> str:
    """Write the palette into the theme's tokens; forced colours and all else stay as they are."""
    light, dark, rest = _looks(tokens)
    light = _set(_set(light, "accent", palette.accent), "link", palette.link)
    dark = _set(_set(dark, "accent", palette.dark), "link", palette.dark)
    return light + dark + rest


def palette_of(colour: str, tokens: str, store: Store) -> Palette:
    """Make the palette of a colour on the theme's grounds, or take the one that is kept."""
    made = kept(store, _palette, colour.lower(), *grounds_in(tokens))
    return Palette(**json.loads(made))


def _palette(colour: str, light: Grounds, dark: Grounds) -> bytes:
    """Make a palette, as JSON."""
    from coloraide import Color

    given = Color(colour).convert("oklch")
    lightness = float(given["lightness"])

    def luminance(code: str) -> float:
        """Give WCAG's relative luminance, whose weights are rounder than coloraide's own."""
        red, green, blue = Color(code).convert("srgb-linear").coords()
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one: str, other: str) -> float:
        darker, lighter = sorted((luminance(one), luminance(other)))
        return (lighter + 0.05) / (darker + 0.05)

    def fits(*grounds: str) -> Callable[[str], bool]:
        return lambda code: all(contrast(code, ground) >= TEXT for ground in grounds)

    def moved(start: float, step: float, enough: Callable[[str], bool]) -> str:
        """Give the first colour from a lightness on that is enough."""
        for count in range(round(1 / _STEP) + 1):
            here = min(1.0, max(0.0, start + count * step))
            code = given.clone().set("lightness", here).fit("srgb", method="oklch-chroma")
            found = code.convert("srgb").to_string(hex=True)
            if enough(found):
                break
        return found

    whole = Color(colour).to_string(hex=True)
    on_page = fits(light.paper, light.wash)
    fit = on_page(whole)
    accent = whole if fit else moved(lightness, -_STEP, on_page)
    everywhere = fits(light.paper, light.wash, light.mark)
    link = accent if everywhere(accent) else moved(lightness, -_STEP, everywhere)
    lighter = moved(_DARK_LIGHTNESS, _STEP, fits(dark.paper, dark.wash, dark.mark))
    fault = ""
    if not fit:
        names = {light.paper: "sidans bakgrund", light.wash: "sidans tonade bakgrund"}
        ratios = {ground: contrast(whole, ground) for ground in names}
        worst = next(ground for ground, ratio in ratios.items() if ratio < TEXT)
        fault = f"bara {_ratio(ratios[worst])}:1 mot {names[worst]}"
    return json.dumps(asdict(Palette(accent, link, lighter, fit, fault))).encode()


def _ratio(ratio: float) -> str:
    """Write a ratio that isn't enough so that it doesn't look as if it were."""
    exact = Decimal(str(ratio))
    one = swedish.number(exact, 1)
    return one if one != "4,5" else swedish.number(exact.quantize(Decimal("0.01"), ROUND_DOWN), 2)


def _looks(tokens: str) -> tuple[str, str, str]:
    """Part the tokens into those of light, those of dark and the rest."""
    start = tokens.index(_DARK)
    end = tokens.find("@media", start + len(_DARK))
    end = end if end >= 0 else len(tokens)
    return tokens[:start], tokens[start:end], tokens[end:]


def _grounds(look: str) -> Grounds:
    return Grounds(*(_value(look, name) for name in ("paper", "wash", "mark")))


def _token(name: str) -> str:
    return rf"(?<=--{name}:)(\s*)(#[0-9a-fA-F]{{3,6}})\b"


def _value(look: str, name: str) -> str:
    found = re.search(_token(name), look)
    assert found, f"tokens.css has no --{name}"
    return found[2]


def _set(look: str, name: str, colour: str) -> str:
    done, count = re.subn(_token(name), rf"\g<1>{colour}", look)
    assert count == 1, f"tokens.css has --{name} {count} times"
    return done
