"""Marks of one look become one element: a third of a large chart's weight, and nothing is seen."""

from __future__ import annotations

import re

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_SHIFT = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")


def merge(root: etree._Element) -> None:
    """Turn straight lines into paths, and join neighbours that differ in shape alone."""
    for line in list(root.iter(f"{_SVG}line")):
        _as_path(line)
    for text in root.iter(f"{_SVG}text"):
        _placed(text)
    for path in list(root.iter(f"{_SVG}path")):
        before = path.getprevious()
        parent = path.getparent()
        if parent is not None and before is not None and _alike(before, path):
            before.set("d", before.get("d", "") + path.get("d", ""))
            parent.remove(path)


def _as_path(line: etree._Element) -> None:
    shift = _SHIFT.fullmatch(line.attrib.pop("transform", "translate(0,0)"))
    if shift is None:
        return
    x, y = float(shift[1]), float(shift[2])
    ends = [float(line.attrib.pop(name, 0)) for name in ("x1", "y1", "x2", "y2")]
    start, way = (x + ends[0], y + ends[1]), (ends[2] - ends[0], ends[3] - ends[1])
    line.tag = f"{_SVG}path"
    if not way[0]:
        drawn = f"v{_short(way[1])}"
    elif not way[1]:
        drawn = f"h{_short(way[0])}"
    else:
        drawn = f"l{_short(way[0])},{_short(way[1])}"
    line.set("d", f"M{_short(start[0])},{_short(start[1])}{drawn}")


def _placed(text: etree._Element) -> None:
    """Write a text's place as coordinates in whole pixels, shorter than moving it there."""
    shift = _SHIFT.fullmatch(text.get("transform", ""))
    if shift is None or "x" in text.attrib or "y" in text.attrib:
        return
    del text.attrib["transform"]
    text.set("x", f"{float(shift[1]):.0f}")
    text.set("y", f"{float(shift[2]):.0f}")


def _alike(before: etree._Element, path: etree._Element) -> bool:
    """Tell whether two paths may be one: of one look, and neither moved."""
    if before.tag != path.tag or "transform" in path.attrib:
        return False
    looks = [
        {name: value for name, value in one.attrib.items() if name != "d"} for one in (before, path)
    ]
    return looks[0] == looks[1]


def _short(number: float) -> str:
    return f"{round(number, 1):g}"
