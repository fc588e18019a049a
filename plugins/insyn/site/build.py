"""Build the whole site, or nothing at all."""

from __future__ import annotations

import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from pelican import Pelican
from pelican.log import console

from insyn.delivery.serving.compression import precompress
from insyn.delivery.serving.configuration import DUE, Wanted
from insyn.keeping import write_whole
from insyn.problems import Problem, ProblemsFound
from insyn.publishing.built.gate import About, built_problems
from insyn.publishing.built.reading import not_personal
from insyn.publishing.check import Report
from insyn.publishing.discretion import discreet
from insyn.publishing.release import output_problem, replacing
from insyn.site.ahead import draw_ahead
from insyn.site.conf import read_conf, store_of
from insyn.site.due import to_come
from insyn.site.house import KEY, SHOW_EMBARGOED, House, Settings, open_house
from insyn.site.redirects import configure
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


def build(
    conf: Path, output: Path, wanted: Wanted | None = None, *, embargoed: bool = False
) -> House:
    """Check the site, build it beside `output`, look through what was built, then swap.

    `conf` is a Pelican settings file in the site's root, `wanted` the configuration of web servers
    that is to be written with the site, if any. A preview shows what is `embargoed` only where
    that is asked for: on the writer's own machine. Raises ProblemsFound when anything is
    wrong; `output` is then as it was.
    """
    return _built(conf, output, wanted, embargoed=embargoed)[0]


def rehearse(conf: Path) -> tuple[House, Report]:
    """Build the site and throw it away: what `build` would find is found. Raises ProblemsFound."""
    with TemporaryDirectory() as folder:
        return _built(conf, Path(folder) / "webbplats")


def _built(
    conf: Path, output: Path, wanted: Wanted | None = None, *, embargoed: bool = False
) -> tuple[House, Report]:
    root = conf.resolve().parent
    if fault := output_problem(output, root):
        raise ProblemsFound([Problem(str(output), 1, fault, "build")])
    complaints = _Complaints(conf.name)
    logger = logging.getLogger("pelican")
    logger.addHandler(complaints)
    console.quiet = True
    try:
        settings = {**read_conf(conf), SHOW_EMBARGOED: embargoed}
        with store_of(settings):
            house, report = open_house(root, settings)
            if report.problems:
                raise ProblemsFound(report.problems)
            draw_ahead(house)
            with replacing(output.resolve()) as beside:
                settings.update({KEY: house, "OUTPUT_PATH": str(beside)})
                Pelican(settings).run()
                if complaints.problems:
                    raise ProblemsFound(discreet(complaints.problems, report, root))
                index_site(beside, house.store)
                about = _about(house, report, settings)
                if wrong := built_problems(beside, about, house.store):
                    raise ProblemsFound(discreet(wrong, report, root))
                if settings.get("PRECOMPRESS"):
                    precompress(beside, house.store)
                if wanted:
                    configure(house, settings, wanted)
                    write_whole(wanted.folder / DUE, to_come(house, report).encode())
    finally:
        logger.removeHandler(complaints)
    return house, report


def _about(house: House, report: Report, settings: Settings) -> About:
    """Tell the last gate what it must know of the site."""
    texts = {
        house.shown_at(source): (file, report.texts.get(file))
        for file, source in house.sources.items()
    }
    others = (f"{settings['COMMENTS'] or '/isso'}/",)  # the handbook tells of it in any case
    return About(str(settings["SITEROOT"]), others, not_personal(house.library), texts)
