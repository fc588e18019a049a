"""Numbers in the text, through the real check: problem lines, what is public, what is frozen."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from insyn.publishing.check import Report, check
from insyn.site.commands import check_site
from insyn.site.upkeep import freeze_data

NOW = datetime(2013, 5, 17, 16, tzinfo=ZoneInfo("Europe/Stockholm"))
POST, PAGE = "content/inlagg/2013-04-26.md", "content/sidor/om.md"
PICK = "namnd: Socialnämnden, ar: 2014"
SURVEY = """name: enkat
title: Enkät
place: Provköping
period: 2013
producer: Personalenheten
sources: [{title: Personalenheten}]
licenses: [{name: CC0-1.0}]
frequency: årligen
retrieved: 2013-04-24
decision: {status: slutlig}
survey: {answers: antal_svar, groups: enhet}
schema:
  fields:
    - {name: enhet, title: Enhet, type: string}
    - {name: index, title: Engagemang, type: number, unit: index}
    - {name: antal_svar, title: Antal svar, type: integer, unit: svar}
  primaryKey: enhet
"""


def report(root: Path, *, preview: bool = False) -> Report:
    return check(root, NOW, preview=preview)


def said(root: Path) -> list[str]:
    return [str(problem) for problem in report(root).problems]


def write(root: Path, text: str, file: str = POST, old: str = "Inledning.") -> None:
    """Put a text in place of another in a file of the small site; in the post it is line 10."""
    path = root / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, text, 1), encoding="utf-8")


def copy(root: Path, name: str, more: str = "") -> None:
    """Make another dataset of the small site's, which nothing shows yet."""
    for suffix in (".csv", ".yaml"):
        text = (root / f"data/ramar-2014{suffix}").read_text(encoding="utf-8")
        other = text.replace("name: ramar-2014", f"name: {name}\n{more}".rstrip())
        (root / f"data/{name}{suffix}").write_text(other, encoding="utf-8")


def test_a_sound_number_has_no_problem(small: Path) -> None:
    """A post and a page may take numbers; what stands in code isn't looked at."""
    write(small, f"Får {{tal: ramar-2014, {PICK}}} och `{{tal: x}}`.")
    write(small, f"Får {{tal: ramar-2014, {PICK}}}:", PAGE, "Så skriver man ett diagram:")
    assert said(small) == []
    numbers = report(small).numbers
    assert [number.text for number in numbers[POST]] == ["1\u00a0250,5\u00a0tkr"]
    assert [number.text for number in numbers[PAGE]] == ["1\u00a0250,5\u00a0tkr"]


def test_mistakes_in_the_text_come_together_with_file_and_line(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Forms in a post, in a heading of a figure and in a page are all told of by one check."""
    write(small, "Får {tal: ramar-2041},\n{tal: ramar-2014, nämnd: x}\noch {tal: ramar-2014.")
    write(
        small, "markera: Socialnämnden\ntitel: '{tal: ramar-2014}'", POST, "markera: Socialnämnden"
    )
    write(small, f"{{tal: ramar-2014, {PICK}, visa: ar}}", PAGE, "Så skriver man ett diagram:")
    assert check_site(small / "publishconf.py") == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{POST}:10: Datamängden ”ramar-2041” finns inte. Menade du ”ramar-2014”?",
        f"{POST}:11: Kolumnen ”nämnd” finns inte i ramar-2014. Menade du ”namnd”?",
        f"{POST}:12: Formen {{tal: …}} avslutas aldrig. Skriv }} efter den, i samma stycke.",
        f"{POST}:26: Flera rader passar. Välj också ett värde för ”namnd”.",
        f"{PAGE}:4: Kolumnen ”ar” har inga mätvärden. Det har belopp_tkr.",
        "5 problem. Ingenting har publicerats.",
    ]


@pytest.mark.parametrize("field", ["title", "summary", "tags"])
def test_a_head_takes_no_numbers(small: Path, field: str) -> None:
    """What stands in lists and feeds is plain text; the field is told of, not published as is."""
    form = f'"{{tal: ramar-2014, {PICK}}}"'
    old = {
        "title": '"Ramarna: en första titt"',
        "summary": "Nämndernas ramar är på remiss.",
        "tags": "budget",
    }[field]
    write(small, form, POST, old)
    line = {"title": 2, "summary": 4, "tags": 5}[field]
    expected = f"Formen {{tal: …}} går inte att använda i {field}. Skriv talet för hand."
    assert said(small) == [f"{POST}:{line}: {expected}"]


def test_a_descriptor_takes_no_numbers(small: Path) -> None:
    """A heading that is a default for diagrams would be of every day at once."""
    write(
        small, "diagram: {titel: '{tal: ramar-2014}'}\nschema:", "data/ramar-2014.yaml", "schema:"
    )
    assert "data/ramar-2014.yaml:19: Formen {tal: …} går inte att använda i en beskrivning." in (
        said(small)
    )


def test_a_dataset_that_is_broken_is_told_of_once(small: Path) -> None:
    """Its own problem is enough."""
    write(small, f"Får {{tal: ramar-2014, {PICK}}}.")
    write(small, "unit: tukr", "data/ramar-2014.yaml", "place: Provköping\n")
    assert [line.partition(":")[0] for line in said(small)] == ["data/ramar-2014.yaml"]


def test_a_gap_and_a_suppressed_group_have_no_number(small: Path) -> None:
    """The reason is said, and neither the value nor the number of answers is."""
    rows = "enhet;index;antal_svar\nA;71,3;131\nB;64,9;57\nLiten;41,73;6\nMindre;38,91;7\n"
    (small / "data/enkat.csv").write_text(rows, encoding="utf-8")
    (small / "data/enkat.yaml").write_text(SURVEY, encoding="utf-8")
    forms = [
        "{tal: ramar-2014, namnd: Tekniska nämnden}",
        "{tal: enkat, enhet: Liten}",
        "{tal: enkat, enhet: Mindre, visa: antal_svar}",
        '{tal: enkat, index: "41,73"}',
        "{tal: enkat, enhet: A}",
    ]
    write(small, "\n".join(forms))
    told = [line for line in said(small) if line.startswith(POST)]
    assert told == [
        f"{POST}:10: Värdet i kolumnen ”belopp_tkr” kan inte visas: uppgift saknas.",
        f"{POST}:11: Värdet i kolumnen ”index” kan inte visas: för få svar.",
        f"{POST}:12: Värdet i kolumnen ”antal_svar” kan inte visas: för få svar.",
        f"{POST}:13: Värdet ”41,73” finns inte i kolumnen ”index”. Menade du ”71,3”?",
    ]


def test_a_dataset_of_a_number_is_public_and_must_be_frozen(small: Path) -> None:
    """As one that a figure shows; one command freezes it."""
    copy(small, "nya")
    assert "nya" not in {public.name for public in report(small).public}
    write(small, f"Får {{tal: nya, {PICK}}}.")
    (problem,) = said(small)
    assert problem.startswith("data/nya.yaml:1: nya publiceras men är inte fryst.")
    assert freeze_data(small / "publishconf.py") == 0
    assert said(small) == []
    (public,) = (public for public in report(small).public if public.name == "nya")
    assert [(use.source.file, use.figure) for use in public.listed] == [(POST, None)]


def test_a_number_in_a_figures_heading_makes_its_dataset_public(small: Path) -> None:
    """It is shown there as much as in the text."""
    copy(small, "nya")
    write(small, f"data: ramar-2014\ntitel: 'Får {{tal: nya, {PICK}}}'", POST, "data: ramar-2014")
    assert {public.name for public in report(small).public} == {"nya", "ramar-2014"}


def test_a_draft_makes_no_dataset_public(small: Path) -> None:
    """Neither a draft nor a post dated ahead; the preview shows it, and what waits is frozen."""
    text = (small / POST).read_text(encoding="utf-8")
    for name, old, new in (
        ("utkast", "summary:", "status: draft\nsummary:"),
        ("nya", "04-26T", "05-31T"),
    ):
        copy(small, name)
        later = text.replace("Inledning.", f"Får {{tal: {name}, {PICK}}}.").replace(old, new, 1)
        later = later.replace("title: ", f"slug: {name}\ntitle: ")
        (small / f"content/inlagg/{name}.md").write_text(later, encoding="utf-8")
    found = report(small)
    assert {public.name for public in found.public} == {"ramar-2014"}
    assert {public.name for public in found.lasting} == {"ramar-2014", "nya"}
    shown = {public.name for public in report(small, preview=True).public}
    assert shown == {"ramar-2014", "nya", "utkast"}


def test_a_number_is_that_of_the_posts_day(small: Path) -> None:
    """After an update the post keeps its number and a page has the new one."""
    write(small, f"Får {{tal: ramar-2014, {PICK}}}.")
    write(small, f"Får {{tal: ramar-2014, {PICK}}}:", PAGE, "Så skriver man ett diagram:")
    write(small, "1 300", "data/ramar-2014.csv", "1 250,5")
    assert "har ändrats sedan siffrorna frystes" in said(small)[0]
    change = "changes:\n  - {date: 2013-05-14, kind: uppdatering, note: Nya.}\nschema:"
    write(small, change, "data/ramar-2014.yaml", "schema:")
    assert freeze_data(small / "publishconf.py") == 0
    numbers = report(small).numbers
    assert [number.text for number in numbers[POST]] == ["1\u00a0250,5\u00a0tkr"]
    assert [number.text for number in numbers[PAGE]] == ["1\u00a0300\u00a0tkr"]
