"""Build the whole site, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican

from insyn.delivery.serving.compression import ENDINGS, precompress
from insyn.delivery.serving.configuration import DUE, Wanted
from insyn.incremental.alone import alone
from insyn.incremental.collecting import uncollected
from insyn.incremental.left import leave, read_left
from insyn.keeping import fingerprint, write_whole
from insyn.problems import Problem, ProblemsFound
from insyn.publishing.built.gate import About, built_problems
from insyn.publishing.built.reading import not_personal
from insyn.publishing.check import Report
from insyn.publishing.discretion import discreet
from insyn.publishing.release import output_problem, recover, releasing
from insyn.site.ahead import draw_ahead
from insyn.site.complaints import complaints
from insyn.site.conf import read_conf, store_of
from insyn.site.due import next_change, to_come
from insyn.site.house import House
from insyn.site.opening import KEY, SHOW_EMBARGOED, Settings, key_of_build, open_house
from insyn.site.redirects import configure
from insyn.site.search import FOLDER, indexing, keeping

Notes = dict[str, Any]


@dataclass(frozen=True)
class Hurry:
    """How a preview is hurried.

    One that isn't `indexed` for search keeps the index there is; `pause` is called now and then,
    and ends the build by what it raises.
    """

    indexed: bool = True
    pause: Callable[[], object] = bool  # which does nothing


NO_HURRY = Hurry()


def build(
    conf: Path,
    output: Path,
    wanted: Wanted | None = None,
    *,
    embargoed: bool = False,
    hurry: Hurry = NO_HURRY,
) -> House:
    """Check the site, build it beside `output`, look through what was built, then swap.

    `conf` is a Pelican settings file in the site's root, `wanted` the configuration of web servers
    that is to be written with the site, if any. A preview shows what is `embargoed` only where
    that is asked for: on the writer's own machine. Raises ProblemsFound when anything is
    wrong; `output` is then as it was.
    """
    return _built(conf, output, wanted, embargoed=embargoed, hurry=hurry)[0]


def rehearse(conf: Path) -> tuple[House, Report]:
    """Build the site where nobody sees it: what `build` would find is found.

    It stays for the next time, so that only what has changed is made. Raises ProblemsFound.
    """
    return _built(conf, conf.resolve().parent / ".cache" / "kontroll")


def _built(
    conf: Path,
    output: Path,
    wanted: Wanted | None = None,
    *,
    embargoed: bool = False,
    hurry: Hurry = NO_HURRY,
) -> tuple[House, Report]:
    root, place = conf.resolve().parent, output.resolve()
    if fault := output_problem(output, root):
        raise ProblemsFound([Problem(str(output), 1, fault, "build")])
    settings = {**read_conf(conf), SHOW_EMBARGOED: embargoed}
    lock = Path(settings["CACHE_PATH"]) / f"{fingerprint(str(place))}.las"
    with store_of(settings) as store, complaints(conf.name) as said, alone(lock):
        store.pause = hurry.pause
        with uncollected():
            house, report = open_house(root, settings)
            if report.problems:
                raise ProblemsFound(report.problems)
            recover(place)
            left, before = read_left(store, place, key_of_build(house, settings))
        draw_ahead(house, left.state)
        with releasing(place, before) as written:
            house.write_to(written, left.state)
            settings.update({KEY: house, "OUTPUT_PATH": str(written.beside)})
            Pelican(settings).run()
            if said.problems:
                raise ProblemsFound(discreet(said.problems, report, root))
            left.notes = _finish(house, report, settings, left.notes, indexed=hurry.indexed)
            if wanted:
                configure(house, settings, wanted)
                write_whole(wanted.folder / DUE, to_come(house, report).encode())
        store.pause = bool  # what is in its place is not given up
        house.until = next_change(house, report, settings)
        with uncollected():
            left.state = house.units.state()
            leave(store, place, left, written)
    return house, report


def _finish(
    house: House, report: Report, settings: Settings, notes: Notes, *, indexed: bool
) -> Notes:
    """Index the written pages, compress all that was written, and look through it.

    `notes` are what the last build noted of the files; gives those for the next. Raises
    ProblemsFound when anything is wrong.
    """
    written, store, made = house.units.output, house.store, Notes()
    compress = partial(precompress, written, store, notes.get("compressed", {}))
    index = indexing if indexed else keeping
    with index(written, store, notes.get("indexed", {})) as finish:
        if settings.get("PRECOMPRESS"):
            made["compressed"] = compress(written.digests)
        made["indexed"] = finish()
    about = _about(house, report, settings)
    files = [path for path in written.digests if not path.endswith(ENDINGS)]
    wrong, made["seen"] = built_problems(written, files, about, store, notes.get("seen", {}))
    if wrong:
        raise ProblemsFound(discreet(wrong, report, house.root))
    if settings.get("PRECOMPRESS"):
        made["compressed"] |= compress(path for path in written.digests if path.startswith(FOLDER))
    return made


def _about(house: House, report: Report, settings: Settings) -> About:
    """Tell the last gate what it must know of the site."""
    texts = {
        house.shown_at(source): (file, report.texts.get(file))
        for file, source in house.sources.items()
    }
    others = (f"{settings['COMMENTS'] or '/isso'}/",)  # the handbook tells of it in any case
    return About(str(settings["SITEROOT"]), others, not_personal(house.library), texts)
