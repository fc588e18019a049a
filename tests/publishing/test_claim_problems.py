"""The check holds what a post claims against the figures beside it, at the line where it stands."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from insyn.publishing.check import check

NOW = datetime(2013, 5, 17, 16, tzinfo=ZoneInfo("Europe/Stockholm"))
POST = "content/inlagg/2013-04-26.md"
HEAD = """---
title: Prognosen
date: 2013-04-26
summary: Prognosen är här, och ramarna.
---

"""
FIGURE = "\n```diagram\ndata: prognos\n```\n"
WRONG = "Socialnämnden väntas gå back 9,6 mnkr."
FOUND = "Texten säger underskott 9,6 mnkr för socialnämnden, men diagrammets siffror ger 12,4 mnkr."
YAML = """name: prognos
title: Första prognosen
place: Provköping
period: 2013
unit: tkr
costs: positive
producer: Ekonomienheten
sources:
  - title: Ekonomienheten
licenses:
  - name: CC0-1.0
frequency: årligen
retrieved: 2013-04-24
decision:
  status: preliminär
schema:
  fields:
    - {name: namnd, title: Nämnd, type: string}
    - {name: scenario, title: Scenario, type: string}
    - {name: belopp, title: Nettokostnad, type: number}
  primaryKey: [namnd, scenario]
"""
CSV = """namnd;scenario;belopp
Socialnämnden;budget;391 600
Socialnämnden;prognos_1;404 000
Tekniska nämnden;budget;41 800
Tekniska nämnden;prognos_1;41 300
"""


@pytest.fixture
def site(small: Path) -> Path:
    """A site with a forecast, and a post to write."""
    (small / "data" / "prognos.yaml").write_text(YAML, encoding="utf-8")
    (small / "data" / "prognos.csv").write_text(CSV, encoding="utf-8")
    other = YAML.replace("name: prognos", "name: bokslut").replace("2013\nunit", "2012\nunit")
    (small / "data" / "bokslut.yaml").write_text(other, encoding="utf-8")
    text = CSV.replace("prognos_1", "utfall").replace("404 000", "400 000")
    (small / "data" / "bokslut.csv").write_text(text, encoding="utf-8")
    return small


def said(site: Path, body: str) -> list[tuple[int, str]]:
    """Write the post and give the claims that are reported, by their line in the body."""
    (site / POST).write_text(HEAD + body, encoding="utf-8")
    first = HEAD.count("\n")
    return [
        (problem.line - first, problem.message.replace("\u00a0", " "))
        for problem in check(site, NOW).problems
        if "säger" in problem.message
    ]


def test_a_heading_is_reported_at_its_own_line(site: Path) -> None:
    """Title and subtitle are reported where they are written, in quotes or not."""
    body = (
        "```diagram\ndata: prognos\nundertitel: 'Underskott 8 mnkr'\n"
        'titel: "Prognosen: socialnämnden går back 9,6 mnkr"\n```\n'
    )
    assert said(site, body) == [
        (3, "Underrubriken säger underskott 8 mnkr, men diagrammets siffror ger 11,9 mnkr."),
        (4, FOUND.replace("Texten", "Rubriken")),
    ]


def test_a_sentence_is_reported_at_the_line_of_its_number(site: Path) -> None:
    """A sentence may run over lines, with emphasis and links; the line is that of the claim."""
    text = "En rad.\nHär börjar det:\n**socialnämnden** väntas [gå](/x/) back\n9,6 mnkr.\n"
    assert said(site, f"## Ekonomin\n\n{text}{FIGURE}") == [(6, FOUND)]
    assert said(site, f"- En punkt\n- {WRONG}\n{FIGURE}") == [(2, FOUND)]
    assert said(site, f"{FIGURE}\n{WRONG}\n") == [(6, FOUND)]


@pytest.mark.parametrize(
    "body",
    [
        f"{WRONG}\n\n## Ekonomin\n{FIGURE}",
        f"## Ekonomin\n{FIGURE}\n### Annat\n\n{WRONG}\n",
        f"{FIGURE}\n<!-- {WRONG} -->\n",
        f"{FIGURE}\n`{WRONG}`\n",
        f"{FIGURE}\n```\n{WRONG}\n```\n",
        f"{FIGURE}\n    {WRONG}\n",
        f"{FIGURE}\n> {WRONG}\n",
        f"{FIGURE}\n– {WRONG}\n",
        f"{FIGURE}\n| {WRONG} |\n| --- |\n",
        f"{FIGURE}\n”Så är det. {WRONG} Tyvärr.”\n",
        f"{FIGURE}\nSocialnämnden väntas gå back {{tal: prognos}}, inte 9,6 mnkr.\n",
    ],
)
def test_what_is_no_sentence_beside_the_figure_is_left_alone(site: Path, body: str) -> None:
    """Other sections, code, comments, quotations and tables make no claim."""
    assert said(site, body) == []


def test_two_figures_that_differ_leave_a_sentence_alone(site: Path) -> None:
    """Of a forecast and an outcome either may be meant; the same figure twice is one."""
    other = FIGURE.replace("prognos", "bokslut")
    assert said(site, f"{WRONG}\n{FIGURE}{other}") == []
    assert said(site, f"{WRONG}\n{FIGURE}{FIGURE}") == [(1, FOUND)]


def test_a_part_of_what_is_run_says_nothing_of_a_committee(site: Path) -> None:
    """Beside investments, or a figure of one activity, “underskott” is about something else."""
    described, table = site / "data" / "prognos.yaml", site / "data" / "prognos.csv"
    described.write_text(YAML.replace("Nettokostnad", "Investeringar"), encoding="utf-8")
    assert said(site, f"{WRONG}\n{FIGURE}") == []
    activity = "    - {name: verksamhet, title: Verksamhet, type: string}\n"
    text = YAML.replace("    - {name: scenario", f"{activity}    - {{name: scenario")
    described.write_text(text.replace("[namnd, sc", "[namnd, verksamhet, sc"), encoding="utf-8")
    rows = CSV.replace("namnd;", "namnd;verksamhet;").replace("nämnden;", "nämnden;Vård;")
    table.write_text(rows + rows.split("\n", 1)[1].replace("Vård", "Tillsyn"), encoding="utf-8")
    narrow = FIGURE.replace("prognos\n", "prognos\nurval: {verksamhet: Vård}\n")
    assert said(site, f"{WRONG}\n{narrow}") == []
    assert not any("verksamhet" in problem.message for problem in check(site, NOW).problems)


def test_all_claims_of_a_post_are_told_together(site: Path) -> None:
    """Two wrong numbers in one sentence, and one in another, are three problems."""
    text = (
        "Socialnämnden väntas gå back 9,6 mnkr och tekniska nämnden går plus 3 mnkr.\n\n"
        "Tre nämnder går back.\n"
    )
    assert [line for line, _ in said(site, text + FIGURE)] == [1, 1, 3]
