"""Opening the house: the site is checked, and what a build of it needs is gathered."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from insyn.figures.card import Site
from insyn.figures.drawing import Drawings
from insyn.figures.figure import Figure
from insyn.figures.png import Pngs
from insyn.keeping import fingerprint
from insyn.moments import site_now
from insyn.problems import ProblemsFound, of_rule
from insyn.publishing.check import Report, check
from insyn.publishing.discretion import discreet
from insyn.publishing.identity import read_identity
from insyn.publishing.opendata import OWN, own_figure
from insyn.publishing.security import read_security
from insyn.publishing.settings import setting_problem
from insyn.publishing.site_settings import site_problems
from insyn.site.conf import store_of
from insyn.site.house import FIGURE, HOME, OF_HOUSE, OWN_FIGURE, STATE, TEXT, House

KEY = "INSYN_HOUSE"
SHOW_EMBARGOED = "SHOW_EMBARGOED"  # set by the preview that never leaves the machine, alone
Settings = MutableMapping[str, Any]


def tell_templates(
    settings: Settings, /, *, globals_: Mapping[str, Any] | None = None, **filters: Any
) -> None:
    """Give all templates filters and global names, before Pelican makes its environments."""
    settings["JINJA_FILTERS"] = {**settings["JINJA_FILTERS"], **filters}
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], **(globals_ or {})}


def moment_of(settings: Settings) -> datetime:
    """Give the moment that a site with these settings is built for."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return site_now(settings.get("NOW", ""), settings["TIMEZONE"], epoch)
    except ValueError:
        message = "NOW är ingen tid. Skriv som 2013-05-17T16:00, eller ta bort raden."
        root = Path(settings["PATH"]).parent
        raise ProblemsFound([setting_problem(root, "NOW", message)]) from None


def open_house(root: Path, settings: Settings) -> tuple[House, Report]:
    """Check the site and gather what a build of it needs."""
    now, store = moment_of(settings), store_of(settings)
    preview = bool(settings["DRAFT_SAVE_AS"])
    embargoed = preview and bool(settings.get(SHOW_EMBARGOED))
    report = check(root, now, preview=preview, shows_embargoed=embargoed, store=store)
    tokens = (Path(settings["THEME"]) / "static/css/tokens.css").read_text(encoding="utf-8")
    identity, wrong = read_identity(root, settings, tokens, store)
    security, more = read_security(root, settings, now)
    wrong = of_rule("settings", [*wrong, *more, *site_problems(root, settings)])
    told = discreet([*report.problems, *wrong], report, root)
    report = replace(report, problems=tuple(told))
    house = House(
        root=root,
        now=now,
        site=Site(settings["SITENAME"], settings["ORGANISATION"], identity.palette.accent),
        identity=identity,
        security=security,
        drawings=Drawings(store),
        pngs=Pngs(store),
        sources={source.file: source for source in report.sources},
        figures={figure.id: figure for figure in report.figures},
        numbers=report.numbers,
        embargoed=report.embargoed,
        homes={use.figure.id: use.source for use in report.uses if use.figure},
        library=report.library,
        standing=report.standing,
        store=store,
        code=report.code,
        token=store.kept("token", "", lambda: secrets.token_hex(8).encode()).decode(),
        public=report.public,
        is_preview=preview,
        is_together=Path(settings["THEME"]) == root / "theme",
        shows_embargoed=embargoed,
    )
    _answer(house)
    return house, report


def _answer(house: House) -> None:
    """Say how the house answers what is asked of it."""

    def own(name: str) -> Figure | None:
        return own_figure(name, house.library)

    def figure(key: str) -> Figure:
        found = house.own_figure(key.removeprefix(OWN)) if key.startswith(OWN) else None
        return found or house.figures[key]

    def state(file: str) -> tuple[bool, bool, str, str]:
        source = house.sources[file]
        status = source.status(house.now)
        seen = (house.is_preview or status != "draft") and file not in house.withheld
        address = source.draft_address if status == "draft" else source.address
        return seen, seen and status != "hidden", address, status

    def home(key: str) -> tuple[str, str, str]:
        source = house.homes.get(key)
        if source is None:
            dataset = house.figure(key).dataset
            return dataset.descriptor.title, f"/data/{dataset.name}/", ""
        return source.head.title, house.shown_at(source), source.language.foreign

    house.facts.define(OF_HOUSE, partial(getattr, house))
    house.facts.define(OWN_FIGURE, own)
    house.facts.define(FIGURE, figure)
    house.facts.define(TEXT, house.sources.__getitem__)
    house.facts.define(STATE, state)
    house.facts.define(HOME, home)


def key_of_build(house: House, settings: Settings) -> str:
    """Give a key for what a build depends on as a whole: the code and the settings.

    Settings are told by what they say and by the Python files that they may be made in.
    """
    said = [path.read_text(encoding="utf-8") for path in sorted(house.root.glob("*.py"))]
    told = sorted((name, repr(value)) for name, value in settings.items())
    return fingerprint(repr([house.code, said, [one for one in told if " at 0x" not in one[1]]]))


def house_of(settings: Settings) -> House:
    """Give the build's house; where Pelican was started by itself, open it now.

    Raises ProblemsFound, which ends Pelican, when the content has problems.
    """
    if KEY not in settings:
        house, report = open_house(Path(settings["PATH"]).parent, settings)
        if report.problems:
            raise ProblemsFound(report.problems)
        settings[KEY] = house
    house = settings[KEY]
    assert isinstance(house, House)
    return house
