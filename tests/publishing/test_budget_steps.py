"""What a writer can do wrong in budgetprocessen.yaml, and how far a step has come."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from insyn.publishing.check import Report, check
from rounds import FILE, write_rounds

ZONE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2013, 5, 17, 16, tzinfo=ZONE)


def report(root: Path, now: datetime = NOW, *, preview: bool = False) -> Report:
    return check(root, now, preview=preview)


def said(root: Path) -> list[str]:
    return [str(problem) for problem in report(root).problems]


MISTAKES = {
    "a year that is none": ('"2014":', '"budget":', 1, "”budget” är inget budgetår"),
    "an unknown field of a round": (
        *("titel: Budget 2014", "titel: Budget 2014\n  title: Budget", 3),
        "Fältet ”title” finns inte. Menade du ”titel”?",
    ),
    "an unknown field of a step": (
        *("plats: Stora", "plat: Stora", 16),
        "Fältet ”plat” finns inte. Menade du ”plats”?",
    ),
    "an unknown field of a document": (
        *("- titel: Kallelse", "- titel: Kallelse\n          adres: x", 19),
        "Fältet ”adres” finns inte. Menade du ”adress”?",
    ),
    "an address that isn't https": (
        *("adress: https", "adress: http", 19),
        "Adressen ”http://www.provkoping.example/kallelse” ska börja med https://",
    ),
    "no date": ("datum: 2013-05-14", "datum: 14 maj", 14, "är inget datum. Skriv som 2013-04-26"),
    "no time": (
        *("tid: 09:00–17:00", "tid: nio till fem", 15),
        "”nio till fem” är ingen tid. Skriv som 09:00–17:00, eller bara 18:00.",
    ),
    "no hour of a day": ("tid: 09:00–17:00", "tid: 9:00-25:00", 15, "är ingen tid"),
    "hours backwards": (
        *("tid: 09:00–17:00", "tid: 17:00–09:00", 15),
        "Tiden ”17:00–09:00” slutar innan den börjar.",
    ),
    "an end before the start": (
        *("till: 2013-05-21", "till: 2013-04-21", 9),
        "Steget slutar 21\u00a0april 2013, före 26\u00a0april 2013 då det börjar.",
    ),
    "a start without an end": (
        *("      till: 2013-05-21\n", "", 8),
        "Skriv både från och till, eller bara datum.",
    ),
    "a day and an end": (
        *("datum: 2013-05-14", "datum: 2013-05-14\n      till: 2013-05-15", 14),
        "Steget har både datum och från eller till. Skriv det ena.",
    ),
    "another century": (
        *("datum: 2013-06-17", "datum: 2031-06-17", 22),
        "tisdag 17\u00a0juni 2031 är för långt från budgetåret 2014.",
    ),
    "steps out of order": (
        *("datum: 2013-06-17", "datum: 2013-05-01", 22),
        "Steget börjar före ”Budgetdialog” (14\u00a0maj 2013) som står ovanför. Byt plats på dem.",
    ),
    "a step without a day before one that has": (
        *("      datum: 2013-05-14\n      tid: 09:00–17:00\n", "", 18),
        "Steget före, ”Budgetdialog”, saknar datum. Skriv det, eller flytta det sist.",
    ),
    "hours of no day": (
        *("      datum: 2013-06-17\n", "", 22),
        "Steget har en tid men inget datum.",
    ),
    "a decision without a day": (
        *("      datum: 2012-11-26\n", "", 32),
        "Steget har ett beslut men inget datum. Skriv när det togs.",
    ),
    "a decision that isn't taken": (
        *('tid: "18:00"', "beslut: Ramarna är beslutade.", 23),
        "Steget kommer först 17\u00a0juni 2013. Skriv beslutet när det är taget.",
    ),
    "two steps of one name": (
        *("namn: Beslut om ramar", "namn: Budgetdialog!", 20),
        "Två steg heter ”Budgetdialog!”. Ge dem olika namn.",
    ),
    "a name of signs": ("namn: Remiss", "namn: “…”", 6, "behöver bokstäver eller siffror"),
    "an unknown post": (
        *("inlägg: [2013-04-26]", "inlägg: 2013-04-62", 10),
        "Inlägget ”2013-04-62” finns inte i content/inlagg. Menade du ”2013-04-26”?",
    ),
    "an unknown dataset": (
        *("data: ramar-2014", "data: ramar-2041", 11),
        "Datamängden ”ramar-2041” finns inte. Menade du ”ramar-2014”?",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_at_its_line(small: Path, name: str) -> None:
    """Each mistake is one problem, at the line where it was written."""
    old, new, line, message = MISTAKES[name]
    write_rounds(small, old, new)
    (only,) = said(small)
    assert only.startswith(f"{FILE}:{line}: ")
    assert message in only


def test_the_rounds_as_they_are_have_no_fault(small: Path) -> None:
    """What the mistakes start from is right, and so is a site without the file."""
    assert said(small) == []
    write_rounds(small)
    assert said(small) == []


def test_a_body_is_not_at_two_meetings_at_once(small: Path) -> None:
    """Hours of one body that overlap on a day are refused; those of another body are not."""
    for body, count in (("Nämnderna", 1), ("kommunstyrelsen", 0)):
        old = (
            "    - namn: Beslut om ramar\n      organ: kommunfullmäktige\n      datum: 2013-06-17\n"
        )
        new = old.replace("kommunfullmäktige", body).replace("06-17", "05-14")
        path = write_rounds(small, old, new)
        path.write_text(
            path.read_text(encoding="utf-8").replace('"18:00"', "16:00–18:00"), encoding="utf-8"
        )
        found = said(small)
        assert len(found) == count
        assert all("har ”Budgetdialog” samtidigt" in problem for problem in found)


def test_a_dataset_must_be_public_by_itself(small: Path) -> None:
    """One that no post shows is refused here, and isn't made public; with publish it is fine."""
    for suffix in (".csv", ".yaml"):
        text = (small / f"data/ramar-2014{suffix}").read_text(encoding="utf-8")
        other = text.replace("name: ramar-2014", "name: hemlig")
        (small / f"data/hemlig{suffix}").write_text(other, encoding="utf-8")
    write_rounds(small, "data: ramar-2014", "data: [ramar-2014, hemlig]")
    (only,) = said(small)
    assert only.startswith(f"{FILE}:11: Datamängden ”hemlig” är inte publik: ")
    assert [one.name for one in report(small).public] == ["ramar-2014"]
    described = small / "data/hemlig.yaml"
    described.write_text("publish: true\n" + described.read_text("utf-8"), encoding="utf-8")
    assert not any("inte publik" in problem for problem in said(small))


def test_a_dataset_waits_with_its_post(small: Path) -> None:
    """A step may name what a post dated ahead will show: it is no fault, and not yet public."""
    for suffix in (".csv", ".yaml"):
        text = (small / f"data/ramar-2014{suffix}").read_text(encoding="utf-8")
        other = text.replace("name: ramar-2014", "name: senare")
        (small / f"data/senare{suffix}").write_text(other, encoding="utf-8")
    text = (small / "content/inlagg/2013-04-26.md").read_text(encoding="utf-8")
    later = text.replace("2013-04-26T", "2030-01-04T").replace("data: ramar-2014", "data: senare")
    (small / "content/inlagg/2030-01-04.md").write_text(later, encoding="utf-8")
    write_rounds(small, "data: ramar-2014", "data: senare")
    found = report(small)
    assert not any(FILE in str(problem) for problem in found.problems)
    assert "senare" not in [one.name for one in found.public]


@pytest.mark.parametrize(
    ("moment", "states", "current"),
    [
        ("2013-04-25T23:59", "kommer kommer kommer", "Remiss"),
        ("2013-04-26T00:00", "pågår kommer kommer", "Remiss"),
        ("2013-05-14T08:59", "pågår kommer kommer", "Remiss"),
        ("2013-05-14T09:00", "pågår pågår kommer", "Budgetdialog"),
        ("2013-05-14T17:00", "pågår klart kommer", "Remiss"),
        ("2013-05-21T23:59", "pågår klart kommer", "Remiss"),
        ("2013-05-22T00:00", "klart klart kommer", "Beslut om ramar"),
        ("2013-06-17T18:00", "klart klart pågår", "Beslut om ramar"),
        ("2013-06-18T00:00", "klart klart klart", None),
    ],
)
def test_a_step_has_come_as_far_as_the_moment_says(
    small: Path, moment: str, states: str, current: str | None
) -> None:
    """To the minute: the last begun of those that go on is the current one, else the next."""
    write_rounds(small)
    now = datetime.fromisoformat(moment).replace(tzinfo=ZONE)
    one = report(small).standing.process.rounds[0]
    assert " ".join(step.status(now) for step in one.plan.steps) == states
    step = one.current(now)
    assert (step and step.name) == current


def test_readers_meet_the_round_whose_turn_it_is(small: Path) -> None:
    """It is the one with the next step, however many are begun; when all are done, the newest."""
    write_rounds(small)
    process = report(small).standing.process
    for moment, year in (("2012-11-26", 2013), ("2012-11-27", 2014), ("2014-01-01", 2014)):
        found = process.current(datetime.fromisoformat(moment).replace(tzinfo=ZONE))
        assert found
        assert found.year == year
