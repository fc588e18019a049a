"""The chart types there are. A new type is a new file and a new name here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from insyn import swedish
from insyn.charts.alternativ import Alternativ
from insyn.charts.avvikelse import Avvikelse
from insyn.charts.base import ChartType
from insyn.charts.columns import selected_rows
from insyn.charts.egen import FOLDER, Egen, own_chart
from insyn.charts.enkat import Enkat
from insyn.charts.fordelning import Fordelning
from insyn.charts.index import Index
from insyn.charts.lagrum import Lagrum
from insyn.charts.linje import Linje
from insyn.charts.nyckeltal import Nyckeltal
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit
from insyn.charts.rankning import Rankning
from insyn.charts.skattekrona import Skattekrona
from insyn.charts.staplar import Staplar
from insyn.charts.tabell import Tabell
from insyn.charts.vattenfall import Vattenfall
from insyn.data.dataset import Dataset
from insyn.problems import unknown

# In the order in which they are tried for a dataset whose writer names none.
CHART_TYPES: tuple[ChartType, ...] = (
    Avvikelse(),
    Alternativ(),
    Lagrum(),
    Vattenfall(),
    Skattekrona(),
    Rankning(),
    Enkat(),
    Index(),
    Fordelning(),
    Nyckeltal(),
    Linje(),
    Staplar(),
    Tabell(),
)

_PIE = (
    "Cirklar finns inte: vinklar är svåra att jämföra. Använd typ: staplar, typ: lagrum för två "
    "delar av en helhet, eller typ: skattekrona för delar av 100 kronor."
)
_TWO_AXES = (
    "Två axlar i ett diagram finns inte: var linjerna korsas beror bara på skalorna. Gör två "
    "diagram, eller använd typ: tabell."
)
_STACKED = (
    "Staplar på varandra finns inte: bara den första går att jämföra. Använd typ: staplar med en "
    "serie, eller typ: lagrum för två delar av en helhet."
)
# What a writer may know from elsewhere, and what answers the same question here.
REFUSED = {
    **dict.fromkeys(("tarta", "tartdiagram", "cirkel", "cirkeldiagram", "pie", "donut"), _PIE),
    **dict.fromkeys(("munk", "ring"), _PIE),
    **dict.fromkeys(("dubbelaxel", "tva-axlar", "kombination", "kombo", "combo"), _TWO_AXES),
    **dict.fromkeys(("staplade", "staplade-staplar", "stacked"), _STACKED),
}


def chart_type(dataset: Dataset, options: DiagramOptions, root: Path) -> tuple[ChartType, str]:
    """Give the type a writer asks for, otherwise the first that fits with the reason why.

    A name may have its Swedish letters: “enkät” is enkat. `root` is the site's, whose charts/ has
    the functions of its own. Raises Misfit where there is no such type, and where none fits.
    """
    if not options.chart_type:
        return _natural(dataset, options)
    by_name = {chart.name: chart for chart in CHART_TYPES}
    name = swedish.slug(options.chart_type)
    if name == Egen.name:
        return own_chart(dataset, options, root / FOLDER), ""
    if name in REFUSED:
        raise Misfit("typ", REFUSED[name])
    if name not in by_name:
        known = [*by_name, Egen.name]
        raise Misfit("typ", unknown("Diagramtypen", options.chart_type, "", known))
    return by_name[name], ""


def _natural(dataset: Dataset, options: DiagramOptions) -> tuple[ChartType, str]:
    """Give the type that fits what is chosen of a dataset by itself, and why.

    Raises Misfit where none does, and for a choice that isn't there.
    """
    table = dataset.table.ordered(list(selected_rows(dataset, options)))
    if options.measure in table.measures:
        table = replace(table, measures=(options.measure,))
    chosen = replace(dataset, table=table)
    for chart in CHART_TYPES:
        if why := chart.fits(chosen):
            return chart, why
    raise Misfit("data", f"{dataset.name} har inga mätvärden att rita.")
