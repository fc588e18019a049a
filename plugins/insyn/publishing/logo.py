"""A logo as SVG, checked and cleaned so that it can stand inside every page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from xml.parsers import expat

from insyn.problems import Problem, ProblemsFound
from insyn.publishing.logo_reading import INHERITED, SvgReader

LARGEST = 20_000  # bytes: it comes with every page
_FRAME = {"xmlns", "id", "viewBox", "width", "height", "x", "y"}
_BLACK = {"#000", "#000000", "black"}


@dataclass(frozen=True)
class Logo:
    """What is inside the SVG, and its box.

    `plain` when it has one colour alone: it is then drawn in the colour of the text around it.
    """

    inside: str
    box: str
    ratio: float
    plain: bool

    @property
    def square(self) -> bool:
        """Whether it does as the browser's icon too."""
        return 0.95 <= self.ratio <= 1.05


def read_logo(path: Path, file: str) -> Logo:
    """Read a logo; raise ProblemsFound with what is wrong where in it."""
    reader = SvgReader(file)
    try:
        reader.parser.Parse(path.read_bytes(), True)  # noqa: FBT003  (it is the end)
    except expat.ExpatError as error:
        message = "Filen är ingen hel SVG. Spara om logotypen ur ritprogrammet."
        raise ProblemsFound([Problem(file, error.lineno, message)]) from None
    if reader.problems:
        raise ProblemsFound(reader.problems)
    return _logo(reader)


def _logo(reader: SvgReader) -> Logo:
    """Make a logo of what was read; raise ProblemsFound when it has no box or is too large."""
    inside = re.sub(r"<(\w+)([^<>]*)></\1>", r"<\1\2/>", "".join(reader.made[:-1]))
    box = reader.root.get("viewBox") or " ".join(
        ["0 0", *(reader.root.get(side, "") for side in ("width", "height"))]
    )
    sides = [float(side) for side in re.findall(r"-?\d+(?:\.\d+)?", box)]
    fault = ""
    if len(sides) != 4 or min(sides[2:]) <= 0:
        fault = "Logotypen saknar mått. Spara den med viewBox."
    elif len(inside) > LARGEST:
        size = f"{len(inside) // 1000} kB"
        fault = f"Logotypen är {size} och följer med varje sida. Förenkla den till högst 20 kB."
    if fault:
        raise ProblemsFound([Problem(reader.file, 1, fault)])
    shared = {name: value for name, value in reader.root.items() if name not in _FRAME}
    colours = {"#000" if paint in _BLACK else paint for paint in reader.seen} - {"none"}
    plain = len(colours) <= 1 and not any(paint.startswith("url") for paint in colours)
    if plain:
        inside = re.sub(r'\b(fill|stroke)="(?!none")[^"]*"', r'\1="currentColor"', inside)
        painted = {name for name in INHERITED if shared.get(name, "none") != "none"}
        painted |= {"fill"} - set(shared)
        shared |= dict.fromkeys(painted, "currentColor")
    around = "".join(f' {name}="{escape(value)}"' for name, value in sorted(shared.items()))
    box = " ".join(f"{side:g}" for side in sides)
    return Logo(f"<g{around}>{inside}</g>" if around else inside, box, sides[2] / sides[3], plain)
