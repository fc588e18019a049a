"""The verbs that write in content/ and data/: a new post, frozen figures, approved comments."""

from __future__ import annotations

import sys
from pathlib import Path

from insyn.posts.new import new_post
from insyn.posts.source import content_files, read_source
from insyn.problems import ProblemsFound
from insyn.publishing.comments import export
from insyn.publishing.freezing import freeze_all, freezing_problems
from insyn.site.conf import read_conf
from insyn.site.opening import moment_of, open_house
from insyn.site.telling import Teller


def freeze_data(conf: Path) -> int:
    """Keep the data that published posts show as they are now; give the exit code."""
    try:
        house, report = open_house(conf.resolve().parent, read_conf(conf))
    except ProblemsFound as found:
        return Teller().tell(found.problems)
    own = set(freezing_problems(report.lasting, house.root))
    if others := [problem for problem in report.problems if problem not in own]:
        return Teller().tell(others)
    written, problems = freeze_all(report.lasting, house.root, house.now.date())
    for path in written:
        print(f"Fryst: {path.relative_to(house.root).as_posix()}")
    if problems:
        return Teller().tell(problems)
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
        return Teller().tell(found.problems)
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
        return Teller().tell(found.problems)
    root = conf.resolve().parent
    path = new_post(root, title, moment_of(settings).date())
    print(path.relative_to(root).as_posix())
    return 0
