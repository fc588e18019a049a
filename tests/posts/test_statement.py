"""The accessibility statement: all that the law asks for, true to the calendar and to itself."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from conftest import change
from insyn.posts.statement import a_year_on
from insyn.publishing.check import check

FILE = "content/tillganglighet.yaml"
HERE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2013, 5, 17, 16, tzinfo=HERE)
LIST = "Skriv en lista med innehåll och skäl, eller inget om det inte finns något sådant."
GAP = "  - innehåll: Bilder av diagram\n    skäl: Bilden bär ingen beskrivning med sig när den"
WHOLE = (Path(__file__).resolve().parents[1] / "small" / FILE).read_text(encoding="utf-8")
# Each of the law's parts as it stands in the small site's statement.
PARTS = {
    **{line.partition(":")[0].strip(): f"{line}\n" for line in WHOLE.splitlines()},
    "brister": WHOLE[WHOLE.index("brister:") : WHOLE.index("oskäligt")],
    "innehåll": "innehåll: Bilder av diagram\n    ",
    "metod": WHOLE[WHOLE.index("metod:") : WHOLE.index("rapportera:")],
    "rapportera": WHOLE[WHOLE.index("rapportera:") :],
}
del PARTS["- innehåll"]
MISTAKES = {
    "an empty item": ("tjänst: Kommunchefens blogg", "tjänst: ''", 2, "Fältet ”tjänst” är tomt."),
    "blanks": ("tjänst: Kommunchefens blogg", "tjänst: ' '", 2, "” ” i fältet ”tjänst” är tomt."),
    "no word of a list": ("utanför lagen: inget", "utanför lagen:", 8, LIST),
    "an empty list": ("utanför lagen: inget", "utanför lagen: []", 8, LIST),
    "another word": ("utanför lagen: inget", "utanför lagen: nej", 8, LIST),
    "gaps that aren't told": (
        f"brister:\n{GAP} har laddats ner.",
        "brister: inget",
        4,
        "En webbplats som är delvis förenlig har brister. Skriv vilka och varför.",
    ),
    "gaps where there are none": (
        "följsamhet: delvis",
        "följsamhet: helt",
        4,
        "En webbplats som är helt förenlig har inga brister. Skriv inget.",
    ),
    "a degree that there isn't": (
        "delvis förenlig",
        "delvis förenligt",
        3,
        "”delvis förenligt” är inget giltigt värde för ”följsamhet”. Menade du ”delvis förenlig”?",
    ),
    "assessed in the future": (
        "bedömd: 2013-04-15",
        "bedömd: 2013-05-18",
        9,
        "Dagen 2013-05-18 ligger i framtiden.",
    ),
    "updated in the future": (
        "uppdaterad: 2013-05-06",
        "uppdaterad: 2014-05-06",
        10,
        "Dagen 2014-05-06 ligger i framtiden.",
    ),
    "assessed too long ago": (
        "bedömd: 2013-04-15",
        "bedömd: 2012-05-16",
        9,
        (
            "Dagen 2012-05-16 är mer än tolv månader sedan. Gör en ny bedömning och skriv dagen "
            "för den."
        ),
    ),
    "updated too long ago": (
        "bedömd: 2013-04-15\nuppdaterad: 2013-05-06",
        "bedömd: 2012-05-01\nuppdaterad: 2012-05-02",
        10,
        (
            "Dagen 2012-05-02 är mer än tolv månader sedan. Gå igenom redogörelsen och skriv dagen "
            "då du gjorde det."
        ),
    ),
    "updated before it was assessed": (
        "uppdaterad: 2013-05-06",
        "uppdaterad: 2013-04-14",
        10,
        "Redogörelsen kan inte vara uppdaterad 2013-04-14, före bedömningen 2013-04-15.",
    ),
    "no day": (
        "bedömd: 2013-04-15",
        "bedömd: i april",
        9,
        "”i april” i fältet ”bedömd” är inget datum. Skriv som 2013-04-26.",
    ),
    "a method that there isn't": (
        "sätt: självskattning",
        "sätt: granskning",
        12,
        (
            "”granskning” är inget giltigt värde för ”sätt”. Det ska vara ”självskattning” eller "
            "”tredje part”."
        ),
    ),
    "mail in place of a form": (
        "formulär: https://etjanst.provkoping.example/tillganglighet",
        "formulär: mailto:kommunen@provkoping.example",
        15,
        (
            "”mailto:kommunen@provkoping.example” är inget formulär. Ange en adress som börjar med "
            "https:// eller en sida här, till exempel /synpunkter/. E-post och telefon räcker inte."
        ),
    ),
    "a page that isn't there": (
        "formulär: https://etjanst.provkoping.example/tillganglighet",
        "formulär: /on/",
        15,
        "Sidan ”/on/” finns inte. Menade du ”/om/”?",
    ),
    "a form that asks who you are": (
        "anonymt: ja",
        "anonymt: nej",
        16,
        (
            "Det ska gå att rapportera brister utan att säga vem man är. Ange ett formulär där det "
            "går, och skriv anonymt: ja."
        ),
    ),
    "the supervisor's form as one's own": (
        "formulär: https://etjanst.provkoping.example/tillganglighet",
        "formulär: https://www.digg.se/anmal",
        15,
        (
            "Adressen till Digg (https://www.digg.se/tdosanmalan) står redan på sidan. Ta bort den "
            "här, och ange som formulär kommunens eget."
        ),
    ),
    "a key that there isn't": (
        "tjänst:",
        "tjanst:",
        2,
        "Fältet ”tjanst” finns inte. Menade du ”tjänst”?",
    ),
}


def said(root: Path, now: datetime = NOW) -> list[str]:
    """Check the site and give every problem as it is printed."""
    return [str(problem) for problem in check(root, now).problems]


@pytest.mark.parametrize("name", MISTAKES)
def test_what_is_wrong_is_said_where_it_stands(small: Path, name: str) -> None:
    """An empty, impossible or contradictory part is a problem at its line, with the cure."""
    old, new, line, message = MISTAKES[name]
    change(small, FILE, old, new)
    assert f"{FILE}:{line}: {message}" in said(small)


@pytest.mark.parametrize("key", PARTS)
def test_no_part_may_be_missing(small: Path, key: str) -> None:
    """Each of the law's parts is asked for by its name."""
    change(small, FILE, PARTS[key], "")
    (problem,) = said(small)
    assert problem.startswith(f"{FILE}:")
    assert problem.endswith(f": Fältet ”{key}” saknas.")


def test_a_site_must_have_a_statement(small: Path) -> None:
    """Without the file the site isn't published, and its writer is told where to read of it."""
    (small / FILE).unlink()
    assert said(small) == [
        (
            f"{FILE}:1: Tillgänglighetsredogörelsen saknas. Lagen kräver den: skapa filen så som "
            "handboken visar under ”Redogörelser, färg och logotyp”."
        )
    ]


def test_it_holds_to_the_same_day_a_year_on(small: Path) -> None:
    """An assessment of 15 April 2013 holds on 15 April 2014, and not the day after."""
    last = datetime(2014, 4, 15, 23, 59, tzinfo=HERE)
    assert said(small, last) == []
    (problem,) = said(small, datetime(2014, 4, 16, tzinfo=HERE))
    assert problem.startswith(f"{FILE}:9: Dagen 2013-04-15 är mer än tolv månader sedan.")
    assert a_year_on(date(2012, 2, 29)) == date(2013, 2, 28)


def test_the_form_may_be_a_page_here(small: Path) -> None:
    """A published page of the site does, one that is still a draft doesn't."""
    change(small, FILE, "https://etjanst.provkoping.example/tillganglighet", "/om/#skriv")
    assert said(small) == []
    page = small / "content/sidor/om.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"Status: draft\n{text}", encoding="utf-8")
    assert any("Sidan ”/om/” finns inte." in problem for problem in said(small))


def test_a_site_without_gaps_may_say_so(small: Path) -> None:
    """Fully conforming with no gaps is in order."""
    change(small, FILE, f"brister:\n{GAP} har laddats ner.", "brister: inget")
    change(small, FILE, "delvis förenlig", "helt förenlig")
    assert said(small) == []
