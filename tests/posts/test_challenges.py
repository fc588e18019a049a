"""A heading is a challenge's, is wrong and says how to mend it, or is left alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insyn.figures.key_figure import key_figure
from insyn.posts.challenges import Challenge, Unrecognised, named
from insyn.posts.source import read_source
from insyn.publishing.check import check
from two_years import plant, write_challenges, write_post

ZONE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2013, 5, 17, 16, tzinfo=ZONE)
WEEK = "content/inlagg/2013-05-10.md"
SEPARATORS = (" – ", " - ", " — ", ": ", ". ", " ", "–", ":")
KNOWN = {(1, "Ekonomin"): "ekonomin", (2, "Kvalitet"): "kvalitet"}


@pytest.fixture
def followed(small: Path) -> Path:
    """A site with challenges and posts of two years."""
    return plant(small)


@pytest.fixture(scope="module")
def challenges(tmp_path_factory: pytest.TempPathFactory) -> list[Challenge]:
    """The three challenges by themselves."""
    root = tmp_path_factory.mktemp("site")
    return [Challenge(read_source(path, root, ZONE)) for path in write_challenges(root)]


def said_of(root: Path, text: str) -> list[str]:
    """Write a post and give what is said of it, as it is printed."""
    write_post(root, "2013-05-10", "Veckan", text)
    return [str(problem) for problem in check(root, NOW).problems if problem.file == WEEK]


def found_in(root: Path, file: str) -> dict[str, tuple[int, int]]:
    """Give a post's sections: their challenges, and the lines that they run over."""
    sections = check(root, NOW).standing.sections[file]
    return {one.challenge.slug: (one.first, one.last) for one in sections}


@given(
    st.sampled_from(sorted(KNOWN)),
    st.sampled_from(SEPARATORS),
    st.sampled_from([str, str.upper, str.lower]),
    st.booleans(),
)
def test_a_challenge_can_be_written_in_many_ways(
    challenges: list[Challenge],
    challenge: tuple[int, str],
    separator: str,
    case: type[str],
    with_word: bool,
) -> None:
    """With hyphen, dash, colon or space, in any case, with or without “Utmaning N”."""
    number, name = challenge
    heading = case(f"Utmaning {number}{separator}{name}" if with_word else name)
    found = named(heading, challenges, 2013)
    assert found
    assert found.slug == KNOWN[challenge]


@pytest.mark.parametrize("heading", ["Utmaning 2", "utmaning – Kvalitet", "Utmaning: kvalitet"])
def test_number_or_name_is_enough(challenges: list[Challenge], heading: str) -> None:
    """The word with either of them tells which challenge is meant."""
    found = named(heading, challenges, 2013)
    assert found
    assert found.slug == "kvalitet"


@pytest.mark.parametrize(
    ("heading", "year", "slug"),
    [
        ("Service", 2012, "kvalitet"),
        ("Utmaning 3 – Service", 2011, "kvalitet"),
        ("Utmaning 2", 2012, "trygghet"),
        ("Utmaning 2", 2013, "kvalitet"),
        ("Ekonomin", 2012, "ekonomin"),
        ("Ekonomin", 2040, "ekonomin"),
    ],
)
def test_names_and_numbers_are_those_of_the_year(
    challenges: list[Challenge], heading: str, year: int, slug: str
) -> None:
    """A challenge is known by what it was called when the post was written."""
    found = named(heading, challenges, year)
    assert found
    assert found.slug == slug


INNOCENT = (
    *("Kvaliteten i skolan", "Utmaningar framöver", "Utmaningen", "En utmaning", "Våra utmaningar"),
    *("Ekonomi och kvalitet", "Kvalitet och service", "Ekonomin i bolagen", "Trygghetsboendet"),
    *("Så mäter vi kvalitet", "Första prognosen", "Ekonomienheten", "Utmaningen 2014", "2", "Tal"),
)


@pytest.mark.parametrize("heading", INNOCENT)
@pytest.mark.parametrize("year", [2012, 2013])
def test_innocent_headings_are_left_alone(
    challenges: list[Challenge], heading: str, year: int
) -> None:
    """A heading that merely has one of the words in it is any heading."""
    assert named(heading, challenges, year) is None


@given(st.text(alphabet="abcdehiklmnorstuåäö –-:.", min_size=1, max_size=40))
def test_any_words_are_left_alone(challenges: list[Challenge], heading: str) -> None:
    """What neither says “Utmaning” nor comes near a name is no challenge and no fault."""
    words = heading.casefold().split()
    if words and words[0].rstrip("-–:.") != "utmaning":
        try:
            found = named(heading, challenges, 2013)
        except Unrecognised as error:
            assert "Menade du" in str(error)  # noqa: PT017  (one of few random words that are near)
        else:
            assert found is None or found.slug == words[0]


@given(st.text(max_size=60))
def test_a_site_without_challenges_has_no_such_headings(heading: str) -> None:
    """Nothing is a challenge, and nothing is wrong."""
    assert named(heading, [], 2013) is None


MISTAKES = {
    "misspelt": (
        "## Utmaning 2 – Kvalitett\n",
        "7: Utmaningen ”Kvalitett” finns inte år 2013. Menade du ”Kvalitet”?",
    ),
    "misspelt without the word": (
        "## Kvalitett\n",
        "7: Utmaningen ”Kvalitett” finns inte år 2013. Menade du ”Kvalitet”?",
    ),
    "unknown": (
        "Text.\n\n## Utmaning 3 – Miljön\n",
        "9: Utmaningen ”Miljön” finns inte år 2013. Det som finns: Ekonomin, Kvalitet.",
    ),
    "unknown number": (
        "## Utmaning 7\n",
        "7: Utmaning 7 finns inte år 2013. Det som finns: 1 Ekonomin, 2 Kvalitet.",
    ),
    "wrong number": (
        "## Utmaning 3 – Kvalitet\n",
        "7: ”Kvalitet” är utmaning 2 år 2013, inte 3.",
    ),
    "name of another year": (
        "## Utmaning 2 – Service\n",
        "7: Utmaningen heter inte ”Service” år 2013. Skriv ”Kvalitet”.",
    ),
    "challenge of another year": (
        "## Trygghet\n",
        "7: Utmaningen heter inte ”Trygghet” år 2013. Då var den ingen utmaning.",
    ),
    "twice": (
        "## Kvalitet\n\nEtt.\n\n## Utmaning 2\n\nTvå.\n",
        "11: Utmaningen har redan en rubrik på rad 7. Slå ihop dem.",
    ),
    "too deep": (
        "### Utmaning 2 – Kvalitet\n",
        "7: En utmanings rubrik ska ha två nummertecken: ##",
    ),
    "too deep and only the name": (
        "## Veckan\n\n### Kvalitet\n",
        "9: En utmanings rubrik ska ha två nummertecken: ##",
    ),
    "too deep and misspelt": (
        "### Utmaning 2 – Kvalitett\n",
        "7: Utmaningen ”Kvalitett” finns inte år 2013. Menade du ”Kvalitet”?",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_wrong_heading_is_told_with_line_and_cure(followed: Path, name: str) -> None:
    """The one problem stands where the heading is and says what to write."""
    text, expected = MISTAKES[name]
    said = [one for one in said_of(followed, text) if "hoppar över en nivå" not in one]
    assert said == [f"{WEEK}:{expected}"]


@pytest.mark.parametrize(
    "text",
    [
        "## Kvalitet\n\n### Ekonomi\n\n### Kvalitet\n",  # a heading of its own inside the section
        "```\n## Utmaning 9\n```\n",
        "<!-- ## Utmaning 9 -->\n",
        "> ## Utmaning 9\n",
        *(f"## {heading}\n" for heading in INNOCENT[:3]),
    ],
)
def test_what_is_no_heading_of_a_challenge_is_no_fault(followed: Path, text: str) -> None:
    """Deeper headings, code, comments and quotations may say what they like."""
    assert said_of(followed, text) == []


def test_a_section_runs_to_the_next_heading_of_its_level(followed: Path) -> None:
    """Deeper headings belong to it, and a heading may be underlined or emphasised."""
    text = (
        "## **Ekonomin**\n\n### Prognosen\n\nText.\n\nKvalitet\n---\n\nMer.\n\n## Annat\n\nSlut.\n"
    )
    assert said_of(followed, text) == []
    assert found_in(followed, WEEK) == {"ekonomin": (7, 12), "kvalitet": (13, 17)}


def test_posts_of_two_years_are_each_judged_by_its_own(followed: Path) -> None:
    """The planted site, renamed and renumbered between its years, has no problem."""
    assert check(followed, NOW).problems == ()
    assert set(found_in(followed, "content/inlagg/2012-12-28.md")) == {"kvalitet", "trygghet"}
    assert set(found_in(followed, "content/inlagg/2013-01-04.md")) == {"kvalitet"}


PAGE = "content/utmaningar/trygghet.md"
NAMES = "- {number: 2, name: Trygghet, from: 2011, to: 2012}"
WRONG_PAGES = {
    "no figure": (
        "```diagram\ndata: svar\ntyp: nyckeltal\n```\n",
        "",
        "1: Utmaningen saknar nyckeltal. Lägg in ett diagramblock av typen nyckeltal.",
    ),
    "another type": (
        "typ: nyckeltal",
        "typ: linje",
        "10: Utmaningens första diagram ska vara ett nyckeltal. Skriv typ: nyckeltal",
    ),
    "a number taken": (
        NAMES,
        NAMES.replace("2, name", "1, name"),
        "5: Numret 1 har också Ekonomin då.",
    ),
    "a name taken": (
        NAMES,
        NAMES.replace("Trygghet", "service"),
        "5: Namnet ”service” har också content/utmaningar/kvalitet.md då.",
    ),
    "two names": (
        NAMES,
        f"{NAMES}\n  - {{number: 8, name: Ro, from: 2012}}",
        "6: Utmaningen har två namn samma år.",
    ),
    "ends first": (NAMES, NAMES.replace("2012", "2010"), "5: Namnet slutar gälla före det börjar."),
    "no goal": ("goal: Mål för Trygghet.\n", "", "2: Fältet ”goal” saknas."),
}


@pytest.mark.parametrize("name", WRONG_PAGES)
def test_a_wrong_page_of_a_challenge_is_told(followed: Path, name: str) -> None:
    """Names that collide in some year, and a page that begins with no key figure."""
    old, new, expected = WRONG_PAGES[name]
    text = (followed / PAGE).read_text(encoding="utf-8")
    assert old in text
    (followed / PAGE).write_text(text.replace(old, new), encoding="utf-8")
    said = [str(problem) for problem in check(followed, NOW).problems]
    assert f"{PAGE}:{expected}" in said


def test_a_card_says_what_the_diagram_says(followed: Path) -> None:
    """Its value, year, change and direction are the file's own, with where they come from."""
    figures = {figure.id: figure for figure in check(followed, NOW).figures}
    card = key_figure(figures["figur-utmaningar-kvalitet-1"])
    assert (card.value, card.year, card.measure) == ("88\u00a0%", "2012", "Svar i tid")
    assert card.change == "2 procentenheter högre än år 2011, bättre"
    assert (card.source, card.retrieved) == ("Kontaktcenter", "28\u00a0november 2012")
    assert (card.status, card.dataset, card.compared) == ("slutlig", "/data/svar/", ())
    other = key_figure(figures["figur-2013-04-26-1"])
    assert (other.value, other.heading) == ("", figures["figur-2013-04-26-1"].heading)
