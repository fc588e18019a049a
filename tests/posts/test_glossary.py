"""The glossary is read as it was meant, in Swedish order, and what is wrong is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from insyn import swedish
from insyn.posts.glossary import read_glossary

FILE = "content/ordlista.yaml"


def read(root: Path, text: str) -> tuple[list[str], list[str]]:
    """Give the words of a glossary and its problems."""
    (root / "content").mkdir(exist_ok=True)
    (root / FILE).write_text(text, encoding="utf-8")
    glossary, problems = read_glossary(root)
    return [term.word for term in glossary.terms], [str(problem) for problem in problems]


def test_words_stand_as_in_a_swedish_dictionary(tmp_path: Path) -> None:
    """Å, ä and ö come last, in that order; capitals and accents don't count."""
    order = ["a-", "Alfa", "armé", "Armen", "budget", "va", "wå", "z", "ål", "äl", "öl", "övre"]
    assert sorted(set(order), key=swedish.alphabetical) == order
    found, problems = read(tmp_path, "övre: x\nZon: x\närm: x\nåker: x\nalfa: x\n")
    assert problems == []
    assert found == ["alfa", "Zon", "åker", "ärm", "övre"]


def test_a_word_has_its_forms_and_names(tmp_path: Path) -> None:
    """An explanation may stand alone; forms and other names are found as the word is."""
    read(tmp_path, "ram:\n  förklaring: En\n    gräns.\n  former: [ramen]\n  även: tak\nbas: Y.\n")
    glossary, _ = read_glossary(tmp_path)
    assert glossary.by_key["ram"].explanation == "En gräns."
    assert set(glossary.by_form) == {"ram", "ramen", "tak", "bas"}
    assert list(glossary.letters) == ["B", "R"]


MISTAKES = {
    "no explanation": ("ram:\n", "1: Fältet ”förklaring” är tomt."),
    "no explanation among fields": (
        "bas: x\nram:\n  former: [ramen]\n",
        "2: Fältet ”förklaring” saknas.",
    ),
    "unknown field": (
        "ram:\n  förklaring: x\n  form: [ramen]\n",
        "3: Fältet ”form” finns inte. Menade du ”former”?",
    ),
    "a list": (
        "ram: [x]\n",
        "1: ”ram” ska ha en förklaring, eller egna fält, ett per rad och indragna.",
    ),
    "an empty form": (
        "ram:\n  förklaring: x\n  former: ['']\n",
        "3: Fältet ”former” är tomt.",
    ),
    "the same form": (
        "ram:\n  förklaring: x\n  former: [ramen]\ngräns:\n  förklaring: y\n  även: ramen\n",
        "4: ”ramen” står också vid ”ram” på rad 1. Ta bort det på ett av ställena.",
    ),
    "a word that is another's form": (
        "ram:\n  förklaring: x\n  former: [ramen]\nramen: y\n",
        "4: ”ramen” är också en form av ”ram” på rad 1.",
    ),
    "the same address": (
        "råm: x\nram: y\n",
        "2: ”ram” får samma adress som ”råm” på rad 1. Skriv ett av dem på ett annat sätt.",
    ),
    "no letters": ("'§': x\n", "1: ”§” behöver bokstäver eller siffror."),
    "too long": (
        f"ram: {'x' * 401}\n",
        "1: Förklaringen av ”ram” har 401 tecken. Högst 400. Korta den.",
    ),
    "a number": (
        "ram: '{tal: x}'\n",
        "1: Formen {tal: …} går inte att använda i ordlistan. Skriv talet för hand.",
    ),
    "twice": ("ram: x\nram: y\n", "2: Fältet ”ram” står två gånger."),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_where_it_stands(tmp_path: Path, name: str) -> None:
    """Each is one line in Swedish, with file and line."""
    text, message = MISTAKES[name]
    assert read(tmp_path, text)[1] == [f"{FILE}:{message}"]
