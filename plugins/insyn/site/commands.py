"""What the verbs in tasks.py do, with what they say to the person who runs them."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from insyn import swedish
from insyn.delivery.serving.configuration import ROOT, Wanted
from insyn.posts.commitments.ledger import ledger_at
from insyn.posts.commitments.words import state_words
from insyn.posts.new import new_post
from insyn.posts.source import content_files, read_source
from insyn.posts.statement import FILE as STATEMENT
from insyn.problems import Problem, ProblemsFound, full_disk
from insyn.publishing.comments import export
from insyn.publishing.discretion import is_public_log
from insyn.publishing.freezing import freeze_all, freezing_problems
from insyn.site.build import build, rehearse
from insyn.site.conf import read_conf
from insyn.site.house import moment_of, open_house


def build_site(
    conf: Path, output: Path, wanted: Wanted | None = None, *, embargoed: bool = False
) -> int:
    """Build the site into `output`, and the configuration wanted; give the exit code.

    A preview shows what is `embargoed` only where that is asked for.
    """
    start = time.perf_counter()
    try:
        house = build(conf, output, wanted, embargoed=embargoed)
    except ProblemsFound as found:
        return _complain(found.problems)
    except OSError as error:
        return _complain([full_disk(error, str(output))])
    seconds = swedish.number(Decimal(str(time.perf_counter() - start)), 1)
    print(
        f"Klart på {seconds} s. Webbplatsen ligger i {output}. "
        f"Den har {len(house.shown)} diagram, varav {house.drawings.drawn} ritades nu."
    )
    return 0


def check_site(conf: Path) -> int:
    """Check content and data, and the pages that they would become; give the exit code."""
    try:
        house, report = rehearse(conf)
    except ProblemsFound as found:
        return _complain(found.problems)
    is_public = is_public_log(os.environ)  # and is told nothing of what isn't public
    sources = [one for one in report.sources if not is_public or one.status(house.now) != "draft"]
    posts = [source for source in sources if source.is_post]
    translations = [source for source in sources if source.is_translation]
    pages = len(sources) - len(posts) - len(translations)
    datasets = len(house.public if is_public else report.library.datasets)
    uses = [use for use in report.uses if use.source in sources]
    figures = sum(use.figure is not None for use in uses)
    more = f"{len(translations)} översättningar, " if translations else ""
    print(
        f"Allt är i sin ordning: {len(posts)} inlägg, {more}{pages} sidor, "
        f"{datasets} datamängder och {figures} diagram."
    )
    for use in uses:
        if use.figure and use.figure.chosen and use.source.is_post:
            print(
                f"{use.source.file}:{use.figure.line}: {use.figure.dataset.name} ritas som "
                f"{use.figure.chart.name}, därför att {use.figure.chosen}."
            )
    for source in posts:
        if source.head.status == "draft":
            print(f"{source.file} är ett utkast och publiceras inte.")
        elif source.status(house.now) == "draft" and (moment := source.public_from):
            print(f"{source.file} väntar till {swedish.definite_moment(moment)}.")
    for one in ledger_at(house.standing.commitments, house.now).overdue:
        print(f"{one.source.file}:{one.line}: Åtagandet ”{one.what}” är {state_words(one)}.")
    statement = report.standing.statement
    if statement and statement.due_soon(house.now.date()):
        print(f"{STATEMENT}: redogörelsen behöver förnyas senast {statement.due}.")
    return 0


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
    found = list(problems)
    print(*found, sep="\n", file=sys.stderr)
    what = "problem" if len(found) > 1 else "sak att rätta"
    print(f"{len(found)} {what}. Ingenting har publicerats.", file=sys.stderr)
    return 1


def main() -> int:
    """Build in a process of its own, for the preview and for releases."""
    parser = argparse.ArgumentParser()
    parser.add_argument("conf", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--embargoed", action="store_true")
    parser.add_argument("--serving", type=Path)
    parser.add_argument("--root", default=ROOT)
    chosen = parser.parse_args()
    wanted = Wanted(chosen.serving, chosen.root) if chosen.serving else None
    return build_site(chosen.conf, chosen.output, wanted, embargoed=chosen.embargoed)


if __name__ == "__main__":
    sys.exit(main())
