"""Which row or line is the municipality's own, and what it is held against."""

from __future__ import annotations

from collections.abc import Sequence

from insyn.charts.columns import cell_text, free_keys, selected_rows
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit
from insyn.data.dataset import Dataset
from insyn.problems import unknown
from insyn.swedish import join


def own_name(dataset: Dataset, options: DiagramOptions, names: Sequence[str]) -> str:
    """Give the one to lift: as the writer says, otherwise the one that the place is called by.

    Raises Misfit where the writer must say.
    """
    for name in options.highlight:
        if name not in names:
            raise Misfit("markera", unknown("Värdet", name, " i diagrammet", names))
    if options.highlight:
        return options.highlight[0]
    place = dataset.descriptor.place.split()
    here = [name for name in names if name.split() == place[: len(name.split())]]
    if len(names) == 1 or here:
        return (here or list(names))[0]
    raise Misfit("markera", f"Skriv vilken som är den egna i markera: {join(list(names)[:8])}.")


def year_key(dataset: Dataset) -> str:
    """Name the key column that holds years; "" where there is none."""
    years = [spec.name for spec in dataset.descriptor.table.fields if spec.type == "year"]
    return next((name for name in years if name in dataset.keys), "")


def latest_only(dataset: Dataset, options: DiagramOptions, measure: str) -> DiagramOptions:
    """Select the last year that has values, where the writer has selected none."""
    year = year_key(dataset)
    if not year or year in options.selection:
        return options
    rows = selected_rows(dataset, options).values()
    known = [row for row in rows if row.get(measure) is not None and row[year] is not None]
    if not known or len({row[year] for row in rows}) < 2:
        return options
    last = max(known, key=lambda row: int(str(row[year])))[year]
    return options.model_copy(update={"selection": {**options.selection, year: (cell_text(last),)}})


def other_key(dataset: Dataset, options: DiagramOptions, used: Sequence[str]) -> str:
    """Name the key column that still differs and plays no part yet: whose figures these are.

    Raises Misfit where there are several.
    """
    rows = list(selected_rows(dataset, options).values())
    left = [key for key in free_keys(dataset, rows) if key not in used]
    if len(left) > 1:
        wanted = join([f"”{key}”" for key in left[1:]])
        raise Misfit("urval", f"Flera värden hör till samma punkt. Välj {wanted} under urval.")
    return next(iter(left), "")
