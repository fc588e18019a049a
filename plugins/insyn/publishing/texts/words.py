"""Words of links and pictures that say nothing by themselves."""

from __future__ import annotations

import re

# Whole texts of links: they say nothing to a person who goes from link to link (WCAG 2.4.4).
EMPTY_WORDS = {
    *("här", "läs mer", "läs mer här", "läs vidare", "klicka här", "klicka", "tryck här", "se här"),
    *("mer", "mer här", "länk", "länken", "den här länken", "denna länk", "följ länken"),
    *("here", "click here", "read more", "more", "link", "this link"),
    *("tästä", "täältä", "lue lisää", "klikkaa tästä", "linkki"),
}
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_FILE = re.compile(r"[^\s/]*\.(?:avif|gif|hei[cf]|jpe?g|png|svg|tiff?|webp)", re.IGNORECASE)
_CAMERA = re.compile(r"(?:img|dsc[nf]?|image|bild|foto|pict|skärmbild)?[\W_]*\d*", re.IGNORECASE)


def link_fault(text: str) -> str:
    """Say what is wrong with a link's text; an empty string when nothing is."""
    said = " ".join(text.split())
    if not said:
        return "Länken har ingen text. Skriv mellan hakparenteserna vart den leder."
    if said.strip(" .,:;!?…»«>→").casefold() in EMPTY_WORDS:
        return f"Länken heter bara ”{said}”. Skriv vart den leder, så att den går att förstå ensam."
    if _ADDRESS.fullmatch(said):
        return "Länkens text är en adress. Skriv i stället vad som finns där: [texten](adressen)."
    return ""


def picture_fault(text: str) -> str:
    """Say what is wrong with a picture's description; an empty string when nothing is."""
    said = " ".join(text.split())
    if not said:
        return "Bilden saknar beskrivning. Skriv den mellan hakparenteserna."
    if _FILE.fullmatch(said) or _CAMERA.fullmatch(said):
        return f"Bildens beskrivning är ett filnamn: ”{said}”. Skriv vad bilden visar."
    return ""
