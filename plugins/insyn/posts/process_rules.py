"""Reading content/budgetprocessen.yaml, with all that is wrong in it at its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from insyn import swedish, typedyaml
from insyn.data.reading.yaml_file import read_yaml
from insyn.posts.process import Plan, Process, Round, Step
from insyn.posts.source import POSTS, Source
from insyn.problems import Problem, ProblemsFound, unknown
from insyn.yamltext import YamlText

PROCESS = "budgetprocessen.yaml"
YEARS_BEFORE, YEARS_AFTER = 2, 1  # how far from the budget's year its steps may be


def read_process(
    root: Path, sources: Sequence[Source], now: datetime
) -> tuple[Process, list[Problem]]:
    """Read the rounds below the site's root; a site without the file has none."""
    path = root / "content" / PROCESS
    if not path.is_file():
        return Process(), []
    file = path.relative_to(root).as_posix()
    try:
        text = read_yaml(path.read_bytes(), file)
    except ProblemsFound as found:
        return Process(), list(found.problems)
    if not text.value:
        message = "Filen är tom. Skriv ett budgetår, eller ta bort filen."
        return Process(), [text.problem(message)]
    rounds: list[Round] = []
    problems: list[Problem] = []
    for year in text.value:
        try:
            rounds.append(_round(text, year))
        except ProblemsFound as found:
            problems += found.problems
    folder = root / "content" / POSTS
    names = {p.relative_to(folder).with_suffix("").as_posix() for p in folder.rglob("*.md")}
    names = {name for name in names if "." not in name.rpartition("/")[2]}  # no translations
    for one in rounds:
        problems += [*_step_problems(one, now), *_order_problems(one), *_post_problems(one, names)]
        if one.plan.updated > now.date():
            message = f"{swedish.short_date(one.plan.updated)} har inte varit ännu."
            problems.append(one.text.problem(message, "uppdaterad"))
    place = f"content/{POSTS}/"
    named = {
        source.file.removeprefix(place).removesuffix(".md"): source
        for source in sources
        if source.is_post
    }
    return Process(tuple(sorted(rounds, key=lambda one: -one.year)), named), problems


def _round(text: YamlText, year: str) -> Round:
    """Read the round of a year; raise ProblemsFound with what doesn't fit."""
    if not re.fullmatch(r"(19|20|21)\d\d", year):
        message = f'”{year}” är inget budgetår. Skriv det som "2014".'
        raise ProblemsFound([text.problem(message, year)])
    if not isinstance(text.value[year], dict):
        message = "Budgetåret ska ha egna fält: titel, ingress, uppdaterad och steg."
        raise ProblemsFound([text.problem(message, year)])
    below = text.below(year)
    plan = typedyaml.validated(Plan, below)
    if abs(plan.updated.year - int(year)) > YEARS_BEFORE:
        message = f"{swedish.short_date(plan.updated)} är för långt från budgetåret {year}."
        raise ProblemsFound([below.problem(message, "uppdaterad")])
    return Round(int(year), plan, below)


def _step_problems(one: Round, now: datetime) -> Iterator[Problem]:
    """Find what is wrong with the days and the decision of each step by itself."""
    for index, step in enumerate(one.plan.steps):
        for key, message in _faults(step, one.year, now):
            yield one.text.problem(message, "steg", index, key)


def _faults(step: Step, year: int, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield the fields at fault, with what is wrong with them."""
    first, last = step.first, step.last
    if not step.slug:
        yield "namn", f"Namnet ”{step.name}” behöver bokstäver eller siffror."
    if step.day and (step.since or step.until):
        yield "datum", "Steget har både datum och från eller till. Skriv det ena."
    elif bool(step.since) != bool(step.until):
        yield "från" if step.since else "till", "Skriv både från och till, eller bara datum."
    elif first is None or last is None:
        if step.decision:
            yield "beslut", "Steget har ett beslut men inget datum. Skriv när det togs."
        if step.hours:
            yield "tid", "Steget har en tid men inget datum."
    elif last < first:
        written = f"{swedish.short_date(last)}, före {swedish.short_date(first)}"
        yield "till", f"Steget slutar {written} då det börjar. Rätta från eller till."
    elif not year - YEARS_BEFORE <= first.year <= last.year <= year + YEARS_AFTER:
        key = "datum" if step.day else "från"
        yield key, f"{swedish.days(first, last)} är för långt från budgetåret {year}."
    elif step.decision and first > now.date():
        day = swedish.short_date(first)
        yield "beslut", f"Steget kommer först {day}. Skriv beslutet när det är taget."


def _order_problems(one: Round) -> Iterator[Problem]:
    """Find steps that don't come in the order of their days, or can't be told from one another."""
    steps = list(enumerate(one.plan.steps))
    for (_, before), (index, step) in pairwise(steps):
        if before.first is None and step.first:
            message = (
                f"Steget före, ”{before.name}”, saknar datum. Skriv det, eller flytta det sist."
            )
            yield one.text.problem(message, "steg", index)
        elif before.first and step.first and step.first < before.first:
            earlier = f"”{before.name}” ({swedish.short_date(before.first)})"
            message = f"Steget börjar före {earlier} som står ovanför. Byt plats på dem."
            yield one.text.problem(message, "steg", index, "datum" if step.day else "från")
    for index, step in steps:
        for _, other in steps[:index]:
            if step.slug == other.slug:
                message = f"Två steg heter ”{step.name}”. Ge dem olika namn."
                yield one.text.problem(message, "steg", index, "namn")
            elif _clash(step, other):
                message = f"{step.body} har ”{other.name}” samtidigt. Rätta datum eller tid."
                yield one.text.problem(swedish.capitalised(message), "steg", index, "tid")


def _clash(step: Step, other: Step) -> bool:
    """Whether a body would be at two meetings at once."""
    if step.body.casefold() != other.body.casefold() or not (step.hours and other.hours):
        return False
    if not (step.first and step.last and other.first and other.last):
        return False
    earlier, later = sorted((step.hours, other.hours), key=lambda hours: hours.start)
    same_hours = earlier.start == later.start or bool(earlier.end and later.start < earlier.end)
    return same_hours and max(step.first, other.first) <= min(step.last, other.last)


def _post_problems(one: Round, names: set[str]) -> Iterator[Problem]:
    """Find posts that there aren't."""
    for index, step in enumerate(one.plan.steps):
        for place, name in enumerate(step.posts):
            if name not in names:
                message = unknown("Inlägget", name, f" i content/{POSTS}", sorted(names))
                yield one.text.problem(message, "steg", index, "inlägg", place)
