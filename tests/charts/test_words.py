"""What charts say in words, and what they refuse."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from insyn.charts.avvikelse import Avvikelse
from insyn.charts.catalogue import CHART_TYPES, chart_type
from insyn.charts.layers.axis import round_numbers, spread, value_axis
from insyn.charts.layers.measure import text_width, wrap
from insyn.charts.linje import Linje
from insyn.charts.plot import Misfit
from insyn.charts.staplar import Staplar
from samples import committees, dataset, options, scenarios, years

NBSP = "\u00a0"


def test_the_natural_chart_is_chosen_from_the_data() -> None:
    """Budget and forecast give a variance, years a line, anything else bars."""
    variances = scenarios({"A": {"budget": 1, "utfall": 2}})
    assert chart_type(variances, options(), Path())[0].name == "avvikelse"
    assert chart_type(years({2011: 1, 2012: 2, 2013: 3}), options(), Path())[0].name == "linje"
    assert chart_type(committees({"A": 1}), options(), Path())[0].name == "staplar"
    assert len({chart.name for chart in CHART_TYPES}) == len(CHART_TYPES)


def test_bars_tell_the_ends_and_the_sum() -> None:
    """Large sums of tkr are told in mnkr with one decimal, as the chart shows them."""
    data = committees({"Socialnämnden": 12_345, "Revisionen": 1_600, "Tekniska nämnden": None})
    plot = Staplar().columns(data, options())
    assert plot.categories == ("Socialnämnden", "Revisionen", "Tekniska nämnden")
    assert Staplar().heading(plot) == "belopp per namnd"  # one is missing: it may be the highest
    assert Staplar().describe(plot) == (
        f"Högst ligger socialnämnden (12,3{NBSP}mnkr), lägst revisionen (1,6{NBSP}mnkr). "
        f"Summan av de kända är 13,9{NBSP}mnkr. Uppgift saknas för tekniska nämnden."
    )


def test_what_cannot_be_added_up_has_no_sum() -> None:
    """The sum of four indexes means nothing, so it isn't told."""
    plot = Staplar().columns(committees({"A": 70, "B": 80}, unit="index"), options())
    assert "Summan" not in Staplar().describe(plot)


def test_the_table_has_the_files_own_values() -> None:
    """The table isn't rounded and says so where a value is missing."""
    plot = Staplar().columns(committees({"A": 12_345.5, "B": None}), options())
    assert Staplar().table(plot).rows == (
        ("A", f"12{NBSP}345,5"),
        ("B", "uppgift saknas"),
    )
    assert Staplar().table(plot).head == ("namnd", "belopp (tkr)")


def test_a_variance_is_told_with_its_sign_and_its_total() -> None:
    """A cost above budget is a deficit with a minus, however the file writes its costs."""
    data = {
        "Socialnämnden": {"budget": 391_600, "prognos_1": 404_000},
        "Revisionen": {"budget": 1_600, "prognos_1": 1_600},
        "Tekniska nämnden": {"budget": 41_800, "prognos_1": 41_300},
    }
    plot = Avvikelse().columns(scenarios(data), options())
    assert Avvikelse().heading(plot) == (
        "En av tre väntas få underskott, störst socialnämnden: \u221212,4\u00a0mnkr"
    )
    assert Avvikelse().describe(plot) == (
        f"Socialnämndens nettokostnad väntas bli 12,4{NBSP}mnkr (3,2{NBSP}%) högre än budget, det "
        f"största underskottet. Två av tre väntas hålla budgeten. Totalt: \u221211,9{NBSP}mnkr."
    )
    assert Avvikelse().table(plot).foot[-1] == f"\u221211{NBSP}900"
    turned = {name: {key: -value for key, value in row.items()} for name, row in data.items()}
    other = Avvikelse().columns(scenarios(turned, "negative"), options())
    assert Avvikelse().heading(other) == Avvikelse().heading(plot)
    assert any("Plus (+) betyder överskott" in note for note in Avvikelse().notes(plot))


def test_a_small_deficit_is_shown_and_told() -> None:
    """Sums in tkr stay tkr where mnkr would round a deficit away."""
    data = scenarios({"A": {"budget": 20_000, "utfall": 20_010}})
    plot = Avvikelse().columns(data, options())
    assert Avvikelse().heading(plot) == f"En av en fick underskott, störst A: \u221210{NBSP}tkr"
    none = Avvikelse().columns(scenarios({"A": {"budget": 20, "utfall": 20}}), options())
    assert Avvikelse().heading(none) == "Alla höll sin budget"


def test_a_result_above_budget_is_a_surplus() -> None:
    """Where higher is better, the words and the sign turn round."""
    fields = [
        {"name": "bolag", "type": "string"},
        {"name": "scenario", "type": "string"},
        {
            "name": "resultat",
            "title": "Resultat",
            "type": "number",
            "unit": "tkr",
            "better": "higher",
        },
    ]
    data = dataset(fields, [["Energi AB", "budget", 200], ["Energi AB", "utfall", 100]], unit="tkr")
    plot = Avvikelse().columns(data, options())
    assert (
        Avvikelse()
        .describe(plot)
        .startswith(f"Energi AB:s resultat blev 100{NBSP}tkr (50,0{NBSP}%) lägre än budget")
    )
    assert "Plus (+) betyder överskott: högre resultat än budget." in Avvikelse().notes(plot)


def test_a_sum_with_a_hole_is_not_told() -> None:
    """A column in which a forecast is missing has no sum, rather than one that counts it as 0."""
    values: dict[str, dict[str, float | None]] = {
        "A": {"budget": 100, "prognos_2": None, "utfall": 110},
        "B": {"budget": 100, "prognos_2": 100, "utfall": 90},
    }
    plot = Avvikelse().columns(scenarios(values), options())
    assert Avvikelse().table(plot).foot == ("Summa", "200", "uppgift saknas", "200", "0")


def test_ties_are_told_as_ties() -> None:
    """Nobody is said to be alone at the top who isn't."""
    plot = Staplar().columns(committees({"A": 5, "B": 5, "C": 1}), options())
    assert Staplar().heading(plot) == f"A och B ligger högst med 5{NBSP}tkr"
    same = Staplar().columns(committees({"A": 5, "B": 5}), options())
    assert Staplar().describe(same).startswith(f"Alla ligger på 5{NBSP}tkr.")


def test_bars_over_years_keep_the_order_of_time() -> None:
    """Years aren't sorted by size."""
    plot = Staplar().columns(years({2011: 5, 2012: 9, 2013: 7}, unit="tkr"), options(typ="staplar"))
    assert plot.categories == ("2011", "2012", "2013")
    assert Staplar().heading(plot) == f"År 2012 ligger högst med 9{NBSP}tkr"


def test_years_between_elections_are_no_gaps() -> None:
    """Years evenly apart make an unbroken line; one that is left out of them is a gap."""
    even = Linje().columns(years({2002: 1, 2006: 2, 2010: 3}, unit="%"), options())
    assert even.categories == ("2002", "2006", "2010")
    gap = Linje().columns(years({2009: 1, 2010: 2, 2012: 3}, unit="%"), options())
    assert gap.categories == ("2009", "2010", "2011", "2012")
    assert Linje().describe(gap).endswith("Uppgift saknas för 2011.")


def test_what_stood_still_and_moved_back_is_told_so() -> None:
    """The same place as long ago isn't “unchanged since”."""
    field = {"unit": "placering", "better": "lower"}
    plot = Linje().columns(years({2011: 51, 2012: 61, 2013: 51}, **field), options())
    assert (
        Linje()
        .describe(plot)
        .startswith("Plats 51 år 2013, 10 platser bättre än år 2012 och samma som år 2011.")
    )


@pytest.mark.parametrize("values", [(1, 1, 1), (1, 2, 1), (2, 3, 1)])
def test_a_ranking_of_few_can_be_drawn(values: tuple[int, ...]) -> None:
    """The axis has whole places, each once, and some height even where all are first."""
    field = {"unit": "placering", "better": "lower"}
    plot = Linje().columns(years(dict(enumerate(values, start=2011)), **field), options())
    axis = value_axis(plot)
    assert axis.high > axis.low == 1
    assert len(set(axis.ticks)) == len(axis.ticks)
    assert all(tick == int(tick) for tick in axis.ticks)


def test_rounding_that_does_not_add_up_is_said() -> None:
    """A reader who subtracts 2,7 from 4,3 is told why the text says 1,7."""
    plot = Linje().columns(years({2011: 14_200, 2012: 4_300, 2013: 2_650}, unit="tkr"), options())
    assert any("avrundade var för sig" in note for note in Linje().notes(plot))


def test_a_placing_is_told_as_better_or_worse() -> None:
    """A lower number is a better place, counted from the last year there is."""
    bounds = {"minimum": 1, "maximum": 290}
    field = {"unit": "placering", "better": "lower", "constraints": bounds}
    plot = Linje().columns(years({2010: 168, 2011: None, 2012: 207, 2013: 143}, **field), options())
    assert Linje().heading(plot) == "Plats 143 av 290 år 2013, 64 platser bättre än år 2012"
    assert Linje().describe(plot) == (
        "Plats 143 av 290 år 2013, 64 platser bättre än år 2012 och 25 platser bättre än år 2010. "
        "Det är bättre än 147 av 290. Bäst: 143 (2013), sämst: 207 (2012). Uppgift saknas för 2011."
    )


def test_an_axis_that_is_cut_is_told() -> None:
    """A line whose axis doesn't begin at zero says where it begins."""
    plot = Linje().columns(years({2011: 21_402, 2012: 21_447, 2013: 21_500}), options())
    assert value_axis(plot).cut
    assert any("inte börjar på noll" in note for note in Linje().notes(plot))
    whole = Linje().columns(years({2011: 5, 2012: 40, 2013: 60}), options())
    assert value_axis(whole).low == 0
    assert not value_axis(whole).cut
    assert Linje().notes(whole) == ()


@pytest.mark.parametrize(
    ("written", "option"),
    [
        ({"urval": {"nämnd": "A"}}, "urval"),
        ({"urval": {"namnd": "X"}}, "urval"),
        ({"visa": "namnd"}, "visa"),
        ({"markera": "X"}, "markera"),
        ({"typ": "tårta"}, "typ"),
        ({"typ": "avvikelse"}, "typ"),
        ({"typ": "linje"}, "kategori"),
        ({"kategori": "finns_inte"}, "kategori"),
    ],
)
def test_options_that_do_not_fit_are_refused(written: dict[str, object], option: str) -> None:
    """The option at fault is named, so that its line can be told."""
    data = committees({"A": 1, "B": 2})
    with pytest.raises(Misfit) as misfit:
        chart_type(data, options(**written), Path())[0].columns(data, options(**written))
    assert misfit.value.option == option


def test_points_on_top_of_each_other_are_refused() -> None:
    """Two values for the same place would hide one another; the writer is told what to choose."""
    fields = [
        {"name": "namnd", "type": "string"},
        {"name": "ar", "type": "year"},
        {"name": "alternativ", "type": "string"},
        {"name": "belopp", "type": "number"},
    ]
    rows = [["A", year, number, 1] for year in (2014, 2015) for number in "12"]
    data = dataset([*fields], [*rows, *[["B", *row[1:]] for row in rows]])
    with pytest.raises(Misfit, match="Välj ett värde för ”ar” och ”alternativ”"):
        Staplar().columns(data, options())


def test_many_lines_need_some_to_be_lifted() -> None:
    """Four lines can't all have a colour; the writer says which matter, the others are grey."""
    fields = [{"name": "ar", "type": "year"}, {"name": "kommun", "type": "string"}]
    rows = [[year, name, year] for year in (2012, 2013, 2014) for name in "ABCD"]
    data = dataset([*fields, {"name": "varde", "type": "number"}], rows)
    with pytest.raises(Misfit, match="4 linjer"):
        Linje().columns(data, options())
    assert Linje().columns(data, options(markera="A")).highlight == ("A",)


def test_round_numbers_enclose_what_they_mark() -> None:
    """Ticks are round and reach past both ends."""
    assert list(round_numbers(Decimal(0), Decimal(97))) == [0, 25, 50, 75, 100]
    assert round_numbers(Decimal("-3.1"), Decimal("21.7"))[0] <= Decimal("-3.1")


def test_labels_are_moved_apart_and_keep_their_order() -> None:
    """Labels that would meet stand as far apart as they are high, inside the picture."""
    places = spread([100, 101, 99, 10], [17, 34, 17, 17], 0, 120)
    assert places[3] < places[2] < places[0] < places[1] <= 120 - 34 / 2
    assert places[0] - places[2] >= 17
    assert places[1] - places[0] >= (17 + 34) / 2


def test_text_is_broken_after_spaces_and_hyphens_only() -> None:
    """No word is cut, a hyphen stays with the part before it, and a compound has its own seams."""
    lines = wrap("Barn- och utbildningsnämnden", 13, 170)
    assert lines == ("Barn- och", "utbildningsnämnden")
    narrow = wrap("Samhällsbyggnadsförvaltningen 78", 13, 104)
    assert narrow == ("Samhälls-", "byggnads-", "förvaltningen", "78")
    assert wrap("Ö" * 20, 13, 50) == ("Ö" * 20,)
    assert " ".join(wrap("Mark- och miljö-utskottet", 13, 500)) == "Mark- och miljö-utskottet"
    assert text_width("mm", 13) > text_width("ii", 13)
