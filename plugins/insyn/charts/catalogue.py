"""The chart types there are. A new type is a new file and a new name here."""

from __future__ import annotations

from insyn.charts.alternativ import Alternativ
from insyn.charts.avvikelse import Avvikelse
from insyn.charts.base import ChartType
from insyn.charts.lagrum import Lagrum
from insyn.charts.linje import Linje
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit
from insyn.charts.staplar import Staplar
from insyn.charts.vattenfall import Vattenfall
from insyn.data.dataset import Dataset
from insyn.problems import unknown

# In the order in which they are tried for a dataset whose writer names none.
CHART_TYPES: tuple[ChartType, ...] = (
    Avvikelse(),
    Alternativ(),
    Lagrum(),
    Vattenfall(),
    Linje(),
    Staplar(),
)


def chart_type(dataset: Dataset, options: DiagramOptions) -> ChartType:
    """Give the type a writer asks for, otherwise the first that fits; raise Misfit for neither."""
    by_name = {chart.name: chart for chart in CHART_TYPES}
    if options.chart_type:
        if options.chart_type not in by_name:
            raise Misfit("typ", unknown("Diagramtypen", options.chart_type, "", by_name))
        return by_name[options.chart_type]
    for chart in CHART_TYPES:
        if chart.fits(dataset):
            return chart
    raise Misfit("data", f"{dataset.name} har inga mätvärden att rita.")
