"""A post's card, 1200 × 630 pixels: what is shown where somebody shares its address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from insyn import swedish
from insyn.charts.style import GRID, MUTED, PAPER, TEXT
from insyn.figures.drawing import Drawing
from insyn.figures.figure import Figure
from insyn.figures.lettering import FAMILY, Face, broken, lettered, shortened
from insyn.figures.picture import key_rows, placed, size

WIDTH, HEIGHT = 1200, 630
_EDGE = 56
_BAND = 14  # the stripe along the top
_FOOT = 84  # from the rule above the footer to the card's edge
_TOP = _BAND + 38
_BOTTOM = HEIGHT - _FOOT - 24  # of what is above the footer
_ASIDE = 400  # the width of the words beside a tall chart
_GUTTER = 40
_HEADINGS = (60, 54, 48, 44, 40, 36, 32, 28, 26)
_SUBTITLE = Face(24, 31, MUTED)
_KEY = Face(22, 30)
_SITE = Face(22, 30, TEXT, bold=True)
_ORGANISATION = Face(22, 30, MUTED)
_SOURCE = Face(16, 21, MUTED)
_LARGEST = 1.7  # times the size on a page


@dataclass(frozen=True)
class Site:
    """Whose card it is; `accent` is the colour of its stripe."""

    name: str
    organisation: str
    accent: str


@dataclass(frozen=True)
class _Room:
    """A part of the card, in pixels."""

    x: float
    y: float
    width: float
    height: float


def figure_card(figure: Figure, drawing: Drawing, site: Site) -> str:
    """Compose the card of a post with a figure, the words above the chart or beside it.

    They stand where the chart becomes larger.
    """
    full = WIDTH - 2 * _EDGE
    above, end = _words(figure, _Room(_EDGE, _TOP, full, 130), most=2)
    under = _Room(_EDGE, end + 24, full, _BOTTOM - end - 24)
    beside = _Room(_EDGE + _ASIDE + _GUTTER, _TOP + 8, full - _ASIDE - _GUTTER, _BOTTOM - _TOP - 8)
    source = f"Källa: {figure.sources}, hämtad {figure.retrieved}. Status: "
    source += f"{figure.dataset.descriptor.decision.status}."
    if _scale(drawing, beside) > 0.9 * _scale(drawing, under):
        words, _ = _words(figure, _Room(_EDGE, _TOP, _ASIDE, 270), most=4)
        return _card(words + _chart(figure, drawing, beside), site, source)
    return _card(above + _chart(figure, drawing, under), site, source)


def title_card(title: str, day: date, site: Site) -> str:
    """Compose the card of a post without a figure: its title and its day."""
    room = _Room(_EDGE, 0, WIDTH - 2 * _EDGE, 350)
    _, height = _heading(title, room, (84, 76, 68, *_HEADINGS))
    top = (_TOP + _BOTTOM - height - _SUBTITLE.leading - 12) / 2
    said, y = lettered([swedish.capitalised(swedish.long_date(day))], _EDGE, top, _SUBTITLE)
    heading, _ = _heading(title, replace(room, y=y + 12), (84, 76, 68, *_HEADINGS))
    return _card(said + heading, site, "")


def _words(figure: Figure, room: _Room, most: int) -> tuple[str, float]:
    """Set the heading, the subtitle in at most so many lines, and the key."""
    heading, y = _heading(figure.heading, room, _HEADINGS)
    lines = broken(figure.subtitle, _SUBTITLE.size, room.width)
    lines = shortened(lines, most, _SUBTITLE.size, room.width)
    subtitle, y = lettered(lines, room.x, y + 10, _SUBTITLE)
    if not figure.key:
        return heading + subtitle, y
    key, y = key_rows(figure.key, room.x, y + 14, room.width, _KEY)
    return heading + subtitle + key, y


def _heading(text: str, room: _Room, sizes: tuple[int, ...]) -> tuple[str, float]:
    """Set a heading as large as its room lets it be with its words whole.

    Only one that doesn't fit in the smallest size is shortened.
    """
    longest = max(text.split(), key=len)
    for letters in sizes:
        face = Face(letters, letters * 1.15, TEXT, bold=True)
        lines = broken(text, letters, room.width)
        whole = len(broken(longest, letters, room.width)) == 1
        if whole and len(lines) * face.leading <= room.height:
            break
    lines = shortened(lines, int(room.height // face.leading), face.size, room.width)
    return lettered(lines, room.x, room.y, face)


def _scale(drawing: Drawing, room: _Room) -> float:
    width, height = size(drawing)
    return min(room.width / width, room.height / height, _LARGEST)


def _chart(figure: Figure, drawing: Drawing, room: _Room) -> str:
    """Draw the chart as large as its room lets it be, in the middle of its height."""
    scale = _scale(drawing, room)
    y = room.y + (room.height - size(drawing)[1] * scale) / 2
    return placed(drawing, figure.id, room.x, y, scale)


def _card(inside: str, site: Site, source: str) -> str:
    """Lay the paper, the stripe and the footer."""
    rule = HEIGHT - _FOOT
    full = WIDTH - 2 * _EDGE
    lines = broken(site.name, _SITE.size, full / 2)[:1]
    name, _ = lettered(lines, _EDGE, rule + 11, _SITE)
    owner, _ = lettered([site.organisation], _EDGE, rule + 39, _ORGANISATION)
    told = shortened(broken(source, _SOURCE.size, full / 2), 2, _SOURCE.size, full / 2)
    middle = rule + 40 - len(told) * _SOURCE.leading / 2
    right, _ = lettered(told, WIDTH - _EDGE, middle, _SOURCE, "end")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FAMILY}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f'<rect width="{WIDTH}" height="{_BAND}" fill="{site.accent}"/>'
        f'<path d="M{_EDGE},{rule}H{WIDTH - _EDGE}" stroke="{GRID}" stroke-width="2"/>'
        f"{inside}{name}{owner}{right}</svg>\n"
    )
