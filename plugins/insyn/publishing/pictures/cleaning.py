"""A picture as it is published: upright, no wider than is shown, and nothing in it but the picture.

Where it was taken, with what, when and by whom stays in the house. The same file gives the same
bytes, and a picture that is right already is published as it is.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from insyn.incremental.store import Store
from insyn.publishing.pictures.bare import is_bare
from insyn.publishing.pictures.looking import Look, look_at, opened, picture_key

if TYPE_CHECKING:
    from PIL import Image

HEAVY = 500_000  # bytes, of a picture that is worth packing anew
# Good enough for photographs at double density; a drawing belongs in PNG or SVG.
_PACKED: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 80, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 80, "method": 6},
    "AVIF": {"quality": 65, "max_threads": 1},
    "GIF": {"optimize": True},
}


def published(path: Path, store: Store) -> bytes:
    """Give the bytes that a sound picture is published as; made when they aren't kept."""
    look = look_at(path, store)
    if look.kind == "SVG":
        return path.read_bytes()
    return store.kept("picture", picture_key(path), lambda: _made(path, look))


def _made(path: Path, look: Look) -> bytes:
    content = path.read_bytes()
    with opened(path) as picture:
        right = picture.size == (look.width, look.height) and is_bare(content, look.kind)
        if right and len(content) <= HEAVY:
            return content
        made = _packed(picture, look)
    return content if right and len(content) <= len(made) else made


def _packed(picture: Image.Image, look: Look) -> bytes:
    from PIL import Image, ImageOps

    if look.kind == "JPEG":
        picture.draft(None, (2 * look.width, 2 * look.height))  # large ones needn't be read whole
    upright = _in_srgb(ImageOps.exif_transpose(picture))
    size = (look.width, look.height)
    if upright.size != size:
        if upright.mode == "P":
            upright = upright.convert("RGBA" if "transparency" in upright.info else "RGB")
        upright = upright.resize(size, Image.Resampling.LANCZOS)
    if look.kind == "JPEG" and upright.mode not in {"L", "RGB"}:
        upright = upright.convert("RGB")
    # What is not the picture itself follows a copy along in `info`; a new one has none.
    bare = Image.new(upright.mode, upright.size)
    if upright.mode == "P":
        bare.putpalette(upright.getpalette("RGB") or [], "RGB")
    bare.paste(upright)
    about = {"transparency": upright.info["transparency"]} if _see_through(upright) else {}
    packed = io.BytesIO()
    bare.save(packed, look.kind, **_PACKED[look.kind], **about)
    return packed.getvalue()


def _see_through(picture: Image.Image) -> bool:
    return "transparency" in picture.info and picture.mode in {"L", "P", "RGB"}


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Give a picture in sRGB, 8 bits a channel: what browsers take one without a profile to be."""
    from PIL import ImageCms

    if picture.mode.startswith(("I", "F")):
        picture = picture.point(lambda level: level / 256).convert("L")
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode=mode
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            return picture
        return converted or picture
    return picture
