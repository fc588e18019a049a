"""Pictures to take away: whole, named, escaped, and with nothing outside their frame."""

from __future__ import annotations

import io
import os
import re
import struct
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import vl_convert
from lxml import etree
from PIL import Image

from insyn.charts.layers.measure import text_width
from insyn.charts.style import ROLES
from insyn.figures.card import HEIGHT, WIDTH, Site, figure_card, title_card
from insyn.figures.drawing import Drawings
from insyn.figures.fence import Fence
from insyn.figures.figure import Figure, make_figure
from insyn.figures.lettering import FAMILY
from insyn.figures.picture import picture
from insyn.figures.png import Pngs, packed
from insyn.incremental.store import FILE, Store
from samples import drawn_type, sample_library

ROOT = Path(__file__).resolve().parents[2]
DRAWINGS = Drawings(Store(ROOT / ".cache" / FILE))
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


def test_a_png_has_the_picture_in_its_size(store: Store) -> None:
    """A picture for slides is twice its SVG; a card is 1200 × 630."""
    shown, pngs = figure(SHOWN["key and hatch"]), Pngs(store)
    drawing = DRAWINGS.get(drawn_type(shown.chart), shown.plot)
    svg = picture(shown, drawing, SITE.organisation)
    width, height = (float(part) for part in re.findall(r'(?:width|height)="([\d.]+)"', svg)[:2])
    assert pixels(pngs.get(svg, scale=2)) == (round(2 * width), round(2 * height))
    assert pixels(pngs.get(figure_card(shown, drawing, SITE))) == (1200, 630)


@pytest.mark.parametrize("paper", ["", '<rect width="9" height="9" fill="#fff"/>'])
def test_packing_a_png_changes_no_pixel(paper: str) -> None:
    """The packed file has the same pixels, seen through or not, and its check sums are right."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{paper}'
        '<path d="M0 0L9 7H2" fill="#a00"/></svg>'
    )
    loose = vl_convert.svg_to_png(svg, scale=3)
    tight = packed(loose)
    _hold_sums(tight)
    with Image.open(io.BytesIO(tight)) as one, Image.open(io.BytesIO(loose)) as other:
        assert one.mode == ("RGB" if paper else "RGBA")
        assert one.convert("RGBA").tobytes() == other.convert("RGBA").tobytes()


def test_the_fonts_of_the_machine_make_no_difference(tmp_path: Path) -> None:
    """With the machine's fonts, and with none to be found, a PNG is the same, byte for byte."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">'
    svg += f'<text y="15" font-family="{FAMILY}" font-weight="bold">Nämnd</text></svg>'
    code = f"from insyn.figures.png import made; print(made(({svg!r}, 2)).hex())"
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>")
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": str(ROOT / "plugins"), **fonts},
            capture_output=True,
            check=True,
        ).stdout
        for fonts in ({}, {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")})
    }
    assert len(said) == 1


def test_a_packed_png_is_small() -> None:
    """A card is a third of what vl-convert makes of it."""
    shown = figure(SHOWN["low"])
    svg = figure_card(shown, DRAWINGS.get(drawn_type(shown.chart), shown.plot), SITE)
    loose = vl_convert.svg_to_png(svg)
    assert len(packed(loose)) < len(loose) / 3


def _hold_sums(png: bytes) -> None:
    """Hold every part of a PNG against its check sum."""
    place = 8
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        part = png[place + 4 : place + 8 + length]
        assert struct.unpack_from(">I", png, place + 8 + length) == (zlib.crc32(part),)
        place += 12 + length


def test_a_kept_png_is_not_made_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is given as it is, and another SVG or another scale is another."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5"/></svg>'
    pngs = Pngs(store)
    png = pngs.get(svg)
    assert pixels(pngs.get(svg, scale=2)) == (18, 18)
    monkeypatch.setattr("insyn.figures.png.made", lambda _: b"another")
    assert pngs.get(svg) == png
    assert pngs.get(svg.replace('"5"', '"6"')) == b"another"
