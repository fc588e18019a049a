"""What becomes of a promise follows from the posts alone, whatever their files are called."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insyn import typedyaml
from insyn.posts.commitments.commitment import Commitment
from insyn.posts.commitments.ledger import Ledger, ledger_at
from insyn.posts.commitments.reading import read_commitments
from insyn.posts.commitments.roles import persons_name
from insyn.posts.commitments.words import follow_up_words, moved_words, state_words, summary
from insyn.posts.head import PostHead, split_head
from insyn.posts.source import Source

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MADE = date(2013, 4, 26)
NOW = datetime(2013, 9, 1, 16, tzinfo=STOCKHOLM)
PROMISE = "```åtagande\nvad: {}\nklart: {}\nansvarig: Personalchefen\n```"


def post(day: date, *blocks: str, name: str = "", status: str = "published") -> Source:
    """Give a post of a day with these blocks."""
    head = f"---\ntitle: Vecka\ndate: {day} 15:00\nsummary: S\nstatus: {status}\n---\n\n"
    file = f"content/inlagg/{name or day}.md"
    head_text, body = split_head(head + "\n\n".join(blocks), file)
    return Source(file, typedyaml.validated(PostHead, head_text), head_text, body, STOCKHOLM)


def promise(what: str = "Analysen är klar", due: date = date(2013, 6, 30)) -> str:
    return PROMISE.format(what, due)


def follow_up(outcome: str, what: str = "Analysen är klar", **more: object) -> str:
    """Write a follow-up; the names of the fields are those in the block."""
    fields = "".join(f"{name}: {value}\n" for name, value in more.items())
    return f"```uppföljning\nåtagande: {what}\nläge: {outcome}\n{fields}```"


def ledger(*posts: Source, now: datetime = NOW, drafts: bool = False) -> Ledger:
    """Read posts without fault, and give what may be seen of them."""
    found, problems = read_commitments(posts, (), {}, now)
    assert problems == []
    return ledger_at(found, now, drafts=drafts)


def one(*posts: Source, now: datetime = NOW) -> Commitment:
    (found,) = ledger(*posts, now=now)
    return found


def words(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_promise_is_open_on_its_last_day_and_overdue_on_the_next() -> None:
    """A day counts until it is over."""
    made = post(MADE, promise(due=date(2013, 6, 30)))
    last = datetime(2013, 6, 30, 23, 59, tzinfo=STOCKHOLM)
    assert state_words(one(made, now=last)) == "pågår"
    late = one(made, now=last + timedelta(minutes=1))
    assert (late.state, words(state_words(late))) == (
        "overdue",
        "försenat, skulle ha varit klart 30 juni 2013",
    )


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        (
            [(date(2013, 6, 28), follow_up("klart"))],
            "klart 28 juni 2013 efter 63 dagar, i tid",
        ),
        (
            [(date(2013, 7, 5), follow_up("klart", datum="2013-06-30"))],
            "klart 30 juni 2013 efter 65 dagar, i tid",
        ),
        (
            [(date(2013, 7, 1), follow_up("klart"))],
            "klart 1 juli 2013 efter 66 dagar, 1 dag för sent",
        ),
        (
            [(date(2013, 5, 3), follow_up("klart", datum=MADE))],
            "klart 26 april 2013 samma dag, i tid",
        ),
        (
            [
                (date(2013, 6, 20), follow_up("flyttat", till="2013-08-15", varför="Tid.")),
                (date(2013, 8, 2), follow_up("klart")),
            ],
            (
                "klart 2 augusti 2013 efter 98 dagar, i tid till det nya datumet, 33 dagar "
                "senare än först lovat"
            ),
        ),
        (
            [
                (date(2013, 6, 20), follow_up("flyttat", till="2013-07-15", varför="Tid.")),
                (date(2013, 8, 2), follow_up("klart")),
            ],
            (
                "klart 2 augusti 2013 efter 98 dagar, 18 dagar efter det senaste datumet, "
                "33 dagar senare än först lovat"
            ),
        ),
        (
            [
                (date(2013, 5, 3), follow_up("flyttat", till="2013-07-15", varför="Tid.")),
                (date(2013, 6, 28), follow_up("klart")),
            ],
            "klart 28 juni 2013 efter 63 dagar, i tid",
        ),
        (
            [(date(2013, 5, 31), follow_up("struket", varför="Görs om."))],
            "struket 31 maj 2013",
        ),
    ],
)
def test_its_state_says_when_and_how_late(outcomes: list[tuple[date, str]], expected: str) -> None:
    """Done counts from the promise, and late from the last day and from the first."""
    posts = [post(day, block) for day, block in outcomes]
    assert words(state_words(one(post(MADE, promise()), *posts))) == expected


def test_a_follow_up_says_what_changed_then() -> None:
    """A date that is moved twice is moved from the day that held just then, with the reason."""
    moved = one(
        post(MADE, promise()),
        post(date(2013, 6, 20), follow_up("flyttat", till="2013-07-15", varför="Tid.")),
        post(date(2013, 7, 12), follow_up("flyttat", till="2013-10-01", varför="Mer tid.")),
    )
    assert [words(follow_up_words(moved, told)) for told in moved.follow_ups] == [
        "Flyttat från 30 juni 2013 till 15 juli 2013. Tid.",
        "Flyttat från 15 juli 2013 till 1 oktober 2013. Mer tid.",
    ]
    assert words(moved_words(moved)) == "flyttat från 30 juni 2013 och 15 juli 2013"
    assert moved.state == "open"


def test_all_are_counted_and_sorted() -> None:
    """Overdue first, then the soonest due, the newest done, and the newest dropped; in words."""
    dues = {"A": 25, "B": 20, "C": 40, "D": 30, "E": 10, "F": 11, "G": 12, "H": 13}
    start = date(2013, 8, 10)
    made = post(start, *(promise(what, start + timedelta(days=dues[what])) for what in dues))
    later = post(
        date(2013, 8, 23),
        follow_up("klart", "E", datum="2013-08-21"),
        follow_up("klart", "F"),
        follow_up("struket", "G", varför="Nej."),
    )
    last = post(date(2013, 8, 30), follow_up("struket", "H", varför="Nej."))
    found = ledger(made, later, last, now=datetime(2013, 9, 8, 16, tzinfo=STOCKHOLM))
    assert "".join(each.what for each in found) == "BADCFEHG"
    assert summary(found) == (
        "Två åtaganden är försenade, två pågår, två är klara och två är strukna. "
        "Inget av de två som är klara blev det till det datum som först lovades."
    )
    assert summary(Ledger()) == "Inga åtaganden har gjorts ännu."
    assert summary(Ledger(found.overdue[:1])) == "Ett åtagande är försenat."


def test_what_only_drafts_say_is_seen_in_the_preview_alone() -> None:
    """Neither a draft's follow-up nor its promise counts, nor those of a post dated ahead."""
    posts = (
        post(MADE, promise(), promise("Annat", date(2013, 10, 1))),
        post(date(2013, 6, 20), follow_up("klart"), promise("Hemligt"), status="draft"),
        post(date(2013, 9, 6), follow_up("struket", "Annat", varför="Nej.")),
    )
    assert [(each.what, each.state) for each in ledger(*posts)] == [
        ("Analysen är klar", "overdue"),
        ("Annat", "open"),
    ]
    assert [(each.what, each.state) for each in ledger(*posts, drafts=True)] == [
        ("Hemligt", "overdue"),
        ("Analysen är klar", "done"),
        ("Annat", "dropped"),
    ]


GAPS = st.integers(min_value=1, max_value=40)


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Source], list[date], str, date]:
    """Make a promise and follow-ups without fault; give the days it was to be done, and its end."""
    day, dues = MADE, [MADE + timedelta(days=draw(GAPS))]
    posts = [post(MADE, promise(due=dues[0]), name="m")]
    names = draw(st.permutations("abcdefgh"))
    for name in names[: draw(st.integers(0, 5))]:
        day += timedelta(days=draw(GAPS))
        dues.append(max(day, dues[-1]) + timedelta(days=draw(GAPS)))
        posts.append(post(day, follow_up("flyttat", till=dues[-1], varför="Tid."), name=name))
    end = draw(st.sampled_from(["", "klart", "struket"]))
    if end:
        day += timedelta(days=draw(GAPS))
        more = {"varför": "Nej."} if end == "struket" else {}
        posts.append(post(day, follow_up(end, "ANALYSEN  är klar", **more), name="e"))
    return posts, dues, end, day


@settings(max_examples=50)
@given(stories(), st.randoms(use_true_random=False), st.integers(0, 500))
def test_a_story_is_told_the_same_in_any_order_of_files(
    story: tuple[list[Source], list[date], str, date], chance: random.Random, ahead: int
) -> None:
    """Every date stays, in order; only the posts' own days tell how it ended, and when."""
    posts, dues, end, day = story
    now = datetime.combine(day, NOW.timetz()) + timedelta(days=ahead)
    shuffled = chance.sample(posts, len(posts))
    found = one(*shuffled, now=now)
    assert found == one(*posts, now=now)
    assert list(found.dues) == dues == sorted(set(dues))
    assert found.first_due == dues[0]
    open_state = "overdue" if dues[-1] < now.date() else "open"
    assert found.state == {"": open_state, "klart": "done", "struket": "dropped"}[end]
    assert found.days == ((day - MADE).days if end == "klart" else 0)
    for earlier, later, told in zip(dues, dues[1:], found.follow_ups, strict=False):
        assert (found.before(told).due, told.to) == (earlier, later)


@settings(max_examples=50)
@given(stories(), st.data())
def test_nothing_can_be_told_of_it_after_its_end(
    story: tuple[list[Source], list[date], str, date], data: st.DataObject
) -> None:
    """One more follow-up is at fault just when the commitment is done or dropped before it."""
    posts, dues, end, day = story
    later = day + timedelta(days=data.draw(GAPS))
    to = max(later, dues[-1]) + timedelta(days=1)
    block = data.draw(
        st.sampled_from([follow_up("klart"), follow_up("flyttat", till=to, varför="Tid.")])
    )
    _, problems = read_commitments([*posts, post(later, block, name="z")], (), {}, NOW)
    assert [problem.file for problem in problems] == (["content/inlagg/z.md"] if end else [])


@settings(max_examples=50)
@given(stories(), st.integers(0, 400))
def test_a_site_of_an_earlier_day_tells_the_story_so_far(
    story: tuple[list[Source], list[date], str, date], days: int
) -> None:
    """Posts that are still to come change nothing: it is as if they weren't written."""
    posts, *_ = story
    now = datetime.combine(MADE + timedelta(days=days), NOW.timetz())
    so_far = [source for source in posts if source.status(now) != "draft"]
    whole = [replace(each, follow_ups=each.follow_ups) for each in ledger(*posts, now=now)]
    assert whole == list(ledger(*so_far, now=now))


@pytest.mark.parametrize(
    "role",
    [
        *("Personalchefen", "IT-chefen", "Miljö- och byggnadsnämnden", "Tallvika Energi AB"),
        *("Vd för Tallvika Bostäder", "Tallvika Vatten och Avfall", "Rektorn vid Norra skolan"),
        *("Enhetschefen Norra hemtjänsten", "Kommunchefen och Ekonomichefen", "Region Dalarna"),
        *("Barn- och utbildningschefen", "Kommunstyrelsens ordförande", "Biblioteket Stora torget"),
        *("HR", "Räddningstjänsten Mittdalen", "Stiftelsen Gamla Sågverket", "Tekniske chefen"),
    ],
)
def test_a_role_is_no_person(role: str) -> None:
    """Offices, companies and places are let through."""
    assert persons_name(role) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Berg", "Anna Berg"),
        ("Personalchefen Anna Berg", "Anna Berg"),
        ("Anna-Karin Öberg, personalchef", "Anna-Karin Öberg"),
        ("Rektor Åsa Ek", "Åsa Ek"),
        ("ekonomichefen (Nils Lundin-Dahl)", "Nils Lundin-Dahl"),
    ],
)
def test_a_persons_name_is_told(text: str, name: str) -> None:
    """Two capitalised words are a name, wherever they stand."""
    assert persons_name(text) == name
