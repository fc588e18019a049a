"""Problems in the forms that programs read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import setting
from insyn.problems import Problem
from insyn.publishing.reporting import FORMS, RULES, github, gitlab, plain, sarif
from insyn.site.commands import build_site, check_site
from insyn.site.telling import Teller

POST = "content/inlagg/2013-04-26.md"
FOUND = [
    Problem(POST, 22, "Kolumnen ”nämd” finns inte.", "figures"),
    Problem("content/bilder/å, ä: 100 %.md", 1, "Rad ett\nrad två: 5 %", "pictures"),
    Problem("/srv/ut", 1, "Mappen är inte tom."),
]


def test_every_form_is_whole_without_a_problem() -> None:
    """An empty list gives an empty report that a program can read."""
    empty = {form: write([]) for form, write in FORMS.items()}
    assert (empty["text"], empty["github"], json.loads(empty["gitlab"])) == ("", "", [])
    assert json.loads(empty["json"]) == {"version": 1, "problems": []}
    assert json.loads(empty["sarif"])["runs"][0]["results"] == []


def test_json_says_what_people_are_told() -> None:
    """Each problem has its file, line, rule and message; one without a rule has “other”."""
    told = json.loads(FORMS["json"](FOUND))["problems"]
    assert told[0] == {
        "file": POST,
        "line": 22,
        "rule": "figures",
        "message": "Kolumnen ”nämd” finns inte.",
    }
    assert [one["rule"] for one in told] == ["figures", "pictures", "other"]


def test_sarif_places_each_problem_in_the_repository() -> None:
    """An address is from the root and escaped; a file elsewhere has a whole address."""
    run = json.loads(sarif(FOUND))["runs"][0]
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    assert [place["artifactLocation"] for place in places] == [
        {"uri": POST, "uriBaseId": "SRCROOT"},
        {"uri": "content/bilder/%C3%A5%2C%20%C3%A4%3A%20100%20%25.md", "uriBaseId": "SRCROOT"},
        {"uri": "file:///srv/ut"},
    ]
    assert [place["region"]["startLine"] for place in places] == [22, 1, 1]
    rules = run["tool"]["driver"]["rules"]
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        assert rules[one["ruleIndex"]]["shortDescription"]["text"] == RULES[one["ruleId"]]


def test_a_rule_that_has_no_name_goes_by_its_own_word() -> None:
    """A rule that another part has brought is in the log, after those that have names."""
    run = json.loads(sarif([replace(FOUND[0], rule="new-rule")]))["runs"][0]
    assert run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]["id"] == "new-rule"


def test_github_reads_a_command_for_each_problem() -> None:
    """What would end a command, or one of its properties, is escaped."""
    first, second, third = github(FOUND).splitlines()
    assert first == (
        f"::error file={POST},line=22,title=Diagram och siffror i texten::"
        "Kolumnen ”nämd” finns inte."
    )
    assert second == (
        "::error file=content/bilder/å%2C ä%3A 100 %25.md,line=1,title=Bilder::"
        "Rad ett%0Arad två: 5 %25"
    )
    assert third.startswith("::error file=/srv/ut,line=1,title=Övrigt::")


def test_gitlab_reads_a_report_of_code_quality() -> None:
    """Each problem has the keys that GitLab asks for, and one of its severities."""
    for one, problem in zip(json.loads(gitlab(FOUND)), FOUND, strict=True):
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["location"] == {"path": problem.file, "lines": {"begin": problem.line}}
        assert one["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert problem.message in one["description"]


def test_a_problem_is_the_same_on_another_line() -> None:
    """Its fingerprint survives that lines are put in above; of two alike each has its own."""

    def marks(*lines: int) -> list[str]:
        told = json.loads(gitlab([replace(FOUND[0], line=line) for line in lines]))
        return [one["fingerprint"] for one in told]

    assert marks(22, 40) == marks(23, 41)
    assert len(set(marks(22, 40))) == 2


def test_what_a_writer_has_written_begins_no_line() -> None:
    """A line of a log can't be made a command by a value with a line end in it."""
    (line,) = plain([Problem(POST, 1, "Värdet ”a\n::stop-commands::x” finns inte.")]).splitlines()
    assert line.startswith(f"{POST}:1: ")


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_verb_writes_the_form_and_nothing_else(
    small: Path, form: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Standard output holds just the form; people read the same lines of every form."""
    line = setting(small, 'COLOUR = "blå"')
    assert check_site(small / "publishconf.py", Teller(form)) == 1
    out, err = capfd.readouterr()
    assert f"pelicanconf.py:{line}: ”blå” är ingen färg." in err
    assert err.endswith("1 sak att rätta. Ingenting har publicerats.\n")
    told = [Problem("pelicanconf.py", line, err.splitlines()[0].split(": ", 1)[1], "settings")]
    assert out == ("" if form == "text" else FORMS[form](told))


def test_a_report_is_written_to_its_file(
    small: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What the build refuses is in the file; what it has to say stands on the terminal."""
    report = tmp_path / "rapporter" / "bygge.json"
    conf = small / "publishconf.py"
    assert build_site(conf, tmp_path / "ut", Teller("json", report)) == 0
    assert json.loads(report.read_text(encoding="utf-8"))["problems"] == []
    assert "Klart på" in capfd.readouterr().out
    assert build_site(conf, small, Teller("json", report)) == 1
    (told,) = json.loads(report.read_text(encoding="utf-8"))["problems"]
    assert (told["file"], told["rule"]) == (str(small), "build")


def test_what_can_not_be_done_is_said(small: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A form that there isn't, and a report that can't be written, are said in a line."""
    conf = small / "publishconf.py"
    assert check_site(conf, Teller("sarf")) == 1
    assert capfd.readouterr().err == "Formen ”sarf” finns inte. Menade du ”sarif”?\n"
    assert check_site(conf, Teller("json", conf / "rapport.json")) == 1
    assert "Filen går inte att skriva" in capfd.readouterr().err
