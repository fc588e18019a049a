"""What is wrong with a translation is said, and it is never public before its original."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from insyn.publishing.check import check
from insyn.site.build import build

NOW = datetime(2013, 5, 17, 16, tzinfo=ZoneInfo("Europe/Stockholm"))
POST = "content/inlagg/2013-04-26.md"
ENGLISH = "content/inlagg/2013-04-26.en.md"
HEAD = "---\ntitle: The frames\nsummary: A first look.\n"
BODY = "---\n\nHello, OURTEXT.\n\n## Challenge 7 – Quality\n\n## Utmaning 9\n"
PLACE = "2013/04/26/ramarna-en-forsta-titt/en/index.html"


def translate(root: Path, more: str = "", file: str = ENGLISH) -> None:
    """Write a translation with more in its head."""
    (root / file).write_text(HEAD + more + BODY, encoding="utf-8")


def write(root: Path, old: str, new: str) -> None:
    """Change the original."""
    text = (root / POST).read_text(encoding="utf-8")
    assert old in text
    (root / POST).write_text(text.replace(old, new), encoding="utf-8")


def said(root: Path) -> list[str]:
    return [str(problem) for problem in check(root, NOW).problems]


def files(folder: Path) -> dict[str, str]:
    """Give the text of every file that is published."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in folder.rglob("*")
        if path.is_file()
    }


MISTAKES = {
    "another day": (
        "date: 2013-04-27\n",
        ":4: Originalet har dagen 2013-04-26T15:10:00.000+02:00. Skriv samma, eller ingen alls.",
    ),
    "another address": (
        "slug: frames\n",
        ":4: Originalets slug är ramarna-en-forsta-titt. Skriv samma, eller ingen alls.",
    ),
    "other topics": (
        "tags: [budget]\n",
        ":4: Ämnena är originalets. Skriv samma, eller inga alls.",
    ),
    "a block that only the original has": (
        "---\n\n```åtagande\nx: y\n```\n",
        ":6: Blocket ”åtagande” står bara i originalet. Ta bort det här.",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_translation_agrees_with_its_original(small: Path, name: str) -> None:
    """What it says of day, address and topics is the same, or left out."""
    more, message = MISTAKES[name]
    translate(small, more)
    assert said(small) == [f"{ENGLISH}{message}"]


def test_what_is_left_out_or_said_the_same_is_right(small: Path) -> None:
    """A translation's headings are never those of challenges, right or wrong."""
    (small / "content/utmaningar").mkdir()
    names = "[{number: 1, name: Ekonomin, from: 2013}]"
    (small / "content/utmaningar/ekonomin.md").write_text(
        f"---\ntitle: Ekonomin\ngoal: Plus.\nnames: {names}\n---\n", encoding="utf-8"
    )
    translate(small)
    assert [line for line in said(small) if ENGLISH in line] == []
    assert check(small, NOW).standing.sections.keys() == {POST}
    (small / "content/utmaningar/ekonomin.md").unlink()
    translate(small, "date: 2013-04-26 15:10\ntags: [budget, ekonomi]\n")
    assert said(small) == []


def test_a_language_must_be_known(small: Path) -> None:
    """The nearest is named, or all that there are."""
    translate(small, file="content/inlagg/2013-04-26.eng.md")
    translate(small, file="content/inlagg/2013-04-26.utkast.md")
    assert said(small) == [
        (
            "content/inlagg/2013-04-26.eng.md:1: Språket ”eng” finns inte för översättningar. "
            "Menade du ”en”?"
        ),
        (
            "content/inlagg/2013-04-26.utkast.md:1: Språket ”utkast” finns inte för "
            "översättningar. Det som finns: sv-simple, en, fi."
        ),
    ]


def test_a_translation_needs_its_original_and_a_summary(small: Path) -> None:
    """A file that can't be read is still there; its own faults are enough."""
    translate(small, file="content/inlagg/2013-04-25.en.md")
    assert said(small) == [
        (
            "content/inlagg/2013-04-25.en.md:1: Originalet 2013-04-25.md saknas. "
            "Menade du ”2013-04-26.md”?"
        )
    ]
    (small / "content/inlagg/2013-04-25.en.md").unlink()
    (small / ENGLISH).write_text("---\ntitle: x\n---\n", encoding="utf-8")
    write(small, "tags:", "taggs:")
    assert [line.partition(": ")[0] for line in said(small)] == [f"{ENGLISH}:2", f"{POST}:5"]


def test_a_draft_has_no_public_translation(small: Path) -> None:
    """To say that it is published is wrong; to say nothing makes it a draft too."""
    write(small, "summary:", "status: draft\nsummary:")
    translate(small, "status: published\n")
    assert said(small) == [
        (
            f"{ENGLISH}:4: Originalet är ett utkast, så översättningen kan inte vara publicerad. "
            "Skriv status: draft, eller ta bort raden."
        )
    ]
    translate(small)
    assert said(small) == []


@pytest.mark.parametrize(("status", "day"), [("draft", "2013-04-26"), ("published", "2013-05-31")])
def test_nothing_of_a_waiting_post_s_translation_gets_out(
    small: Path, tmp_path: Path, status: str, day: str
) -> None:
    """Neither of a draft's nor of one that is dated ahead, whatever the translation is called."""
    write(small, "date: 2013-04-26T", f"status: {status}\ndate: {day}T")
    translate(small)
    build(small / "publishconf.py", tmp_path / "ut")
    for file, text in files(tmp_path / "ut").items():
        assert "OURTEXT" not in text, file
        assert "A first look" not in text, file
        assert "/en/" not in text, file


def test_a_draft_of_a_translation_is_not_told_of(small: Path, tmp_path: Path) -> None:
    """The original stands alone, with no switch; the preview has both."""
    translate(small, "status: draft\n")
    build(small / "publishconf.py", tmp_path / "ut")
    published = files(tmp_path / "ut")
    assert not any("OURTEXT" in text or "hreflang" in text for text in published.values())
    build(small / "pelicanconf.py", tmp_path / "visning")
    shown = files(tmp_path / "visning")
    page = shown["utkast/2013-04-26-ramarna-en-forsta-titt/en/index.html"]
    assert "OURTEXT" in page
    assert "Utkast." in page


def test_a_translation_is_in_no_list(small: Path, tmp_path: Path) -> None:
    """It has its own page and stands in the sitemap; start, archive, topics and feed are as before.

    Its figures have anchors of their own.
    """
    build(small / "publishconf.py", tmp_path / "fore")
    translate(small, "---\n\n```diagram\ndata: ramar-2014\n```\n")
    build(small / "publishconf.py", tmp_path / "efter")
    before, after = files(tmp_path / "fore"), files(tmp_path / "efter")
    for file in ("index.html", "arkiv/index.html", "amnen/budget/index.html", "flode.atom"):
        assert after[file] == before[file]
    assert 'id="figur-2013-04-26-en-1"' in after[PLACE]
    assert PLACE.removesuffix("index.html") in after["sitemap.xml"]
    assert "The frames" in after["data/ramar-2014/index.html"]
    assert ", på engelska (" in after["data/ramar-2014/index.html"]
