"""What all plugins of one build share: the checked content, the drawings, and the moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
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
from insyn.incremental.facts import Facts
from insyn.incremental.output import Output
from insyn.incremental.store import Store
from insyn.incremental.units import State, Units
from insyn.keeping import fingerprint
from insyn.posts.source import Source
from insyn.posts.standing import Standing
from insyn.publishing.embargo import Embargoed
from insyn.publishing.identity import Identity
from insyn.publishing.opendata import PublicDataset
from insyn.publishing.security import Security
from insyn.site.medium import Filler

# What a page may ask of the house as a whole; each is a fact.
ASKED = frozenset(
    {
        *("site", "identity", "security", "now", "sources", "numbers", "homes", "embargoed"),
        *("library", "standing", "public", "assets", "moved", "withheld"),
    }
)
OWN_FIGURE = "own figure"
OF_HOUSE, FIGURE, TEXT, STATE, HOME = "house", "figure", "text", "state", "home"


@dataclass
class House:
    """The checked site below `root` at the moment `now`.

    `token` marks the placeholders of this site, so that no writer can name another's figure;
    `templates` are the theme's, once Pelican has them; `fillers` fill the placeholders of a kind
    and `finishers` go over what is filled; `assets` are the theme's files as they are
    fetched; `shown` are the figures written. `texts` are the posts and pages as Pelican knows them,
    by their files below content/, `pages` what was written of Pelican's context, by its path;
    `photographs` are pictures of texts. `homes` tells where each figure stands. `drawn`
    and `taken` keep what was made of a figure: it stands in a page, in the feed and by itself.
    Only a preview that `shows_embargoed` has anything of what is `embargoed`.

    It `is_glanced` at while a page is shown before the rest is made (`preview/glance.py`).
    It `is_together` below `root` unless it borrows a theme. `until` is when (seconds since 1970)
    the site changes by itself, 0 for never.
    What is made while the house is built asks it by `facts`, so that it is made anew when an
    answer has changed; `units` are what is made at once.
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
    library: Library
    standing: Standing
    store: Store
    code: str
    token: str
    public: tuple[PublicDataset, ...] = ()
    is_preview: bool = False
    is_together: bool = True
    is_glanced: bool = False
    shows_embargoed: bool = False
    facts: Facts = field(default_factory=Facts)
    templates: Environment = field(default_factory=Environment)
    texts: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, Any] = field(default_factory=dict)
    kinds: dict[type, type] = field(default_factory=dict)
    fillers: dict[str, Filler] = field(default_factory=dict)
    finishers: dict[str, Filler] = field(default_factory=dict)
    shown: dict[str, None] = field(default_factory=dict)
    assets: dict[str, tuple[str, str]] = field(default_factory=dict)
    photographs: list[Any] = field(default_factory=list)
    drawn: dict[str, Drawing] = field(default_factory=dict)
    taken: dict[str, tuple[Picture, ...]] = field(default_factory=dict)
    until: float = 0
    _units: Units | None = None

    def __getattribute__(self, name: str) -> Any:
        """Give an attribute, and note that it was asked for."""
        if name in ASKED:
            object.__getattribute__(self, "facts").note(OF_HOUSE, name)
        return object.__getattribute__(self, name)

    @property
    def is_writing(self) -> bool:
        """Whether it is known where to write."""
        return self._units is not None

    @property
    def units(self) -> Units:
        """What is made at once, and where it is written."""
        assert self._units
        return self._units

    def write_to(self, output: Output, before: State) -> None:
        """Say where this build writes, and what an earlier one knew of what is there."""
        self._units = Units(self.facts, output, before, self._show, self.store.pause)

    def _show(self, figure: str) -> None:
        self.shown[figure] = None

    @property
    def zone(self) -> tzinfo:
        """The site's time zone."""
        now: datetime = object.__getattribute__(self, "now")
        assert now.tzinfo
        return now.tzinfo

    def figure(self, key: str) -> Figure:
        """Give a figure by its id; raise KeyError for one that isn't there."""
        found: Figure = self.facts.ask(FIGURE, key)
        return found

    def own_figure(self, name: str) -> Figure | None:
        """Give the figure that a dataset gives by itself, if it does."""
        own: Figure | None = self.facts.ask(OWN_FIGURE, name)
        return own

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

    def key_of(self, source: Source) -> str:
        """Give a key for what is made of a text: all of it that doesn't ask the house."""
        return fingerprint("\0".join([self.code, self.token, repr(source.told), source.body]))

    def source_of(self, path: str | Path) -> Source:
        """Give the source of a post or page by the path that Pelican knows it by."""
        source: Source = self.facts.ask(TEXT, Path(path).relative_to(self.root).as_posix())
        return source

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
        return bool(self.facts.ask(STATE, source.file)[0])

    def is_listed(self, source: Source) -> bool:
        """Whether other pages may lead to a post: it isn't hidden, and drafts are in previews."""
        return bool(self.facts.ask(STATE, source.file)[1])

    def shown_at(self, source: Source) -> str:
        """Give the address of a post or page, in the preview that of a draft too."""
        return str(self.facts.ask(STATE, source.file)[2])

    def status(self, source: Source) -> str:
        """Give how far a post or page has come, as it is now."""
        return str(self.facts.ask(STATE, source.file)[3])

    def home(self, figure: Figure) -> tuple[str, str, str]:
        """Give the title, address and, if not Swedish, language of the page a figure is in."""
        title, address, language = self.facts.ask(HOME, figure.id)
        return title, address, language
