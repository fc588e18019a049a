"""A picture is published upright, light, and with nothing in it but the picture."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from insyn.incremental.store import Store
from insyn.publishing.check import check
from insyn.publishing.pictures.bare import is_bare
from insyn.publishing.pictures.cleaning import HEAVY, published
from insyn.publishing.pictures.looking import LARGEST, WIDEST, look_at
from insyn.site.build import build

NOW = datetime(2013, 5, 17, 16, tzinfo=ZoneInfo("Europe/Stockholm"))
SECRET = b"Hemlig Fotograf"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>Hemlig Fotograf</a></x:xmpmeta>'
KINDS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)


def scene(width: int, height: int) -> Image.Image:
    """Give a picture that is red to the left, blue to the right, and green at the bottom."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    picture.paste((220, 20, 20), (0, 0, width // 3, height // 2))
    picture.paste((20, 20, 220), (width - width // 3, 0, width, height // 2))
    picture.paste((20, 180, 20), (0, height - height // 4, width, height))
    return picture


def exif(orientation: int = 1) -> Image.Exif:
    """Give what a phone's camera writes: who, with what, and where."""
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010F], made[0x013B] = "Telefonmakaren", SECRET.decode()
    made.get_ifd(0x8825).update({1: "N", 2: (59.0, 20.0, 1.0), 3: "E", 4: (18.0, 4.0, 1.0)})
    return made


def saved(path: Path, picture: Image.Image, **how: object) -> Path:
    """Save a picture with all that can be said in its format."""
    kind = KINDS[path.suffix[1:]]
    how = {"exif": exif(), "xmp": XMP, "comment": SECRET, **how}
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", SECRET.decode())
        texts.add_text("Comment", SECRET.decode(), zip=True)
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
        how["pnginfo"] = texts
    picture.save(path, kind, **{name: value for name, value in how.items() if value is not None})
    return path


def colour(picture: Image.Image, place: tuple[int, int]) -> tuple[int, ...]:
    found = picture.convert("RGB").getpixel(place)
    assert isinstance(found, tuple)
    return found


def nothing_left(content: bytes) -> bool:
    """Whether a picture, read back, tells nothing but itself."""
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        told = dict(picture.getexif()) or picture.getexif().get_ifd(0x8825)
        words = {
            "exif",
            "xmp",
            "comment",
            "photoshop",
            "icc_profile",
            "XML:com.adobe.xmp",
            "Author",
        }
        return not told and not words & set(picture.info) and SECRET not in content


@pytest.mark.parametrize("ending", KINDS)
def test_nothing_is_told_of_who_took_it_and_where(
    tmp_path: Path, store: Store, ending: str
) -> None:
    """EXIF with GPS, XMP, comments and texts are gone from every format; the picture is there."""
    path = saved(tmp_path / f"a.{ending}", scene(90, 60))
    assert SECRET in path.read_bytes()
    made = published(path, store)
    assert nothing_left(made)
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.size) == (KINDS[ending], (90, 60))
        left, right = (colour(picture, place) for place in ((10, 10), (80, 10)))
    assert left[0] > 150 > left[2]
    assert right[2] > 150 > right[0]


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_picture_stands_upright(tmp_path: Path, store: Store, turned: int) -> None:
    """Each of EXIF's eight orientations is applied, and the size that is told is the real one."""
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's transposes that undo each
    lying = scene(96, 64)
    if turned > 1:
        lying = lying.transpose(Image.Transpose(back[turned]))
    path = saved(tmp_path / "a.jpg", lying, exif=exif(turned))
    look = look_at(path, store)
    with Image.open(io.BytesIO(published(path, store))) as picture:
        assert picture.size == (look.width, look.height) == (96, 64)
        left, right, low = (colour(picture, at) for at in ((8, 8), (88, 8), (48, 60)))
    assert left[0] > 150
    assert right[2] > 150
    assert low[1] > 120


@pytest.mark.parametrize("ending", KINDS)
def test_a_wide_picture_is_no_wider_than_is_shown(
    tmp_path: Path, store: Store, ending: str
) -> None:
    """It is scaled to twice the theme's width, in proportion, and is lighter."""
    path = saved(tmp_path / f"a.{ending}", scene(2400, 1200))
    made = published(path, store)
    look = look_at(path, store)
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.size == (look.width, look.height) == (WIDEST, WIDEST // 2)
    assert nothing_left(made)


@pytest.mark.parametrize("ending", KINDS)
def test_the_same_picture_gives_the_same_bytes(tmp_path: Path, store: Store, ending: str) -> None:
    """Made twice from nothing, it is the same; the second time it is taken from the store."""
    path = saved(tmp_path / f"a.{ending}", scene(1600, 900))
    first = published(path, store)
    with Store(tmp_path / "annat.sqlite") as other:
        assert first == published(path, other) == published(path, store)


@pytest.mark.parametrize("ending", ["jpg", "png", "webp"])
def test_a_picture_that_is_right_keeps_its_bytes(tmp_path: Path, store: Store, ending: str) -> None:
    """What is clean, small and no wider than is shown isn't packed once more."""
    path = tmp_path / f"a.{ending}"
    scene(300, 200).save(path)
    assert published(path, store) == path.read_bytes()


def test_what_is_hidden_after_a_picture_is_left_out(tmp_path: Path, store: Store) -> None:
    """Bytes after the end of a JPEG, a PNG or a WebP are no part of the picture."""
    for ending in ("jpg", "png", "webp"):
        path = tmp_path / f"a.{ending}"
        scene(60, 40).save(path)
        assert is_bare(path.read_bytes(), KINDS[ending])
        path.write_bytes(path.read_bytes() + SECRET)
        assert nothing_left(published(path, store))


def test_colours_are_those_of_the_web(tmp_path: Path, store: Store) -> None:
    """A profile is used and left out; CMYK, palettes with holes and 16 bits come through."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    broken = saved(tmp_path / "b.jpg", scene(60, 40), icc_profile=b"x" * 5000)
    cmyk = saved(tmp_path / "c.jpg", scene(60, 40).convert("CMYK"), icc_profile=None)
    for path in (saved(tmp_path / "a.jpg", scene(60, 40), icc_profile=profile), broken, cmyk):
        made = published(path, store)
        assert nothing_left(made)
        with Image.open(io.BytesIO(made)) as picture:
            assert picture.mode == "RGB"
    holed = scene(60, 40).quantize(8)
    path = saved(tmp_path / "d.png", holed, transparency=0)
    with Image.open(io.BytesIO(published(path, store))) as picture:
        assert picture.convert("RGBA").getchannel("A").getextrema() == (0, 255)
    deep = Image.new("I;16", (20, 10), 40_000)
    path = saved(tmp_path / "e.png", deep)
    with Image.open(io.BytesIO(published(path, store))) as picture:
        assert picture.convert("L").getpixel((3, 3)) == 40_000 // 256


def test_a_heavy_picture_becomes_lighter(tmp_path: Path, store: Store) -> None:
    """A clean JPEG of a large file at a high quality is packed anew."""
    path = tmp_path / "a.jpg"
    Image.effect_noise((1400, 1000), 80).convert("RGB").save(path, quality=98)
    assert len(path.read_bytes()) > HEAVY
    assert len(published(path, store)) < len(path.read_bytes()) / 2


def moving(path: Path, kind: str) -> None:
    frames = [scene(30, 20), scene(30, 20).rotate(180)]
    frames[0].save(path, kind, save_all=True, append_images=frames[1:], duration=100, loop=0)


def bomb(path: Path) -> None:
    """Write a PNG of a few hundred bytes that says that it is 60,000 pixels wide and high."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + b"".join(
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
            for name, body in parts
        )
    )


def half(path: Path) -> None:
    scene(200, 200).save(path)
    path.write_bytes(path.read_bytes()[:300])


def svg(inside: str, root: str = "") -> Callable[[Path], None]:
    return lambda path: (path.write_text(SVG.format(root, inside), encoding="utf-8"), None)[1]


REFUSED: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "no picture": ("a.jpg", lambda path: (path.write_bytes(b"x" * 99), None)[1], "ingen bild"),
    "half a picture": ("a.png", half, "ingen bild"),
    "another format": ("a.jpg", lambda path: scene(9, 9).save(path, "PNG"), "ändelse till .png"),
    "a phone's own": (
        "a.jpg",
        lambda path: (path.write_bytes(b"\0\0\0\x18ftypheic" + b"\0" * 99), None)[1],
        "HEIC",
    ),
    "a moving GIF": ("a.gif", lambda path: moving(path, "GIF"), "rör sig"),
    "a moving WebP": ("a.webp", lambda path: moving(path, "WEBP"), "rör sig"),
    "a moving PNG": ("a.png", lambda path: moving(path, "PNG"), "rör sig"),
    "a bomb": ("a.png", bomb, "miljoner punkter"),
    "a heavy file": (
        "a.jpg",
        lambda path: (path.write_bytes(b"\xff\xd8" + b"\xff" * LARGEST), None)[1],
        "större än 25 MB",
    ),
    "a script": ("a.svg", svg("<script>x()</script>"), "kan köra skript"),
    "a handler": ("a.svg", svg("", 'onload="x()"'), "har ett skript (onload)"),
    "foreign HTML": ("a.svg", svg("<foreignObject/>"), "<foreignObject>"),
    "a picture elsewhere": ("a.svg", svg('<image href="https://b.example/c.png"/>'), "utifrån"),
    "another way to it": ("a.svg", svg('<use xlink:href="//b.example/c.svg#d"/>'), "utifrån"),
    "a fill elsewhere": ("a.svg", svg('<path fill="url(https://b.example/#d)"/>'), "utifrån"),
    "a style elsewhere": ("a.svg", svg("<style>@import 'b.css';</style>"), "utifrån"),
    "an address that runs": ("a.svg", svg('<a href="java&#10;script:x()"/>'), "skript i en adress"),
    "a moving SVG": ("a.svg", svg('<animate attributeName="x"/>'), "rör sig"),
    "a broken SVG": ("a.svg", svg("<g>"), "ingen SVG som går att läsa"),
    "an entity": (
        "a.svg",
        lambda path: (
            path.write_text(f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{SVG.format('', '')}", "utf-8"),
            None,
        )[1],
        "entiteter",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_picture_that_cannot_be_shown_is_refused(small: Path, name: str) -> None:
    """The file is told of with one problem, and its cure."""
    file, make, said = REFUSED[name]
    (small / "content/bilder").mkdir()
    make(small / "content/bilder" / file)
    (found,) = check(small, NOW).problems
    assert (found.file, found.rule) == (f"content/bilder/{file}", "pictures")
    assert said in found.message


def test_an_svg_that_only_draws_is_published_as_it_is(small: Path, store: Store) -> None:
    """Gradients, its own parts and pictures in itself are no faults, and it keeps its bytes."""
    (small / "content/bilder").mkdir()
    path = small / "content/bilder/a.svg"
    svg(
        '<defs><linearGradient id="a"/></defs><path fill="url(#a)"/><use href="#b"/>'
        '<image href="data:image/png;base64,AA=="/><style>.b { fill: url(#a) }</style>'
    )(path)
    assert check(small, NOW).problems == ()
    assert published(path, store) == path.read_bytes()


def test_pages_and_feeds_show_the_clean_picture_in_its_place(small: Path, tmp_path: Path) -> None:
    """The published file has no GPS; the page and the feed know its size, and load it late."""
    (small / "content/bilder").mkdir()
    saved(small / "content/bilder/buss.jpg", scene(2000, 1000), exif=exif(6))
    post = small / "content/inlagg/2013-04-26.md"
    text = post.read_text(encoding="utf-8")
    picture = "![En buss vid torget][b]\n\n[b]: {static}/bilder/buss.jpg"
    post.write_text(text.replace("Inledning.", picture), encoding="utf-8")
    build(small / "publishconf.py", tmp_path / "ut")
    made = (tmp_path / "ut/bilder/buss.jpg").read_bytes()
    assert nothing_left(made)
    with Image.open(io.BytesIO(made)) as shown:
        width, height = shown.size
    assert (width, height) == (1000, 2000)
    page = tmp_path / "ut/2013/04/26/ramarna-en-forsta-titt/index.html"
    wanted = f'width="{width}" height="{height}" loading="lazy" decoding="async"'
    assert wanted in page.read_text(encoding="utf-8")
    feed = (tmp_path / "ut/flode.atom").read_text(encoding="utf-8")
    assert "bilder/buss.jpg" in feed
    assert 'width="1000"' in feed.replace("&quot;", '"')
