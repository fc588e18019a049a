"""Numbers that a text takes from datasets: found, looked up, rounded, written and marked up."""

from __future__ import annotations

import os
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from insyn.data.dataset import Dataset
from insyn.data.library import Library
from insyn.figures.fence import Fence, find_fences
from insyn.figures.figure import make_figure
from insyn.figures.forms import Form, find_forms
from insyn.figures.inline import Inline
from insyn.figures.markdown import Parts, to_html
from insyn.figures.numbers import Number, make_number
from insyn.problems import ProblemsFound
from samples import dataset, scenarios

EXTENSIONS = ["tables", "fenced_code", "footnotes", "sane_lists", "toc"]
COSTS = scenarios(
    {
        "Socialnämnden": {"budget": 391600, "prognos_1": 404049.5},
        "Revisionen": {"budget": 1600, "prognos_1": None},
    }
)
SOCIAL = "{tal: prov, namnd: Socialnämnden, scenario: prognos_1, enhet: mnkr, decimaler: 1}"
NBSP = "\u00a0"


def forms(text: str) -> list[Form]:
    return find_forms(find_fences(text.split("\n"), "prov.md"))


def library(*datasets: Dataset) -> Library:
    return Library({one.name: one for one in datasets}, frozenset({"trasig"}), ())


def numbers(text: str, *datasets: Dataset) -> list[Number]:
    known = library(*(datasets or (COSTS,)))
    return [make_number(form, "prov.md", known) for form in forms(text)]


def written(text: str, *datasets: Dataset) -> str:
    """Give the only number of a text as it is read."""
    (number,) = numbers(text, *datasets)
    return number.text


def said(text: str, *datasets: Dataset) -> list[str]:
    """Give what is wrong with the only form of a text."""
    with pytest.raises(ProblemsFound) as found:
        numbers(text, *datasets)
    return [str(problem) for problem in found.value.problems]


def published(text: str, *datasets: Dataset) -> html.HtmlElement:
    inline = Inline(numbers(text, *datasets), "https://a.example")
    page = to_html(text, Parts(lambda _: "<div>Figur</div>", inline), EXTENSIONS)
    return html.fromstring(f"<main>{page}</main>")


def with_unit(unit: str, value: str, **field: str) -> Dataset:
    """A dataset of one value."""
    fields = [{"name": "ar", "type": "year"}, {"name": "varde", "type": "number", "unit": unit}]
    return dataset([fields[0], {**fields[1], **field}], [[2013, value]])


FACTORS = {"kr": 1, "tkr": 1000, "mnkr": 1_000_000}


@given(
    value=st.decimals(-10_000_000_000, 10_000_000_000, places=3) | st.decimals(-1, 1, places=6),
    unit=st.sampled_from(["kr", "tkr", "mnkr"]),
    wanted=st.sampled_from(["", "kr", "tkr", "mnkr"]),
    decimals=st.none() | st.integers(0, 6),
    sign=st.booleans(),
)
def test_a_number_is_the_value_rounded_half_up(
    value: Decimal, unit: str, wanted: str, decimals: int | None, sign: bool
) -> None:
    """Whatever the value, unit and rounding, the text reads back as the value, half away from 0."""
    asked = f"tal: prov{f', enhet: {wanted}' if wanted else ''}"
    asked += "" if decimals is None else f", decimaler: {decimals}"
    text = written(f"{{{asked}{', tecken: ja' if sign else ''}}}", with_unit(unit, str(value)))
    number, _, shown = text.rpartition(NBSP)
    assert shown == (wanted or unit)
    exact = Fraction(value) * FACTORS[unit] / FACTORS[wanted or unit]
    if decimals is not None:
        size = Fraction(floor(abs(exact) * 10**decimals + Fraction(1, 2)), 10**decimals)
        assert len(number.partition(",")[2]) == decimals
        exact = size if exact > 0 else -size
    read = number.replace(NBSP, "").replace("\u2212", "-").replace(",", ".")
    assert Fraction(read) == exact
    assert number.startswith("+") == (sign and exact > 0)


@pytest.mark.parametrize(
    ("unit", "value", "more", "text"),
    [
        ("%", "5.80", "", f"5,80{NBSP}%"),
        ("antal", "1234", "", f"1{NBSP}234"),
        ("index", "78", "", "78"),
        ("placering", "143", "", "143"),
        ("invånare", "21447", "", f"21{NBSP}447{NBSP}invånare"),
        ("tkr", "404000", ", enhet: mnkr", f"404{NBSP}mnkr"),
        ("tkr", "404000", ", enhet: Mkr", f"404{NBSP}mnkr"),
        ("mnkr", "1.25", ", enhet: tkr", f"1{NBSP}250{NBSP}tkr"),
        ("tkr", "-3100", ", tecken: ja", f"\u22123{NBSP}100{NBSP}tkr"),
        ("tkr", "3100", ", tecken: ja", f"+3{NBSP}100{NBSP}tkr"),
        ("%", "0", ", tecken: ja, decimaler: 1", f"0,0{NBSP}%"),
        ("%", "2.5", ", decimaler: 0", f"3{NBSP}%"),
    ],
)
def test_a_number_is_written_as_swedish_prose(unit: str, value: str, more: str, text: str) -> None:
    """Units, signs and decimals as asked for; what only counts or ranks has no unit."""
    assert written(f"{{tal: prov, ar: 2013{more}}}", with_unit(unit, value)) == text


def test_the_answers_of_a_survey_are_not_its_measure() -> None:
    """Without `visa` a survey gives its first column that tells something."""
    fields = [
        {"name": "enhet", "type": "string"},
        {"name": "antal_svar", "type": "integer", "unit": "svar"},
        {"name": "index", "type": "number", "unit": "index"},
    ]
    survey = {"survey": {"answers": "antal_svar", "groups": "enhet"}}
    schema_key = dataset(fields, [["A", 60, 71], ["B", 50, 64]], **survey)
    # The dataset's own column “enhet” comes before the unit.
    assert written("{tal: prov, enhet: B}", schema_key) == "64"
    assert written("{tal: prov, enhet: B, visa: antal_svar}", schema_key) == f"50{NBSP}svar"


PICK = "namnd: Socialnämnden, scenario: budget"
MISTAKES = {
    "{tal: prow}": ["Datamängden ”prow” finns inte. Menade du ”prov”?"],
    "{tal: trasig, a: b}": [],
    "{tal: prov, nämd: Socialnämnden, scenario: budget}": [
        "Kolumnen ”nämd” finns inte i prov. Menade du ”namnd”?"
    ],
    f"{{tal: prov, {PICK}, decimal: 1}}": [
        "Kolumnen ”decimal” finns inte i prov. Menade du ”decimaler”?"
    ],
    "{tal: prov, namnd: Sosialnämnden, scenario: budget}": [
        "Värdet ”Sosialnämnden” finns inte i kolumnen ”namnd”. Menade du ”Socialnämnden”?"
    ],
    f"{{tal: prov, {PICK}, visa: scenario}}": [
        "Kolumnen ”scenario” har inga mätvärden. Det har nettokostnad."
    ],
    f"{{tal: prov, {PICK}, visa: nettokostnader}}": [
        "Kolumnen ”nettokostnader” finns inte i prov. Menade du ”nettokostnad”?"
    ],
    "{tal: prov, scenario: budget}": ["Flera rader passar. Välj också ett värde för ”namnd”."],
    "{tal: prov}": ["Flera rader passar. Välj också ett värde för ”namnd” och ”scenario”."],
    '{tal: prov, namnd: Revisionen, scenario: budget, nettokostnad: "391600"}': [
        "Ingen rad har alla de värden som står här."
    ],
    "{tal: prov, namnd: Revisionen, scenario: prognos_1}": [
        "Värdet i kolumnen ”nettokostnad” kan inte visas: uppgift saknas."
    ],
    f"{{tal: prov, {PICK}, enhet: mnrk}}": ["Enheten ”mnrk” finns inte. Menade du ”mnkr”?"],
    f"{{tal: prov, {PICK}, enhet: '%'}}": ["Enheten ”%” finns inte. Det som finns: kr, tkr, mnkr."],
    f"{{tal: prov, {PICK}, decimaler: två}}": [
        "”två” i fältet ”decimaler” ska vara ett heltal 0–6."
    ],
    f"{{tal: prov, {PICK}, decimaler: 7}}": ["”7” i fältet ”decimaler” ska vara ett heltal 0–6."],
    f"{{tal: prov, {PICK}, tecken: plus}}": ["”plus” i fältet ”tecken” ska vara ja eller nej."],
    "{tal:prov}": ["Skriv ett mellanslag efter kolonet i ”tal:”."],
    "{tal: prov, namnd:Socialnämnden}": ["Skriv ett mellanslag efter kolonet i ”namnd:”."],
    "{tal: prov, namnd: Barn, unga}": [
        "”unga” saknar värde. Har ett värde ett komma, sätt citattecken runt det."
    ],
    "{Tal: prov}": ["Fältet ”tal” saknas. Skriv tal: och datamängdens namn."],
    "{tal: prov, namnd: [Socialnämnden]}": ["Fältet ”namnd” ska vara en enkel text."],
    "{tal: prov, namnd: 'Social}": ["Ett citattecken öppnas men stängs aldrig."],
    "{tal: prov, tal: prov}": ["Fältet ”tal” står två gånger."],
    "{tal: prov, namnd: a: b}": [
        "Ett komma saknas mellan två fält, eller så har ett värde ett kolon utan citattecken."
    ],
    "{tal: prov": ["Formen {tal: …} avslutas aldrig. Skriv } efter den, i samma stycke."],
    "{tal: prov,\n\nnamnd: Socialnämnden}": [
        "Formen {tal: …} avslutas aldrig. Skriv } efter den, i samma stycke."
    ],
}


@pytest.mark.parametrize("form", MISTAKES)
def test_a_mistake_is_said_at_its_line(form: str) -> None:
    """Each mistake is one line in Swedish with its cure; a broken dataset says its own."""
    expected = [f"prov.md:3: {message}" for message in MISTAKES[form]]
    assert said(f"Före\n\nKostar {form} i år.") == expected


def test_all_mistakes_of_a_form_come_together() -> None:
    """A column, a value, a unit, a rounding and a measure that are wrong are told of at once."""
    form = "{tal: prov, nämd: a, scenario: x, enhet: mil,\ndecimaler: x, tecken: x}"
    lines = [line.split(":")[1] for line in said(form)]
    assert lines == ["1", "2", "2", "1", "1"]


def test_only_money_is_converted() -> None:
    """A share can't become kronor, and an index has no other unit."""
    assert said("{tal: prov, enhet: mnkr}", with_unit("%", "5")) == [
        "prov.md:1: Bara kr, tkr och mnkr kan räknas om. ”varde” har enheten %."
    ]


def test_a_dataset_without_numbers_has_none_to_give() -> None:
    """It is said in words, not with a traceback."""
    texts = dataset([{"name": "namnd", "type": "string"}], [["A"]])
    assert said("{tal: prov, namnd: A}", texts) == [
        "prov.md:1: Det finns ingen kolumn med mätvärden i prov."
    ]


TEXT = f"""Kostar **{SOCIAL}** ({SOCIAL}).

## Rubrik {SOCIAL}

| A | B {SOCIAL} |
| --- | --- |
| {SOCIAL} | {{scenario: budget, tal: prov, namnd: "Socialnämnden"}} |

> Citat {{tal: prov, namnd: Socialnämnden,
> scenario: budget}}. Slut {{tal: prov,
> namnd: Socialnämnden, scenario: budget}}

- Punkt {{tal: prov, namnd:
  Socialnämnden, scenario: budget}}, mer

```diagram
data: prov
```

Fot[^1] efter figuren: {SOCIAL}

[^1]: I noten {SOCIAL}.
"""


def test_a_number_stands_anywhere_in_a_text() -> None:
    """In paragraphs, headings, tables, quotes, lists and notes, over a line's end too."""
    page = published(TEXT)
    places = [link.getparent().tag for link in page.find_class("tal")]
    assert places == ["strong", "p", "h2", "th", "td", "td", "p", "p", "li", "p", "p"]
    shown = [link.text_content() for link in page.find_class("tal")]
    assert set(shown) == {f"404,0{NBSP}mnkr", f"391{NBSP}600{NBSP}tkr"}
    assert "Citat 391\u00a0600\u00a0tkr. Slut 391\u00a0600\u00a0tkr" in page.text_content()
    assert "Punkt 391\u00a0600\u00a0tkr, mer" in page.text_content()
    assert page.xpath("//td[1]")[0].text_content() == f"404,0{NBSP}mnkr"
    assert page.xpath("//p[.='Figur'] | //div[.='Figur']")
    assert "tal:" not in page.text_content()


def test_a_number_is_a_link_that_says_where_it_leads() -> None:
    """The dataset's page, the value as the file has it, and the dataset's title."""
    (link,) = published(f"Kostar {SOCIAL}.").find_class("tal")
    assert html.tostring(link, encoding="unicode", with_tail=False) == (
        '<a class="tal" href="https://a.example/data/prov/" title="Se siffrorna: Prov">'
        f'<data value="404049.5">404,0{NBSP}mnkr</data></a>'
    )


CODE = f"""`{SOCIAL}` och ``{SOCIAL} ` `` och `över
{SOCIAL} rader`

```
{SOCIAL}
```

    {SOCIAL}

<!-- {{tal: hemlig}} -->
"""


def test_what_is_shown_as_code_stays_as_it_was_written() -> None:
    """Code spans, fenced and indented code keep their form; a comment is gone."""
    page = published(CODE)
    assert page.find_class("tal") == []
    assert [code.text_content().count(SOCIAL) for code in page.iter("code")] == [1] * 5
    assert "hemlig" not in html.tostring(page, encoding="unicode")


def test_a_number_is_plain_text_where_no_link_can_stand() -> None:
    """Not in another link, nor in the description of a picture or an attribute."""
    page = published(f'[länk {SOCIAL}](x) ![bild {SOCIAL}](y)\n\n<p lang="{SOCIAL}">å</p>')
    assert page.find_class("tal") == []
    assert page.xpath("//a")[0].text_content() == f"länk 404,0{NBSP}mnkr"
    assert page.xpath("//img/@alt") == [f"bild 404,0{NBSP}mnkr"]
    assert page.xpath("//p/@lang") == [f"404,0{NBSP}mnkr"]


def test_a_form_that_the_check_took_for_code_is_never_published() -> None:
    """In HTML of one's own, accents mean nothing: the text is refused."""
    with pytest.raises(ValueError, match="accenterna"):
        published(f"<div>`{SOCIAL}`</div>")


@pytest.mark.parametrize("text", ["En ` här\noch `{}` där", "\\`{}\\`", "`{}"])
def test_accents_that_pair_otherwise_make_no_code(text: str) -> None:
    """One on the line above, an escaped one and a single one leave the form in the text."""
    assert len(published(text.format(SOCIAL)).find_class("tal")) == 1


@pytest.mark.parametrize(
    "text", ["- en ` här\n- `{}` där", "`` ` {} ``", "| A | B |\n|---|---|\n| `x` | `{}` |"]
)
def test_accents_that_pair_make_code(text: str) -> None:
    """Each item of a list and each cell of a table pairs its own."""
    page = published(text.format(SOCIAL))
    assert page.find_class("tal") == []
    assert SOCIAL in page.xpath("//code")[-1].text_content()


def test_a_text_has_as_many_numbers_as_forms() -> None:
    """Numbers of another text are refused, not put in the wrong places."""
    with pytest.raises(ValueError, match="kontrollerats"):
        to_html(SOCIAL, Parts(lambda _: "", Inline(numbers(SOCIAL * 2))), [])


def figure_lines(text: Sequence[str]) -> Fence:
    return Fence(4, 4 + len(text) + 1, "\n".join(text))


def test_a_figures_heading_takes_numbers_too() -> None:
    """As plain text, with its unit; the figure tells which it took."""
    fence = figure_lines(["data: prov", f'titel: "Kostar {SOCIAL} nu"', f"undertitel: '{SOCIAL}'"])
    figure = make_figure(fence, "prov.md", library(COSTS), "figur-1")
    assert figure.heading == f"Kostar 404,0{NBSP}mnkr nu"
    assert figure.subtitle == f"404,0{NBSP}mnkr"
    assert [number.text for number in figure.numbers] == [f"404,0{NBSP}mnkr"] * 2


def test_a_mistake_in_a_figures_heading_is_said_at_its_line() -> None:
    """It is told of as one in the text is."""
    fence = figure_lines(["data: prov", 'titel: "Kostar {tal: prow}"'])
    with pytest.raises(ProblemsFound, match=r"prov.md:6: Datamängden ”prow” finns inte"):
        make_figure(fence, "prov.md", library(COSTS), "figur-1")


ODD = [
    *("`", "``", "\\", "\n", "\n\n", "- ", "1. ", "> ", "    ", "| ", "|---|---|\n", "x", "## "),
    *("*", "[", "](u)", "!", '"', "'", "{", "}", "```\n", "~~~\n", "<!-- ", "-->", "[^1]", ": "),
    *("<b>", "</b>", "<div>", "</div>", SOCIAL, SOCIAL, SOCIAL.replace(", ", ",\n")),
]


@given(text=st.lists(st.sampled_from(ODD), max_size=20).map("".join))
@settings(max_examples=int(os.environ.get("INSYN_EXAMPLES", "200")), deadline=None)
def test_a_form_is_never_published_as_it_was_written(text: str) -> None:
    """Whatever stands around it, it becomes a number, is shown as code, or is refused."""
    try:
        page = published(text)
    except (ProblemsFound, ValueError):
        return
    for code in page.xpath("//code | //pre"):
        code.clear(keep_tail=True)
    left = html.tostring(page, encoding="unicode")
    assert "tal:" not in left
    assert "\x02" not in left
