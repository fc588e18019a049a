"""What an index chart shows: the last time and the one before, and whoever is compared with."""

from __future__ import annotations

from dataclasses import replace

from insyn.charts.columns import cell_text, choose, selected_rows
from insyn.charts.options import DiagramOptions
from insyn.charts.plot import Misfit, Plot
from insyn.charts.points import plot_of
from insyn.charts.values.own import other_key, own_name, year_key
from insyn.data.dataset import Dataset
from insyn.problems import unknown

TIMES = 2


def index_plot(dataset: Dataset, options: DiagramOptions) -> Plot:
    """Gather the points: a series for each time, then one for each that is compared with.

    Raises Misfit where it can't be told whose figures these are.
    """
    year = year_key(dataset)
    category = options.category or _category(dataset)
    place = other_key(dataset, options, [year, category])
    rows = list(selected_rows(dataset, options).values())
    names = list(dict.fromkeys(cell_text(row[place]) for row in rows)) if place else []
    for name in options.compared:
        if name not in names:
            raise Misfit("jämför", unknown("Värdet", name, " att jämföra med", names))
    if len(options.compared) > 1:
        raise Misfit("jämför", "Ett index kan jämföras med ett värde, inte flera.")
    own = (
        own_name(dataset, options, [n for n in names if n not in options.compared]) if place else ""
    )
    mine = [row for row in rows if not place or cell_text(row[place]) == own]
    times = sorted({cell_text(row[year]) for row in mine}, reverse=True)[:TIMES] if year else []

    def chosen(who: str, when: list[str], series: str) -> Plot:
        selection = {**options.selection}
        selection |= {place: (who,)} if place else {}
        selection |= {year: tuple(when)} if year else {}
        narrowed = options.model_copy(
            update={
                "category": category,
                "series": series,
                "highlight": (),
                "selection": selection,
            }
        )
        return plot_of(choose(dataset, narrowed), narrowed)

    plot = chosen(own, times, year)
    others = [chosen(name, times[:1], place) for name in options.compared]
    shown = own and not dataset.descriptor.place.startswith(own)
    return replace(
        plot,
        points=tuple(point for one in (plot, *others) for point in one.points),
        series=(*(times or plot.series), *options.compared),
        compared=options.compared,
        highlight=(),
        narrowed=(own,) if shown else (),
        period=times[0] if times else plot.period,
    )


def _category(dataset: Dataset) -> str:
    """Name the column of parts; raise Misfit where there is none."""
    texts = [key for key in dataset.keys if dataset.column(key).type == "string"]
    if not texts:
        raise Misfit("kategori", f"Det finns ingen kolumn att ha som rader i {dataset.name}.")
    return "delindex" if "delindex" in texts else texts[0]
