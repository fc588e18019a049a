"""What the verbs in tasks.py do, with what they say to the person who runs them."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from insyn import swedish
from insyn.posts.commitments.commitment import ledger_at
from insyn.posts.commitments.words import state_words
from insyn.posts.new import new_post
from insyn.posts.source import content_files, read_source
from insyn.posts.statement import FILE as STATEMENT
from insyn.problems import Problem, ProblemsFound
from insyn.publishing.check import Report
from insyn.publishing.comments import export
from insyn.publishing.freezing import freeze_all, freezing_problems
from insyn.site.build import build
from insyn.site.conf import read_conf
from insyn.site.house import House, moment_of, open_house
from insyn.site.telling import Teller


def build_site(conf: Path, output: Path, form: str = "text", report: str = "") -> int:
    """Build the site into `output` and report what stops it in a form; give the exit code."""
    teller = Teller(form, Path(report) if report else None)
    if teller.fault:
        return _refuse(teller.fault)
    start = time.perf_counter()
    try:
        house = build(conf, output)
    except ProblemsFound as found:
        return teller.tell(found.problems)
    seconds = swedish.number(Decimal(str(time.perf_counter() - start)), 1)
    teller.say(
        f"Klart på {seconds} s. Webbplatsen ligger i {output}. "
        f"Den har {len(house.shown)} diagram, varav {house.drawings.drawn} ritades nu."
    )
    return teller.tell([])


def check_site(conf: Path, form: str = "text", report: str = "") -> int:
    """Check content and data without building, and report in a form; give the exit code."""
    teller = Teller(form, Path(report) if report else None)
    if teller.fault:
        return _refuse(teller.fault)
    try:
        house, found = open_house(conf.resolve().parent, read_conf(conf))
    except ProblemsFound as stopped:
        return teller.tell(stopped.problems)
    if not found.problems:
        for line in _state(house, found):
            teller.say(line)
    return teller.tell(found.problems)


def _state(house: House, report: Report) -> Iterator[str]:
    """Say what there is, where nothing is wrong, and what its writer may want to know."""
    posts = [source for source in report.sources if source.is_post]
    translations = [source for source in report.sources if source.is_translation]
    pages = len(report.sources) - len(posts) - len(translations)
    more = f"{len(translations)} översättningar, " if translations else ""
    yield (
        f"Allt är i sin ordning: {len(posts)} inlägg, {more}{pages} sidor, "
        f"{len(report.library.datasets)} datamängder och {len(report.figures)} diagram."
    )
    for use in report.uses:
        if use.figure and use.figure.chosen and use.source.is_post:
            yield (
                f"{use.source.file}:{use.figure.line}: {use.figure.dataset.name} ritas som "
                f"{use.figure.chart.name}, därför att {use.figure.chosen}."
            )
    for source in posts:
        if source.head.status == "draft":
            yield f"{source.file} är ett utkast och publiceras inte."
        elif source.status(house.now) == "draft" and source.date:
            yield f"{source.file} väntar till {swedish.long_date(source.date)}."
    for one in ledger_at(house.standing.commitments, house.now).overdue:
        yield f"{one.source.file}:{one.line}: Åtagandet ”{one.what}” är {state_words(one)}."
    statement = report.standing.statement
    if statement and statement.due_soon(house.now.date()):
        yield f"{STATEMENT}: redogörelsen behöver förnyas senast {statement.due}."


def freeze_data(conf: Path) -> int:
    """Keep the data that published posts show as they are now; give the exit code."""
    try:
        house, report = open_house(conf.resolve().parent, read_conf(conf))
    except ProblemsFound as found:
        return _complain(found.problems)
    own = set(freezing_problems(report.lasting, house.root))
    if others := [problem for problem in report.problems if problem not in own]:
        return _complain(others)
    written, problems = freeze_all(report.lasting, house.root, house.now.date())
    for path in written:
        print(f"Fryst: {path.relative_to(house.root).as_posix()}")
    if problems:
        return _complain(problems)
    if not written:
        print("Allt som publiceras är redan fryst.")
    return 0


def take_comments(conf: Path, database: Path) -> int:
    """Take the approved comments out of Isso's database; give the exit code."""
    if database == Path():
        cure = "Skriv var Issos databas ligger: tasks.py comments --database comments.db"
        print(cure, file=sys.stderr)
        return 1
    root = conf.resolve().parent
    try:
        zone = moment_of(read_conf(conf)).tzinfo
        assert zone
        sources = [read_source(path, root, zone) for path in content_files(root)]
        outcome = export(root, sources, database, zone)
    except ProblemsFound as found:
        return _complain(found.problems)
    print(*(outcome.told or ["Inga kommentarer har ändrats."]), sep="\n")
    if outcome.held:
        print(*outcome.held, sep="\n", file=sys.stderr)
    return int(bool(outcome.held))


def new_post_file(conf: Path, title: str) -> int:
    """Make a new weekly post and print its path; give the exit code."""
    if not title.strip():
        print('Skriv rubriken inom citattecken: tasks.py new "Min rubrik"', file=sys.stderr)
        return 1
    try:
        settings = read_conf(conf)
    except ProblemsFound as found:
        return _complain(found.problems)
    root = conf.resolve().parent
    path = new_post(root, title, moment_of(settings).date())
    print(path.relative_to(root).as_posix())
    return 0


def _complain(problems: Iterable[Problem]) -> int:
    return Teller().tell(problems)


def _refuse(fault: str) -> int:
    print(fault, file=sys.stderr)
    return 1


def main() -> int:
    """Build in a process of its own, for the preview."""
    parser = argparse.ArgumentParser()
    parser.add_argument("conf", type=Path)
    parser.add_argument("output", type=Path)
    chosen = parser.parse_args()
    return build_site(chosen.conf, chosen.output)


if __name__ == "__main__":
    sys.exit(main())
