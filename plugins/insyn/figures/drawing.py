"""A Drawing: a plot as SVG in two widths. Made once, then kept by what it depends on.

A drawing depends on the plot, the chart's code and the libraries; it is kept by a hash of all
three. So nothing needs to be thrown away when any of them changes, and pandas, Altair and
vl-convert are imported only when there is something new to draw.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from insyn import charts, swedish
from insyn.charts.base import DrawnType
from insyn.charts.egen import Egen
from insyn.charts.plot import Plot
from insyn.charts.style import NARROW, WIDE
from insyn.incremental.store import Store
from insyn.keeping import code_digest, fingerprint

KIND = "drawing"
LIBRARIES = ("altair", "lxml", "pandas", "vl-convert-python")


@dataclass(frozen=True)
class Drawing:
    """The insides of two SVGs with their view boxes; `alone` is the wide one as a whole SVG.

    The insides have classes for colours, `alone` has light ones of its own. Ids begin with “ID-”.
    """

    wide: str
    wide_box: str
    narrow: str
    narrow_box: str
    alone: str


def draw(chart: DrawnType, plot: Plot) -> Drawing:
    """Draw a plot anew; raise ProblemsFound with what is wrong in a chart of the site's own."""
    from insyn.figures import svg

    specs = [chart.specification(plot, canvas) for canvas in (WIDE, NARROW)]
    if not isinstance(chart, Egen):
        specs = [svg.unmeasured(spec) for spec in specs]
    wide, narrow = (svg.tidy(svg.render(spec)) for spec in specs)
    if isinstance(chart, Egen):
        from insyn.figures.own_faults import own_faults

        chart.refuse([*own_faults(wide, WIDE), *own_faults(narrow, NARROW)])
    return Drawing(
        wide=svg.styled(wide),
        wide_box=svg.view_box(wide),
        narrow=svg.styled(narrow),
        narrow_box=svg.view_box(narrow),
        alone=svg.standalone(wide),
    )


def drawn(wanted: tuple[DrawnType, Plot]) -> bytes:
    """Draw a plot as a type of chart anew, and pack it as it is kept."""
    return json.dumps(asdict(draw(*wanted))).encode()


def with_ids(inside: str, prefix: str) -> str:
    """Make the ids of an SVG's inside unique on a page; texts are left alone."""
    return re.sub(r'( id="|url\(#)ID-', rf"\g<1>{prefix}-", inside)


class Drawings:
    """The drawings that are kept; `drawn` counts those that had to be made."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.drawn = 0

    def get(self, chart: DrawnType, plot: Plot) -> Drawing:
        """Give the drawing of a plot; drawn when it isn't kept."""
        key = self.fingerprint(chart, plot)
        packed = self.store.get(KIND, key)
        if packed is None:
            packed = drawn((chart, plot))
            self.keep(key, packed)
        return Drawing(**json.loads(packed))

    def keep(self, key: str, packed: bytes) -> None:
        """Keep a drawing that was made, packed."""
        self.drawn += 1
        self.store.put(KIND, key, packed)

    def fingerprint(self, chart: DrawnType, plot: Plot) -> str:
        """Give the hash of all that the drawing depends on."""
        known = [self._made_by, chart.name, chart.depends, asdict(plot)]
        return fingerprint(json.dumps(known, default=str, sort_keys=True))

    @cached_property
    def _made_by(self) -> list[str]:
        """The code that draws, as a hash, and the versions of the libraries."""
        here = Path(__file__)
        sources = [*Path(charts.__file__).parent.rglob("*.py"), Path(swedish.__file__)]
        names = ("svg.py", "merging.py", "own_faults.py", "renderer.py", "fonts.conf")
        sources += [here, *(here.with_name(name) for name in names)]
        return [code_digest(sources), *(f"{name} {version(name)}" for name in LIBRARIES)]
