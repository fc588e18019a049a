"""What can be taken away of a figure, and its place: all of it lies below the figure's address."""

from __future__ import annotations

from dataclasses import dataclass

from insyn import swedish
from insyn.figures.figure import Figure
from insyn.figures.picture import picture
from insyn.site.house import House


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


def pictures(house: House, figure: Figure) -> tuple[Picture, ...]:
    """Make the picture of a figure as SVG, and as PNG of twice its size; a table has none."""
    if not figure.chart.pictured:
        return ()
    drawing = house.drawings.get(figure.chart, figure.plot)
    svg = picture(figure, drawing, house.site.organisation)
    name = f"{folder(figure)}{figure.dataset.name}"
    return (
        Picture("SVG", f"{name}.svg", svg.encode()),
        Picture("PNG", f"{name}.png", house.pngs.get(svg, scale=2)),
    )
