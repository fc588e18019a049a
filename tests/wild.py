"""Tables that nobody would think of, some of which suit each chart type."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from insyn.charts.catalogue import CHART_TYPES

NAMES = st.sampled_from(
    ["Socialnämnden", "B", "2013", "AB", "ID-kort", "<b>", "å" * 60, "Totalt", "Riket", "1", "2"]
)
NUMBERS = st.one_of(
    st.none(),
    st.sampled_from([0, 1, -1, 10_000, 49, 100, 290]),
    st.decimals(-(10**12), 10**12, places=2, allow_nan=False),
)
SMALL = st.one_of(st.integers(0, 100), st.integers(1, 290), st.decimals(0, 100, places=1))
UNITS = st.sampled_from(["tkr", "kr", "%", "index", "placering", "svar", "kr av 100", "mnkr"])
COLUMNS = st.sampled_from(
    [
        *("ar", "namnd", "scenario", "slag", "lagrum", "alternativ", "fraga", "svar"),
        *("delindex", "kommun", "varde", "annat", "saknas"),
    ]
)
CELLS: dict[str, st.SearchStrategy[Any]] = {
    "ar": st.integers(1995, 2030),
    "namnd": NAMES,
    "scenario": st.sampled_from(["budget", "prognos_1", "utfall", "övrigt"]),
    "slag": st.sampled_from(["nivå", "förändring", "förändring", "annat"]),
    "lagrum": st.sampled_from(["Speciallag", "Kommunallag"]),
    "alternativ": st.sampled_from(["1", "2", "3", "Budget", "Ett långt förslag till ram"]),
    "fraga": st.sampled_from(["Trivs du?", "B", "Jag vet vilka mål min arbetsplats har" * 3]),
    "svar": st.sampled_from(["Aldrig", "Sällan", "Ibland", "Ofta", "Alltid", "Vet inte"]),
    "delindex": st.sampled_from(["Totalt", "Ledarskap", "Motivation", "Styrning"]),
    "kommun": st.sampled_from(["Provköping", "Riket", "Granfors", "Stenby", "Å" * 25]),
}
BOUNDS = st.sampled_from(
    [{}, {}, {"minimum": 0, "maximum": 100}, {"minimum": 1, "maximum": 290}, {"maximum": 100}]
)


def _measures(draw: st.DrawFn) -> list[dict[str, Any]]:
    better = draw(st.sampled_from([None, "higher", "lower"]))
    breaks = draw(st.sampled_from([{}, {"2010": "Ny fråga."}, {"2010": "Ny.", "2012": "Ny."}]))
    titles = draw(st.sampled_from(["Värde", "Nettokostnad", "Budget 2013, netto"]))
    return [
        {
            "name": name,
            "title": titles,
            "type": "number",
            "unit": draw(UNITS),
            "better": better,
            "constraints": draw(BOUNDS),
            "breaks": breaks,
        }
        for name in draw(st.sampled_from([("varde", "annat"), ("varde",)]))
    ]


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """A dataset's fields, rows with different keys, and the rest of its description."""
    keys = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=3, unique=True))
    key = st.tuples(*(CELLS[name] for name in keys))
    return _table(draw, keys, draw(st.lists(key, min_size=1, max_size=12, unique=True)))


# Each suits a chart type; the rows are every cell with every other.
SUITING = (
    ("namnd", "scenario"),
    ("namnd", "alternativ"),
    ("namnd", "lagrum"),
    ("fraga", "svar"),
    ("ar", "kommun"),
    ("ar",),
    ("ar", "delindex"),
    ("ar", "kommun", "delindex"),
)


@st.composite
def suiting(draw: st.DrawFn) -> dict[str, Any]:
    """A dataset whose rows are all there."""
    keys = list(draw(st.sampled_from(SUITING)))
    rows: list[tuple[Any, ...]] = [()]
    for name in keys:
        cells = draw(st.lists(CELLS[name], min_size=2, max_size=5, unique=True))
        rows = [(*row, cell) for row in rows for cell in cells]
    return _table(draw, keys, rows)


@st.composite
def many(draw: st.DrawFn) -> dict[str, Any]:
    """A dataset of more than thirty municipalities."""
    count = draw(st.integers(31, 60))
    names = [("Provköping",), *((f"Kommun {number}",) for number in range(count))]
    return _table(draw, ["kommun"], names)


@st.composite
def ways(draw: st.DrawFn) -> dict[str, Any]:
    """A dataset of steps that reach the level they should."""
    changes: list[Any] = draw(
        st.lists(st.one_of(SMALL, NUMBERS.filter(bool)), min_size=1, max_size=7)
    )
    start: Any = draw(NUMBERS.filter(lambda value: value is not None))
    rows = [("Budget", "nivå", start)]
    rows += [(f"Steg {n}", "förändring", change) for n, change in enumerate(changes)]
    rows.append(("Tallvika Prognos", "nivå", start + sum(changes)))
    fields = [{"name": name, "type": "string"} for name in ("post", "slag")]
    measure = {"name": "varde", "type": "number", "unit": draw(st.sampled_from(["kr", "mnkr"]))}
    return {"fields": [*fields, measure], "rows": [list(row) for row in rows]}


def _table(draw: st.DrawFn, keys: list[str], rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    measures = _measures(draw)
    numbers = draw(st.sampled_from([SMALL, SMALL, NUMBERS]))
    filled = [[*row, *(draw(numbers) for _ in measures)] for row in rows]
    for place, measure in enumerate(measures, start=len(keys)):
        known = [row[place] for row in filled if row[place] is not None] or [0]
        ends = measure["constraints"]
        # What the reader of the file refuses doesn't get here.
        if min(known) < ends.get("minimum", min(known)) or max(known) > ends.get("maximum", 10**13):
            measure["constraints"] = {}
    return {
        "fields": [
            *({"name": name, "type": "year" if name == "ar" else "string"} for name in keys),
            *measures,
        ],
        "rows": filled,
        "costs": draw(st.sampled_from([None, "positive", "negative"])),
        "response": draw(st.sampled_from([None, {"answered": 83, "asked": 100}])),
        "description": draw(st.sampled_from(["", "Nettokostnader."])),
    }


CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "typ": st.sampled_from([chart.name for chart in CHART_TYPES]),
        "visa": COLUMNS,
        "kategori": COLUMNS,
        "serie": COLUMNS,
        "markera": st.one_of(NAMES, CELLS["kommun"]),
        "ordning": st.sampled_from(["data", "värde"]),
        "urval": st.dictionaries(COLUMNS, NAMES, max_size=1),
        "jämför": st.sampled_from(["Riket", "Budget", "Granfors", "Alternativ 1"]),
        "bredvid": st.sampled_from(["annat", "varde"]),
        "anmärk": st.dictionaries(CELLS["alternativ"], st.just("når inte målet"), max_size=1),
        "neutrala": st.lists(CELLS["svar"], max_size=2),
        "skattesats": st.just("21,85"),
        "inkomster": st.lists(st.just("25000"), min_size=1, max_size=3),
    },
)
TYPED = st.fixed_dictionaries({"typ": st.sampled_from([chart.name for chart in CHART_TYPES])})
PLAIN = st.fixed_dictionaries({}, optional={"ordning": st.just("data"), "visa": st.just("varde")})
