"""What each type says, to the letter: as usual, of ties, of one, of what is missing."""

# ruff: noqa: E501  (sentences, as they stand in the page)

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from insyn.charts.catalogue import chart_type
from insyn.data.dataset import Dataset
from samples import (
    answers,
    dataset,
    indexes,
    laws,
    lines,
    municipalities,
    options,
    proposals,
    purposes,
    way,
    years,
)

YES = ("Nej", "Ja")
NEW = {"breaks": {"2013": "Ny fråga."}}
STEPS: Any = [
    ("Budgeterat resultat", "nivå", 12_000),
    ("Socialnämnden", "förändring", -12_400),
    ("Tallvika Energi AB", "förändring", 3_000),
    ("Prognos", "nivå", 2_600),
]
BACK: Any = [
    ("Budget", "nivå", 100),
    ("Vård", "förändring", -5),
    ("Skola", "förändring", 5),
    ("Utfall", "nivå", 100),
]
PARTS = [
    (2013, "Provköping", "Totalt", 78),
    (2011, "Provköping", "Totalt", 77),
    (2013, "Provköping", "Ledarskap", 80),
    (2011, "Provköping", "Ledarskap", 82),
    (2013, "Provköping", "Motivation", 70),
    (2011, "Provköping", "Motivation", 70),
]
GONE = "uppgift saknas"
PLACES = {"unit": "placering", "better": "lower"}
TEN = (40, 10, 20, 50, 50, 60, 70, 80, 90, 100, 110)
# What it is of: the data, the options, the heading, the summary, the notes.
SAID: dict[str, tuple[Dataset, dict[str, Any], str, str, str]] = {
    "proposals": (
        proposals({"Socialnämnden": (400_000, 405_500), "Revisionen": (2_000, 2_000)}),
        {},
        "Förslagen skiljer sig mest för socialnämnden: 5,5 mnkr",
        (
            "Tillsammans: 402,0 mnkr i alternativ 1 och 407,5 mnkr i alternativ 2. Mest skiljer sig "
            "förslagen för socialnämnden (mnkr): 400,0 i alternativ 1 och 405,5 i alternativ 2. Lika "
            "i alla förslag: revisionen."
        ),
        "Skillnaderna är mot det lägsta förslaget på varje rad, och ritade i en egen skala.",
    ),
    "proposals that tie": (
        proposals({"A": (1, 3), "B": (5, 7)}),
        {},
        "Förslagen skiljer sig mest för B och A: 2 tkr",
        (
            "Tillsammans: 6 tkr i alternativ 1 och 10 tkr i alternativ 2. Mest skiljer sig förslagen "
            "för B och A: 2 tkr."
        ),
        "Skillnaderna är mot det lägsta förslaget på varje rad, och ritade i en egen skala.",
    ),
    "one committee, no difference": (
        proposals({"Socialnämnden": (4, 4)}),
        {},
        "Förslagen är lika för alla: budgetram",
        "Förslagen är lika för alla.",
        "Skillnaderna är mot det lägsta förslaget på varje rad, och ritade i en egen skala.",
    ),
    "a proposal that is missing": (
        proposals({"Socialnämnden": (4, None), "B": (1, 2)}),
        {},
        "Två förslag till budgetram",
        (
            "Bland de kända skiljer sig förslagen mest för B (tkr): 1 i alternativ 1 och 2 i "
            "alternativ 2. Uppgift saknas för socialnämnden (alternativ 2)."
        ),
        "Skillnaderna är mot det lägsta förslaget på varje rad, och ritade i en egen skala.",
    ),
    "proposals below zero, against one": (
        proposals({"A": (-4, 3, 5), "B": (1, 2, 2), "C": (1, 2, 2)}),
        {"jämför": "Alternativ 1"},
        "Förslagen skiljer sig mest för A: 2 tkr",
        (
            "Tillsammans: −2 tkr i alternativ 1, 7 tkr i alternativ 2 och 9 tkr i alternativ 3. Mest "
            "skiljer sig förslagen för A (tkr): 3 i alternativ 2 och 5 i alternativ 3. Lika i alla "
            "förslag: B och C."
        ),
        "Skillnaderna är mot alternativ 1, och ritade i en egen skala.",
    ),
    "laws": (
        laws({"Socialnämnden": (364, 27), "Revisionen": (2, 0)}),
        {},
        "Speciallag står för 93 % av budget, netto",
        (
            "Budget, netto: 93 % är speciallag och 7 % kommunallag. Störst andel speciallag har "
            "revisionen (100 %), minst socialnämnden (93 %)."
        ),
        "Varje stapel är 100 %.",
    ),
    "a law that is missing": (
        laws({"Socialnämnden": (364, 27), "Revisionen": (None, 0)}),
        {},
        "Speciallag och kommunallag i budget, netto",
        "Uppgift saknas för revisionen.",
        "Varje stapel är 100 %.",
    ),
    "a share that is rounded up at both ends": (
        laws({"Socialnämnden": (7, 1)}),
        {},
        "Speciallag står för 88 % av budget, netto",
        "Budget, netto: 88 % är speciallag och 13 % kommunallag.",
        "Varje stapel är 100 %. Andelarna är avrundade var för sig.",
    ),
    "a way": (
        way(STEPS),
        {},
        "Budgeterat resultat 12,0 mnkr, prognos 2,6 mnkr",
        (
            "Prognos är 2,6 mnkr, 9,4 mnkr lägre än budgeterat resultat. Mest sänker socialnämnden "
            "(−12,4 mnkr). Mest höjer Tallvika Energi AB (+3,0 mnkr). I ordning: socialnämnden −12,4 "
            "ger −0,4; Tallvika Energi AB +3,0 ger 2,6."
        ),
        "Varje steg börjar där det förra slutade. Plus (+) höjer och minus (−) sänker.",
    ),
    "a way back": (
        way(BACK),
        {},
        "Budget 100 tkr, utfall 100 tkr",
        (
            "Utfall är 100 tkr, oförändrat från budget. Mest sänker vård (−5 tkr). Mest höjer skola "
            "(+5 tkr). I ordning: vård −5 ger 95; skola +5 ger 100."
        ),
        "Varje steg börjar där det förra slutade. Plus (+) höjer och minus (−) sänker.",
    ),
    "kronor": (
        purposes({"Skola": 60_000, "Gator och vägar": 39_990, "Torg": 10}),
        {"typ": "skattekrona", "skattesats": "20", "inkomster": ["25000"]},
        "Av 100 kronor går 60,0 kr till skola",
        (
            "Av 100 kronor går 60,0 kr till skola, 40,0 kr till gator och vägar och under 0,1 kr till "
            "torg. Tillsammans: 100 000 tkr."
        ),
        (
            "Gäller bara kommunen, inte skatten till regionen. Tabellen visar också vad "
            "kommunalskatten (20 %) på en beskattningsbar inkomst går till."
        ),
    ),
    "kronor that tie": (
        purposes({"Skola": 10, "Vård": 10}),
        {"typ": "skattekrona"},
        "Så fördelas 100 kronor: nettokostnad",
        "Av 100 kronor går 50 kr till skola och 50 kr till vård. Tillsammans: 20 tkr.",
        "Gäller bara kommunen, inte skatten till regionen.",
    ),
    "answers": (
        answers({"Trivs du?": (10, 20, 30, 25, 15), "Lär du?": (5, 5, 20, 30, 40)}),
        {},
        "70 % svarar ”Alltid” eller ”Ofta” på ”Lär du?”",
        (
            "Svaren ”Alltid” eller ”Ofta” är vanligast på ”Lär du?” (70 %). Minst vanliga är de på "
            "”Trivs du?” (40 %). 83 av 100 svarade (83 %)."
        ),
        "",
    ),
    "one answer on a side": (
        answers({"Trivs du?": (30, 70), "Lär du?": (40, 60)}, YES),
        {},
        "70 % svarar ”Ja” på ”Trivs du?”",
        (
            "Svaret ”Ja” är vanligast på ”Trivs du?” (70 %). Minst vanligt är det på ”Lär du?” "
            "(60 %). 83 av 100 svarade (83 %)."
        ),
        "",
    ),
    "answers that tie": (
        answers({"A": (30, 70), "B": (30, 70)}, YES),
        {},
        "Andel av svaren",
        "Svaret ”Ja” är lika vanligt på alla (70 %). 83 av 100 svarade (83 %).",
        "",
    ),
    "one statement is known": (
        answers({"A": (30, 70), "B": (30, None)}, YES),
        {},
        "Andel av svaren",
        "70 % svarar ”Ja” på ”A”. 83 av 100 svarade (83 %). Uppgift saknas för ”B”.",
        "",
    ),
    "an index": (
        indexes([*PARTS, (2013, "Riket", "Totalt", 78), (2013, "Riket", "Ledarskap", 70)]),
        {"jämför": "Riket"},
        "Engagemang: 78 av 100, 1 högre än 2011",
        (
            "Totalt: 78 av 100, 1 högre än 2011. Högst: ledarskap (80). Lägst: motivation (70). En "
            "har minskat och en är oförändrad sedan 2011. Jämfört med riket: högre i en och lika i en."
        ),
        "",
    ),
    "an index measured anew": (
        indexes(PARTS, breaks={"2012": "Ny fråga."}),
        {},
        "Engagemang: 78 av 100",
        "Totalt: 78 av 100. Högst: ledarskap (80). Lägst: motivation (70).",
        "2012: ny fråga. Värdena för 2011 går inte att jämföra rakt av.",
    ),
    "an index of one part, unchanged": (
        indexes([(2013, "P", "Ledarskap", 80.4), (2011, "P", "Ledarskap", 80.4)]),
        {},
        "Engagemang per delindex",
        "Ledarskap: 80,4 av 100, oförändrat sedan 2011.",
        "",
    ),
    "an index with a missing part": (
        indexes([(2013, "P", "Ledarskap", None), (2013, "P", "Styrning", 5)]),
        {},
        "Engagemang per delindex",
        "Styrning: 5 av 100. Uppgift saknas för ledarskap.",
        "",
    ),
    "a spread": (
        municipalities(TEN),
        {"typ": "fordelning"},
        "Provköping: 40 kr, i den lägsta fjärdedelen av 11",
        (
            "Provköping ligger på 40 kr. Av de 10 andra ligger 2 lägre och 8 högre. Hälften ligger på 60 kr "
            "eller lägre, och alla mellan 10 och 110 kr."
        ),
        "",
    ),
    "a spread of one value": (
        municipalities([5] * 9),
        {"typ": "fordelning"},
        "Provköping: 5 kr, som alla andra",
        "Provköping ligger på 5 kr. Av de 8 andra ligger 8 på samma värde.",
        "",
    ),
    "the lowest, where lower is better": (
        municipalities([*range(1, 12), None], better="lower"),
        {"typ": "fordelning"},
        "Provköping: 1 kr, i den lägsta fjärdedelen av 11",
        (
            "Provköping ligger på 1 kr. Av de 10 andra ligger 10 högre. Det är bättre än 10 av 11. "
            "Hälften ligger på 6 kr eller lägre, och alla mellan 1 och 11 kr. Uppgift saknas för Kommun 11."
        ),
        "",
    ),
    "a key figure with a goal": (
        years({2012: 86, 2013: 87}, unit="%", better="higher", title="Nöjda"),
        {},
        "Nöjda: 87 % år 2013, 1 procentenhet högre än år 2012, bättre",
        "87 % (2013), 1 procentenhet högre än år 2012. Lägst: 86 (2012), högst: 87 (2013).",
        "",
    ),
    "a key figure without a goal": (
        years({2012: 86, 2013: 84}, unit="elever", title="Elever"),
        {},
        "Elever: 84 år 2013, 2 färre än år 2012",
        "84 elever (2013), 2 färre än år 2012. Lägst: 84 (2013), högst: 86 (2012).",
        "",
    ),
    "a key figure measured anew": (
        years({2012: 86, 2013: 84}, unit="%", title="Nöjda", **NEW),
        {},
        "Nöjda: 84 % år 2013",
        "84 % (2013).",
        "2013: ny fråga. Värden före och efter går inte att jämföra rakt av.",
    ),
    "a placing": (
        years({2011: 3, 2012: 2, 2013: 1}, **PLACES),
        {},
        "Plats 1 år 2013, 1 plats bättre än år 2012",
        (
            "Plats 1 år 2013, 1 plats bättre än år 2012 och 2 platser bättre än år 2011. Bäst: 1 "
            "(2013), sämst: 3 (2011)."
        ),
        "En placering beror också på hur det går för de andra.",
    ),
    "a placing counted anew": (
        years({2011: 3, 2012: 2, 2013: 1}, **PLACES, **NEW),
        {},
        "Plats 1 år 2013",
        "Plats 1 år 2013.",
        (
            "2013: ny fråga. Värden före och efter går inte att jämföra rakt av. En placering beror "
            "också på hur det går för de andra."
        ),
    ),
    "a placing among neighbours": (
        lines({"Provköping": {2012: 7, 2013: 9}, "Granfors": {2012: 3, 2013: None}}, **PLACES),
        {"typ": "rankning"},
        "Provköping: plats 9 år 2013, 2 platser sämre än år 2012",
        (
            "Provköping: plats 9 år 2013, 2 platser sämre än år 2012. Granfors: plats 3 år 2012. "
            "Uppgift saknas för 2013 (Granfors)."
        ),
        "En placering beror också på hur det går för de andra.",
    ),
    "a count without a unit of its own": (
        years({2012: 60_004_000, 2013: 61_000_400}, unit="antal", title="Resor"),
        {},
        "Resor: 61 000 400 år 2013, 996 400 fler än år 2012",
        (
            "61 000 400 (2013), 996 400 fler än år 2012. Lägst: 60 004 000 (2012), högst: 61 000 400 "
            "(2013)."
        ),
        "",
    ),
    "placings in a table": (
        dataset(
            [
                {"name": "k", "title": "Kommun", "type": "string"},
                {"name": "v", "title": "Placering", "type": "number", **PLACES},
            ],
            [["A", 1], ["B", 2]],
        ),
        {"typ": "tabell"},
        "Placering per kommun",
        "Lägsta talet är den bästa placeringen. Högst ligger B (2), lägst A (1).",
        "",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_each_type_says_what_is_so(name: str) -> None:
    """Heading, summary and notes are, to the letter, what a Swedish teacher would let pass."""
    data, written, heading, summary, notes = SAID[name]
    chart, _ = chart_type(data, options(**written), Path())
    plot = chart.columns(data, options(**written))
    said = (chart.heading(plot), chart.describe(plot), " ".join(chart.notes(plot)))
    assert tuple(text.replace("\u00a0", " ") for text in said) == (heading, summary, notes)


def test_tables_have_the_files_values_and_what_follows_from_them() -> None:
    """Shares, differences and running sums stand beside the values, a missing one in words."""
    tables = [
        (
            laws({"A": (3, 1), "B": (None, 2)}),
            ("B", "uppgift saknas", "2", *["uppgift saknas"] * 2),
        ),
        (way(BACK), ("Utfall", "", "100")),
        (proposals({"A": (1, 3), "B": (0, 7)}), ("B", "0", "7", "+7", "går inte att räkna ut")),
        (indexes([(2013, "P", "A", 5), (2011, "P", "A", None)]), ("A", "5", "uppgift saknas")),
    ]
    for data, last in tables:
        chart, _ = chart_type(data, options(ordning="data"), Path())
        assert last in chart.table(chart.columns(data, options(ordning="data"))).rows
