"""Text as a picture has it: broken into lines that fit, and set line by line as SVG."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from insyn.charts.layers.measure import text_width, wrap
from insyn.charts.style import TEXT
from insyn.swedish import NBSP

FAMILY = "Liberation Sans, Arial, Helvetica, sans-serif"
_HELD, _HYPHEN = "\ue000", "\ue001"  # stand for what no line is broken at while a text is broken
_MORE = "…"


@dataclass(frozen=True)
class Face:
    """How a text is set: its size and the distance between lines in pixels, colour and weight."""

    size: float
    leading: float
    fill: str = TEXT
    bold: bool = False


def broken(text: str, size: float, room: float) -> tuple[str, ...]:
    """Break a text into lines that fit `room`, inside a word only where the word alone doesn't.

    No line is broken at a no-break space or after the hyphen of “e-post”, none begins with a dash.
    """
    held = text.replace(" – ", f"{_HELD}– ").replace(NBSP, _HELD)
    held = re.sub(r"\b(\w)-(?=\w)", rf"\1{_HYPHEN}", held)
    lines: list[str] = []
    for line in wrap(held, size, room, divided=False):
        rest = line.replace(_HELD, NBSP).replace(_HYPHEN, "-")
        while text_width(rest, size) > room and len(rest) > 1:
            most = _fitting(rest, size, room)
            lines.append(rest[:most])
            rest = rest[most:]
        lines.append(rest)
    return tuple(lines)


def shortened(lines: Sequence[str], most: int, size: float, room: float) -> tuple[str, ...]:
    """Keep at most so many lines; the last one tells that there was more."""
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and text_width(last + _MORE, size) > room:
        last = last[:-1]
    return (*lines[: most - 1], last.rstrip(" ,.;:–-") + _MORE)


def lettered(
    lines: Sequence[str], x: float, y: float, face: Face, anchor: str = "start"
) -> tuple[str, float]:
    """Set lines from the top `y` down; give the SVG and where it ends."""
    weight = ' font-weight="bold"' if face.bold else ""
    end = f' text-anchor="{anchor}"' if anchor != "start" else ""
    look = f'font-size="{face.size:g}" fill="{face.fill}"{weight}{end}'
    first = y + face.leading / 2 + face.size * 0.35  # from a line's middle to its baseline
    texts = "".join(
        f'<text x="{x:g}" y="{first + place * face.leading:.1f}" {look}>{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
    return texts, y + len(lines) * face.leading


def _fitting(text: str, size: float, room: float) -> int:
    """Give how many letters of a text fit, at least one."""
    return max(
        (most for most in range(1, len(text)) if text_width(text[:most], size) <= room), default=1
    )
