"""The Swedish words that a claim is made of, those that change nothing, and those that forbid."""

from __future__ import annotations

ORDINALS = {"andra": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6}
# Words that decide what is claimed, by what they stand for in a clause's form.
KEYWORDS = {
    **dict.fromkeys(("underskott", "underskottet"), "underskott"),
    **dict.fromkeys(("överskott", "överskottet"), "överskott"),
    **dict.fromkeys(("går", "gå", "gick", "gått"), "gå"),
    **dict.fromkeys(("budget", "budgeten"), "budget"),
    **dict.fromkeys(("mer", "högre", "fler"), "mer"),
    **dict.fromkeys(("mindre", "lägre", "färre"), "mindre"),
    **dict.fromkeys(("överskrider", "överskrida", "överskred"), "överskrida"),
    **dict.fromkeys(("underskrider", "underskrida", "underskred"), "underskrida"),
    **dict.fromkeys(("håller", "hålla", "höll"), "hålla"),
    **dict.fromkeys(("plats", "platser", "placeringar"), "plats"),
    **dict.fromkeys(("ökar", "öka", "ökade", "ökat", "ökning"), "öka"),
    **dict.fromkeys(("växer", "växa", "växte", "vuxit", "växande"), "öka"),
    **dict.fromkeys(("höjs", "höjas", "höjdes", "höjts"), "öka"),
    **dict.fromkeys(("stiger", "stiga", "steg", "stigit", "stigande"), "stiga"),
    **dict.fromkeys(("klättrar", "klättra", "klättrade", "klättrat"), "stiga"),
    **dict.fromkeys(("minskar", "minska", "minskade", "minskat", "minskning"), "minska"),
    **dict.fromkeys(("sänks", "sänkas", "sänktes", "sänkts"), "minska"),
    **dict.fromkeys(("sjunker", "sjunka", "sjönk", "sjunkit", "sjunkande"), "sjunka"),
    **dict.fromkeys(("faller", "falla", "föll", "fallit", "fallande"), "sjunka"),
    **dict.fromkeys(("tappar", "tappa", "tappade", "tappat"), "sjunka"),
    **dict.fromkeys(("oförändrad", "oförändrat", "oförändrade"), "oförändrad"),
    **dict.fromkeys(ORDINALS, "O"),
    **{word: word for word in ("back", "plus", "minus", "över", "under", "än", "bättre", "sämre")},
    **{word: word for word in ("på", "om", "till", "med", "mot", "i", "för", "från", "av", "är")},
    **{word: word for word in ("högst", "lägst", "bäst", "sämst", "summan", "ligger")},
    **dict.fromkeys(("störst", "största", "värst", "värsta"), "störst"),
    **dict.fromkeys(("står", "stå", "svarar", "svara"), "står"),
    "hela": "hela",
    "hos": "i",
    "året": "året",
    "rad": "rad",
}

# Words for the sum of what is named, or of all.
TOGETHER = ("totalt", "tillsammans", "sammantaget", "sammanlagt")
# Words that change nothing in a claim, wherever they stand.
IDLE = frozenset(
    (
        *TOGETHER,
        *("en", "ett", "en", "den", "det", "de", "att", "sin", "sitt", "sina", "nu", "alltså"),
        *("därmed", "också", "redan", "bara", "enbart", "stort", "tydligt"),
        *("totala", "samlat", "samlade"),
        *("prognos", "prognosen", "prognosens", "årets", "helåret", "räkna"),
    )
)
# Words of what is expected, of what has happened, and of either.
EXPECTED = frozenset(
    (
        *("väntas", "får", "få", "räknar", "beräknas", "bedöms", "blir", "bli", "kommer", "kosta"),
        *("kostar", "gör", "göra", "prognostiserar", "prognostiseras", "pekar", "ser", "ut"),
        *("uppgår", "uppgå", "förväntas", "spås", "landar", "landa", "hamnar", "hamna", "ligga"),
    )
)
SETTLED = frozenset(
    ("fick", "blev", "hade", "gjorde", "kostade", "redovisade", "visade", "uppgick")
)
SHOWS = frozenset(("har", "ha", "visar", "visa", "redovisar", "redovisa", "noterar"))
# Words in a heading over years, or a sentence on a placing.
MOVING = frozenset(
    (
        *(
            "vi",
            "kommunen",
            "hamnar",
            "kommer",
            "blir",
            "upp",
            "ner",
            "ned",
            "år",
            "åter",
            "igen",
            "kvar",
        ),
    )
)
WHOLE = frozenset((*TOGETHER, "kommunen"))

# A sentence with one of these isn't about what the figure shows, or doesn't claim it.
FORBIDDING = frozenset(
    (
        *("inte", "ej", "aldrig", "ingen", "inget", "inga", "knappast", "varken"),
        *("om", "ifall", "skulle", "kan", "kunde", "kanske", "troligen", "risk", "risken"),
        *("mål", "målet", "målen", "krav", "kravet", "förslag", "förslaget"),
        *("fjol", "ifjol", "fjolåret", "fjolårets", "förra", "förrförra", "föregående"),
        *("tidigare", "senaste", "nästa", "innan", "före", "hittills", "dåvarande"),
        *("utan", "exklusive", "inklusive", "bortsett", "räknat", "varav", "därav", "efter"),
        *("enligt", "säger", "sade", "sa", "sagt", "tror", "trodde", "menar", "hävdar", "påstår"),
        *("befarar", "befarade", "befarat", "befarades", "väntade", "väntades", "räknade"),
    )
)
# Words of a part of a year: only a forecast tells of the whole one.
PARTS = frozenset(
    (
        *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti"),
        *("september", "oktober", "november", "december", "månad", "månader", "månaderna"),
        *("kvartal", "kvartalet", "tertial", "tertialet", "delår", "delåret", "halvår", "halvåret"),
    )
)
