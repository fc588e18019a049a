"""One colour and a logo make a site's look: what can't be read or isn't safe is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from colours import contrast, tokens
from conftest import setting
from insyn.incremental.store import Store
from insyn.publishing.colours import Palette, grounds_in, palette_of, tinted
from insyn.publishing.logo import read_logo
from insyn.site.conf import read_conf
from insyn.site.opening import open_house

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "theme/static/css/tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = grounds_in(CSS)
BOX = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"'
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.fixture(scope="module")
def palettes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of palettes."""
    with Store(tmp_path_factory.mktemp("farger") / "sparat.sqlite") as opened:
        yield opened


def problems(root: Path) -> list[str]:
    """Check the site with its settings and give every problem as it is printed."""
    _, report = open_house(root, read_conf(root / "publishconf.py"))
    return [str(problem) for problem in report.problems]


@settings(deadline=None, max_examples=80)
@example(colour="#00e060")  # its nearest has 4.49988:1 by other weights than WCAG's
@given(colour=COLOURS)
def test_what_is_made_of_any_colour_can_be_seen(palettes: Store, colour: str) -> None:
    """Texts have 4.5:1 and marks 3:1 in light and dark, whatever the colour.

    A colour that fits is used as it is; for another the nearest is offered, and that one fits.
    """
    palette = palette_of(colour, CSS, palettes)
    assert palette.fits == (
        min(contrast(colour, ground) for ground in (LIGHT.paper, LIGHT.wash)) >= 4.5
    )
    if palette.fits:
        assert palette.accent == colour
        assert not palette.fault
    else:
        assert palette_of(palette.accent, CSS, palettes).fits
    for look in ("light", "dark"):
        found = tokens(look, palette)
        for ground in ("paper", "wash", "mark"):
            assert contrast(found["link"], found[ground]) >= 4.5
            assert contrast(found["accent"], found[ground]) >= 3
        for ground in ("paper", "wash"):
            assert contrast(found["accent"], found[ground]) >= 4.5


def test_the_nearest_colour_is_near(palettes: Store) -> None:
    """It is no darker than it must be, and a grey stays grey."""
    nearest = palette_of("#808080", CSS, palettes).accent
    assert re.fullmatch(r"#(..)\1\1", nearest)
    lighter = "#" + f"{int(nearest[1:3], 16) + 2:02x}" * 3
    assert not palette_of(lighter, CSS, palettes).fits


def test_the_themes_own_colour_is_as_good_as_before(palettes: Store) -> None:
    """In light it is itself; in dark it stands out as much as the theme's did, in the same hue."""
    palette = palette_of("#0b4f71", CSS, palettes)
    assert (palette.accent, palette.link) == ("#0b4f71", "#0b4f71")
    assert contrast(palette.dark, DARK.paper) > 0.97 * contrast("#8ecbee", DARK.paper)


def test_only_the_colours_of_light_and_dark_are_written() -> None:
    """Forced colours and every other token stay as the theme has them."""
    palette = Palette("#111111", "#222222", "#eeeeee", fits=True)
    before, after = CSS.splitlines(), tinted(CSS, palette).splitlines()
    changed = [new.strip() for old, new in zip(before, after, strict=True) if old != new]
    assert sorted(changed) == [
        "--accent: #111111;",
        "--accent: #eeeeee;",
        "--link: #222222;",
        "--link: #eeeeee;",
    ]
    forced = CSS.index("forced-colors")
    assert tinted(CSS, palette).endswith(CSS[forced:])


@pytest.mark.parametrize(
    ("colour", "message"),
    [
        (
            "#ffcc00",
            (
                "Färgen #ffcc00 har bara 1,5:1 mot sidans bakgrund och behöver 4,5:1. Närmaste "
                "färg som duger är #8d6b00."
            ),
        ),
        (
            "#e30613",
            (
                "Färgen #e30613 har bara 4,46:1 mot sidans tonade bakgrund och behöver "
                "4,5:1. Närmaste färg som duger är #e20312."
            ),
        ),
        ("blå", "”blå” är ingen färg. Skriv # och sex tecken, till exempel #0b4f71."),
        ("#12345", "”#12345” är ingen färg. Skriv # och sex tecken, till exempel #0b4f71."),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused(small: Path, colour: str, message: str) -> None:
    """The problem is at the setting's line, with the contrast and the nearest that does."""
    tokens_css = small / "theme/static/css/tokens.css"
    css = re.sub(
        r"--wash: #\w+", "--wash: #f3f5f6", tokens_css.read_text(encoding="utf-8"), count=1
    )
    css = re.sub(r"--paper: #\w+", "--paper: #fefefe", css, count=1)
    tokens_css.write_text(css, encoding="utf-8")
    line = setting(small, f'COLOUR = "{colour}"')
    assert problems(small) == [f"pelicanconf.py:{line}: {message}"]


@pytest.mark.parametrize("colour", ["#C00", "#7a003c", ""])
def test_a_colour_that_can_be_read_is_taken(small: Path, colour: str) -> None:
    """Three digits and capitals do; without a colour the site has the theme's."""
    setting(small, f'COLOUR = "{colour}"')
    assert problems(small) == []


LOGOS = {
    "a script": (
        f"<svg {BOX}>\n<script>alert(1)</script></svg>",
        (
            "2: Logotypen får inte ha <script>. Spara den som enkel SVG med bara former, och "
            "färger som attribut."
        ),
    ),
    "a handler": (
        f'<svg {BOX}>\n<path onclick="x()" d="M0 0h9"/></svg>',
        "2: Logotypen har ett skript (onclick). Ta bort det.",
    ),
    "a picture": (
        f'<svg {BOX}><image href="https://x.example/a.png"/></svg>',
        "1: Logotypen hämtar något utifrån (href). Ta bort det.",
    ),
    "a reference": (
        f'<svg {BOX} xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="b.svg#x"/></svg>',
        "1: Logotypen hämtar något utifrån (href). Ta bort det.",
    ),
    "a fill from elsewhere": (
        f'<svg {BOX}><path style="fill:url(https://x.example/#a)" d="M0 0h9"/></svg>',
        "1: Logotypen hämtar något utifrån (fill). Ta bort det.",
    ),
    "a stylesheet": (
        f"<svg {BOX}><style>.a{{fill:red}}</style></svg>",
        (
            "1: Logotypen får inte ha <style>. Spara den som enkel SVG med bara former, och "
            "färger som attribut."
        ),
    ),
    "letters": (
        f"<svg {BOX}>\n\n<text>Tallvika</text></svg>",
        "3: Logotypen har text. Gör om den till former (kurvor) och spara igen.",
    ),
    "half a file": (
        f"<svg {BOX}>\n<path",
        "2: Filen är ingen hel SVG. Spara om logotypen ur ritprogrammet.",
    ),
    "another file": ("<html><p>Hej</p></html>", "1: Filen är ingen SVG."),
    "an entity": (
        f'<!DOCTYPE svg [<!ENTITY a "aaaa">]>\n<svg {BOX}><path d="M0 0h9"/></svg>',
        "1: Logotypen får inte ha egna entiteter (<!ENTITY>). Spara den som enkel SVG.",
    ),
    "no measures": (
        '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>',
        "1: Logotypen saknar mått. Spara den med viewBox.",
    ),
    "a heavy one": (
        f'<svg {BOX}><path d="{"M0 0h9" * 5000}"/></svg>',
        "1: Logotypen är 30 kB och följer med varje sida. Förenkla den till högst 20 kB.",
    ),
}


@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_that_is_more_than_shapes_is_refused(small: Path, name: str) -> None:
    """What runs, fetches, needs a font or is too heavy is a problem at its line in the file."""
    svg, message = LOGOS[name]
    (small / "content/bilder").mkdir()
    (small / "content/bilder/v.svg").write_text(svg, encoding="utf-8")
    setting(small, 'LOGO = "bilder/v.svg"')
    assert f"content/bilder/v.svg:{message}" in problems(small)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("bilder/vapn.svg", "Logotypen ”bilder/vapn.svg” finns inte i mappen content. Menade du "),
        ("bilder/vapen.png", "Logotypen ”bilder/vapen.png” ska vara en SVG, till exempel "),
        ("../theme/static/img/insyn.svg", "Logotypen ”../theme/static/img/insyn.svg” finns inte"),
    ],
)
def test_a_logo_that_is_not_there_is_refused(small: Path, place: str, message: str) -> None:
    """It must be an SVG among the site's pictures."""
    (small / "content/bilder").mkdir()
    (small / "content/bilder/vapen.svg").write_text(f"<svg {BOX}/>", encoding="utf-8")
    line = setting(small, f'LOGO = "{place}"')
    (problem,) = problems(small)
    assert problem.startswith(f"pelicanconf.py:{line}: {message}")


def logo_of(tmp_path: Path, inside: str, root: str = "") -> tuple[str, bool]:
    """Read a logo and give what is kept of it, and whether it has one colour alone."""
    path = tmp_path / "logo.svg"
    path.write_text(f"<svg {BOX} {root}>{inside}</svg>", encoding="utf-8")
    logo = read_logo(path, path.name)
    return logo.inside, logo.plain


def test_a_logo_of_one_colour_is_drawn_in_the_texts(tmp_path: Path) -> None:
    """However its colour is written; what is hollow stays hollow."""
    shape = '<path d="M0 0h9" fill="currentColor"/>'
    black = logo_of(tmp_path, '<path d="M0 0h9"/>')
    assert black == ('<g fill="currentColor"><path d="M0 0h9"/></g>', True)
    assert logo_of(tmp_path, '<path d="M0 0h9" style="fill:#0B4F71;stroke:none"/>')[1]
    inside, plain = logo_of(tmp_path, '<path d="M0 0h9" fill="#0b4f71"/>')
    assert plain
    assert shape in inside
    line = '<path d="M0 0h9" fill="none" stroke="#f00"/>'
    assert 'fill="none" stroke="currentColor"' in logo_of(tmp_path, line)[0]


def test_a_logo_of_several_colours_keeps_them(tmp_path: Path) -> None:
    """A colour beside the black of what says nothing is two; a clip has none."""
    inside, plain = logo_of(tmp_path, '<path d="M0 0h9"/><path d="M0 9h9" fill="#f00"/>')
    assert not plain
    assert 'fill="#f00"' in inside
    clip = '<clipPath id="a"><rect fill="white" width="9" height="9"/></clipPath>'
    assert logo_of(tmp_path, f'{clip}<path clip-path="url(#a)" d="M0 0h9"/>')[1]


def test_what_drawing_programs_leave_is_left_out(tmp_path: Path) -> None:
    """Metadata, layers and titles go; ids get a prefix, so that they meet none of a page."""
    inside, _ = logo_of(
        tmp_path,
        '<title>Vapen</title><metadata><x:y xmlns:x="u"/></metadata><i:v/>'
        '<defs><linearGradient id="a"><stop offset="0" stop-color="#f00"/></linearGradient></defs>'
        '<g i:label="Lager 1" class="b"><path fill="url(#a)" d="M0 0h9"/></g>',
        'xmlns:i="http://www.inkscape.org/namespaces/inkscape"',
    )
    assert inside == (
        '<defs><linearGradient id="logotyp-a"><stop offset="0" stop-color="#f00"/>'
        '</linearGradient></defs><g><path fill="url(#logotyp-a)" d="M0 0h9"/></g>'
    )
