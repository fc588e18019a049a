"""A figure as one picture to take away: heading, key, chart, notes and source, all as SVG.

It is composed of texts and of a drawing that is kept, so no heavy library is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from insyn.charts.base import KeyEntry
from insyn.charts.layers.measure import text_width
from insyn.charts.style import (
    BUDGET,
    CONTEXT,
    FONT_SIZE,
    FORECAST,
    MUTED,
    PAPER,
    ROLES,
    SERIES,
    TEXT,
    TINTS,
)
from insyn.figures.drawing import Drawing, with_ids
from insyn.figures.figure import Figure
from insyn.figures.lettering import FAMILY, Face, broken, lettered
from insyn.swedish import NBSP

EDGE = 24  # pixels around everything
_HEADING = Face(20, 26, TEXT, bold=True)
_SUBTITLE = Face(14, 20, MUTED)
_KEY = Face(FONT_SIZE, 18)
_NOTE = Face(12, 17, MUTED)
_SWATCH = (20, 14)
_BETWEEN = 20  # between two entries of a key
_HATCH = "M1,5l4,-4M1,10l9,-9M2,14l13,-13M7,14l12,-12M12,14l7,-7M17,14l2,-2"


def picture(figure: Figure, drawing: Drawing, organisation: str) -> str:
    """Compose the SVG; it is as high as its texts need, and nothing in it is cut."""
    room, _ = size(drawing)
    heading, y = lettered(broken(figure.heading, _HEADING.size, room), EDGE, EDGE, _HEADING)
    subtitle, y = lettered(broken(figure.subtitle, _SUBTITLE.size, room), EDGE, y + 2, _SUBTITLE)
    parts = [heading, subtitle]
    if figure.key:
        key, y = key_rows(figure.key, EDGE, y + 12, room, _KEY)
        parts.append(key)
    parts.append(placed(drawing, figure.id, EDGE, y + 14))
    y += 14 + size(drawing)[1] + 14
    source = (
        f"Källa: {figure.sources}, hämtad {figure.retrieved}. Status: {figure.status}. "
        f"{organisation.replace(' ', NBSP)}"
    )
    for note in filter(None, (" ".join(figure.notes), *figure.changes, source)):
        text, y = lettered(broken(note, _NOTE.size, room), EDGE, y, _NOTE)
        parts.append(text)
        y += 4
    return document(figure, room + 2 * EDGE, y + EDGE - 4, "".join(parts))


def document(figure: Figure, width: float, height: float, inside: str) -> str:
    """Give a whole SVG on white paper, named and described by its figure."""
    title, described = f"{figure.id}-rubrik", f"{figure.id}-text"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="sv" width="{width:g}" '
        f'height="{height:g}" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-labelledby="{title}" aria-describedby="{described}" font-family="{FAMILY}">'
        f'<title id="{title}">{escape(figure.heading)}</title>'
        f'<desc id="{described}">{escape(" ".join([figure.summary, *figure.notes]))}</desc>'
        f'<rect width="{width:g}" height="{height:g}" fill="{PAPER}"/>{inside}</svg>\n'
    )


def size(drawing: Drawing) -> tuple[float, float]:
    """Give the width and height of the wide drawing, in pixels."""
    _, _, width, height = drawing.wide_box.split()
    return float(width), float(height)


def placed(drawing: Drawing, prefix: str, x: float, y: float, scale: float = 1) -> str:
    """Put the chart in light colours at a place, with ids that are this figure's own."""
    alone = drawing.alone
    inside = with_ids(alone[alone.index(">") + 1 : alone.rindex("</svg>")], prefix)
    larger = f" scale({scale:.4g})" if scale != 1 else ""
    return f'<g transform="translate({x:g},{y:g}){larger}" font-size="{FONT_SIZE}">{inside}</g>'


def key_rows(
    entries: Sequence[KeyEntry], x: float, y: float, room: float, face: Face
) -> tuple[str, float]:
    """Set the key in as many rows as it needs; give the SVG and where it ends."""
    scale = face.size / FONT_SIZE
    parts: list[str] = []
    left, top, end = x, y, y
    for entry in entries:
        indent = (_SWATCH[0] + 8) * scale if entry.role else 0
        lines = broken(entry.text, face.size, room - indent)
        width = indent + max(text_width(line, face.size) for line in lines)
        if left > x and left + width > x + room:
            left, top = x, end + 2
        text, below = lettered(lines, left + indent, top, face)
        middle = top + (face.leading - _SWATCH[1] * scale) / 2
        parts.append(f'<g transform="translate({left:.1f},{middle:.1f}) scale({scale:.4g})">')
        parts += [_swatch(entry.role), "</g>", text]
        left, end = left + width + _BETWEEN * scale, max(end, below)
    return "".join(parts), end


def _swatch(role: str) -> str:
    """Draw what stands before an entry of a key, as the page's stylesheet does."""
    width, height = _SWATCH
    middle = f'cx="{width / 2:g}" cy="{height / 2:g}" r="5"'
    frame = f'x="0.5" y="0.5" width="{width - 1}" height="{height - 1}"'
    special = {
        "": "",
        "budget": f'<rect {frame} fill="none" stroke="{BUDGET}"/>',
        "forecast": f'<path d="{_HATCH}" stroke="{FORECAST}" stroke-width="2"/>'
        f'<rect {frame} fill="none" stroke="{BUDGET}"/>',
        "dot": f'<circle {middle} fill="{SERIES[0]}"/>',
        "ring": f'<circle {middle} fill="{PAPER}" stroke="{SERIES[0]}" stroke-width="2"/>',
        "tick": f'<path d="M{width / 2:g},0v{height}" stroke="{TEXT}" stroke-width="2"/>',
        "square": f'<rect x="8" y="5" width="4" height="4" fill="{CONTEXT}"/>',
        "tint-1": f'<rect {frame} fill="{TINTS[0]}" stroke="{SERIES[0]}"/>',
        "tint-2": f'<rect {frame} fill="{TINTS[1]}" stroke="{SERIES[1]}"/>',
    }
    if role in special:
        return special[role]
    (colour,) = (colour for colour, name in ROLES.items() if name == role)
    return f'<rect width="{width}" height="{height}" fill="{colour}"/>'
