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
    """Turn a line that is moved to its place, or stands there, into a path."""
    shift = _SHIFT.fullmatch(line.get("transform", "translate(0,0)"))
    if shift is None:
        return
    x, y, x2, y2 = (float(line.get(name, 0)) for name in ("x1", "y1", "x2", "y2"))
    for name in ("transform", "x1", "y1", "x2", "y2"):
        line.attrib.pop(name, "")
    start = f"M{_short(float(shift[1]) + x)},{_short(float(shift[2]) + y)}"
    across, down = _short(x2 - x), _short(y2 - y)
    way = f"v{down}" if across == "0" else f"h{across}" if down == "0" else f"l{across},{down}"
    line.tag = f"{_SVG}path"
    line.set("d", start + way)


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
