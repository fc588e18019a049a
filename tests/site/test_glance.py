"""A glance at an edited text shows the very page that the whole build then gives, or nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from building import tree
from conftest import ROOT, change, own_theme, sample_site
from insyn.site.preview.works import Works

POST, ABOUT = "content/inlagg/2013-04-26.md", "content/sidor/om.md"
PAGE = "2013/04/26/ramarna-en-forsta-titt/index.html"
SLUG = ("summary: N", "slug: ramarna-en-forsta-titt\nsummary: N")
FIGURE = "\n```diagram\ndata: ramar-2014\ntyp: tabell\n```\n"


@pytest.fixture
def works(small: Path) -> Works:
    """What has built the small site once; a title may change without the address."""
    own_theme(small)
    change(small, POST, *SLUG)
    works = Works(small / "pelicanconf.py", small / ".preview", bool)
    assert whole(works)["problems"] == ""
    return works


def whole(works: Works) -> dict[str, Any]:
    told = works.built()
    assert told is not None
    return told


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (POST, "Inledning.", "En **ny** inledning med [en länk](/om/)."),
        (POST, "Inledning.", "Ramen är {tal: ramar-2014, namnd: Socialnämnden}."),
        (POST, "Inledning.", f"Först en figur till.\n{FIGURE}"),
        (POST, "markera: Socialnämnden", "markera: Tekniska nämnden"),
        (POST, "Samma ramar, men bara två:", "## Utmaning 2 – Kvalitet\n\nBara två:"),
        (POST, "en första titt", "en andra titt"),
        (POST, "summary: N", "summary: De n"),
        (POST, "  - ekonomi\n", ""),
        (ABOUT, "Så skriver man", "Så här skriver man"),
    ],
    ids=[
        *("text", "number", "figure more", "figure", "heading", "title", "summary", "tags"),
        "page",
    ],
)
def test_a_glance_shows_what_is_built_then(works: Works, file: str, old: str, new: str) -> None:
    """The page is the same to the byte, and isn't told of again when all is built."""
    page = works.output / (PAGE if file == POST else "om/index.html")
    before = page.read_bytes()
    change(works.conf.parent, file, old, new)
    told = works.glanced([file])
    name = page.relative_to(works.output).as_posix()
    assert told == {"problems": "", "changed": [name], "glance": True}
    seen = page.read_bytes()
    assert seen != before
    built = whole(works)
    assert built["problems"] == ""
    assert page.read_bytes() == seen
    assert name not in built["changed"]


def test_one_glance_follows_another(works: Works) -> None:
    """Edits before all is built are shown one by one, and then all is as a new builder has it."""
    root = works.conf.parent
    for old, new in (
        ("Inledning.", "Början."),
        ("data: ramar-2014\n```", "data: ramar-2014\ntyp: tabell\n```"),
    ):
        change(root, POST, old, new)
        assert works.glanced([POST])
    change(root, ABOUT, "Så skriver man", "Så här skriver man")
    assert works.glanced([ABOUT])
    assert whole(works)["problems"] == ""
    other = Works(works.conf, root / ".annan", bool)
    assert whole(other)["problems"] == ""
    assert tree(other.output) == tree(works.output)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("slug: ramarna", "slug: om-ramarna"),
        ("date: 2013-04-26T15:10:00.000+02:00", "date: 2013-06-26T15:10:00.000+02:00"),
        ("data: ramar-2014", "data: ramr-2014"),
        ("title:", "titel:"),
        ("Inledning.", "Ramen är {tal: ramar-2014, namnd: Socialnämden}."),
        ("Inledning.", "Ramen är {tal: ramar-2014}."),
        ("Inledning.", "<script>alert(1)</script>"),
    ],
    ids=["address", "moment", "figure", "head", "number", "form", "html"],
)
def test_what_cannot_be_seen_at_a_glance_is_left(works: Works, old: str, new: str) -> None:
    """What moves, or is wrong, leaves all as it was until the whole is built."""
    before = tree(works.output)
    change(works.conf.parent, POST, old, new)
    assert works.glanced([POST]) is None
    assert tree(works.output) == before


def test_only_one_text_is_glanced_at(works: Works) -> None:
    """Several files at once, data, a new text and whatever follows a mistake have all built."""
    root = works.conf.parent
    change(root, POST, "Inledning.", "Början.")
    change(root, ABOUT, "Så skriver man", "Så här skriver man")
    assert works.glanced([POST, ABOUT]) is None
    assert whole(works)["problems"] == ""
    assert works.glanced(["data/ramar-2014.csv"]) is None
    assert whole(works)["problems"] == ""
    (root / "content/sidor/ny.md").write_text("Title: Ny\nSummary: En ny sida.\n\nText.\n", "utf-8")
    assert works.glanced(["content/sidor/ny.md"]) is None
    change(root, POST, "data: ramar-2014", "data: ramr-2014")
    assert whole(works)["problems"].startswith(f"{POST}:")
    change(root, POST, "data: ramr-2014", "data: ramar-2014")
    assert works.glanced([POST]) is None


@pytest.mark.parametrize("calls", [1, 2, 5, 10, 20, 30])
def test_a_build_is_given_up_for_a_text_that_is_saved(works: Works, calls: int) -> None:
    """A build that is given up changes nothing; the text is seen, and then all is built."""
    root = works.conf.parent
    asked = iter(range(1000))
    assert works.glanced([ABOUT])
    before = tree(works.output)
    change(root, "theme/templates/base.html", "</title>", "!</title>")
    works.is_awaited = lambda: next(asked) + 1 == calls
    assert works.glanced([]) is None
    assert works.built() is None
    assert tree(works.output) == before
    assert not [*root.glob(".preview.*")]
    change(root, POST, "Inledning.", "Början.")
    assert works.glanced([POST])
    assert "Början." in (works.output / PAGE).read_text(encoding="utf-8")
    assert whole(works)["problems"] == ""
    other = Works(works.conf, root / ".annan", bool)
    assert whole(other)["problems"] == ""
    assert tree(other.output) == tree(works.output)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Works:
    """What has built the sample site once, in a folder where its texts may change."""
    root = sample_site(tmp_path_factory.mktemp("prov") / "webbplats")
    works = Works(root / "pelicanconf.py", root / ".preview", bool)
    assert whole(works)["problems"] == ""
    return works


def test_every_text_of_the_sample_is_seen_as_it_is_built(sample: Works) -> None:
    """Some words more in each post and page, with all that they have; then all is built at once."""
    root = sample.conf.parent
    seen: dict[str, bytes] = {}
    posts = [path for path in (root / "content/inlagg").glob("*.md") if path.stem.count(".") == 0]
    for path in [*posts, *(root / "content/sidor").glob("*.md")]:
        head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
        more = re.sub(r"^(\w.{40,})$", r"\1 så är det", body, count=1, flags=re.MULTILINE)
        path.write_text(f"{head}\n\n{more}", encoding="utf-8")
        told = sample.glanced([path.relative_to(root).as_posix()])
        assert told is not None, path
        seen |= {page: (sample.output / page).read_bytes() for page in told["changed"]}
    assert len(seen) > 20
    assert whole(sample)["problems"] == ""
    assert {page: (sample.output / page).read_bytes() for page in seen} == seen


def test_a_line_that_is_taken_out_of_a_head_is_seen(sample: Works) -> None:
    """A post that was changed and isn't any more doesn't say so."""
    root, file = sample.conf.parent, "content/inlagg/2013-05-03.md"
    text = (root / file).read_text(encoding="utf-8")
    (root / file).write_text(text.replace("\nsummary:", "\nmodified: 2013-05-11 10:00\nsummary:"))
    assert whole(sample)["problems"] == ""
    (root / file).write_text(text, encoding="utf-8")
    told = sample.glanced([file])
    assert told is not None
    (page,) = told["changed"]
    seen = (sample.output / page).read_bytes()
    assert whole(sample)["problems"] == ""
    assert (sample.output / page).read_bytes() == seen


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("content/inlagg/2013-04-26.en.md", "\n---\n", "\n---\n\nOne line more.\n"),
        ("content/utmaningar/kvalitet.md", "\n---\n", "\n---\n\nEn rad till.\n"),
        ("content/inlagg/2013-02-01.md", "```åtagande\n", "En rad till.\n\n```åtagande\n"),
        ("content/inlagg/2013-05-10.md", "## Utmaning 1 – Ekonomin", "## Något annat"),
        ("content/inlagg/2013-05-10.md", "Kristi", "![Ny]({static}/bilder/ny.svg) Kristi"),
    ],
    ids=["translation", "challenge", "commitment", "section", "picture"],
)
def test_what_others_are_made_of_waits_for_the_build(
    sample: Works, file: str, old: str, new: str
) -> None:
    """A text whose page takes something from elsewhere that the edit changes isn't shown."""
    root = sample.conf.parent
    shutil.copy(ROOT / "content/bilder/tallvika.svg", root / "content/bilder/ny.svg")
    assert whole(sample)["problems"] == ""
    text, before = (root / file).read_text(encoding="utf-8"), tree(sample.output)
    change(root, file, old, new)
    assert sample.glanced([file]) is None
    assert tree(sample.output) == before
    (root / file).write_text(text, encoding="utf-8")
