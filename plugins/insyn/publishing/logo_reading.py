"""An SVG taken apart: what draws is kept, and what runs, fetches or brings styles is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any
from xml.parsers import expat

from insyn.problems import Problem, ProblemsFound

SVG = "http://www.w3.org/2000/svg"
PREFIX = "logotyp-"  # before its ids, which must not meet those of a page
_SHAPES = {"path", "circle", "ellipse", "rect", "line", "polyline", "polygon"}
_KEPT = {
    *("svg", "g", "defs", "use", "symbol", "clipPath", "linearGradient", "radialGradient", "stop"),
    *_SHAPES,
}
_LEFT_OUT = {"title", "desc", "metadata"}
PAINTS = {"fill", "stroke", "stop-color"}
ATTRIBUTES = {
    *PAINTS,
    *("id", "href", "d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry"),
    *("fx", "fy", "width", "height", "transform", "viewBox", "offset", "opacity"),
    *("fill-rule", "fill-opacity", "clip-path", "clip-rule", "clipPathUnits", "display"),
    *("stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity"),
    *("stroke-dasharray", "stroke-dashoffset", "stop-opacity", "visibility", "spreadMethod"),
    *("gradientUnits", "gradientTransform"),
}
INHERITED = ("fill", "stroke")


@dataclass
class SvgReader:
    """Takes what is kept of an SVG, element by element; `parser` is to be fed with the file.

    `paints` are the fill and stroke that each open element gives those in it; `seen` are all that
    a shape is painted in. `names` are the open elements; `hidden` counts those within one that is
    left out, itself too.
    """

    file: str
    problems: list[Problem] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    paints: list[dict[str, str]] = field(default_factory=lambda: [{"fill": "#000"}])
    seen: set[str] = field(default_factory=set)
    root: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    hidden: int = 0

    def __post_init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._entity

    def _problem(self, message: str) -> None:
        self.problems.append(Problem(self.file, self.parser.CurrentLineNumber, message))

    def _entity(self, *_: Any) -> None:
        self._problem("Logotypen får inte ha egna entiteter (<!ENTITY>). Spara den som enkel SVG.")

    def _start(self, full_name: str, given: dict[str, str]) -> None:
        space, _, name = full_name.rpartition(" ")
        if not self.root and (space, name) != (SVG, "svg"):
            raise ProblemsFound([Problem(self.file, 1, "Filen är ingen SVG.")])
        if self.hidden or space != SVG or name in _LEFT_OUT:
            self.hidden += 1
            return
        if name == "text":
            self._problem("Logotypen har text. Gör om den till former (kurvor) och spara igen.")
        elif name not in _KEPT:
            self._problem(
                f"Logotypen får inte ha <{name}>. Spara den som enkel SVG med bara former, och "
                "färger som attribut."
            )
        own = self._attributes(given)
        paint = {**self.paints[-1], **{key: own[key] for key in INHERITED if key in own}}
        self.paints.append(paint)
        self.names.append(name)
        if name in _SHAPES and "clipPath" not in self.names:
            self.seen |= {value.lower() for value in paint.values()}
        if name == "stop":
            self.seen.add(own.get("stop-color", "#000").lower())
        if not self.root:
            self.root = {"xmlns": SVG, **own}
            return
        written = "".join(f' {key}="{escape(value)}"' for key, value in own.items())
        self.made.append(f"<{name}{written}>")

    def _end(self, full_name: str) -> None:
        if self.hidden:
            self.hidden -= 1
            return
        self.paints.pop()
        self.names.pop()
        self.made.append(f"</{full_name.rpartition(' ')[2]}>")

    def _attributes(self, given: dict[str, str]) -> dict[str, str]:
        """Give the attributes that are kept; those of `style` are written as their own."""
        found: dict[str, str] = {}
        for full_name, value in given.items():
            name = full_name.rpartition(" ")[2]
            if name.startswith("on"):
                self._problem(f"Logotypen har ett skript ({name}). Ta bort det.")
            found[name] = value.strip()
        for rule in found.pop("style", "").split(";"):
            name, _, value = rule.partition(":")
            found[name.strip()] = value.strip()
        for name, value in found.items():
            elsewhere = name == "href" and not value.startswith("#")
            if elsewhere or re.search(r"url\((?!['\"]?#)", value, re.IGNORECASE):
                self._problem(f"Logotypen hämtar något utifrån ({name}). Ta bort det.")
        kept = {name: value for name, value in found.items() if name in ATTRIBUTES and value}
        return {name: _own_id(name, value) for name, value in kept.items()}


def _own_id(name: str, value: str) -> str:
    """Put our prefix before an id and before every reference to one."""
    if name == "id":
        return PREFIX + value
    if name == "href":
        return f"#{PREFIX}{value[1:]}"
    return re.sub(r"url\(['\"]?#([^)'\"]*)['\"]?\)", rf"url(#{PREFIX}\1)", value)
