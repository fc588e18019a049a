"""Build the whole site, or nothing at all."""

from __future__ import annotations

import logging
from pathlib import Path

from pelican import Pelican
from pelican.log import console

from insyn.problems import Problem, ProblemsFound
from insyn.publishing.release import output_problem, replacing
from insyn.site.conf import read_conf
from insyn.site.house import KEY, House, open_house
from insyn.site.search import index_site


class _Complaints(logging.Handler):
    """Collects what Pelican only logs: a warning there is a fault on the site."""

    def __init__(self, conf: str) -> None:
        super().__init__(logging.WARNING)
        self.conf = conf
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = " ".join(record.getMessage().split())
        if record.exc_info and record.exc_info[1] is not None:
            said += f" ({record.exc_info[1]!r})"
        message = f"Pelican kunde inte bygga sidan: {said}"
        self.problems.append(Problem(self.conf, 1, message, "build"))


def build(conf: Path, output: Path) -> House:
    """Check the site, build it beside `output`, then swap.

    `conf` is a Pelican settings file in the site's root. Raises ProblemsFound when anything is
    wrong; `output` is then as it was.
    """
    root = conf.resolve().parent
    if fault := output_problem(output, root):
        raise ProblemsFound([Problem(str(output), 1, fault, "build")])
    complaints = _Complaints(conf.name)
    logger = logging.getLogger("pelican")
    logger.addHandler(complaints)
    console.quiet = True
    try:
        settings = read_conf(conf)
        house, report = open_house(root, settings)
        if report.problems:
            raise ProblemsFound(report.problems)
        with replacing(output.resolve()) as beside:
            settings.update({KEY: house, "OUTPUT_PATH": str(beside)})
            Pelican(settings).run()
            if complaints.problems:
                raise ProblemsFound(sorted(set(complaints.problems)))
            index_site(beside, Path(settings["CACHE_PATH"]) / "sok")
    finally:
        logger.removeHandler(complaints)
    return house
