"""An SVG among the pictures: one that runs, moves or fetches anything is refused."""

from __future__ import annotations

import re
from xml.parsers import expat

Faults = tuple[tuple[int, str], ...]
_RUNS = {"script", "handler", "listener", "iframe", "object", "embed", "foreignObject"}
_MOVES = {"animate", "animateMotion", "animateTransform", "animateColor", "set"}
_ELSEWHERE = re.compile(
    r"url\(\s*['\"]?(?!['\"]?\s*(?:#|data:image/))|@import|image-set\(", re.IGNORECASE
)
_CURE = " Spara bilden som enkel SVG."


class _Reader:
    """Goes through the file; `parser` is to be fed with it."""

    def __init__(self) -> None:
        self.faults: list[tuple[int, str]] = []
        self.root: dict[str, str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.EntityDeclHandler = self._entity
        self.parser.buffer_text = True

    def _fault(self, message: str) -> None:
        self.faults.append((self.parser.CurrentLineNumber, message + _CURE))

    def _entity(self, *_: object) -> None:
        self._fault("Bilden får inte ha egna entiteter (<!ENTITY>).")

    def _instruction(self, target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet":
            self._fault("Bilden hämtar en stilmall. Ta bort den.")

    def _text(self, text: str) -> None:
        if _ELSEWHERE.search(text):
            self._fault("Bilden hämtar något utifrån i sin stilmall. Ta bort det.")
        if re.search(r"@keyframes", text, re.IGNORECASE):
            self._fault("Bilden rör sig, och det går inte att stoppa den.")

    def _start(self, full_name: str, given: dict[str, str]) -> None:
        name = full_name.rpartition(" ")[2]
        if self.root is None:
            self.root = given if name == "svg" else {}
            if name != "svg":
                self._fault("Filen är ingen SVG.")
        if name in _RUNS:
            self._fault(f"Bilden har <{name}>, som kan köra skript. Ta bort det.")
        elif name in _MOVES:
            self._fault(f"Bilden rör sig (<{name}>), och det går inte att stoppa den.")
        for key, value in given.items():
            self._attribute(name, key.rpartition(" ")[2], value.strip())

    def _attribute(self, element: str, name: str, value: str) -> None:
        plain = re.sub(r"[\x00-\x20]", "", value).lower()
        if name.lower().startswith("on"):
            self._fault(f"Bilden har ett skript ({name}). Ta bort det.")
        elif plain.startswith(("javascript:", "vbscript:", "data:text")):
            self._fault(f"Bilden har ett skript i en adress ({name}). Ta bort det.")
        elif name in {"href", "src"} and element != "a":
            if not plain.startswith(("#", "data:image/")):
                self._fault(f"Bilden hämtar något utifrån ({name}). Ta bort det.")
        elif _ELSEWHERE.search(value):
            self._fault(f"Bilden hämtar något utifrån ({name}). Ta bort det.")


def look_at_svg(content: bytes) -> tuple[int, int, Faults]:
    """Give an SVG's width and height in pixels, 0 where it doesn't say, and its faults."""
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)  # noqa: FBT003  (expat's own)
    except (expat.ExpatError, UnicodeError, ValueError):
        line = reader.parser.ErrorLineNumber
        return 0, 0, ((max(line, 1), "Filen är ingen SVG som går att läsa." + _CURE),)
    return *_size(reader.root or {}), tuple(reader.faults)


def _size(root: dict[str, str]) -> tuple[int, int]:
    sides = [re.fullmatch(r"(\d+(?:\.\d+)?)(?:px)?", root.get(n, "")) for n in ("width", "height")]
    if sides[0] and sides[1]:
        return round(float(sides[0][1])), round(float(sides[1][1]))
    box = re.findall(r"-?[\d.]+", root.get("viewBox", ""))
    return (round(float(box[2])), round(float(box[3]))) if len(box) == 4 else (0, 0)
