"""How wide a text is drawn, known without a font file, and where to break it.

Advance widths of Liberation Sans Regular (metrically the same as Arial), in thousandths of the
font size, read from the font's hmtx table. A reader's own font may be wider; MARGIN leaves room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MARGIN = 1.25
_UNKNOWN = 1000
_WIDTHS = {
    191: "'",
    222: "ijl’",
    260: "|",
    278: " !,./:;I[\\]ft\xa0·",
    333: "()-`r”",
    334: "{}",
    355: '"',
    389: "*",
    400: "°",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopquåäöéü§–",
    584: "+<=>~−×±",
    611: "FTZø",
    667: "&ABEKPSVXYÅÄÉ",
    722: "CDHNRUwÜ",
    778: "GOQÖØ",
    833: "Mm",
    889: "%æ",
    944: "W",
}
# The latter parts of long Swedish compounds.
_LATTER = re.compile(
    r"(?<=\w\w)(?=(?:förvaltning|nämnd|kontor|styrelse|avdelning|utbildning|byggnad|verksamhet))"
)
_ADVANCES = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def text_width(text: str, size: float) -> float:
    """Give the room to leave for a text, in the unit of `size`."""
    return sum(_ADVANCES.get(letter, _UNKNOWN) for letter in text) * size / 1000 * MARGIN


def spaced_width(text: str, size: float) -> float:
    """Give a text's width with the spacing that a reader may set (WCAG 2.2, 1.4.12).

    Half of the margin is left, for a font that is somewhat wider.
    """
    spacing = (0.12 * len(text) + 0.16 * text.count(" ")) * size
    return text_width(text, size) * (1 + MARGIN) / 2 / MARGIN + spacing


def room_of(text: str, size: float) -> float:
    """Give the room to leave for a text, in a wide font as well as spaced out."""
    return max(text_width(text, size), spaced_width(text, size))


def wrap(
    text: str, size: float, room: float, *, spaced: bool = True, divided: bool = True
) -> tuple[str, ...]:
    """Break a text after spaces and hyphens into lines that fit `room`.

    A word that doesn't fit is `divided` before “förvaltningen” and the like; one that can't be
    stays whole. No-break spaces hold: “1 000” is one word. Where nothing but the picture's edge is
    beyond the room, the spacing that a reader may set is `spaced` for.
    """
    width = room_of if spaced else text_width
    lines: list[str] = []
    for word in re.findall(r"[^ \t\n-]+-?|-", text):
        apart = divided and width(word, size) > room
        for place, piece in enumerate(_LATTER.split(word) if apart else [word]):
            glue = "" if place or _hyphened(lines, word, text) else " "
            if lines and width(f"{lines[-1]}{glue}{piece}", size) <= room:
                lines[-1] += glue + piece
                continue
            if place:
                lines[-1] += "-"
            lines.append(piece)
    return tuple(lines) or ("",)


def _hyphened(lines: Sequence[str], word: str, text: str) -> bool:
    """Tell whether a word goes on where the last line's hyphen is."""
    return bool(lines) and lines[-1].endswith("-") and f"{lines[-1]}{word}" in text
