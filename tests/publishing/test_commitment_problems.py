"""Every mistake in a commitment or its follow-up is one line, where it stands, with its cure."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from insyn.publishing.check import check

NOW = datetime(2013, 9, 1, 16, tzinfo=ZoneInfo("Europe/Stockholm"))
MAY, JUNE = "content/inlagg/2013-05-03.md", "content/inlagg/2013-06-07.md"
JULY, OCTOBER = "content/inlagg/2013-07-05.md", "content/inlagg/2013-10-04.md"
PAGE, CHALLENGE = "content/sidor/om.md", "content/utmaningar/ekonomin.md"
HEAD = "---\ntitle: V\ndate: {} 15:00\nsummary: En vecka med mycket att berätta.\n---\n\n"
# The first line of what stands in a post is line 7.
MADE = "```åtagande\nvad: Analysen är klar\nklart: 2013-06-30\nansvarig: Personalchefen\n```\n"
DONE = "```uppföljning\nåtagande: Analysen är klar\nläge: klart\n```\n"
MOVED = DONE.replace("klart\n```", "flyttat\ntill: 2013-08-31\nvarför: Tid.\n```")
DROPPED = DONE.replace("klart\n```", "struket\nvarför: Tid.\n```")
DEMAND = (
    "---\ntitle: Ekonomin\ngoal: G\nnames:\n  - {number: 1, name: Ekonomin, from: 2013}\n---\n\n"
    "```diagram\ndata: ramar-2014\n```\n"
)


def write(root: Path, texts: dict[str, str]) -> None:
    """Write posts of the days in their names, and whatever else whole."""
    for file, text in texts.items():
        path = root / file
        path.parent.mkdir(exist_ok=True)
        day = path.stem if path.stem[:1].isdigit() else ""
        path.write_text((HEAD.format(day) if day else "") + text, encoding="utf-8")


def said(root: Path, now: datetime = NOW) -> list[str]:
    """Check the site and give every problem as it is printed.

    The small site has no figures of two years for a challenge's key figure; that isn't told here.
    """
    found = (str(problem).replace("\u00a0", " ") for problem in check(root, now).problems)
    return [problem for problem in found if "första diagram ska vara ett nyckeltal" not in problem]


def other(text: str, **fields: str) -> str:
    """Give a block with other values in some fields."""
    lines = text.splitlines(keepends=True)
    for name, value in fields.items():
        place = next(index for index, line in enumerate(lines) if line.startswith(f"{name}:"))
        lines[place] = f"{name}: {value}\n"
    return "".join(lines)


def without(text: str, name: str) -> str:
    """Give a block without a field."""
    return "".join(
        line for line in text.splitlines(keepends=True) if not line.startswith(f"{name}:")
    )


def more(text: str, line: str) -> str:
    """Give a block with one more field, last."""
    return text.removesuffix("```\n") + f"{line}\n```\n"


MISTAKES: dict[str, tuple[dict[str, str], str]] = {
    "no due date": ({MAY: without(MADE, "klart")}, f"{MAY}:8: Fältet ”klart” saknas."),
    "an unknown field": (
        {MAY: more(MADE, "utmning: Ekonomin")},
        f"{MAY}:11: Fältet ”utmning” finns inte. Menade du ”utmaning”?",
    ),
    "a due date that is none": (
        {MAY: other(MADE, klart="i juni")},
        f"{MAY}:9: ”i juni” i fältet ”klart” är inget datum. Skriv som 2013-04-26.",
    ),
    "a person": (
        {MAY: other(MADE, ansvarig="Anna Berg")},
        (
            f"{MAY}:10: ”Anna Berg” ser ut som en persons namn. Skriv en roll, till exempel "
            "Personalchefen."
        ),
    ),
    "a name without letters": (
        {MAY: other(MADE, vad="…")},
        f"{MAY}:8: Åtagandet ”…” behöver bokstäver eller siffror.",
    ),
    "a number from a dataset": (
        {MAY: other(MADE, vad='"{tal: ramar-2014} är klart"')},
        f"{MAY}:8: Formen {{tal: …}} går inte att använda i vad. Skriv för hand.",
    ),
    "a due date that has been": (
        {MAY: other(MADE, klart="2013-05-02")},
        f"{MAY}:9: Dagen är före inläggets egen, den 3 maj 2013. Skriv en senare dag.",
    ),
    "a due date that nobody will remember": (
        {MAY: other(MADE, klart="2103-06-30")},
        f"{MAY}:9: Dagen ligger mer än 10 år fram. Skriv en dag som går att minnas.",
    ),
    "an unknown challenge": (
        {MAY: more(MADE, "utmaning: Ekonomi"), CHALLENGE: DEMAND},
        f"{MAY}:11: Utmaningen ”Ekonomi” finns inte år 2013. Menade du ”Ekonomin”?",
    ),
    "a challenge within its section": (
        {MAY: "## Ekonomin\n\n" + more(MADE, "utmaning: Ekonomin"), CHALLENGE: DEMAND},
        f"{MAY}:13: Blocket står redan under ”Ekonomin”. Ta bort raden.",
    ),
    "the same twice": (
        {MAY: MADE, JUNE: other(MADE, vad="ANALYSEN  är klar.")},
        (
            f"{JUNE}:8: Åtagandet finns redan ({MAY}, rad 7). Skriv det här med andra ord, eller "
            "följ upp det andra med ett block uppföljning."
        ),
    ),
    "in a page": (
        {PAGE: f"Title: Om\n\n{MADE}"},
        f"{PAGE}:3: Blocket ”åtagande” får bara stå i ett inlägg, i content/inlagg/.",
    ),
    "a follow-up on the page of a challenge": (
        {MAY: MADE, CHALLENGE: DEMAND + DONE},
        f"{CHALLENGE}:11: Blocket ”uppföljning” får bara stå i ett inlägg, i content/inlagg/.",
    ),
    "a follow-up of nothing": (
        {MAY: MADE, JUNE: other(DONE, åtagande="Analysen är klart")},
        f"{JUNE}:8: Åtagandet ”Analysen är klart” finns inte. Menade du ”Analysen är klar”?",
    ),
    "a follow-up of nothing near": (
        {MAY: MADE, JUNE: other(DONE, åtagande="Vägen byggs")},
        (
            f"{JUNE}:8: Åtagandet ”Vägen byggs” finns inte. Skriv det som det står efter vad: där "
            "det gavs."
        ),
    ),
    "an unknown outcome": (
        {MAY: MADE, JUNE: other(DONE, läge="klar")},
        f"{JUNE}:9: ”klar” är inget giltigt värde för ”läge”. Menade du ”klart”?",
    ),
    "moved to no day": (
        {MAY: MADE, JUNE: without(MOVED, "till")},
        f"{JUNE}:9: Fältet ”till” saknas: dagen då det nu ska vara klart.",
    ),
    "moved for no reason": (
        {MAY: MADE, JUNE: without(MOVED, "varför")},
        f"{JUNE}:9: Fältet ”varför” saknas: den som läser ska få veta varför åtagandet flyttas.",
    ),
    "dropped for an empty reason": (
        {MAY: MADE, JUNE: other(DROPPED, varför="")},
        f"{JUNE}:10: Fältet ”varför” saknas: den som läser ska få veta varför åtagandet stryks.",
    ),
    "done, and to another day": (
        {MAY: MADE, JUNE: more(DONE, "till: 2013-08-31")},
        f"{JUNE}:10: Fältet ”till” hör bara till läge: flyttat. Ta bort raden.",
    ),
    "dropped, with the day of what is done": (
        {MAY: MADE, JUNE: more(DROPPED, "datum: 2013-06-01")},
        f"{JUNE}:11: Fältet ”datum” hör bara till läge: klart. Ta bort raden.",
    ),
    "done after the post": (
        {MAY: MADE, JUNE: more(DONE, "datum: 2013-06-08")},
        f"{JUNE}:10: Dagen är efter inläggets egen, den 7 juni 2013. Skriv när det blev klart.",
    ),
    "done before the promise": (
        {MAY: MADE, JUNE: more(DONE, "datum: 2013-05-02")},
        (f"{JUNE}:10: Dagen är före åtagandet, som gavs den 3 maj 2013. Skriv när det blev klart."),
    ),
    "moved to the same day": (
        {MAY: MADE, JUNE: other(MOVED, till="2013-06-30")},
        f"{JUNE}:10: Åtagandet skulle redan vara klart den 30 juni 2013. Skriv en senare dag.",
    ),
    "moved to a day that has been": (
        {MAY: MADE, JULY: other(MOVED, till="2013-07-04")},
        (
            f"{JULY}:10: Åtagandet flyttas till en dag före inläggets egen, den 5 juli 2013. "
            "Skriv en senare dag."
        ),
    ),
    "moved back": (
        {MAY: MADE, JUNE: MOVED, JULY: other(MOVED, till="2013-08-01")},
        f"{JULY}:10: Åtagandet skulle redan vara klart den 31 augusti 2013. Skriv en senare dag.",
    ),
    "done twice": (
        {MAY: MADE, JUNE: DONE, JULY: DONE},
        f"{JULY}:8: Åtagandet är redan klart ({JUNE}, rad 7). Ta bort uppföljningen.",
    ),
    "moved after it was dropped": (
        {MAY: MADE, JUNE: DROPPED, JULY: MOVED},
        f"{JULY}:8: Åtagandet är redan struket ({JUNE}, rad 7). Ta bort uppföljningen.",
    ),
    "told before it was promised": (
        {MAY: DONE, JUNE: MADE},
        f"{MAY}:8: Åtagandet gavs först den 7 juni 2013 ({JUNE}, rad 7). Flytta uppföljningen.",
    ),
    "told where it is promised": (
        {MAY: MADE + "\n" + DONE},
        f"{MAY}:14: Åtagandet står i samma inlägg. Följ upp det i ett senare.",
    ),
    "told twice in a post": (
        {MAY: MADE, JUNE: MOVED + "\n" + DONE},
        f"{JUNE}:15: Inlägget följer redan upp det här åtagandet. Behåll ett av blocken.",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_said_at_its_place(small: Path, name: str) -> None:
    """The mistake's file, line, fault and cure are what is printed, and nothing else is said."""
    texts, expected = MISTAKES[name]
    (small / PAGE).write_text("Title: Om\n", encoding="utf-8")
    write(small, texts)
    problems = [problem for problem in said(small) if "fryst" not in problem]
    assert problems == [expected]


def test_a_promise_cannot_be_hidden(small: Path) -> None:
    """A post that stands in no list makes none: the page of all commitments would lead to it."""
    write(small, {MAY: MADE})
    text = (small / MAY).read_text(encoding="utf-8").replace("summary", "status: hidden\nsummary")
    (small / MAY).write_text(text, encoding="utf-8")
    (problem,) = said(small)
    assert problem.startswith(f"{MAY}:8: Blocket ”åtagande” syns på sidan Åtaganden")


def test_a_post_that_waits_is_judged_by_its_own_day(small: Path) -> None:
    """What would stop the build on the day it comes out is told of at once."""
    write(small, {MAY: MADE, JULY: DONE})
    draft = (small / MAY).read_text(encoding="utf-8").replace("summary", "status: draft\nsummary")
    (small / MAY).write_text(draft, encoding="utf-8")
    (problem,) = said(small)
    assert problem.startswith(f"{JULY}:8: Åtagandet står i {MAY}, rad 8, som inte är publicerad.")


def test_a_promise_in_a_draft_cannot_be_followed_up_in_public(small: Path) -> None:
    """A reader would learn of it too early; once it is public nothing is wrong."""
    write(small, {MAY: MADE, JUNE: DONE})
    draft = (small / MAY).read_text(encoding="utf-8").replace("summary", "status: draft\nsummary")
    (small / MAY).write_text(draft, encoding="utf-8")
    assert f"{JUNE}:8: Åtagandet står i {MAY}, rad 8, som inte är publicerad." in "\n".join(
        said(small)
    )
    (small / MAY).write_text(draft.replace("status: draft\n", ""), encoding="utf-8")
    assert "Åtagandet" not in "\n".join(said(small))


def test_a_draft_never_stands_in_the_way_of_a_public_follow_up(small: Path) -> None:
    """What an old draft says has not been said; it is the draft that must be mended."""
    write(small, {MAY: MADE, JUNE: DROPPED, JULY: DONE, OCTOBER: DONE})
    draft = (small / JUNE).read_text(encoding="utf-8").replace("summary", "status: draft\nsummary")
    (small / JUNE).write_text(draft, encoding="utf-8")
    problems = [problem for problem in said(small) if "Åtagandet" in problem]
    assert [problem.partition(":")[0] for problem in problems] == [OCTOBER]


def test_a_broken_promise_is_said_once(small: Path) -> None:
    """Its follow-ups, and those of a post that can't be read, are not called unknown."""
    write(small, {MAY: without(MADE, "klart"), JUNE: DONE})
    assert [problem for problem in said(small) if JUNE in problem] == []
    write(small, {MAY: MADE})
    text = (small / MAY).read_text(encoding="utf-8").replace("summary", "sumary")
    (small / MAY).write_text(text, encoding="utf-8")
    assert [problem for problem in said(small) if JUNE in problem] == []
