"""A municipality's look, set in pelicanconf.py: one colour and, if it has one, its logo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from insyn.incremental.store import Store
from insyn.posts.source import PICTURES
from insyn.problems import Problem, ProblemsFound, unknown
from insyn.publishing.colours import Palette, is_colour, own_colour, palette_of
from insyn.publishing.logo import Logo, read_logo
from insyn.publishing.settings import setting_problem

COLOUR, LOGO = "COLOUR", "LOGO"


@dataclass(frozen=True)
class Identity:
    """The look of a site."""

    palette: Palette
    logo: Logo | None = None

    def icon(self, theme: Logo) -> str:
        """Give the browser's icon: the logo where it is square, otherwise the theme's.

        One of a single colour has the site's, in dark the lighter one.
        """
        shown = self.logo if self.logo and self.logo.square else theme
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{shown.box}">'
            f"<style>svg{{color:{self.palette.accent}}}"
            f"@media(prefers-color-scheme:dark){{svg{{color:{self.palette.dark}}}}}</style>"
            f"{shown.inside}</svg>\n"
        )


def read_identity(
    root: Path, settings: Mapping[str, Any], tokens: str, store: Store
) -> tuple[Identity, list[Problem]]:
    """Take the look from the settings; give it with all that is wrong.

    `tokens` are the theme's, whose grounds the colour must be seen on, and whose own colour a site
    without one has. Palettes are kept in the store.
    """
    problems: list[Problem] = []
    colour = str(settings.get(COLOUR) or own_colour(tokens))
    if not is_colour(colour):
        message = f"”{colour}” är ingen färg. Skriv # och sex tecken, till exempel #0b4f71."
        problems.append(setting_problem(root, COLOUR, message))
        colour = own_colour(tokens)
    palette = palette_of(colour, tokens, store)
    if not palette.fits:
        message = (
            f"Färgen {colour} har {palette.fault} och behöver 4,5:1. Närmaste färg som duger är "
            f"{palette.accent}."
        )
        problems.append(setting_problem(root, COLOUR, message))
    logo, wrong = _logo(root, str(settings.get(LOGO) or ""))
    return Identity(palette, logo), problems + wrong


def _logo(root: Path, place: str) -> tuple[Logo | None, list[Problem]]:
    """Read the logo at a place below content/; no place means no logo."""
    if not place:
        return None, []
    known = [
        path.relative_to(root / "content").as_posix()
        for path in sorted((root / "content" / PICTURES).rglob("*.svg"))
    ]
    if place not in known:
        message = unknown("Logotypen", place, " i mappen content", known)
        if not place.endswith(".svg"):
            message = f"Logotypen ”{place}” ska vara en SVG, till exempel {PICTURES}/logotyp.svg."
        return None, [setting_problem(root, LOGO, message)]
    try:
        return read_logo(root / "content" / place, f"content/{place}"), []
    except ProblemsFound as found:
        return None, list(found.problems)
