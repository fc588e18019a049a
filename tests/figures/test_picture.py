"""Pictures to take away: whole, named, escaped, and with nothing outside their frame."""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import vl_convert
from lxml import etree

from insyn.charts.layers.measure import text_width
from insyn.charts.style import ROLES
from insyn.figures.card import HEIGHT, WIDTH, Site, figure_card, title_card
from insyn.figures.drawing import Drawings
from insyn.figures.fence import Fence
from insyn.figures.figure import Figure, make_figure
from insyn.figures.picture import picture
from insyn.figures.png import Pngs, packed
from samples import drawn_type, sample_library

ROOT = Path(__file__).resolve().parents[2]
DRAWINGS = Drawings(ROOT / ".cache" / "diagram")
SITE = Site("Kommunchefens blogg", "Tallvika kommun", "#0b4f71")
SHOWN = {
    "key and hatch": "data: prognos-1-2013",
    "three scenarios": "data: bokslut-2012",
    "lines": "data: sjukfranvaro\nmarkera: Alla",
    "low": "data: koncernen-2012",
    "tall": "data: ramar-2014-2015",
}
HEADINGS = {
    "short": "Plus",
    "long": "Tolv av sexton nämnder väntas gå med underskott – störst är det i " * 4,
    "one word": "Samhällsbyggnadsförvaltningensverksamhetsutvecklingsledarutbildning" * 3,
    "hostile": "</text><b>&\"'</title> <script>alert(1)</script> ]]> &lt;",
    "unbroken": "12\u00a0345\u00a0678\u00a0tkr " * 9,
}


def figure(text: str, heading: str = "", subtitle: str = "") -> Figure:
    made = make_figure(Fence(1, 9, text), "prov.md", sample_library(), "figur-prov-1")
    return replace(made, heading=heading or made.heading, subtitle=subtitle or made.subtitle)


def drawn(shown: Figure) -> etree._Element:
    svg = picture(shown, DRAWINGS.get(drawn_type(shown.chart), shown.plot), SITE.organisation)
    return etree.fromstring(svg.encode())


def card(shown: Figure) -> etree._Element:
    svg = figure_card(shown, DRAWINGS.get(drawn_type(shown.chart), shown.plot), SITE)
    return etree.fromstring(svg.encode())


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def own_texts(root: etree._Element) -> list[tuple[str, float, float, float, float]]:
    """Give the texts around the chart: what is said, left, right, baseline and size."""
    found = []
    for text in root.findall("{*}text"):
        said, size = text.text or "", float(text.get("font-size", ""))
        width, x = text_width(said, size), float(text.get("x", ""))
        left = x - width if text.get("text-anchor") == "end" else x
        found.append((said, left, left + width, float(text.get("y", "")), size))
    return found


def chart_box(root: etree._Element, shown: Figure) -> tuple[float, float, float, float]:
    """Give the chart's left, top, right and bottom."""
    group = root.findall("{*}g")[-1]
    place = re.fullmatch(
        r"translate\(([\d.]+),([\d.]+)\)(?: scale\(([\d.]+)\))?", group.get("transform", "")
    )
    assert place
    drawing = DRAWINGS.get(drawn_type(shown.chart), shown.plot)
    width, height = (float(part) for part in drawing.wide_box.split()[2:])
    x, y, scale = float(place[1]), float(place[2]), float(place[3] or 1)
    return x, y, x + width * scale, y + height * scale


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS)
@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN)
def test_a_picture_says_everything(text: str, heading: str) -> None:
    """Heading, subtitle, key, notes, source, status and organisation are text in the picture."""
    shown = figure(text, heading, f"{heading} {heading}")
    root = drawn(shown)
    said = "".join(said for said, *_ in own_texts(root))
    words = [heading, f"{heading} {heading}", *(entry.text for entry in shown.key), *shown.notes]
    words += [shown.sources, f"hämtad {shown.retrieved}", f"Status: {shown.status}"]
    for part in [*words, SITE.organisation]:
        assert squeezed(part) in squeezed(said)
    assert root.findtext("{*}title") == heading
    assert (root.findtext("{*}desc") or "").startswith(shown.summary)


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS)
@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN)
def test_nothing_is_outside_a_picture(text: str, heading: str) -> None:
    """All lines fit the frame, one below the other, and none lies on the chart."""
    shown = figure(text, heading, f"{heading} {heading}")
    root = drawn(shown)
    _, _, width, height = (float(part) for part in root.get("viewBox", "").split())
    left, top, right, bottom = chart_box(root, shown)
    assert left > 0
    assert right < width
    for _, start, end, baseline, size in own_texts(root):
        assert start > 0
        assert end < width
        assert size < baseline < height - size / 2
        assert baseline + size / 4 < top or baseline - size > bottom
    lines = [baseline for *_, baseline, _ in own_texts(root)]
    assert lines == sorted(lines)


@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN)
def test_a_picture_stands_alone(text: str) -> None:
    """It has colours, fonts and ids of its own, and needs and runs nothing else."""
    shown = figure(text)
    root = drawn(shown)
    names = {str(name) for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name in {"class", "style"} or "href" in name}
    assert not {name for name in names if name.startswith("on")}
    tags = {etree.QName(element).localname for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "defs", "pattern", "rect", "g", "path", "line", "text"}
    ids = [element.get("id", "") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("figur-prov-1-") for name in ids)
    named = f"{root.get('aria-labelledby')} {root.get('aria-describedby')}".split()
    assert set(named) <= set(ids)
    paints = {element.get(name) for element in root.iter() for name in ("fill", "stroke")}
    used = {paint[5:-1] for paint in paints if paint and paint.startswith("url(#")}
    assert used == {name for name in ids if name.endswith("-hatch")}
    colours = {paint for paint in paints if paint and paint.startswith("#")}
    assert colours <= set(ROLES)


def test_hostile_text_is_text() -> None:
    """Markup in a heading, a subtitle or the organisation's name stays words."""
    shown = figure(SHOWN["low"], HEADINGS["hostile"], HEADINGS["hostile"])
    drawing = DRAWINGS.get(drawn_type(shown.chart), shown.plot)
    svg = picture(shown, drawing, '<b>&"')
    root = etree.fromstring(svg.encode())
    assert root.findall(".//{*}script") == root.findall(".//{*}b") == []
    assert '<b>&"' in [said[-5:] for said, *_ in own_texts(root)]


@pytest.mark.parametrize("heading", ["", *HEADINGS.values()], ids=["own", *HEADINGS])
@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN)
def test_everything_fits_a_card(text: str, heading: str) -> None:
    """No text reaches outside, into the chart or over the rule above the footer."""
    shown = figure(text, heading)
    root = card(shown)
    left, top, right, bottom = chart_box(root, shown)
    (line,) = root.findall("{*}path")
    rule = float(re.split("[,H]", line.get("d", ""))[1])
    assert 0 < left < right <= WIDTH - 50
    assert 14 < top < bottom < rule
    assert right - left >= 440
    for said, start, end, baseline, size in own_texts(root):
        assert start > 50
        assert end < WIDTH - 50
        assert 14 + size < baseline < HEIGHT - 20
        apart = end < left or baseline + size / 4 < top or baseline - size > bottom
        assert apart, said
        assert abs(baseline - rule) > size / 4


def test_the_words_of_a_card_stand_where_the_chart_becomes_larger() -> None:
    """Beside a tall chart, above a low one; a heading's words are whole where they can be."""
    tall, low = figure(SHOWN["tall"]), figure(SHOWN["low"])
    assert chart_box(card(tall), tall)[0] > 400
    assert chart_box(card(low), low)[0] < 100
    said = [said for said, *_ in own_texts(card(figure(SHOWN["tall"], "Medarbetarengagemanget")))]
    assert "Medarbetarengagemanget" in said


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS)
def test_a_post_without_figure_has_a_card_with_its_title(heading: str) -> None:
    """Title, day, site and organisation are there and fit; only what never fits is shortened."""
    root = etree.fromstring(title_card(heading, date(2013, 5, 17), SITE).encode())
    texts = own_texts(root)
    said = squeezed("".join(said for said, *_ in texts))
    assert squeezed(heading) in said or "…" in said
    assert squeezed("Fredag 17 maj 2013") in said
    assert squeezed(SITE.name + SITE.organisation) in said
    assert all(start > 50 and end < WIDTH - 50 for _, start, end, _, _ in texts)


def pixels(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_png_has_the_picture_in_its_size(tmp_path: Path) -> None:
    """A picture for slides is twice its SVG; a card is 1200 × 630."""
    shown, pngs = figure(SHOWN["key and hatch"]), Pngs(tmp_path)
    drawing = DRAWINGS.get(drawn_type(shown.chart), shown.plot)
    svg = picture(shown, drawing, SITE.organisation)
    width, height = (float(part) for part in re.findall(r'(?:width|height)="([\d.]+)"', svg)[:2])
    assert pixels(pngs.get(svg, scale=2)) == (round(2 * width), round(2 * height))
    assert pixels(pngs.get(figure_card(shown, drawing, SITE))) == (1200, 630)


def test_packing_a_png_changes_no_pixel() -> None:
    """The packed file is smaller, has the same pixels, and its check sums are right."""
    shown = figure(SHOWN["low"])
    svg = figure_card(shown, DRAWINGS.get(drawn_type(shown.chart), shown.plot), SITE)
    loose = vl_convert.svg_to_png(svg)
    tight = packed(loose)
    assert len(tight) < len(loose) / 2
    assert _image(tight) == _image(loose)


def _image(png: bytes) -> bytes:
    """Read a PNG's pixels and hold every part against its check sum."""
    place, image = 8, b""
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        part = png[place + 4 : place + 8 + length]
        assert struct.unpack_from(">I", png, place + 8 + length) == (zlib.crc32(part),)
        image += part[4:] if part.startswith(b"IDAT") else b""
        place += 12 + length
    return zlib.decompress(image)


def test_a_kept_png_is_not_made_again(tmp_path: Path) -> None:
    """What is kept is given as it is; a damaged file is made anew, and another SVG is another."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5"/></svg>'
    pngs = Pngs(tmp_path)
    png = pngs.get(svg)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"som den var" + hashlib.sha256(b"som den var").digest())
    assert pngs.get(svg) == b"som den var"
    for damaged in (b"", png[:40], kept.read_bytes()[:-1], b"x" + kept.read_bytes()[1:]):
        kept.write_bytes(damaged)
        assert pngs.get(svg) == png
    assert pixels(pngs.get(svg, scale=2)) == (18, 18)
    pngs.get(svg.replace('"5"', '"6"'))
    assert len(list(tmp_path.iterdir())) == 3
