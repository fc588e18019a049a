"""From an Altair chart to an SVG that is small, the same everywhere, and styled by the theme.

vl-convert's own SVG names every mark for assistive tools in English, numbers its ids by process,
and carries fonts and colours on each element. Here the picture is left with one role and name of
its own, and colours become classes (see charts/style) that the stylesheet owns.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from insyn.charts.style import BUDGET, FONT, FONT_SIZE, FORECAST, PAPER, ROLES
from insyn.figures.merging import merge
from insyn.figures.renderer import renderer

VEGA_LITE = "6.4"
_SVG = "{http://www.w3.org/2000/svg}"
# Attributes that go: always (None), or when they have the value that holds without them.
_DEFAULTS = {
    "role": None,
    "aria-label": None,
    "aria-roledescription": None,
    "aria-hidden": None,
    "class": None,
    "version": None,
    "fill-opacity": "1",
    "opacity": "1",
    "font-family": FONT,
    "font-size": f"{FONT_SIZE}px",
    "font-weight": "normal",
    "stroke-miterlimit": "10",
    "text-anchor": "start",
}
_LENGTHS = {"d", "transform", "x1", "x2", "y1", "y2", "x", "y", "width", "height"}
_DIGITS = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_HATCH = (
    '<defs xmlns="http://www.w3.org/2000/svg"><pattern id="ID-hatch" width="5" height="5" '
    'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="5" height="5" fill="{paper}"/><rect width="2" height="5" fill="{forecast}"/>'
    "</pattern></defs>"
)


class UnknownColour(ValueError):
    """A chart uses a colour that has no role in charts/style: dark mode and print can't know it."""


def render(spec: dict[str, Any]) -> str:
    """Draw a Vega-Lite chart. No address is ever fetched: charts carry their own data."""
    svg: str = renderer().vegalite_to_svg(
        spec, vl_version=VEGA_LITE, allowed_base_urls=[], show_warnings=False
    )
    return svg


def unmeasured(spec: dict[str, Any]) -> dict[str, Any]:
    """Say a chart's texts in their descriptions alone, from which `tidy` takes them back.

    Vega measures every text, which takes vl-convert a third of its time: 17 ms instead of 25. The
    picture is the same, byte for byte, where no text's width decides where anything stands: in
    charts that state every coordinate, which those of the site's own needn't.
    """
    layers = []
    for layer in spec["layer"]:
        encoding = layer["encoding"]
        text = encoding.get("text", {})
        rows = spec["datasets"][layer.get("data", spec.get("data"))["name"]]
        if text.get("type") == "nominal" and all(
            map(_is_whole, (row[text["field"]] for row in rows))
        ):
            encoding = {**encoding, "description": text, "text": {"value": ""}}
        layers.append({**layer, "encoding": encoding})
    return {**spec, "layer": layers}


def _is_whole(text: str) -> bool:
    """Whether a description of these words is these words: Vega says more for one without any."""
    return text != "" and text == text.strip().strip("\ufeff")


def tidy(svg: str) -> etree._Element:
    """Take away what says nothing, and hatch the forecasts. Ids are “ID-…” until they are used."""
    root = etree.fromstring(svg.encode())
    background = root.find(f"{_SVG}rect")
    if background is not None:
        root.remove(background)
    for element in root.iter():
        if element.tag == f"{_SVG}text" and not element.text:
            element.text = element.get("aria-label")
        _shorten(element)
    _drop_empty(root)
    merge(root)
    if _hatch(root):
        root.insert(0, etree.fromstring(_HATCH.format(paper=PAPER, forecast=FORECAST)))
    root.set("viewBox", f"0 0 {root.get('width')} {root.get('height')}")
    del root.attrib["width"], root.attrib["height"]
    etree.cleanup_namespaces(root)
    return root


def standalone(tidied: etree._Element) -> str:
    """Give the picture as a file of its own: light colours and the font that it was measured in."""
    root = etree.fromstring(etree.tostring(tidied))
    _, _, width, height = root.get("viewBox", "").split()
    root.set("width", width)
    root.set("height", height)
    root.set("font-family", f"{FONT}, Arial, sans-serif")
    root.set("font-size", str(FONT_SIZE))
    paper = etree.Element(f"{_SVG}rect", {"width": width, "height": height, "fill": PAPER})
    root.insert(0, paper)
    return etree.tostring(root, encoding="unicode")


def styled(tidied: etree._Element) -> str:
    """Give the picture for a page: a class for each colour, and nothing else to style it.

    Raises UnknownColour when a chart uses a colour that has no role.
    """
    root = etree.fromstring(etree.tostring(tidied))
    for element in root.iter():
        classes = []
        for attribute, prefix in (("fill", "f"), ("stroke", "s")):
            colour = element.get(attribute)
            if colour is None or colour == "none" or colour.startswith("url("):
                continue
            if colour not in ROLES:
                raise UnknownColour(colour)
            del element.attrib[attribute]
            classes.append(f"{prefix}-{ROLES[colour]}")
        if classes == ["f-text"] and element.tag == f"{_SVG}text":
            classes = []
        if classes:
            element.set("class", " ".join(classes))
    text = etree.tostring(root, encoding="unicode")
    return text[text.index(">") + 1 : text.rindex("</svg>")]


def view_box(tidied: etree._Element) -> str:
    """Give the picture's view box: “0 0 640 220”."""
    return tidied.get("viewBox", "")


def _shorten(element: etree._Element) -> None:
    """Leave out attributes that say nothing or what the stylesheet says, and needless digits."""
    for name, default in _DEFAULTS.items():
        if name in element.attrib and default in {None, element.get(name)}:
            del element.attrib[name]
    for name in _LENGTHS & set(element.attrib):
        element.set(name, _DIGITS.sub(_one_decimal, element.get(name, "")))
    if element.get("transform") == "translate(0,0)":
        del element.attrib["transform"]
    if element.tag == f"{_SVG}text" and element.get("stroke"):
        element.set("paint-order", "stroke")
        element.set("stroke-linejoin", "round")


def _one_decimal(match: re.Match[str]) -> str:
    text = f"{round(float(match[0]), 1):g}"
    return "0" if text == "-0" else text


def _drop_empty(root: etree._Element) -> None:
    """Remove paths that draw nothing, and lift the children of groups that say nothing."""
    for path in list(root.iter(f"{_SVG}path")):
        painted = path.get("stroke") or path.get("fill", "none") not in {"none", "transparent"}
        if path.get("display") == "none" or not path.get("d") or not painted:
            parent = path.getparent()
            if parent is not None:
                parent.remove(path)
    for group in list(root.iter(f"{_SVG}g"))[::-1]:
        parent = group.getparent()
        if parent is None or group.attrib:
            continue
        for child in group:
            group.addprevious(child)
        parent.remove(group)


def _hatch(root: etree._Element) -> bool:
    """Fill forecasts with a pattern; tell whether there were any."""
    found = False
    for element in root.iter(f"{_SVG}path"):
        if element.get("fill") == FORECAST:
            element.set("fill", "url(#ID-hatch)")
            element.set("stroke", BUDGET)
            found = True
    return found
