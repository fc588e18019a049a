"""What charts say of themselves, about any data, is true; with another number it is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from insyn import swedish
from insyn.charts.avvikelse import Avvikelse
from insyn.charts.base import ChartType
from insyn.charts.linje import Linje
from insyn.charts.options import DiagramOptions
from insyn.charts.staplar import Staplar
from insyn.charts.values.variance import worst_deficits
from insyn.data.dataset import Dataset
from insyn.data.versions import AsOf
from insyn.figures.amounts import AMOUNT, Amount, amount_of
from insyn.figures.claims import contradictions
from insyn.figures.figure import Figure
from insyn.figures.ground import Ground
from samples import committees, dataset, options, scenarios, years

NAMES = (
    *("Kommunstyrelsen", "Barn- och utbildningsnämnden", "Socialnämnden", "Tekniska nämnden"),
    *("Miljö- och byggnadsnämnden", "Revisionen", "Tallvika Energi AB"),
)
COSTS = st.integers(1_000, 900_000)
BUDGETS = st.dictionaries(
    st.sampled_from(NAMES),
    st.tuples(COSTS, st.integers(-40_000, 40_000)),
    min_size=2,
)
SERIES = st.lists(
    st.decimals(min_value=1, max_value=900, places=1, allow_nan=False), min_size=3, max_size=9
)
# Numbers that are claims; years and shares of the budget in brackets aren't.
NUMBER = re.compile(r"[−-]?\d{1,3}(?:\u00a0\d{3})+(?:,\d+)?|[−-]?\b(?!20\d\d\b)\d+(?:,\d+)?")


def made(chart: ChartType, data: Dataset, written: DiagramOptions | None = None) -> Figure:
    plot = chart.columns(data, written or options())
    return Figure("figur", AsOf(data), chart, plot, chart.heading(plot), "")


def judged(text: str, shown: Figure) -> list[str]:
    return [message for _, message in contradictions(text, Ground(shown, "Rubriken", 2013))]


def changed(text: str, step: int = 3) -> Iterator[str]:
    """Give the text with each of its numbers in turn moved by some units of its last place."""
    shares_hidden = re.sub(r"\([^)]*%\)", lambda share: "." * len(share[0]), text)
    for found in NUMBER.finditer(shares_hidden):
        amount = read(found[0])
        value = amount.value + step * Decimal(1).scaleb(-amount.decimals)
        if value % 10 == 0:  # zeros at the end may be rounding
            value += Decimal(1).scaleb(-amount.decimals)
        other = swedish.number(value, amount.decimals)
        sign = "−" if amount.sign else ""
        yield f"{text[: found.start()]}{sign}{other}{text[found.end() :]}"


def read(text: str) -> Amount:
    match = re.fullmatch(AMOUNT, text)
    assert match
    return amount_of(match)


def variances(budgets: dict[str, tuple[int, int]], scenario: str) -> Figure:
    values = {
        name: {"budget": float(budget), scenario: float(max(0, budget + more))}
        for name, (budget, more) in budgets.items()
    }
    return made(Avvikelse(), scenarios(values))


@settings(max_examples=60, deadline=None)
@given(BUDGETS, st.sampled_from(["prognos_1", "utfall"]))
def test_a_variance_chart_never_contradicts_itself(
    budgets: dict[str, tuple[int, int]], scenario: str
) -> None:
    """Heading and summary hold for any variances."""
    shown = variances(budgets, scenario)
    assert judged(shown.heading, shown) == []
    assert judged(shown.summary, shown) == []


@settings(max_examples=60, deadline=None)
@given(BUDGETS, st.sampled_from(["prognos_1", "utfall"]))
def test_a_changed_variance_is_reported(budgets: dict[str, tuple[int, int]], scenario: str) -> None:
    """The largest deficit and the number of deficits can't be told wrong in the heading."""
    shown = variances(budgets, scenario)
    assume(len(worst_deficits(shown.plot)[0]) == 1)
    texts = list(changed(shown.heading))
    assert texts
    for text in (*texts, *changed(shown.summary.partition(".")[0])):
        assert judged(text, shown), text
    count, rest = shown.heading.split(" ", 1)
    for other in {"En", "Två", "Tre", "Nio"} - {count}:
        assert judged(f"{other} {rest}", shown)


@settings(max_examples=60, deadline=None)
@given(BUDGETS)
def test_a_changed_total_is_reported(budgets: dict[str, tuple[int, int]]) -> None:
    """The sum of the variances can't be told larger than all of them together."""
    shown = variances(budgets, "prognos_1")
    last = next(part for part in shown.summary.split(". ") if part.startswith("Totalt"))
    assume("−" in last or "+" in last)  # a bare total could be that of the budget
    for text in changed(last, step=9_000_000):
        assert judged(text, shown), text


@settings(max_examples=60, deadline=None)
@given(SERIES, st.sampled_from(["%", "index", "tkr", "invånare"]))
def test_a_line_never_contradicts_itself(values: list[Decimal], unit: str) -> None:
    """Heading and summary hold for any line; another level or change in the heading doesn't."""
    data = years(dict(enumerate(map(float, values), start=2004)), unit=unit)
    shown = made(Linje(), data)
    assert judged(shown.heading, shown) == []
    assert judged(shown.summary, shown) == []
    if unit != "invånare":
        texts = [*changed(shown.heading.replace("\u00a0%", " procent"))]
        assert texts
        for text in texts:
            assert judged(text, shown), text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 290), min_size=2, max_size=9))
def test_a_placing_never_contradicts_itself(places: list[int]) -> None:
    """Heading and summary hold for any placings; another place in the heading doesn't."""
    field = {"unit": "placering", "better": "lower", "constraints": {"minimum": 1, "maximum": 290}}
    shown = made(Linje(), years(dict(enumerate(places, start=2004)), **field))
    assert judged(shown.heading, shown) == []
    assert judged(shown.summary, shown) == []
    before, of, after = shown.heading.partition(" av 290")
    assert before == f"Plats {places[-1]}"
    for text in (f"Plats 291{of}{after}", *(f"{before}{of}{text}" for text in changed(after))):
        assert judged(text, shown), text


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.integers(1, 900_000), min_size=2))
def test_bars_never_contradict_themselves(values: dict[str, int]) -> None:
    """Heading and summary hold for any bars; another amount in either doesn't."""
    data = committees({name: float(value) for name, value in values.items()})
    shown = made(Staplar(), data)
    assert judged(shown.heading, shown) == []
    assert judged(shown.summary, shown) == []
    assume(len(set(values.values())) == len(values))
    for text in (*changed(shown.heading), *changed(shown.summary)):
        assert judged(text, shown), text


def test_lines_beside_each_other_are_told_apart() -> None:
    """A number is held against the line that is named, or the one that is lifted."""
    fields = [
        {"name": "ar", "type": "year"},
        {"name": "kon", "type": "string"},
        {"name": "andel", "title": "Andel", "type": "number", "unit": "%"},
    ]
    rows = [[2011, "Kvinnor", 6.1], [2012, "Kvinnor", 6.4], [2011, "Män", 3.5], [2012, "Män", 3.6]]
    data = dataset(fields, rows)  # type: ignore[arg-type]
    shown = made(Linje(), data)
    assert judged(shown.summary, shown) == []
    assert judged("Kvinnor 6,4 procent, män 3,6 procent", shown) == []
    assert len(judged("Kvinnor 3,6 procent, män 6,4 procent", shown)) == 2
    assert judged("Andelen ökar till 5,0 procent", shown) == []  # whose?
    lifted = made(Linje(), data, options(markera="Män"))
    assert len(judged("Andelen ökar till 5,0 procent", lifted)) == 1
