"""The budget's calendar, read by a real calendar program and held against RFC 5545."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from icalendar import Calendar

from insyn.posts.process import Round
from insyn.publishing.calendar import Publisher, to_calendar
from insyn.publishing.check import check
from rounds import write_rounds

ROOT = Path(__file__).resolve().parents[2]
ZONE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2013, 5, 17, 16, tzinfo=ZONE)
TALLVIKA = Publisher("Tallvika kommun", "https://blogg.tallvika.example")
KHAL = """[calendars]
[[budget]]
path = {0}/vdir
[sqlite]
path = {0}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Stockholm
default_timezone = Europe/Stockholm
[default]
default_calendar = budget
"""


def rounds_of(root: Path) -> tuple[Round, ...]:
    return check(root, NOW, preview=True).standing.process.rounds


@pytest.fixture(scope="module")
def sample() -> tuple[Round, ...]:
    """The sample's rounds."""
    return rounds_of(ROOT)


def khal(folder: Path, *arguments: str) -> str:
    """Run the calendar program with a calendar of its own."""
    program = Path(sys.executable).with_name("khal")
    home = {"XDG_DATA_HOME": str(folder), "XDG_CACHE_HOME": str(folder), "HOME": str(folder)}
    done = subprocess.run(
        [str(program), "-c", str(folder / "config"), *arguments],
        env={**os.environ, **home, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def written_days() -> set[tuple[str, str, str]]:
    """Give the day, hour and name of each step of the sample, as its file has them."""
    text = (ROOT / "content/budgetprocessen.yaml").read_text(encoding="utf-8")
    found = set()
    for plan in yaml.safe_load(text).values():
        for step in plan["steg"]:
            first: date = step.get("datum") or step["från"]
            last: date = step.get("datum") or step["till"]
            for ahead in range((last - first).days + 1):
                day = (first + timedelta(days=ahead)).isoformat()
                found.add((day, step.get("tid", "")[:5], f"{plan['titel']}: {step['namn']}"))
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="khal isn't made for Windows")
def test_a_calendar_program_shows_each_step_on_its_days(
    sample: tuple[Round, ...], tmp_path: Path
) -> None:
    """The program khal takes the file in and shows just what the writer wrote, day by day."""
    (tmp_path / "vdir").mkdir()
    (tmp_path / "config").write_text(KHAL.format(tmp_path), encoding="utf-8")
    (tmp_path / "kalender.ics").write_bytes(to_calendar(sample, TALLVIKA))
    khal(tmp_path, "import", "--batch", "-a", "budget", str(tmp_path / "kalender.ics"))
    form = "{start-time}|{title}"
    listed = khal(
        tmp_path, "list", "--format", form, "--day-format", "#{date}", "2012-01-01", "900d"
    )
    shown, day = set(), ""
    for line in listed.splitlines():
        if line.startswith("#"):
            day = line[1:]
        else:
            hour, _, title = line.partition("|")
            shown.add((day, hour, title))
    assert shown == written_days()


def test_the_bytes_keep_to_the_rules(sample: tuple[Round, ...], small: Path) -> None:
    """CRLF, at most 75 octets a line, whole characters, DTSTAMP and a UID of its own each."""
    write_rounds(small)
    for rounds in (sample, rounds_of(small)):
        content = to_calendar(rounds, TALLVIKA)
        assert content.endswith(b"END:VCALENDAR\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"")
        for line in content.split(b"\r\n"):
            assert len(line) <= 75
            assert "\ufffd" not in line.decode("utf-8")
        whole = re.sub(rb"\r\n[ \t]", b"", content).decode("utf-8")
        events = whole.split("BEGIN:VEVENT")[1:]
        uids = [re.findall(r"^UID:(\S+)", event, re.MULTILINE) for event in events]
        assert all(len(found) == 1 for found in uids)
        assert len({found[0] for found in uids}) == len(events) > 0
        for event in events:
            assert len(re.findall(r"^DTSTAMP:\d{8}T\d{6}Z\r$", event, re.MULTILINE)) == 1
            assert len(re.findall(r"^DTSTART[;:]", event, re.MULTILINE)) == 1
        for name in ("NAME", "X-WR-CALNAME", "REFRESH-INTERVAL;VALUE=DURATION", "PRODID"):
            assert whole.count(f"\r\n{name}:") == 1


def test_an_event_says_what_the_step_does(small: Path) -> None:
    """Days with an end that isn't one of them, hours in our zone, place, address and documents."""
    write_rounds(small)
    read: Any = Calendar.from_ical(to_calendar(rounds_of(small), TALLVIKA))
    referral, dialogue, council, done = read.walk("VEVENT")
    assert referral.decoded("dtstart") == date(2013, 4, 26)
    assert referral.decoded("dtend") == date(2013, 5, 22)
    assert dialogue.decoded("dtstart") == datetime(2013, 5, 14, 9, tzinfo=ZONE)
    assert dialogue["dtstart"].params["TZID"] == "Europe/Stockholm"
    assert dialogue.decoded("dtend") == datetime(2013, 5, 14, 17, tzinfo=ZONE)
    assert str(dialogue["location"]) == "Stora salen; plan 2, kommunhuset"
    assert "Kallelse: https://www.provkoping.example/kallelse" in str(dialogue["description"])
    assert "dtend" not in council
    assert "§ 9" in str(done["description"])
    assert str(council["url"]) == (
        "https://blogg.tallvika.example/budgetprocessen/2014/#steg-beslut-om-ramar"
    )


def test_an_event_keeps_its_identity_when_it_moves(small: Path) -> None:
    """Another day is the same event, changed on the day that the writer says."""
    found = []
    for day, updated in (("2013-06-17", "2013-05-17"), ("2013-06-18", "2013-05-20")):
        path = write_rounds(small, "datum: 2013-06-17", f"datum: {day}")
        text = path.read_text(encoding="utf-8").replace("2013-05-17", updated)
        path.write_text(text, encoding="utf-8")
        read: Any = Calendar.from_ical(to_calendar(rounds_of(small), TALLVIKA))
        found.append(read.walk("VEVENT")[2])
    before, after = found
    assert before["uid"] == after["uid"]
    assert after.decoded("dtstart") - before.decoded("dtstart") == timedelta(days=1)
    assert after.decoded("dtstamp") == datetime(2013, 5, 20, tzinfo=UTC)


def test_a_step_without_a_day_is_in_no_calendar(small: Path) -> None:
    """What isn't set yet can't be shown on a day."""
    write_rounds(small, '      datum: 2013-06-17\n      tid: "18:00"\n', "")
    read: Any = Calendar.from_ical(to_calendar(rounds_of(small), TALLVIKA))
    assert len(read.walk("VEVENT")) == 3


def test_the_zone_is_that_of_sweden(sample: tuple[Round, ...]) -> None:
    """Every day of forty years has the same offset as in the world's own zone files."""
    read: Any = Calendar.from_ical(to_calendar(sample, TALLVIKA))
    (written,) = read.walk("VTIMEZONE")
    zone = written.to_tz(lookup_tzid=False)
    for ahead in range(0, 366 * 40, 3):
        day = datetime(1998, 1, 1, 12) + timedelta(days=ahead)  # noqa: DTZ001
        assert day.replace(tzinfo=zone).utcoffset() == day.replace(tzinfo=ZONE).utcoffset()
