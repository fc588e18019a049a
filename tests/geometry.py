"""Read a drawn chart back from its SVG and hold what is drawn against the values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

import numpy as np
from altair.utils.schemapi import debug_mode
from lxml import etree

from insyn.charts.base import DrawnType
from insyn.charts.plot import Plot
from insyn.charts.style import Canvas
from insyn.figures import svg

TOLERANCE = 0.6  # pixels
NUMBER = r"(-?[\d.]+(?:e-?\d+)?)"
BAR = re.compile(rf"M{NUMBER},{NUMBER}h{NUMBER}v{NUMBER}")
PLACE = re.compile(rf"translate\({NUMBER},{NUMBER}\)")
CORNER = re.compile(rf"[ML]{NUMBER},{NUMBER}")


@dataclass(frozen=True)
class Mark:
    """A drawn bar from `start` to `end` across, and from `top` to `bottom` down."""

    start: float
    end: float
    top: float
    bottom: float
    fill: str
    outline: str

    @property
    def middle(self) -> float:
        """Half-way between top and bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Dot:
    """A drawn point, by its middle."""

    x: float
    y: float
    fill: str
    outline: str


@dataclass(frozen=True)
class Stroke:
    """A drawn straight line."""

    x: float
    y: float
    x2: float
    y2: float
    colour: str
    thickness: float
    dashed: bool


@dataclass(frozen=True)
class Word:
    """A drawn text: `x` is its start, middle or end by `anchor`, `y` its middle."""

    x: float
    y: float
    text: str
    anchor: str
    colour: str
    bold: bool
    size: float


@dataclass
class Drawn:
    """All that a picture shows, in the order in which it is painted."""

    width: float
    height: float
    bars: list[Mark] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    traces: list[tuple[str, list[list[tuple[float, float]]]]] = field(default_factory=list)

    def filled(self, *fills: str) -> list[Mark]:
        """List the bars with one of these fills, from the top down and then from the left."""
        found = [mark for mark in self.bars if mark.fill in fills]
        return sorted(found, key=lambda mark: (round(mark.top, 1), mark.start))

    def points(self, fill: str) -> list[tuple[float, float]]:
        """List where the points with a fill are drawn, from left to right."""
        return sorted((dot.x, dot.y) for dot in self.dots if dot.fill == fill)

    def at(self, y: float, x: float | None = None) -> list[str]:
        """List the texts at a height and, where `x` is given, at a place across."""
        return [
            word.text
            for word in self.words
            if abs(word.y - y) < 1.1 and (x is None or abs(word.x - x) < 1)
        ]

    def said(self) -> list[str]:
        """List all texts."""
        return [word.text for word in self.words]


@lru_cache(maxsize=16)
def specification(kind: type[DrawnType], plot: Plot, canvas: Canvas) -> str:
    """Give a plot's specification; made once, since many faults are planted in the same.

    It isn't held against Vega-Lite's schema, which takes a third of the time: test_wild.py and the
    goldens do that for every type.
    """
    with debug_mode(arg=False):
        return json.dumps(kind().draw(plot, canvas).to_dict(validate=False))


@lru_cache(maxsize=16)
def render(spec: str) -> str:
    """Draw a specification as the site does."""
    return svg.render(json.loads(spec))


def drawn(chart: DrawnType, plot: Plot, canvas: Canvas, *plants: Callable[[Any], None]) -> Drawn:
    """Draw a plot and read it back; `plants` change the specification in between."""
    spec = json.loads(specification(type(chart), plot, canvas))
    for plant in plants:
        plant(spec)
    return read(render(json.dumps(spec)))


def read(picture: str) -> Drawn:
    """Read a picture as vl-convert writes it."""
    root = etree.fromstring(picture.encode())
    found = Drawn(float(root.get("width", "0")), float(root.get("height", "0")))
    for element in root.iter("{*}path", "{*}line", "{*}text"):
        place = PLACE.search(element.get("transform", ""))
        x, y = (float(place[1]), float(place[2])) if place else (0.0, 0.0)
        fill, stroke = element.get("fill", "none"), element.get("stroke", "none")
        if element.tag.endswith("text"):
            size = float(element.get("font-size", "13px").removesuffix("px"))
            found.words.append(
                Word(
                    x=x,
                    y=y - round(0.3 * size),
                    text="".join(map(str, element.itertext())),
                    anchor=element.get("text-anchor", "start"),
                    colour=fill,
                    bold=element.get("font-weight") == "bold",
                    size=size,
                )
            )
        elif element.tag.endswith("line"):
            x2, y2 = (float(element.get(name, "0")) for name in ("x2", "y2"))
            thickness = float(element.get("stroke-width", "1"))
            dashed = element.get("stroke-dasharray", "") != ""
            found.strokes.append(Stroke(x, y, x + x2, y + y2, stroke, thickness, dashed))
        elif element.get("class") != "background" and element.get("d"):
            _read_path(found, element, (x, y) if place else None)
    return found


def _read_path(found: Drawn, element: etree._Element, place: tuple[float, float] | None) -> None:
    fill, stroke, shape = (element.get(name, "none") for name in ("fill", "stroke", "d"))
    if place:
        found.dots.append(Dot(*place, fill, stroke))
    elif bar := BAR.match(shape):
        left, top, width, height = map(float, bar.groups())
        (start, end), (upper, lower) = sorted((left, left + width)), sorted((top, top + height))
        found.bars.append(Mark(start, end, upper, lower, fill, stroke))
    elif stroke != "none":
        pieces = [
            [(float(x), float(y)) for x, y in CORNER.findall(piece)]
            for piece in re.findall(r"M[^M]+", shape)
        ]
        found.traces.append((stroke, pieces))


def off_line(values: Sequence[Decimal], places: Sequence[float]) -> tuple[float, float, float]:
    """Fit a straight line: give its pixels for one more, its pixel at zero, its worst residual."""
    numbers, pixels = np.array([float(value) for value in values]), np.array(places)
    slope, zero = np.polyfit(numbers, pixels, 1)
    return float(slope), float(zero), float(max(abs(slope * numbers + zero - pixels)))


def faults_of_bars(values: Sequence[Decimal], marks: Sequence[Mark]) -> list[str]:
    """Say what is untrue of a panel of bars; nothing when it is true.

    All bars share one start, which is where the fitted line has zero, and their ends lie on that
    line: a straight one, so equal differences are drawn equal.
    """
    if len(values) != len(marks):
        return [f"{len(marks)} bars for {len(values)} values"]
    pairs = list(zip(values, marks, strict=True))
    ends = [mark.end if value >= 0 else mark.start for value, mark in pairs]
    starts = [mark.start if value >= 0 else mark.end for value, mark in pairs]
    slope, zero, off = off_line(values, ends)
    faults = []
    if off > TOLERANCE:
        faults.append("the ends don't fit a straight line")
    if slope <= 0:
        faults.append("a larger value is drawn shorter")
    if max(abs(start - zero) for start in starts) > TOLERANCE:
        faults.append("the bars don't start at zero")
    return faults


def faults_of_labels(
    labels: Sequence[str], values: Sequence[Decimal], marks: Sequence[Mark], found: Drawn
) -> list[str]:
    """Say which bars don't have their value written just beyond their end."""
    return [
        f"“{label}” isn't at its bar"
        for label, value, mark in zip(labels, values, marks, strict=True)
        if label not in found.at(mark.middle, mark.start - 5 if value < 0 else mark.end + 5)
    ]


def faults_of_order(names: Sequence[str], found: Drawn) -> list[str]:
    """Say whether the rows' names stand from the top down in another order."""
    at_left = sorted((word for word in found.words if not word.x), key=lambda word: word.y)
    told = " ".join(word.text for word in at_left if word.anchor == "start").replace("- ", "-")
    wanted = " ".join(names).replace("- ", "-")
    return [] if wanted in told else [f"“{told}” isn't in the order “{wanted}”"]


def faults_of_points(
    values: Sequence[Decimal], heights: Sequence[float], *, turned: bool
) -> list[str]:
    """Say what is untrue of a line's points; `turned` means that a small value stands on top."""
    if len(values) != len(heights):
        return [f"{len(heights)} points for {len(values)} values"]
    slope, _, off = off_line(values, heights)
    faults = []
    if off > TOLERANCE:
        faults.append("the points don't fit a straight line")
    if (slope > 0) != turned:
        faults.append("the axis is upside down")
    return faults
