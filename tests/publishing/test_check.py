"""Every mistake a writer can make is one line in Swedish, at the file and line where it stands."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from insyn.publishing.check import check
from insyn.publishing.reporting import RULES

NOW = datetime(2013, 5, 17, 16, tzinfo=ZoneInfo("Europe/Stockholm"))
POST, PAGE = "content/inlagg/2013-04-26.md", "content/sidor/om.md"
CSV, YAML = "data/ramar-2014.csv", "data/ramar-2014.yaml"
QUOTE = "Sätt citattecken runt hela värdet, eller klammer om det är fält: {ar: 2013}."


def said(root: Path) -> list[str]:
    """Check the site and give every problem as it is printed; each has a rule with a name."""
    problems = check(root, NOW).problems
    assert all(problem.rule in RULES for problem in problems)
    return [str(problem) for problem in problems]


def change(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Make a mistake: write something else in a file, once."""

    def mistake(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return mistake


def both(*mistakes: Callable[[Path], None]) -> Callable[[Path], None]:
    """Make several mistakes."""

    def mistake(root: Path) -> None:
        for one in mistakes:
            one(root)

    return mistake


def remove(file: str) -> Callable[[Path], None]:
    """Make a mistake: take a file away."""
    return lambda root: (root / file).unlink()


def write(file: str, content: bytes) -> Callable[[Path], None]:
    """Make a mistake: write a whole file."""

    def mistake(root: Path) -> None:
        (root / file).write_bytes(content)

    return mistake


MISTAKES = {
    "missing CSV": (remove(CSV), f"{YAML}:1: Datafilen {CSV} saknas."),
    "missing descriptor": (
        remove(YAML),
        (f"{CSV}:1: Beskrivningen {YAML} saknas. Skapa den med: python3 tasks.py data {CSV}"),
    ),
    "unknown dataset": (
        change(POST, "data: ramar-2014", "data: ramar-2041"),
        f"{POST}:15: Datamängden ”ramar-2041” finns inte. Menade du ”ramar-2014”?",
    ),
    "unknown column": (
        change(POST, "urval: {namnd:", "urval: {nämnd:"),
        f"{POST}:22: Kolumnen ”nämnd” finns inte i ramar-2014. Menade du ”namnd”?",
    ),
    "unknown value": (
        change(POST, "markera: Socialnämnden", "markera: Sosialnämnden"),
        f"{POST}:23: Värdet ”Sosialnämnden” finns inte i diagrammet. Menade du ”Socialnämnden”?",
    ),
    "unknown option": (
        change(POST, "markera:", "makera:"),
        f"{POST}:23: Fältet ”makera” finns inte. Menade du ”markera”?",
    ),
    "unknown chart type": (
        change(POST, "markera: Socialnämnden", "typ: stapplar"),
        f"{POST}:23: Diagramtypen ”stapplar” finns inte. Menade du ”staplar”?",
    ),
    "block with a misspelt name": (
        change(POST, "```diagram", "```digram"),
        f"{POST}:14: Blocket ”digram” är okänt. Menade du ”diagram”?",
    ),
    "block that is never closed": (
        change(POST, "markera: Socialnämnden\n```", "markera: Socialnämnden"),
        f"{POST}:20: Blocket ”diagram” stängs aldrig. Avsluta det med raden ```.",
    ),
    "indented block": (
        change(POST, "```diagram\ndata: ramar-2014\n", "  ```diagram\n  data: ramar-2014\n  "),
        f"{POST}:14: Blocket ”diagram” är indraget. Börja raden längst till vänster.",
    ),
    "broken YAML in a block": (
        change(POST, "markera: Socialnämnden", "titel: Ramar: en titt"),
        f"{POST}:23: Värdet innehåller ett kolon. {QUOTE}",
    ),
    "a sum that isn't that of its rows": (
        change(CSV, "Tekniska nämnden;2014;", "Totalt;2014;3 350,5"),
        (
            f"{CSV}:4: Summan ”Totalt” (2014) är 3\u00a0350,5 i kolumnen ”belopp_tkr”, men "
            "raderna ger 3\u00a0250,5: 100,0 i skillnad. Rätta, eller skriv row: Totalt och "
            "differs: varför, under totals i beskrivningen, eller totals: [] om raden är något "
            "annat."
        ),
    ),
    "a number in two ways": (
        change(CSV, "2 000", "2,000.5"),
        (
            f"{CSV}:3: Kolumnen ”belopp_tkr” skriver tal på två sätt: rad 2 och rad 3 kan inte "
            "läsas likadant. Skriv alla med samma decimaltecken."
        ),
    ),
    "a number that may be two": (
        both(change(CSV, "1 250,5", "1.250"), change(CSV, "2 000", "2.000")),
        (
            f"{CSV}:2: Kolumnen ”belopp_tkr” kan läsas på två sätt: är punkten eller kommat "
            'decimaltecken eller tusental? Skriv decimalChar: "," eller decimalChar: "." för '
            f"kolumnen i {YAML}."
        ),
    ),
    "a name without values": (
        change(CSV, "Barn- och", "Övriga;;\nBarn- och"),
        (
            f"{CSV}:3: Raden ”Övriga” har bara ett namn. Är den en rubrik eller en anteckning, "
            "skriv ignoreRows: [Övriga] i beskrivningen. Saknas värdena, skriv .. i dem."
        ),
    ),
    "a decision that nobody can look up": (
        change(YAML, "  dnr: KS 2013/112\n", ""),
        (
            f"{YAML}:14: Siffror som är ”på remiss” behöver dnr under decision: vilket organ, "
            "vilken dag och vilket diarienummer."
        ),
    ),
    "no producer": (
        change(YAML, "producer: Ekonomienheten\n", ""),
        f"{YAML}:1: Fältet ”producer” saknas.",
    ),
    "money with both signs": (
        both(change(YAML, "costs: positive\n", ""), change(CSV, "2 000", "−2 000")),
        (
            f"{YAML}:26: Kolumnen ”belopp_tkr” har både plus och minus. Skriv vad plus betyder: "
            "plus: överskott eller plus: underskott, eller costs: negative för kostnader."
        ),
    ),
    "a link without its form": (
        change(POST, "Inledning.", "[Om](../sidor/om.md)"),
        f"{POST}:10: Skriv {{filename}} före länken till ../sidor/om.md.",
    ),
    "a link form that there isn't": (
        change(POST, "Inledning.", "[Om]({filnamn}/sidor/om.md)"),
        f"{POST}:10: Länkformen ”filnamn” finns inte. Menade du ”filename”?",
    ),
    "a character that can't be shown": (
        change(POST, "Inledning.", "In\x0bledning."),
        f"{POST}:10: Raden har ett tecken som inte går att visa. Skriv om den för hand.",
    ),
    "an address that is too long": (
        change(PAGE, "Title: Om", "Title: " + "a" * 300),
        f"{PAGE}:1: Adressen blir för lång. Skriv en slug med högst 100 tecken.",
    ),
    "another unit in a number": (
        change(CSV, "2 000", "2 000 %"),
        f"{CSV}:3: ”2 000 %” står i %, men kolumnen ”belopp_tkr” har enheten tkr.",
    ),
    "a survey that isn't declared": (
        change(YAML, "unit: tkr", "unit: svar"),
        (
            f"{YAML}:27: Kolumnen ”belopp_tkr” räknar svar. Skriv under survey: answers: "
            "belopp_tkr och groups: kolumnen med grupper, så döljs grupper med för få svar."
        ),
    ),
    "no unit": (
        change(YAML, "unit: tkr\n", ""),
        f"{YAML}:26: Kolumnen ”belopp_tkr” saknar enhet. Skriv unit, till exempel tkr eller %.",
    ),
    "an address that the site itself has": (
        change(PAGE, "Title: Om", "Title: Arkiv"),
        f"{PAGE}:1: Adressen /arkiv/ används redan av webbplatsen själv.",
    ),
    "an address of nothing": (
        change(PAGE, "Title: Om", "Title: !!!"),
        f"{PAGE}:1: Adressen blir tom. Skriv en slug, till exempel slug: veckans-inlagg.",
    ),
    "a heading of the first level": (
        change(POST, "## Utmaning", "# Utmaning"),
        f"{POST}:12: Rubriker i texten ska börja med minst två nummertecken: ##",
    ),
    "a picture without a description": (
        change(POST, "Inledning.", "![](bild.png)"),
        f"{POST}:10: Bilden saknar beskrivning. Skriv den mellan hakparenteserna.",
    ),
    "a comment that never ends": (
        change(POST, "Inledning.", "<!-- glömd"),
        f"{POST}:10: Kommentaren <!-- avslutas aldrig. Lägg till --> där den slutar.",
    ),
    "a YAML alias": (
        change(POST, "summary: N", "summary: *N"),
        f"{POST}:4: Värdet börjar med en asterisk. Sätt citattecken runt hela värdet.",
    ),
    "a key that is a list": (
        change(YAML, "period: 2014", "? [a, b]\n: 2014"),
        f"{YAML}:4: Fältet saknar namn.",
    ),
    "a file name that is no name": (
        write("data/a.b.csv", b"x"),
        "data/a.b.csv:1: Filnamnet får bara ha a–z, siffror, bindestreck och understreck.",
    ),
    "text in a number column": (
        change(CSV, "2 000", "två tusen"),
        (
            f"{CSV}:3: ”två tusen” i kolumnen ”belopp_tkr” är inget tal. "
            "Betyder det att uppgift saknas, skriv det under missingValues."
        ),
    ),
    "duplicate key": (
        change(CSV, "Tekniska nämnden;2014;", "Socialnämnden;2014;7"),
        f"{CSV}:4: Nyckeln ”Socialnämnden, 2014” står redan på rad 2.",
    ),
    "empty CSV": (write(CSV, b""), f"{CSV}:1: Filen är tom."),
    "wrong encoding": (
        write(CSV, b"namnd;ar;belopp_tkr\nSocial\x00n\x81mnden;2014;1\n"),
        f"{CSV}:1: Filen är ingen textfil. Exportera tabellen som CSV UTF-8 eller som xlsx.",
    ),
    "column that nobody described": (
        change(CSV, "namnd;ar;belopp_tkr", "nämnd;ar;belopp_tkr"),
        f"{CSV}:1: Kolumnen ”nämnd” finns inte beskriven i {YAML}. Menade du ”namnd”?",
    ),
    "broken YAML in a descriptor": (
        change(YAML, "title: Ramar 2014", "title: Ramar: 2014"),
        f"{YAML}:2: Värdet innehåller ett kolon. {QUOTE}",
    ),
    "missing provenance": (
        change(YAML, "sources:\n  - title: Ekonomienheten\n", ""),
        f"{YAML}:1: Fältet ”sources” saknas.",
    ),
    "unknown decision status": (
        change(YAML, "status: på remiss", "status: beslutat"),
        f"{YAML}:15: ”beslutat” är inget giltigt värde för ”status”. Menade du ”beslutad”?",
    ),
    "front matter that is never closed": (
        change(POST, "  - ekonomi\n---", "  - ekonomi\n"),
        f"{POST}:1: Uppgifterna överst avslutas aldrig. Lägg till raden --- före brödtexten.",
    ),
    "broken front matter": (
        change(POST, 'title: "Ramarna: en första titt"', "title: Ramarna: en första titt"),
        f"{POST}:2: Värdet innehåller ett kolon. {QUOTE}",
    ),
    "no front matter": (
        change(PAGE, "Title: Om\nSummary: En sida i den enkla formen.\n", "Hej och välkommen.\n"),
        f"{PAGE}:1: Överst ska stå uppgifter, en per rad: title, date och summary.",
    ),
    "unknown field in front matter": (
        change(POST, "summary:", "sumary:"),
        f"{POST}:4: Fältet ”sumary” finns inte. Menade du ”summary”?",
    ),
    "no summary": (
        change(POST, "summary: Nämndernas ramar är på remiss.\n", ""),
        f"{POST}:2: Fältet ”summary” saknas. Skriv en eller två meningar om vad veckan handlar om.",
    ),
    "a date that is none": (
        change(POST, "2013-04-26T15:10:00.000+02:00", "26 april"),
        f"{POST}:3: ”26 april” är inget datum. Skriv som 2013-04-26 eller 2013-04-26 15:10.",
    ),
    "content in another encoding": (
        write(POST, "---\ntitle: Nämnden\n---\n".encode("cp1252")),
        f"{POST}:2: Filen är inte sparad som UTF-8. Spara den som UTF-8 i textredigeraren.",
    ),
    "link to nothing": (
        change(POST, "Inledning.", "[Förra]({filename}2013-04-19.md)"),
        (
            f"{POST}:10: Filen ”content/inlagg/2013-04-19.md” finns inte. "
            "Menade du ”content/inlagg/2013-04-26.md”?"
        ),
    ),
    "a file that would not be published": (
        write("content/inlagg/brev.docx", b"x"),
        "content/inlagg/brev.docx:1: Filen publiceras inte: i inlagg/ ska filnamnet sluta på .md.",
    ),
    "a placing drawn as bars": (
        change(YAML, "type: number", "type: number\n      unit: placering\n      better: lower"),
        f"{POST}:15: En placering kan inte ritas som staplar. Använd typ: rankning.",
    ),
}


def test_a_sound_site_has_no_problems(small: Path) -> None:
    """The small site, with both kinds of front matter and a diagram shown as code, is in order."""
    assert said(small) == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_said_at_its_place(small: Path, name: str) -> None:
    """The mistake's file, line, fault and cure are what is printed."""
    mistake, expected = MISTAKES[name]
    mistake(small)
    assert expected in said(small)


def test_all_problems_of_a_run_come_together(small: Path) -> None:
    """Mistakes in a CSV, a descriptor, a post and a page are all found at once, in order."""
    shutil.copy(small / CSV, small / "data" / "annan.csv")
    for name in ("unknown option", "no front matter", "a file that would not be published"):
        MISTAKES[name][0](small)
    files = [problem.partition(":")[0] for problem in said(small)]
    assert files == [
        "content/inlagg/2013-04-26.md",
        "content/inlagg/brev.docx",
        PAGE,
        "data/annan.csv",
    ]


def test_two_posts_cannot_have_one_address(small: Path) -> None:
    """The second is told which file has the address."""
    shutil.copy(small / POST, small / "content/inlagg/2013-04-26-igen.md")
    (problem,) = said(small)
    assert problem.startswith(f"{POST}:2: Adressen /2013/04/26/ramarna-en-forsta-titt/ används")


def test_a_published_post_cannot_link_to_a_draft(small: Path) -> None:
    """The address of what is to come would leak."""
    text = (small / POST).read_text(encoding="utf-8")
    later = text.replace("2013-04-26T", "2013-05-31T")
    (small / "content/inlagg/2013-05-31.md").write_text(later, encoding="utf-8")
    change(POST, "Inledning.", "[Nästa]({filename}2013-05-31.md)")(small)
    expected = f"{POST}:10: Länken går till content/inlagg/2013-05-31.md, som inte är publicerad."
    assert said(small) == [expected]
