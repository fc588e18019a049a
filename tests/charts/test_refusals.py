"""What no chart may show is refused in a sentence that names the better form."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from insyn.charts.catalogue import chart_type
from insyn.charts.plot import Misfit
from insyn.data.dataset import Dataset
from insyn.figures.fence import Fence
from insyn.figures.figure import make_figure
from insyn.problems import ProblemsFound
from samples import (
    answers,
    committees,
    dataset,
    indexes,
    laws,
    lines,
    municipalities,
    options,
    proposals,
    purposes,
    sample_library,
    scenarios,
    way,
    years,
)

ROOT = Path(__file__).resolve().parents[2]
PLACES = {"unit": "placering", "better": "lower"}
TWO_UNITS = [
    {"name": "namnd", "type": "string"},
    {"name": "kostnad", "type": "number", "unit": "tkr"},
    {"name": "elever", "type": "number", "unit": "elever"},
]
SHORT_WAY: Any = [("Budget", "nivå", 10), ("Skatt", "förändring", 5), ("Utfall", "nivå", 14)]
FIVE = {f"Kommun {n}": {2011: n, 2012: n, 2013: n} for n in range(5)}
REFUSED: dict[str, tuple[Dataset, dict[str, Any], str]] = {
    "a pie": (committees({"A": 1, "B": 2}), {"typ": "tårta"}, "vinklar .* typ: staplar"),
    "a pie by its English name": (committees({"A": 1}), {"typ": "pie"}, "Cirklar finns inte"),
    "a circle": (committees({"A": 1}), {"typ": "cirkel"}, "typ: skattekrona"),
    "two axes": (committees({"A": 1}), {"typ": "dubbelaxel"}, "Gör två diagram"),
    "a combination": (committees({"A": 1}), {"typ": "kombination"}, "typ: tabell"),
    "stacked bars": (committees({"A": 1}), {"typ": "staplade"}, "typ: lagrum"),
    "a form that nobody knows": (committees({"A": 1}), {"typ": "stapla"}, "Menade du ”staplar”"),
    "two units": (
        dataset(TWO_UNITS, [["A", 1, 2]]),
        {"serie": "elever"},
        "har mätvärden. Skriv den under visa",
    ),
    "a placing as bars": (
        dataset([{"name": "k", "type": "string"}, {"name": "v", "type": "number", **PLACES}],
                [["A", 1], ["B", 2]]),
        {"typ": "staplar"},
        "Använd typ: rankning",
    ),
    "a placing as a spread": (
        municipalities(list(range(1, 40)), **PLACES),
        {"typ": "fordelning"},
        "Använd typ: rankning",
    ),
    "shares that don't make 100": (
        laws({"A": (60, 30)}, unit="%"),
        {},
        "blir 90, inte 100. .*typ: staplar",
    ),
    "answers that don't make 100": (
        answers({"A": (10, 10, 10, 10, 10)}),
        {},
        "blir 50, inte 100",
    ),
    "a negative part": (laws({"A": (60, -30)}), {}, "negativt värde.*typ: staplar"),
    "parts that can't be added": (laws({"A": (6, 3)}, unit="index"), {}, "typ: staplar"),
    "kronor of what can't be added": (
        purposes({"A": 6, "B": 3}, unit="index"),
        {"typ": "skattekrona"},
        "kan inte läggas ihop till en helhet. Använd typ: staplar",
    ),
    "an index without bounds": (
        indexes([(2013, "A", "Del", 5)], constraints={}),
        {"typ": "index"},
        "constraints: {minimum: 0, maximum: 100}",
    ),
    "too many series": (
        proposals({"A": (1, 2, 3, 4), "B": (1, 2, 3, 4)}),
        {"typ": "staplar"},
        "Välj högst 3 under urval",
    ),
    "too many lines": (lines(dict(FIVE)), {"typ": "linje"}, "5 linjer. Ange en till tre"),
    "too many proposals": (
        proposals({"A": (1, 2, 3, 4)}),
        {"typ": "alternativ"},
        "Välj två eller tre under urval",
    ),
    "too many answers": (
        answers({"A": (10, 10, 20, 20, 20, 20)}, tuple("abcdef")),
        {},
        "typ: tabell",
    ),
    "steps that don't reach": (way(SHORT_WAY), {}, "blir 15 tkr, men Utfall är 14 tkr"),
    "steps in a unit that can't be added": (
        way([("A", "nivå", 1), ("B", "förändring", 1), ("C", "nivå", 2)], unit="index"),
        {},
        "bara läggas ihop i pengar eller antal",
    ),
    "kronor of nobody knows what": (
        dataset([{"name": "v", "type": "string"}, {"name": "kr", "type": "number", "unit": "tkr"}],
                [["A", 1], ["B", 2]]),
        {"typ": "skattekrona"},
        "netto eller brutto",
    ),
    "a survey without its response": (
        dataset([{"name": "fraga", "type": "string"}, {"name": "svar", "type": "string"},
                 {"name": "n", "type": "number", "unit": "%"}],
                [["A", "Ja", 60], ["A", "Nej", 40]]),
        {},
        "response: {answered: …, asked: …}",
    ),
    "a variance of one scenario": (
        scenarios({"A": {"budget": 1}}),
        {"typ": "avvikelse"},
        "budget och minst en prognos eller ett utfall",
    ),
    "a line of one year": (years({2013: 1}), {"typ": "linje"}, "minst två år"),
    "few in a spread": (municipalities([1, 2, 3]), {"typ": "fordelning"}, "typ: staplar"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_mislead_is_refused_with_the_cure(name: str) -> None:
    """The sentence says what is wrong and what to do instead."""
    data, written, cure = REFUSED[name]
    with pytest.raises(Misfit) as misfit:
        chart_type(data, options(**written), Path())[0].columns(data, options(**written))
    assert re.search(cure, misfit.value.message.replace("\u00a0", " "))


@pytest.mark.parametrize("option", ["axel: 10", "från: 10", "staplade: ja"])
def test_no_option_moves_a_bars_axis_from_zero(option: str) -> None:
    """There is no option for an axis, and the writer is told which options there are."""
    fence = Fence(1, 9, f"data: ramar-2014-2015\n{option}")
    with pytest.raises(ProblemsFound) as found:
        make_figure(fence, "prov.md", sample_library(), "figur-prov-1")
    (problem,) = found.value.problems
    assert problem.line == 3
    assert option.partition(":")[0] in problem.message
    assert re.search("Menade du|Det som finns|Möjliga", problem.message)
