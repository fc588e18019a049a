"""A picture as it was put into content/bilder/: what it is, and why it can't be published."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from insyn.incremental.store import Store
from insyn.keeping import code_digest, digest, fingerprint
from insyn.posts.source import PICTURES
from insyn.problems import Problem
from insyn.publishing.content import SHOWN
from insyn.publishing.pictures.vector import look_at_svg

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 25_000_000  # bytes
MOST_PIXELS = 80_000_000  # more than a camera of a phone gives in its usual setting
WIDEST = 1472  # pixels: twice the 46 rem of --wide in the theme's tokens.css
KINDS = {
    **dict.fromkeys((".jpg", ".jpeg"), "JPEG"),
    ".png": "PNG",
    ".gif": "GIF",
    ".webp": "WEBP",
    ".avif": "AVIF",
}
_TURNED = range(5, 9)  # EXIF orientations in which width and height change places


@dataclass(frozen=True)
class Look:
    """What a picture is: `width` and `height` as it is published, 0 where an SVG doesn't say.

    `faults` are lines and messages.
    """

    kind: str = ""
    width: int = 0
    height: int = 0
    faults: tuple[tuple[int, str], ...] = ()


def picture_file_problems(root: Path, store: Store) -> Iterator[Problem]:
    """Find the pictures of a site that can't be published."""
    for path in sorted((root / "content" / PICTURES).rglob("*")):
        if path.is_file() and path.suffix.lower() in SHOWN:
            for line, message in look_at(path, store).faults:
                yield Problem(path.relative_to(root).as_posix(), line, message, "pictures")


def look_at(path: Path, store: Store) -> Look:
    """Look at a picture; what was seen is kept by a hash of the file."""
    if path.stat().st_size > LARGEST:
        message = f"Bilden är större än {LARGEST // 1_000_000} MB. Spara den mindre, som JPEG."
        return Look(faults=((1, message),))
    key = picture_key(path)
    seen = json.loads(store.kept("look", key, lambda: json.dumps(asdict(_look(path))).encode()))
    return Look(**{**seen, "faults": tuple((line, message) for line, message in seen["faults"])})


def picture_key(path: Path) -> str:
    """Name what is made of a picture: by its bytes and ending, and by what makes it."""
    return fingerprint(f"{digest(path)} {path.suffix.lower()} {_code()}")


@cache
def _code() -> str:
    """Give a digest of what looks at pictures and makes them anew."""
    return f"{code_digest(Path(__file__).parent.glob('*.py'))} {version('pillow')}"


def fitted(width: int, height: int) -> tuple[int, int]:
    """Give the size that a picture is published in: no wider than twice what the theme shows."""
    if width <= WIDEST:
        return width, height
    return WIDEST, max(1, round(height * WIDEST / width))


def _look(path: Path) -> Look:
    if path.suffix.lower() == ".svg":
        return Look("SVG", *look_at_svg(path.read_bytes()))
    try:
        with opened(path) as picture:
            if fault := _fault(picture, KINDS[path.suffix.lower()]):
                return Look(faults=((1, fault),))
            turned = picture.getexif().get(0x0112) in _TURNED
            width, height = picture.size[::-1] if turned else picture.size
            if kind(picture) == "JPEG":
                picture.draft(None, (1, 1))  # an eighth of the points tells as well if it is whole
            picture.load()
            return Look(kind(picture), *fitted(width, height))
    except Exception as error:  # noqa: BLE001  (broken files make Pillow raise nearly anything)
        return Look(faults=((1, _unreadable(path, error)),))


def opened(path: Path) -> Image.Image:
    """Open a picture without reading it, whatever size it says that it has."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(path, formats=[*set(KINDS.values()), "MPO"])


def kind(picture: Image.Image) -> str:
    """Give a picture's format; a JPEG with a second picture for depth or preview is a JPEG."""
    return "JPEG" if picture.format == "MPO" else str(picture.format)


def _fault(picture: Image.Image, said: str) -> str:
    if (found := kind(picture)) != said:
        ending = next(ending for ending, name in KINDS.items() if name == found)
        return f"Filen är en bild av annat slag än den heter. Byt filens ändelse till {ending}."
    if picture.size[0] * picture.size[1] > MOST_PIXELS:
        return _TOO_MANY
    if found != "JPEG" and getattr(picture, "n_frames", 1) > 1:
        return "Bilden rör sig, och det går inte att stoppa den. Spara en av bilderna som den är."
    return ""


_TOO_MANY = f"Bilden har fler än {MOST_PIXELS // 1_000_000} miljoner punkter. Spara den mindre."


def _unreadable(path: Path, error: Exception) -> str:
    if type(error).__name__ == "DecompressionBombError":
        return _TOO_MANY
    with path.open("rb") as file:
        start = file.read(12)
    if start[4:8] == b"ftyp" and start[8:11] in {b"hei", b"hev", b"mif"}:
        return "Filen är en HEIC-bild från en telefon. Spara den som JPEG och lägg in den igen."
    return (
        "Filen är ingen bild som går att läsa. Spara den som JPEG eller PNG, och lägg in den igen."
    )
