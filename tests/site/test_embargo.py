"""Nothing of what is under embargo is in any output before its moment, and then all of it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from embargoed import AFTER, BEFORE, ENDS, SECRETS, WHISPERS, places, plant, published
from insyn.site.build import build
from insyn.site.commands import build_site, check_site
from insyn.site.due import tell_due


@pytest.fixture
def planted(small: Path) -> Path:
    """The small site with all that is to be kept until its moment."""
    return plant(small)


def built(root: Path, conf: str, moment: str, *, embargoed: bool = False) -> Path:
    """Build the site for a moment; give the folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", moment)
        build(root / conf, root / "ut", embargoed=embargoed)
    return root / "ut"


def test_nothing_is_known_before_and_all_of_it_at_the_moment(planted: Path) -> None:
    """No word, number, name or address of it is in any byte; a second later each of them is."""
    before = published(built(planted, "publishconf.py", BEFORE))
    for secret in (*SECRETS, *WHISPERS):
        assert [place for place, text in before.items() if secret in text] == [], secret
    after = published(built(planted, "publishconf.py", AFTER))
    for secret in SECRETS:
        assert any(secret in text for text in after.values()), secret
    for secret in WHISPERS:
        assert not any(secret in text for text in after.values()), secret


def test_it_comes_out_on_every_route_there_is(planted: Path) -> None:
    """So the search above looks where a leak would be: each kind of output tells of it after."""
    output = built(planted, "publishconf.py", AFTER)
    for secret, place in {
        "lommens": "2013/05/17/lommens-flytt/index.html",
        "tasselsumma": "flode.atom",
        "kattuggla": "flode.json",
        "ejderavsnitt": "utmaningar/ekonomin/index.html",
        "whisperhouse": "2013/05/17/lommens-flytt/en/index.html",
        "kommenterlom": "2013/05/17/lommens-flytt/index.html",
        "nattuggla": "ataganden/index.html",
        "smygtagg": "amnen/index.html",
        "73129.5": "data/lomdata.json",
        "8461.5": "data/lomdata.xlsx/xl/worksheets/sheet1.xml",
        "lomkolumn": "data/datapackage.json",
        "kardinaltitel": "datasets/dcat",
        "smygmålet": "index.html",
        "nyckeltalslom": "utmaningar/smygmalet/index.html",
        "lomtitel": "budgetprocessen/index.html",
        "publikdata": "sitemap.xml",
    }.items():
        assert place in places(output, secret), secret
    assert any(place.startswith("pagefind/fragment/") for place in places(output, "kattuggla"))
    assert any(
        place.startswith("figur/") and ".svg" in place for place in places(output, "rapphon")
    )
    assert (output / "2013/05/17/lommens-flytt/kort.png").is_file()
    assert (output / "bilder/skuggbild.png").is_file()


def test_a_preview_that_leaves_the_house_has_drafts_and_nothing_under_embargo(
    planted: Path,
) -> None:
    """Neither it, nor drafts that show it, lead to it or follow it up; no engine may index it."""
    output = built(planted, "pelicanconf.py", BEFORE)
    assert places(output, "öppenutkast")
    for secret in (*SECRETS, *WHISPERS):
        assert places(output, secret) == [], secret
    assert "Disallow: /\n" in (output / "robots.txt").read_text(encoding="utf-8")
    for page in output.rglob("*.html"):
        assert '<meta name="robots" content="noindex">' in page.read_text(encoding="utf-8"), page


def test_the_writer_sees_it_all_marked_with_its_moment(planted: Path) -> None:
    """On its page, in lists, on the dataset's page and in the list of data."""
    output = built(planted, "pelicanconf.py", BEFORE, embargoed=True)
    for secret in (*SECRETS, *WHISPERS):
        assert places(output, secret), secret
    mark = "Embargo till måndagen den 20 maj 2013 kl. 09.00"
    for place in (
        *("index.html", "utkast/2013-05-17-lommens-flytt/index.html"),
        *("utkast/2013-05-17-lommens-flytt/en/index.html", "utkast/dungsidan/index.html"),
        *("data/lomdata/index.html", "data/index.html", "utkast/smygmalet/index.html"),
    ):
        page = (output / place).read_text(encoding="utf-8").replace("\u00a0", " ")
        assert mark in page, place


@pytest.mark.parametrize("conf", ["publishconf.py", "pelicanconf.py"])
def test_a_public_log_says_nothing_of_it(
    planted: Path, conf: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Check, build and due print no name of it where CI is set; elsewhere the check does."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BEFORE)
    check_site(planted / conf)
    assert "2013-05-17.md väntar till måndagen" in capsys.readouterr().out
    monkeypatch.setenv("CI", "true")
    assert check_site(planted / conf) == 0
    assert build_site(planted / conf, planted / "ut") == 0
    tell_due(planted / conf)
    said = "".join(capsys.readouterr()).casefold()
    for secret in (*SECRETS, *WHISPERS, "2013-05-17.md", "väntar", "utkast"):
        assert secret not in said, secret


FAULTS = {
    "in an embargoed text": ("content/inlagg/2013-05-17.md", "Kattuggla", "# Kattuggla"),
    "in its head": ("content/inlagg/2013-05-17.md", "tags:", "tagg: kattuggla\ntags:"),
    "in its embargo": ("content/inlagg/2013-05-17.md", "embargo:", "embarg:"),
    "in its comments": ("content/kommentarer/2013-05-17.yaml", "  text: ", "  texten: "),
    "in an embargoed dataset": ("data/lomdata.yaml", "unit:", "kattuggla: x\nunit:"),
    "in its cells": ("data/lomdata.csv", "8461,5", "kattuggla"),
    "in its kept version": ("data/versioner/lomdata/2013-05-17.csv", "8461,5", "8461,4"),
    "in a page that would be public before": ("content/sidor/dungen.md", f"embargo: {ENDS}\n", ""),
    "in a link to it": (
        "content/sidor/om.md",
        "Så skriver",
        "[x]({filename}/inlagg/2013-05-17.md) Så skriver",
    ),
    "in a guess at its name": ("content/sidor/om.md", "data: ramar-2014\n", "data: lomdat\n"),
    "in a value of it": (
        "content/sidor/om.md",
        "data: ramar-2014\n",
        "data: lomdata\nmarkera: Rappho\n",
    ),
    "in a number of it": (
        "content/sidor/om.md",
        "Så skriver",
        "{tal: lomdata, skola: Raphon} Så skriver",
    ),
    "in a picture's name": (
        "content/sidor/om.md",
        "Så skriver",
        "![Ett torg i sol]({static}/bilder/skuggbil.png)\n\nSå skriver",
    ),
    "in a follow-up": (
        "content/inlagg/2013-06-07.md",
        "Oskyldigt.",
        "```uppföljning\nåtagande: Nattuggla är klar\nläge: klart\n```",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_public_log_says_that_something_is_wrong_and_not_what(
    planted: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A fault in what is under embargo, or that names it, is told without names, with the cure."""
    file, old, new = FAULTS[name]
    text = (planted / file).read_text(encoding="utf-8")
    assert old in text
    (planted / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BEFORE)
    monkeypatch.setenv("CI", "true")
    assert check_site(planted / "publishconf.py") == 1
    said = "".join(capsys.readouterr()).casefold()
    assert "kör python3 tasks.py check på din egen dator" in said
    for secret in (*SECRETS, *WHISPERS, "kattuggla", "2013-05-17"):
        assert secret not in said, said
