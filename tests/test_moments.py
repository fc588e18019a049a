"""A moment is one moment: also where the clocks are changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from insyn.moments import Day, clock_fault, midnight, pinned
from insyn.posts.source import read_source
from insyn.problems import ProblemsFound

HERE = ZoneInfo("Europe/Stockholm")
SKIPPED, TWICE = map(datetime.fromisoformat, ("2013-03-31 02:30", "2013-10-27 02:30"))


def post(root: Path, head: str) -> Path:
    """Write a post with some lines in its head; give its file."""
    path = root / "content/inlagg/2013-10-27.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: Ett\nsummary: Ett.\n{head}\n---\n\nHej.\n", encoding="utf-8")
    return path


def test_a_moment_that_the_clocks_skip_or_repeat_is_refused_with_its_cure() -> None:
    """2.30 on the morning when summer time begins, and when it ends; an offset settles it."""
    assert clock_fault(SKIPPED, HERE) == (
        "Klockan 02.30 finns inte den 31\u00a0mars 2013, då klockan ställs fram. Skriv en annan "
        "tid, till exempel 2013-03-31T03:30:00+02:00."
    )
    assert clock_fault(TWICE, HERE) == (
        "Klockan 02.30 är det två gånger den 27\u00a0oktober 2013, då klockan ställs tillbaka. "
        "Skriv vilken: 2013-10-27T02:30:00+02:00 är den första och "
        "2013-10-27T02:30:00+01:00 den andra."
    )
    assert clock_fault(TWICE.replace(tzinfo=UTC), HERE) == ""
    assert clock_fault(TWICE.replace(hour=3), HERE) == ""


@pytest.mark.parametrize("key", ["date", "modified", "embargo"])
def test_a_head_with_such_a_moment_is_refused_at_its_line(tmp_path: Path, key: str) -> None:
    """Whichever field it stands in."""
    lines = {"date": "2013-10-01 12:00", key: "2013-10-27 02:30"}
    path = post(tmp_path, "\n".join(f"{name}: {value}" for name, value in lines.items()))
    with pytest.raises(ProblemsFound) as found:
        read_source(path, tmp_path, HERE)
    (problem,) = found.value.problems
    assert problem.line == 4 + (key != "date")
    assert "två gånger" in problem.message


def test_a_post_in_the_repeated_hour_comes_out_once(tmp_path: Path) -> None:
    """Of 2.30 in winter time it isn't public at 2.45 in summer time, which is before."""
    source = read_source(post(tmp_path, "date: 2013-10-27T02:30+01:00"), tmp_path, HERE)
    moments = [datetime(2013, 10, 27, 0, 45, tzinfo=UTC), datetime(2013, 10, 27, 1, 30, tzinfo=UTC)]
    stated = [source.status(moment.astimezone(HERE)) for moment in moments]
    assert stated == ["draft", "published"]


@given(st.integers(0, 24 * 366 * 12))
def test_moments_come_in_the_order_in_which_they_are(hours: int) -> None:
    """Five minutes later is later, by whatever clock."""
    start = datetime(2013, 1, 1, tzinfo=UTC) + timedelta(hours=hours, minutes=-15)
    moments = [pinned(start + timedelta(minutes=5 * step), HERE) for step in range(7)]
    assert all(earlier < later for earlier, later in pairwise(moments))
    assert [moment.astimezone(UTC) for moment in moments] == sorted(
        moment.astimezone(UTC) for moment in moments
    )


def test_a_day_begins_at_midnight_in_summer_and_in_winter() -> None:
    """A day of 23 hours, and one of 25."""
    for day, hours in ((date(2013, 3, 31), 23), (date(2013, 10, 27), 25)):
        length = midnight(day + timedelta(days=1), HERE) - midnight(day, HERE)
        assert length == timedelta(hours=hours)


@pytest.mark.parametrize("written", ["1366934400", "20130426", "0", "1366934400.0", "26 april"])
def test_digits_alone_are_no_day(tmp_path: Path, written: str) -> None:
    """Not even where they happen to be the seconds since 1970 of a midnight."""
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_python(written)
    with pytest.raises(ProblemsFound) as found:
        read_source(post(tmp_path, f"date: {written}"), tmp_path, HERE)
    (problem,) = found.value.problems
    said = f"”{written}” är inget datum. Skriv som 2013-04-26 eller 2013-04-26 15:10."
    assert (problem.line, problem.message) == (4, said)


@pytest.mark.parametrize("written", ["2013-04-26", "fredag", "09:00"])
def test_an_embargo_says_its_hour(tmp_path: Path, written: str) -> None:
    """A day alone would leave it to be guessed at."""
    path = post(tmp_path, f"date: 2013-04-26 15:10\nembargo: {written}")
    with pytest.raises(ProblemsFound) as found:
        read_source(path, tmp_path, HERE)
    (problem,) = found.value.problems
    assert problem.line == 5
    assert "behöver både dag och klockslag" in problem.message
