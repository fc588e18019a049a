"""What all plugins of one build share: the checked content, the drawings, and the moment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment

from insyn.charts.base import DrawnType
from insyn.data.library import Library
from insyn.figures.card import Site
from insyn.figures.drawing import Drawing, Drawings
from insyn.figures.figure import Figure
from insyn.figures.numbers import Number
from insyn.figures.png import Pngs
from insyn.figures.takeaway import Picture, take_away
from insyn.incremental.store import Store
from insyn.moments import site_now
from insyn.posts.source import Source
from insyn.posts.standing import Standing
from insyn.problems import ProblemsFound, of_rule
from insyn.publishing.check import Report, check
from insyn.publishing.discretion import discreet
from insyn.publishing.embargo import Embargoed
from insyn.publishing.identity import Identity, read_identity
from insyn.publishing.opendata import PublicDataset
from insyn.publishing.security import Security, read_security
from insyn.publishing.settings import setting_problem
from insyn.publishing.site_settings import site_problems
from insyn.site.conf import store_of
from insyn.site.medium import Filler

KEY = "INSYN_HOUSE"
SHOW_EMBARGOED = "SHOW_EMBARGOED"  # set by the preview that never leaves the machine, alone


Settings = MutableMapping[str, Any]


@dataclass
class House:
    """The checked site below `root` at the moment `now`.

    `token` marks the placeholders of this build, so that no writer can name another's figure;
    `templates` are the theme's, once Pelican has them; `fillers` fill the placeholders of a kind
    and `finishers` go over what is filled; `assets` are the theme's files as they are
    fetched; `shown` collects the figures written and
    `cards` the posts' cards, by their addresses. `photographs` are pictures of texts, as
    Pelican knows them. `homes` tells where each figure stands. `drawn`
    and `taken` keep what was made of a figure: it stands in a page, in the feed and by itself.
    Only a preview that `shows_embargoed` has anything of what is `embargoed`.
    """

    root: Path
    now: datetime
    site: Site
    identity: Identity
    security: Security | None
    drawings: Drawings
    pngs: Pngs
    sources: dict[str, Source]
    figures: dict[str, Figure]
    numbers: Mapping[str, Sequence[Number]]
    homes: dict[str, Source]
    embargoed: Embargoed
    store: Store
    library: Library
    standing: Standing
    public: tuple[PublicDataset, ...] = ()
    is_preview: bool = False
    shows_embargoed: bool = False
    token: str = field(default_factory=lambda: secrets.token_hex(8))
    templates: Environment = field(default_factory=Environment)
    fillers: dict[str, Filler] = field(default_factory=dict)
    finishers: dict[str, Filler] = field(default_factory=dict)
    shown: dict[str, Figure] = field(default_factory=dict)
    assets: dict[str, tuple[str, str]] = field(default_factory=dict)
    cards: dict[str, bytes] = field(default_factory=dict)
    photographs: list[Any] = field(default_factory=list)
    drawn: dict[str, Drawing] = field(default_factory=dict)
    taken: dict[str, tuple[Picture, ...]] = field(default_factory=dict)

    def drawing(self, figure: Figure) -> Drawing | None:
        """Give the drawing of a figure, looked up once; None for one that is its table."""
        chart = figure.chart
        if figure.id not in self.drawn and isinstance(chart, DrawnType):
            self.drawn[figure.id] = self.drawings.get(chart, figure.plot)
        return self.drawn.get(figure.id)

    def pictures(self, figure: Figure) -> tuple[Picture, ...]:
        """Give what can be taken away of a figure, made once; nothing of a table."""
        drawing = self.drawing(figure)
        if figure.id not in self.taken and drawing:
            organisation = self.site.organisation
            self.taken[figure.id] = take_away(figure, drawing, organisation, self.pngs)
        return self.taken.get(figure.id, ())

    def source_of(self, path: str | Path) -> Source:
        """Give the source of a post or page by the path that Pelican knows it by."""
        return self.sources[Path(path).relative_to(self.root).as_posix()]

    @property
    def withheld(self) -> frozenset[str]:
        """The files of texts that nothing may be told of, for an embargo's sake."""
        return frozenset() if self.shows_embargoed else self.embargoed.texts

    @property
    def moved(self) -> dict[str, str]:
        """The new address of each old one, of the posts and pages that are written."""
        seen = (source for source in self.sources.values() if self.is_seen(source))
        return {old: self.shown_at(one) for one in seen for old in one.head.aliases}

    def is_seen(self, source: Source) -> bool:
        """Whether a post or page is written at all: only a preview shows drafts."""
        shown = self.is_preview or source.status(self.now) != "draft"
        return shown and source.file not in self.withheld

    def is_listed(self, source: Source) -> bool:
        """Whether other pages may lead to a post: it isn't hidden, and drafts are in previews."""
        return self.is_seen(source) and source.status(self.now) != "hidden"

    def shown_at(self, source: Source) -> str:
        """Give the address of a post or page, in the preview that of a draft too."""
        return source.draft_address if source.status(self.now) == "draft" else source.address


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
        store=store,
        library=report.library,
        standing=report.standing,
        public=report.public,
        is_preview=preview,
        shows_embargoed=embargoed,
    )
    return house, report


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
