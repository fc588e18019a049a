"""What can be wrong with a chart of the site's own, beyond that its function doesn't run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from insyn.charts.layers.measure import MARGIN, text_width
from insyn.charts.style import FONT_SIZE, ROLES, Canvas

_SHIFT = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")
_START = {"middle": 0.5, "end": 1.0}
SMALLEST = 12


def own_faults(tidied: etree._Element, canvas: Canvas) -> Iterator[str]:
    """Say which colours aren't the site's, and which texts are too small or don't fit."""
    strange = sorted(
        {
            colour
            for element in tidied.iter()
            for colour in (element.get("fill"), element.get("stroke"))
            if colour and colour not in ROLES and colour not in {"none", "transparent"}
            if not colour.startswith("url(")
        }
    )
    for colour in strange:
        yield f"Färgen {colour} hör inte till webbplatsen. Använd färgerna i insyn.charts.style."
    for text in tidied.iter("{*}text"):
        size = float((text.get("font-size") or str(FONT_SIZE)).removesuffix("px"))
        if size < SMALLEST:
            yield f"Texten ”{text.text}” är mindre än {SMALLEST} pixlar."
        if "rotate" in text.get("transform", ""):
            continue
        width = text_width(text.text or "", size) / MARGIN
        left = _left(text) - width * _START.get(text.get("text-anchor", ""), 0)
        if text.text and (left < -1 or left + width > canvas.width + 1):
            yield (
                f"Texten ”{text.text}” får inte plats i diagrammet när det är {canvas.width} "
                "pixlar brett."
            )


def _left(text: etree._Element) -> float:
    """Add up how far to the right a text and all that holds it are moved."""
    moved = float(text.get("x", 0))
    for element in (text, *text.iterancestors()):
        shift = _SHIFT.search(element.get("transform", ""))
        moved += float(shift[1]) if shift else 0
    return moved
