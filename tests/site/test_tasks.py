"""The verbs, started as a newcomer and as a colleague starts them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import tasks

ROOT = Path(__file__).resolve().parents[2]
BARE = Path(sys.base_prefix) / ("python.exe" if os.name == "nt" else "bin/python3")


@pytest.mark.parametrize(
    "start",
    [[str(BARE), str(ROOT / "tasks.py")], [sys.executable, "-m", "invoke"]],
    ids=["bare Python", "Invoke"],
)
def test_a_verb_says_in_swedish_what_it_did(start: list[str]) -> None:
    """`check` works with a bare Python, from the ready environment, and as an Invoke task."""
    ready = any((ROOT / ".venv").glob("requirements*-*"))
    if start[0] == str(BARE) and not ready:
        start = [sys.executable, "-m", "invoke"]  # an environment that tasks.py hasn't made
    done = subprocess.run(
        [*start, "check"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Allt är i sin ordning: 18 inlägg" in done.stdout


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Start a verb as the README says, with the Python of these tests where there is no other."""
    ready = any((ROOT / ".venv").glob("requirements*-*"))
    start = [str(BARE), str(ROOT / "tasks.py")] if ready else [sys.executable, "-m", "invoke"]
    return subprocess.run(
        [*start, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["data", "finns-inte.csv"], "finns-inte.csv: Filen finns inte."),
        (["data", "finns-inte.csv", "--folder", "x"], "finns-inte.csv: Filen finns inte."),
        (["data", ""], "Skriv vilken fil: tasks.py data"),
        (["new", ""], "Skriv rubriken inom citattecken"),
        (["serve", "--port", "x"], "”x” är ingen port. Skriv ett tal från 1 till 65535."),
        (["serve", "--port", "70000"], "”70000” är ingen port."),
        (["check", "--format", "sarf"], "Formen ”sarf” finns inte. Menade du ”sarif”?"),
        (["build", "--format", "xml"], "Formen ”xml” finns inte. Det som finns: text, json,"),
        (["bench", "--posts", "100,x"], "”x” är inget antal. Skriv som --posts 100,1000"),
        (["comments"], "Skriv var Issos databas ligger"),
        (["comments", "--database", "finns-inte.db"], "finns-inte.db:1: Databasen finns inte."),
    ],
)
def test_a_verb_takes_what_stands_behind_it(arguments: list[str], said: str) -> None:
    """A file or a title needs no option; without one the verb says what it needs."""
    done = run(*arguments)
    assert said in done.stderr
    assert done.returncode == 1


def test_the_verbs_that_are_known_are_those_that_there_are() -> None:
    """A misspelt verb is answered in Swedish, with the list of verbs, which is the real one."""
    listed = run("--list").stdout.splitlines()
    verbs = {line.split()[0] for line in listed if line[:2] == "  " and line[2:3].strip()}
    assert verbs == set(tasks.VERBS)
    done = subprocess.run(
        [sys.executable, str(ROOT / "tasks.py"), "chek"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr.startswith("Kommandot ”chek” finns inte. Det som finns: serve, build, check")
