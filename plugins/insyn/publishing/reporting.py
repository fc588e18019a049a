"""Problems in the forms that programs read: JSON, SARIF, GitHub's commands, GitLab's report.

SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
GitHub: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from insyn.keeping import fingerprint
from insyn.problems import Problem

OTHER = "other"
# What each kind of rule is called; one that isn't here goes by its own word.
RULES: Mapping[str, str] = MappingProxyType(
    {
        "accessibility": "Tillgänglighet",
        "build": "Bygget",
        "challenges": "Utmaningar",
        "claims": "Påståenden om siffror",
        "comments": "Kommentarer",
        "commitments": "Åtaganden",
        "content": "Texter",
        "data": "Data och beskrivningar",
        "embargo": "Embargo",
        "figures": "Diagram och siffror i texten",
        "freezing": "Frysta siffror",
        "glossary": "Ordlista",
        "html": "HTML som inte får finnas",
        "links": "Länkar",
        "pictures": "Bilder",
        "privacy": "Personuppgifter",
        "process": "Budgetprocessen",
        "settings": "Inställningar",
        "statement": "Tillgänglighetsredogörelsen",
        "translations": "Översättningar",
        OTHER: "Övrigt",
    }
)
_Placed = tuple[Problem, str, str]  # the problem, its rule and its fingerprint


def plain(problems: Sequence[Problem]) -> str:
    """Write each problem on one line, for people; a writer's own words can't begin a line."""
    return "".join(f"{' '.join(str(problem).splitlines())}\n" for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """Write the problems as an object: `version` 1, and `problems` with what they are."""
    found = [
        {"file": one.file, "line": one.line, "rule": rule, "message": one.message}
        for one, rule, _ in _placed(problems)
    ]
    return _dumped({"version": 1, "problems": found})


def sarif(problems: Sequence[Problem]) -> str:
    """Write the problems as a log with one run."""
    names = [*RULES, *sorted({one.rule for one in problems if one.rule} - RULES.keys())]
    results = [
        {
            "ruleId": rule,
            "ruleIndex": names.index(rule),
            "level": "error",
            "message": {"text": one.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": _artifact(one.file),
                        "region": {"startLine": max(one.line, 1)},
                    }
                }
            ],
            "partialFingerprints": {"insyn/v1": mark},
        }
        for one, rule, mark in _placed(problems)
    ]
    rules = [{"id": name, "shortDescription": {"text": _name(name)}} for name in names]
    run = {
        "tool": {"driver": {"name": "Insyn", "language": "sv", "rules": rules}},
        "automationDetails": {"id": "insyn/"},
        "language": "sv",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "Webbplatsens mapp"}}},
        "results": results,
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas"
    return _dumped(
        {"$schema": f"{schema}/sarif-schema-2.1.0.json", "version": "2.1.0", "runs": [run]}
    )


def github(problems: Sequence[Problem]) -> str:
    """Write a workflow command for each problem, which GitHub shows on its line of the change."""
    return "".join(
        f"::error file={_escaped(one.file, ':,')},line={max(one.line, 1)},"
        f"title={_escaped(_name(rule), ':,')}::{_escaped(one.message)}\n"
        for one, rule, _ in _placed(problems)
    )


def gitlab(problems: Sequence[Problem]) -> str:
    """Write the problems as a report of code quality, which GitLab shows in the merge request."""
    return _dumped(
        [
            {
                "description": f"{_name(rule)}: {one.message}",
                "check_name": rule,
                "fingerprint": mark,
                "severity": "major",
                "location": {"path": one.file, "lines": {"begin": max(one.line, 1)}},
            }
            for one, rule, mark in _placed(problems)
        ]
    )


FORMS: Mapping[str, Callable[[Sequence[Problem]], str]] = MappingProxyType(
    {"text": plain, "json": as_json, "sarif": sarif, "github": github, "gitlab": gitlab}
)


def _placed(problems: Sequence[Problem]) -> Iterator[_Placed]:
    """Give each problem with its rule, and a fingerprint that is the same on another line.

    Of those that are alike in a file, the second has another fingerprint than the first.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for problem in problems:
        rule = problem.rule or OTHER
        same = (problem.file, rule, problem.message)
        yield problem, rule, fingerprint(repr((*same, seen[same])))
        seen[same] += 1


def _name(rule: str) -> str:
    return RULES.get(rule, rule)


def _artifact(file: str) -> dict[str, str]:
    """Give the address of a file, from the site's root where it is below it."""
    path = PurePath(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix()), "uriBaseId": "SRCROOT"}


def _escaped(text: str, more: str = "") -> str:
    """Escape what would end a command, or with `more` one of its properties."""
    for sign in f"%\r\n{more}":  # the percent sign first
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
