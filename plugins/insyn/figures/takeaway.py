"""What can be taken away of a figure, and its place: all of it lies below the figure's address."""

from __future__ import annotations

from dataclasses import dataclass

from insyn import swedish
from insyn.figures.drawing import Drawing
from insyn.figures.figure import Figure
from insyn.figures.picture import picture
from insyn.figures.png import Pngs

SCALE = 2  # a PNG is so many times the size of its SVG


@dataclass(frozen=True)
class Picture:
    """A file of a figure's picture: its kind, its address from the site's root, what is in it."""

    kind: str
    address: str
    content: bytes

    @property
    def size(self) -> str:
        """Its size as readers meet it."""
        return swedish.file_size(len(self.content))


def folder(figure: Figure) -> str:
    """Give the address of a figure by itself, from the site's root: “figur/2013-04-26-1/”."""
    return f"figur/{figure.id.removeprefix('figur-')}/"


def take_away(
    figure: Figure, drawing: Drawing, organisation: str, pngs: Pngs
) -> tuple[Picture, ...]:
    """Make the picture of a figure as SVG and as PNG."""
    svg = picture(figure, drawing, organisation)
    name = f"{folder(figure)}{figure.dataset.name}"
    return (
        Picture("SVG", f"{name}.svg", svg.encode()),
        Picture("PNG", f"{name}.png", pngs.get(svg, SCALE)),
    )
