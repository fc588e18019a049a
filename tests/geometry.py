"""Read a drawn chart back from its SVG and hold what is drawn against the values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from lxml import etree

from insyn.figures import svg

TOLERANCE = 0.6  # pixels
BAR = re.compile(r"M(?P<x>-?[\d.]+),(?P<y>-?[\d.]+)h(?P<width>-?[\d.]+)v(?P<height>-?[\d.]+)")


@dataclass(frozen=True)
class Mark:
    """A drawn bar from `start` to `end`, or a point with both the same."""

    start: float
    end: float


def bars(drawn: str, fills: Sequence[str]) -> list[Mark]:
    """List the bars with one of these fills, from the top of the picture to its foot."""
    found = []
    for path in etree.fromstring(drawn.encode()).iter("{*}path"):
        shape = BAR.match(path.get("d", ""))
        if shape and path.get("fill") in fills:
            left, width = float(shape["x"]), float(shape["width"])
            found.append((float(shape["y"]), Mark(left, left + width)))
    return [mark for _, mark in sorted(found, key=lambda item: item[0])]


def points(drawn: str, fill: str) -> list[tuple[float, float]]:
    """List where the points of a line are drawn, from left to right."""
    found = []
    for path in etree.fromstring(drawn.encode()).iter("{*}path"):
        place = re.match(r"translate\((-?[\d.]+),(-?[\d.]+)\)", path.get("transform", ""))
        if place and path.get("fill") == fill:
            found.append((float(place[1]), float(place[2])))
    return sorted(found)


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
    numbers = np.array([float(value) for value in values])
    slope, zero = np.polyfit(numbers, ends, 1)
    faults = []
    if max(abs(slope * numbers + zero - ends)) > TOLERANCE:
        faults.append("the ends don't fit a straight line")
    if slope <= 0:
        faults.append("a larger value is drawn shorter")
    if max(abs(start - zero) for start in starts) > TOLERANCE:
        faults.append("the bars don't start at zero")
    return faults


def faults_of_points(
    values: Sequence[Decimal], heights: Sequence[float], *, turned: bool
) -> list[str]:
    """Say what is untrue of a line's points; `turned` means that a small value stands on top."""
    if len(values) != len(heights):
        return [f"{len(heights)} points for {len(values)} values"]
    numbers = np.array([float(value) for value in values])
    slope, start = np.polyfit(numbers, heights, 1)
    faults = []
    if max(abs(slope * numbers + start - np.array(heights))) > TOLERANCE:
        faults.append("the points don't fit a straight line")
    if (slope > 0) != turned:
        faults.append("the axis is upside down")
    return faults


def render(spec: dict[str, object]) -> str:
    """Draw a specification as the site does."""
    return svg.render(spec)
