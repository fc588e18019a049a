"""Whatever the data and the options, a chart is refused in words or made whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insyn.charts.catalogue import CHART_TYPES, chart_type
from insyn.charts.plot import Misfit
from insyn.charts.style import NARROW, WIDE
from samples import dataset, options

NAMES = st.sampled_from(["Socialnämnden", "B", "2013", "AB", "ID-kort", "<b>", "å" * 60])
NUMBERS = st.one_of(
    st.none(),
    st.sampled_from([0, 1, -1, 10_000, 49, 100, 290]),
    st.decimals(-(10**12), 10**12, places=2, allow_nan=False),
)
UNITS = st.sampled_from(["tkr", "kr", "%", "index", "placering", "svar"])
COLUMNS = st.sampled_from(["ar", "namnd", "scenario", "varde", "annat", "saknas"])


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """A dataset's fields, rows with different keys, and the rest of its description."""
    keys = draw(st.lists(st.sampled_from(["ar", "namnd", "scenario"]), min_size=1, unique=True))
    cells = {
        "ar": st.integers(1995, 2030),
        "namnd": NAMES,
        "scenario": st.sampled_from(["budget", "prognos_1", "utfall", "övrigt"]),
    }
    key = st.tuples(*(cells[name] for name in keys))
    rows = draw(st.lists(key, min_size=1, max_size=12, unique=True))
    better = draw(st.sampled_from([None, "higher", "lower"]))
    measures = [
        {"name": name, "type": "number", "unit": draw(UNITS), "better": better}
        for name in ("varde", "annat")
    ]
    kinds = {"ar": "year", "namnd": "string", "scenario": "string"}
    return {
        "fields": [*({"name": name, "type": kinds[name]} for name in keys), *measures],
        "rows": [[*row, draw(NUMBERS), draw(NUMBERS)] for row in rows],
        "costs": draw(st.sampled_from([None, "positive", "negative"])),
    }


@st.composite
def variances(draw: st.DrawFn) -> dict[str, Any]:
    """A dataset with every scenario for each of some committees."""
    names = draw(st.lists(NAMES, min_size=1, max_size=6, unique=True))
    scenarios = ["budget", *draw(st.sets(st.sampled_from(["prognos_1", "prognos_2", "utfall"])))]
    measure = {"name": "varde", "type": "number", "unit": draw(UNITS)}
    keys = ({"name": name, "type": "string"} for name in ("namnd", "scenario"))
    return {
        "fields": [*keys, {**measure, "better": draw(st.sampled_from([None, "higher"]))}],
        "rows": [[name, scenario, draw(NUMBERS)] for name in names for scenario in scenarios],
        "costs": draw(st.sampled_from(["positive", "negative"])),
    }


CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "typ": st.sampled_from([chart.name for chart in CHART_TYPES]),
        "visa": COLUMNS,
        "kategori": COLUMNS,
        "serie": COLUMNS,
        "markera": NAMES,
        "ordning": st.just("data"),
        "urval": st.dictionaries(COLUMNS, NAMES, max_size=1),
    },
)
PLAIN = st.fixed_dictionaries({}, optional={"ordning": st.just("data"), "visa": st.just("varde")})


@given(table=st.one_of(tables(), variances()), written=st.one_of(PLAIN, PLAIN, CHOICES))
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_chart_is_refused_in_words_or_made_whole(
    table: dict[str, Any], written: dict[str, Any]
) -> None:
    """Nothing ever ends in a traceback, and no sentence holds a word of Python's."""
    data = dataset(table["fields"], table["rows"], costs=table["costs"])
    chosen = options(**written)
    try:
        chart = chart_type(data, chosen, Path())
        plot = chart.columns(data, chosen)
    except Misfit:
        return
    said = [chart.heading(plot), chart.describe(plot), chart.measure(plot), *chart.notes(plot)]
    assert not any(word in text for text in said for word in ("None", "Decimal", "()", "  "))
    shown = chart.table(plot)
    assert {len(row) for row in shown.rows} == {len(shown.head)}
    assert len(shown.rows) == len(plot.categories)
    for canvas in (WIDE, NARROW):
        chart.draw(plot, canvas).to_dict()
