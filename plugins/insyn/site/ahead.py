"""What is to be drawn is drawn before Pelican runs, by all cores, where there is much of it.

Pelican asks for one drawing at a time. Which there are is known before: those of the texts that are
seen, and each public dataset's own. One that is forgotten here is drawn when it is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from insyn.charts.base import DrawnType
from insyn.charts.egen import Egen
from insyn.charts.plot import Plot
from insyn.figures import drawing, png
from insyn.figures.figure import Figure
from insyn.figures.picture import picture
from insyn.figures.takeaway import SCALE
from insyn.incremental.progress import counted
from insyn.incremental.units import State
from insyn.incremental.workers import Workers
from insyn.posts.source import Source
from insyn.site.cards import card_svg
from insyn.site.house import FIGURE, House

PROBES = 12  # figures that are looked for: where they are kept, nearly all are
# What takes longer here than the processes take to start: 75 ms of CPU for each drawing, and 120
# for each picture.
DRAWINGS, PICTURES = 20, 12

Composing = partial[tuple[str, int]]


def draw_ahead(house: House, before: State) -> None:
    """Make the drawings and the pictures that are not kept, if there are many of them.

    Of figures that the build before this one knew as they are, everything is kept.
    """
    known = {fact: told for fact, told in before.facts if fact[0] == FIGURE}
    seen = [one for one in house.figures.values() if house.is_seen(house.homes[one.id])]
    new = [
        one
        for one in seen
        if known.get((FIGURE, one.id)) != house.facts.fingerprint((FIGURE, one.id))
    ]
    some = new[:: len(new) // PROBES + 1]
    if not _missing(house, some) and not _missing_pictures(house, _pictures(house, some)):
        return
    own = (house.own_figure(public.name) for public in house.public)
    figures = [*new, *filter(None, own)]
    posts = {house.homes[one.id].file for one in new} if known else house.sources.keys()
    with Workers() as workers:
        _draw(house, figures, workers)
        _make_pictures(house, [*_pictures(house, figures), *_cards(house, seen, posts)], workers)


def _draw(house: House, figures: Sequence[Figure], workers: Workers) -> None:
    missing = _missing(house, figures)
    done = workers.each(drawing.drawn, missing.values(), enough=DRAWINGS)
    for key, made in zip(missing, counted(done, "Ritar diagram", len(missing)), strict=True):
        house.drawings.keep(key, made)


def _make_pictures(house: House, wanted: Sequence[Composing], workers: Workers) -> None:
    missing = _missing_pictures(house, wanted)
    done = workers.each(png.made, (compose() for compose in missing.values()), enough=PICTURES)
    for key, made in zip(missing, counted(done, "Gör bilder", len(missing)), strict=True):
        house.store.put(png.KIND, key, made)


def _missing(house: House, figures: Sequence[Figure]) -> dict[str, tuple[DrawnType, Plot]]:
    """Give what is to be drawn, by key; the check has drawn the charts of the site's own."""
    wanted = {
        house.drawings.fingerprint(one.chart, one.plot): (one.chart, one.plot)
        for one in figures
        if isinstance(one.chart, DrawnType) and not isinstance(one.chart, Egen)
    }
    return {key: one for key, one in wanted.items() if house.store.get(drawing.KIND, key) is None}


def _missing_pictures(house: House, composing: Sequence[Composing]) -> dict[str, Composing]:
    """Give what composes the pictures that aren't kept, by key: all of them are much to hold."""
    wanted = ((house.pngs.key(*compose()), compose) for compose in composing)
    return {key: one for key, one in wanted if house.store.get(png.KIND, key) is None}


def _pictures(house: House, figures: Sequence[Figure]) -> list[Composing]:
    """List what composes the pictures to take away."""
    return [partial(_picture, house, one) for one in figures if isinstance(one.chart, DrawnType)]


def _picture(house: House, figure: Figure) -> tuple[str, int]:
    drawn = house.drawing(figure)
    assert drawn
    return picture(figure, drawn, house.site.organisation), SCALE


def _cards(house: House, figures: Sequence[Figure], files: Collection[str]) -> list[Composing]:
    """List what composes the cards of posts, each of which shows its first figure."""
    first: dict[str, Figure] = {}
    for figure in figures:
        if figure.id in house.homes and isinstance(figure.chart, DrawnType):
            first.setdefault(house.homes[figure.id].file, figure)
    return [
        partial(_card, house, source, first.get(source.file))
        for source in map(house.sources.__getitem__, files)
        if (source.is_post or source.is_translation) and house.is_seen(source)
    ]


def _card(house: House, source: Source, figure: Figure | None) -> tuple[str, int]:
    assert source.day
    return card_svg(house, source.head.title, source.day, figure), 1
