"""A heading or a sentence that the data contradict is found; one that is true or doubtful isn't."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from insyn.charts.avvikelse import Avvikelse
from insyn.data.versions import AsOf
from insyn.figures.claims import contradictions
from insyn.figures.fence import Fence
from insyn.figures.figure import Figure, make_figure
from insyn.figures.ground import TEXT, Ground
from samples import dataset, options, sample_library

ROOT = Path(__file__).resolve().parents[2]
HEADING = "Rubriken"
FORECAST, OUTCOME = "data: prognos-1-2013", "data: bokslut-2012"
PLACING, ENGAGEMENT = "data: foretagsklimat", "data: medarbetarengagemang"
SICK = "data: sjukfranvaro\nmarkera: Alla"
PARTS = "data: medarbetarengagemang\nurval: {delindex: [Motivation, Ledarskap, Styrning]}"
PEOPLE, RESULT, COMPANIES = "data: folkmangd", "data: arets-resultat", "data: koncernen-2012"
LAW = "data: lagrum-2013"
JUDGEMENT = "data: foretagsklimat\nvisa: omdome"


@cache
def figure(text: str) -> Figure:
    return make_figure(Fence(1, 9, text), "prov.md", sample_library(), "figur-prov-1")


def said(text: str, block: str, where: str = HEADING, year: int = 2013) -> list[str]:
    """Judge a text beside a figure of the sample; messages are given with plain blanks."""
    found = contradictions(text, Ground(figure(block), where, year))
    return [message.replace("\u00a0", " ") for _, message in found]


TRUE_HEADINGS = [
    (FORECAST, "Två nämnder går back"),
    (FORECAST, "Två av nio nämnder väntas få underskott"),
    (FORECAST, "Sju av nio håller budgeten"),
    (FORECAST, "Fyra nämnder väntas få överskott"),
    (FORECAST, "Underskott 14,8 mnkr"),
    (FORECAST, "Underskott på 15 miljoner kronor"),
    (FORECAST, "Nämnderna går mot ett underskott på 14,8 mnkr"),
    (FORECAST, "Nämnderna går mot underskott på knappt 15 mnkr"),
    (FORECAST, "Två nämnder får underskott, tillsammans 16,9 mnkr"),
    (FORECAST, "Underskott på 16,9 mnkr i två nämnder"),
    (FORECAST, "Socialnämnden går back drygt 12 miljoner"),
    (FORECAST, "Socialnämnden går back 12,4 miljoner, kommunstyrelsen 4,5"),
    (FORECAST, "Socialnämnden får underskott på 12 mnkr och kommunstyrelsen på 4,5 mnkr"),
    (FORECAST, "Socialnämnden väntas gå back 12,4 mnkr"),
    (FORECAST, "12,4 mnkr i underskott för socialnämnden"),
    (FORECAST, "Socialnämndens underskott blir 12 400 tkr"),
    (FORECAST, "Socialnämnden: −12,4 mnkr"),
    (FORECAST, "Totalt: −14,8 mnkr"),
    (FORECAST, "Nämnderna väntas kosta 14,8 mnkr mer än budget"),
    (FORECAST, "Socialnämnden ligger 12,4 mnkr över budget"),
    (FORECAST, "Tekniska nämnden går plus 0,5 mnkr"),
    (FORECAST, "Tekniska nämnden får ett överskott på 500 000 kronor"),
    (FORECAST, "Tekniska nämnden väntas få överskott"),
    (FORECAST, "Fyra nämnder får överskott, tre håller budgeten och två går back"),
    (FORECAST, "Socialnämnden får 15 mnkr"),
    (OUTCOME, "Fyra nämnder höll inte sin budget"),
    (OUTCOME, "Fyra av nio nämnder gick back 2012"),
    (OUTCOME, "Socialnämnden gick back 11,1 mnkr 2012"),
    (OUTCOME, "Socialnämndens underskott blev drygt 11 miljoner kronor"),
    (OUTCOME, "Kommunstyrelsen fick ett underskott på 1,4 mnkr"),
    (OUTCOME, "Kommunstyrelsen gick back 1,35 mnkr"),
    (PLACING, "Plats 143"),
    (PLACING, "Plats 143 av 290"),
    (PLACING, "Tallvika klättrar till plats 143 av 290"),
    (PLACING, "Vi klättrar 64 platser"),
    (PLACING, "64 platser bättre än 2012"),
    (PLACING, "Från plats 207 till plats 143"),
    (PLACING, "Plats 207 år 2012"),
    (PLACING, "Sämst 2012: plats 207"),
    (PLACING, "Företagsklimatet 2012: vi är på plats 207"),
    (ENGAGEMENT, "Medarbetarengagemanget ökar till 78"),
    (ENGAGEMENT, "Medarbetarengagemanget ökar från 77 till 78"),
    (ENGAGEMENT, "Engagemanget ökar till 78"),
    (ENGAGEMENT, "Medarbetarengagemanget är 78"),
    (ENGAGEMENT, "Medarbetarengagemanget var 77 2011"),
    (PARTS, "Ledarskap ökar till 80"),
    (PARTS, "Styrning ligger kvar på 75"),
    (PARTS, "Styrning oförändrad"),
    (SICK, "Sjukfrånvaron ökar för andra året i rad"),
    (SICK, "Sjukfrånvaron ökar till 5,8 procent"),
    (SICK, "Sjukfrånvaron ökar till 5,8 %"),
    (SICK, "Sjukfrånvaron ökar till knappt 6 procent"),
    (SICK, "Sjukfrånvaron minskar från 6,7 till 5,8 procent"),
    (SICK, "Sjukfrånvaron minskar till 5,8 procent"),
    (LAW, "Summan är 1 103,6 mnkr"),
    (LAW, "Socialnämnden ligger högst med 391,6 mnkr"),
    (LAW, "Speciallag: 898,5 mnkr"),
    (SICK, "Sjukfrånvaron minskar"),  # over the years that are shown it does
    (SICK, "Sjukfrånvaron för kvinnor ökar till 6,4 procent"),
    (PEOPLE, "Folkmängden ökar"),
    (PEOPLE, "Folkmängden minskar"),
    (RESULT, "Resultatet 2012 är det svagaste plusresultatet på sex år"),
    (RESULT, "Resultatet minskar till 2,7 mnkr"),
    (COMPANIES, "Tallvika Energi AB ligger högst med 9,9 mnkr"),
    (JUDGEMENT, "Omdömet ökar till 3,4"),
]


@pytest.mark.parametrize(("block", "text"), TRUE_HEADINGS)
def test_a_true_heading_passes(block: str, text: str) -> None:
    """What the data say, exactly or in the heading's own rounding, is never reported."""
    assert said(text, block) == []


def test_of_a_part_the_whole_is_not_known() -> None:
    """A figure of some committees tells nothing of all, but still of each that it shows."""
    part = f"{FORECAST}\nurval: {{namnd: [Socialnämnden, Tekniska nämnden]}}"
    assert said("Två av nio nämnder går back", part) == []
    assert said("Nämnderna går mot ett underskott på 14,8 mnkr", part) == []
    assert said("Nämnderna räknar tillsammans med ett underskott på 14,8 mnkr.", part, TEXT) == []
    assert len(said("Socialnämnden går back 9,6 mnkr", part)) == 1


FALSE_HEADINGS = [
    (FORECAST, "Underskott 12 mnkr", "underskott 12 mnkr", "14,8 mnkr"),
    (FORECAST, "Underskott på 13,4 miljoner kronor", "underskott 13,4 miljoner", "14,8 mnkr"),
    (FORECAST, "Nämnderna går mot ett underskott på 19 mnkr", "underskott 19 mnkr", "14,8 mnkr"),
    (FORECAST, "Nämnderna väntas få 13,4 mnkr i underskott", "underskott 13,4 mnkr", "14,8 mnkr"),
    (FORECAST, "Underskott på drygt 15 mnkr", "underskott drygt 15 mnkr", "14,8 mnkr"),
    (FORECAST, "Underskott på knappt 14 mnkr", "underskott knappt 14 mnkr", "14,8 mnkr"),
    (FORECAST, "Underskott på minst 20 mnkr", "underskott minst 20 mnkr", "14,8 mnkr"),
    (FORECAST, "Nämnderna får underskott på cirka 10 mnkr", "underskott cirka 10", "14,8 mnkr"),
    (FORECAST, "Totalt: −13,4 mnkr", "−13,4 mnkr", "−14,8 mnkr"),
    (FORECAST, "Nämnderna får ett överskott på 14,8 mnkr", "överskott 14,8", "underskott 14,8"),
    (FORECAST, "Nämnderna väntas kosta 13 mnkr mer än budget", "13 mnkr över budget", "14,8 mnkr"),
    (FORECAST, "Socialnämnden går back 9,6 mnkr", "9,6 mnkr för socialnämnden", "12,4 mnkr"),
    (FORECAST, "Socialnämnden: −9,6 mnkr", "−9,6 mnkr för socialnämnden", "−12,4 mnkr"),
    (FORECAST, "Socialnämndens underskott blir 10 200 tkr", "10 200 tkr", "12 400 tkr"),
    (FORECAST, "Socialnämnden ligger 4,5 mnkr över budget", "4,5 mnkr över", "12,4 mnkr"),
    (FORECAST, "Socialnämnden ligger 12,4 mnkr under budget", "under budget", "12,4 mnkr över"),
    (
        FORECAST,
        "Socialnämnden väntas få överskott",
        "överskott för socialnämnden",
        "underskott 12,4",
    ),
    (FORECAST, "Tekniska nämnden går back", "underskott för tekniska nämnden", "överskott 0,5"),
    (FORECAST, "Tekniska nämnden går plus 0,8 mnkr", "överskott 0,8 mnkr", "0,5 mnkr"),
    (
        FORECAST,
        "Socialnämnden får underskott på 12 mnkr och kommunstyrelsen underskott på 6 mnkr",
        "underskott 6 mnkr för kommunstyrelsen",
        "4,5 mnkr",
    ),
    (FORECAST, "Tre nämnder står för hela underskottet", "att tre har underskott", "ger två"),
    (FORECAST, "Tre nämnder går back", "att tre har underskott", "ger två"),
    (FORECAST, "En nämnd går back", "att en har underskott", "ger två"),
    (FORECAST, "Två av åtta nämnder väntas få underskott", "två av åtta", "två av nio"),
    (FORECAST, "3 av 9 nämnder går med underskott", "3 av 9", "två av nio"),
    (FORECAST, "Åtta av nio nämnder håller budgeten", "åtta av nio håller", "sju av nio"),
    (OUTCOME, "Fem av nio nämnder gick back 2012", "fem av nio", "fyra av nio"),
    (OUTCOME, "Socialnämnden gick back 8,7 mnkr, sämst av alla", "8,7 mnkr", None),
    (OUTCOME, "Socialnämnden gick back 9,7 mnkr", "9,7 mnkr", "11,1 mnkr"),
    (PLACING, "Plats 134", "plats 134", "plats 143 (2013)"),
    (PLACING, "Tallvika klättrar till plats 134 av 290", "plats 134", "plats 143 (2013)"),
    (PLACING, "Vi faller till plats 143", "blir sämre", "plats 143 (2013) mot plats 207 (2012)"),
    (PLACING, "Plats 143 år 2012", "plats 143", "plats 207 (2012)"),
    (PLACING, "54 platser bättre än 2012", "54 platser bättre", "64 platser bättre än 2012"),
    (PLACING, "64 platser sämre än 2012", "64 platser sämre", "64 platser bättre än 2012"),
    (ENGAGEMENT, "Medarbetarengagemanget ökar till 87", "87", "78 (2013)"),
    (ENGAGEMENT, "Medarbetarengagemanget är 77", "77", "78 (2013)"),
    (ENGAGEMENT, "Medarbetarengagemanget minskar till 78", "minskar", "78 (2013) mot 77 (2011)"),
    (ENGAGEMENT, "Medarbetarengagemanget minskar", "minskar", "78 (2013) mot 77 (2011)"),
    (ENGAGEMENT, "Medarbetarengagemanget är oförändrat", "oförändrat", "78 (2013) mot 77 (2011)"),
    (ENGAGEMENT, "Medarbetarengagemanget ökar från 74 till 78", "74", "7"),
    (PARTS, "Ledarskap ökar till 81", "81", "80 (2013)"),
    (SICK, "Sjukfrånvaron ökar för tredje året i rad", "tre år i rad", "två år i rad"),
    (SICK, "Sjukfrånvaron minskar för andra året i rad", "minskar", "5,8 (2012) mot 5,6 (2011)"),
    (SICK, "Sjukfrånvaron ökar till 6,8 procent", "6,8 procent", "5,8 % (2012)"),
    (SICK, "Sjukfrånvaron för kvinnor ökar till 5,8 procent", "5,8 procent", "6,4 % (2012)"),
    (COMPANIES, "Tallvika Energi AB ligger högst med 8,9 mnkr", "8,9 mnkr", "9,87 mnkr"),
    (SICK, "Sjukfrånvaron minskar från 8,1 till 5,8 procent", "8,1", "6,7 % (2008)"),
    (SICK, "Sjukfrånvaron minskar från 6,7 till 5,1 procent", "5,1", "5,8 % (2012)"),
    (LAW, "Summan är 1 203,6 mnkr", "summan 1 203,6 mnkr", "mnkr"),
    (LAW, "Socialnämnden ligger högst med 401,6 mnkr", "för socialnämnden", "mnkr"),
    (JUDGEMENT, "Omdömet ökar till 4,3", "4,3", "3,4 (2013)"),
]


@pytest.mark.parametrize(("block", "text", "claimed", "real"), FALSE_HEADINGS)
def test_a_false_heading_is_reported_with_both_numbers(
    block: str, text: str, claimed: str, real: str | None
) -> None:
    """The one problem tells what the heading says and what the data give, None: left alone."""
    if real is None:
        assert said(text, block) == []
        return
    (message,) = said(text, block)
    before, _, after = message.partition(", men diagrammets siffror ger ")
    assert before.startswith("Rubriken säger ")
    assert claimed in before
    assert real in after or real in f"ger {after}"


INNOCENT = {
    FORECAST: """
        I hemtjänsten väntas underskottet bli 4,2 mnkr.
        När det gäller hemtjänsten, räknar socialnämnden med ett underskott på 4 mnkr.
        I hemtjänsten – som växer – räknar socialnämnden med ett underskott på 4 mnkr.
        För hemtjänsten, som är störst, får socialnämnden ett underskott på 4 mnkr.
        Snön blev dyr, och tekniska nämnden får ett underskott på 1,1 mnkr.
        Socialnämnden räknar med ett underskott på 7 mnkr inom individ- och familjeomsorgen.
        Av socialnämndens underskott beror 5 miljoner på placeringar av barn och unga.
        Socialnämnden har tagit fram åtgärder för 5,5 miljoner kronor.
        Socialnämndens underskott minskar med 3 mnkr jämfört med förra prognosen.
        Förra året gick socialnämnden back 11,1 miljoner kronor.
        I fjol fick socialnämnden ett underskott på 11,1 mnkr.
        Året innan hade kommunstyrelsen ett underskott på 1,4 mnkr.
        2012 gick socialnämnden back 11,1 mnkr.
        Om inget görs får socialnämnden ett underskott på 20 mnkr.
        Socialnämnden får gå back högst 5 mnkr.
        Socialnämnden får ha ett underskott på 5 mnkr.
        Socialnämnden väntas få ett underskott på 17,9 mnkr, men åtgärderna minskar det till 12,4.
        Socialnämnden väntas få ett underskott på 17,9 mnkr, men det är åtgärdat.
        Socialnämnden går back 1 miljon i månaden.
        I sin egen prognos räknar socialnämnden med ett underskott på 10 mnkr.
        Kommunstyrelsen väntas få ett underskott på 4 mnkr för it och 0,5 mnkr för lokaler.
        Tekniska nämnden går back i år på grund av snön.
        Tekniska nämnden väntas få 2 mnkr i överskott på taxorna.
        Utan åtgärdsplanen skulle socialnämnden gå back 17,9 miljoner kronor.
        Socialnämnden kan få ett underskott på 15 mnkr.
        Målet är att socialnämnden ska få ett underskott på högst 5 mnkr.
        Socialnämnden väntas inte få ett underskott på 20 mnkr, som några har gissat.
        Ingen nämnd väntas gå back 15 miljoner.
        ”Socialnämnden går back 25 miljoner”, stod det i tidningen.
        – Socialnämnden går back 25 miljoner, sa en kollega i korridoren.
        Går socialnämnden back 25 miljoner?
        Socialnämnden och kommunstyrelsen går back 16,9 miljoner kronor.
        Socialnämnden och kommunstyrelsen går back 4,5 miljoner kronor.
        Socialnämnden och bostadsbolaget går tillsammans back 30 mnkr.
        Socialnämnden, kommunstyrelsen och bolaget går tillsammans back 30 mnkr.
        Bolaget, socialnämnden och kommunstyrelsen går tillsammans back 30 mnkr.
        Socialnämnden, kommunstyrelsen och revisionen går tillsammans back 16,9 mnkr.
        Socialnämnden går tillsammans med grannkommunens nämnd back 30 mnkr.
        Socialnämnden och kommunstyrelsen ligger tillsammans 16,9 miljoner kronor över budget.
        Både socialnämnden, som är störst, och kommunstyrelsen får underskott på 16,9 mnkr.
        De båda nämnderna får tillsammans ett underskott på 16,9 mnkr.
        Kommunen väntas göra ett överskott på 3,1 mnkr.
        Kommunen räknar ändå med ett överskott på 2 miljoner, tack vare högre skatteintäkter.
        Totalt blir underskottet 9 miljoner när skatterna räknas in.
        Vi räknar med ett underskott på 2 miljoner i bostadsbolaget.
        Energibolaget går plus 9,9 mnkr och destinationsbolaget går back 0,5 mnkr.
        Två enheter i hemtjänsten går back.
        Tre av våra skolor går med underskott.
        Sex av tio kommuner väntas få underskott i år.
        Det är tredje året som två nämnder eller fler går back.
        För tre år sedan gick fem nämnder back.
        Fyra av de nio nämnderna har lämnat förslag på besparingar.
        Socialnämnden får 14 mnkr mer än i fjol.
        Socialnämnden får 14 mnkr mer i ram nästa år.
        Socialnämndens budget är 391,6 mnkr.
        Socialnämnden föreslås få 401,5 mnkr i ram för 2014.
        Efter tre månader har socialnämnden ett underskott på 3 mnkr.
        I mars hade socialnämnden ett underskott på 3 mnkr.
        Till och med april visar socialnämnden ett underskott på 4 mnkr.
        Socialnämnden har hittills ett underskott på 4 mnkr.
        Första kvartalet visar kommunstyrelsen ett underskott på 1 mnkr.
        Underskottet motsvarar 690 kronor per invånare.
        Underskottet är 1,3 procent av nämndernas budget.
        Ett underskott på 5 mnkr motsvarar tio tjänster.
        Varje underskott på över 2 miljoner ska redovisas för kommunstyrelsen.
        En nämnd som går back mer än 1 procent måste lämna en plan.
        Kommunstyrelsens it-kostnader blir 4 mnkr högre än budget.
        Snöröjningen har kostat 1,1 miljoner kronor mer än budget.
        Tekniska nämnden får ett underskott på 1,1 mnkr på snöröjningen, som hämtas in.
        Nämnderna har fått 14 mnkr mer än budget 2012.
        Nämnderna begär 13 mnkr mer.
        Nämnderna ska spara 12 mnkr.
        Överförmyndarnämnden håller budgeten, liksom revisionen.
        Sju nämnder håller budgeten.
        Två nämnder går back, resten håller sin budget.
        Alla nämnder utom två håller budgeten.
        Socialnämnden väntas enligt nämnden själv gå back 10 miljoner.
        Enligt tidningen går socialnämnden back 25 mnkr.
        Jag tror att socialnämnden får ett underskott på 8 mnkr när året är slut.
        Prognosen i höstas befarade ett underskott på 20 mnkr för socialnämnden.
        Socialnämnden skrev 2011 att underskottet blir 4 mnkr.
        Läget är sämre än väntat: socialnämnden går back drygt 12 miljoner.
        Kommunstyrelsen går back 4,5 mnkr, varav 4 mnkr är it.
        Underskottet på 12,4 miljoner i socialnämnden oroar mig mest.
        Socialnämnden drar på sig 0,9 mnkr mer i veckan än i fjol.
        Vi betalar 13 mnkr i ränta.
        Underskottet är tio gånger så stort som snöröjningens 1,1 mnkr.
        Socialnämnden har 12 mnkr i underskott från 2011 och 2012 att hämta in.
        Socialnämndens sparkrav är 12 mnkr, kommunstyrelsens 2 mnkr.
        Socialnämnden får underskott på {tal: prognos-1-2013} och aldrig 99 mnkr.
        Socialnämnden går i mål 4 mnkr bättre än i höstas.
        I tidigare prognoser har socialnämnden fått ett överskott på 2 mnkr.
        Mellan 10 och 15 mnkr i underskott är troligt.
        Socialnämnden väntas få ett underskott på 8–10 mnkr.
        Grannkommunens socialnämnd går back 30 mnkr.
        Socialnämnden i Granby räknar med ett underskott på 30 mnkr.
        Socialnämnden väntas få ett underskott på 30 mnkr i Granby.
        """,
    OUTCOME: """
        Socialnämnden väntas gå back 5 mnkr i år.
        Socialnämnden går back 5 mnkr.
        Socialnämnden har ett underskott på 2 mnkr.
        Socialnämndens underskott är 2 mnkr.
        Kommunen gör ett plusresultat på knappt tre miljoner kronor.
        Kommunen fick ett överskott på 2,7 miljoner.
        I prognosen väntades socialnämnden få ett underskott på 8,7 mnkr.
        I den andra prognosen hade socialnämnden ett underskott på 8,7 mnkr.
        Socialnämnden fick 5 miljoner i extra anslag.
        Fyra nämnder höll inte sin budget.
        Vi fick 4 miljoner i återbetalda premier.
        Barn- och utbildningsnämnden hade vakanser för 3 miljoner.
        Hemtjänsten gick back 6 mnkr.
        """,
    PLACING: """
        I lärarnas ranking ligger vi på plats 37 av 290.
        I fjol låg vi på plats 207.
        2012 låg vi på plats 207 av 290.
        Målet är plats 100.
        Vi siktar på plats 100 av 290 nästa år.
        Grannkommunen klättrar till plats 12 av 290.
        Bland länets kommuner ligger vi på plats 3 av 12.
        Vi ligger på plats 3 av 12 i länet.
        Vi har plats 64 i kön.
        Det finns 20 platser på det nya boendet.
        Förskolan får 36 platser till hösten.
        Tio platser bättre hade räckt för att slå länet.
        Även i Lärarnas ranking går det framåt. Nu ligger vi på plats 37 av 290.
        Vi klättrar 64 platser, men betyget säger mer.
        Plats 143 är ingen plats att vila på.
        """,
}


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (block, line.strip())
        for block, lines in INNOCENT.items()
        for line in lines.split("\n")
        if line.strip()
    ],
)
def test_an_innocent_sentence_is_left_alone(block: str, text: str) -> None:
    """What is true, is about something else or claims nothing for certain isn't reported."""
    assert said(text, block, TEXT) == []
    assert said(f"Det har varit en lång vecka. {text} Mer om det nästa fredag.", block, TEXT) == []


FALSE_SENTENCES = [
    (FORECAST, "Socialnämnden väntas få ett underskott på 9,6 miljoner kronor.", "12,4 mnkr"),
    (FORECAST, "Socialnämnden går back 9,6 miljoner, trots att planen är inräknad.", "12,4 mnkr"),
    (FORECAST, "I år väntas socialnämnden gå back 9,6 mnkr.", "12,4 mnkr"),
    (FORECAST, "Socialnämndens underskott väntas bli 9,6 mnkr.", "12,4 mnkr"),
    (FORECAST, "Kommunstyrelsen räknar med ett underskott om drygt 6 mnkr.", "4,5 mnkr"),
    (FORECAST, "Underskottet i kommunstyrelsen blir 6,5 miljoner kronor.", "4,5 mnkr"),
    (FORECAST, "Tekniska nämnden väntas gå back.", "överskott 0,5 mnkr"),
    (FORECAST, "Nämnderna räknar tillsammans med ett underskott på 13,4 mnkr.", "14,8 mnkr"),
    (
        FORECAST,
        "Efter tre månader pekar prognosen på att nämnderna kostar 13,4 mnkr mer än budget.",
        "14,8 mnkr",
    ),
    (FORECAST, "Tre av nio nämnder väntas gå back.", "två av nio"),
    (FORECAST, "Tre nämnder går back, resten håller sin budget.", "två"),
    (FORECAST, "Socialnämnden och kommunstyrelsen går tillsammans back 15 mnkr.", "16,9 mnkr"),
    (
        FORECAST,
        "På två håll: socialnämnden och kommunstyrelsen ligger tillsammans 15,9 mnkr över budget.",
        "16,9 mnkr",
    ),
    (OUTCOME, "Socialnämnden gick back 13 mnkr.", "11,1 mnkr"),
    (OUTCOME, "Fem nämnder höll inte sin budget.", "fyra"),
    (OUTCOME, "Fem av nio nämnder fick underskott.", "fyra av nio"),
    (OUTCOME, "Kommunstyrelsen hade 2012 ett underskott på 2,4 mnkr.", "1,4 mnkr"),
    (PLACING, "Vi klättrar till plats 134 av 290.", "plats 143 (2013)"),
    (PLACING, "Vi faller till plats 143 av 290.", "plats 143 (2013) mot plats 207 (2012)"),
    (
        PLACING,
        "I onsdags kom rankingen av företagsklimatet. Vi är på plats 134 av 290.",
        "143 (2013)",
    ),
]


def test_a_company_that_goes_plus_makes_a_profit() -> None:
    """For a result, only what is above or below budget is the variance."""
    fields = [
        {"name": "bolag", "title": "Bolag", "type": "string"},
        {"name": "scenario", "type": "string"},
        {"name": "resultat", "title": "Resultat", "type": "number", "better": "higher"},
    ]
    rows = [["Tallvika Energi AB", "budget", 8_700], ["Tallvika Energi AB", "utfall", 9_900]]
    data = dataset(fields, rows, unit="tkr")  # type: ignore[arg-type]
    plot = Avvikelse().columns(data, options())
    ground = Ground(Figure("figur", AsOf(data), Avvikelse(), plot, "", ""), HEADING, 2013)

    def found(text: str) -> list[tuple[int, str]]:
        return list(contradictions(text, ground))

    assert found("Tallvika Energi AB gick plus 9,9 mnkr") == []
    assert found("Tallvika Energi AB fick ett överskott på 9,9 mnkr") == []
    assert found("Tallvika Energi AB blev 1,2 mnkr högre än budget") == []
    assert len(found("Tallvika Energi AB blev 2,2 mnkr högre än budget")) == 1


@pytest.mark.parametrize(("block", "text", "real"), FALSE_SENTENCES)
def test_a_false_sentence_is_reported(block: str, text: str, real: str) -> None:
    """A sentence that can mean but one thing, and is wrong about it, is found."""
    (message,) = said(text, block, TEXT)
    assert message.startswith("Texten säger ")
    assert message.endswith(f"{real}.")
