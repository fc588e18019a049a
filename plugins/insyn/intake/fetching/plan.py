"""What a dataset takes from a service, read from its description and checked without asking."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insyn.data.dataset import Dataset
from insyn.intake.fetching.kolada_spec import KoladaFetch
from insyn.intake.fetching.pxweb import ScbFetch
from insyn.problems import Problem, ProblemsFound, unknown
from insyn.typedyaml import validated
from insyn.yamltext import YamlText

SERVICES = ("kolada", "scb")
# How a service is named where its figures are shown; naming it is a condition for using them.
_CREDITS = {
    "kolada": ("Källa: Kolada", r"\bkolada\b"),
    "scb": ("Källa: SCB", r"\bscb\b|\bstatistiska centralbyrån\b"),
}


def planned(source: YamlText) -> KoladaFetch | ScbFetch:
    """Give the fetch block of a description, typed.

    Raises ProblemsFound for all that doesn't fit, and where no source credits the service.
    """
    block = source.value.get("fetch")
    if not isinstance(block, dict):
        message = "Under fetch ska stå egna fält, ett per rad och indragna, med from först."
        raise ProblemsFound([source.problem(message, "fetch")])
    service = block.get("from")
    if not isinstance(service, str) or service not in SERVICES:
        message = unknown("Tjänsten", str(service), "", SERVICES)
        if service is None:
            message = f"Fältet ”from” saknas. Skriv {' eller '.join(SERVICES)}."
        raise ProblemsFound([source.problem(message, "fetch", "from")])
    credit, pattern = _CREDITS[service]
    if not any(re.search(pattern, title, re.IGNORECASE) for title in _titles(source)):
        message = f'Källan måste anges för att få användas. Skriv title: "{credit}" under sources.'
        raise ProblemsFound([source.problem(message, "sources")])
    if service == "scb" and not _says_what_signs_are(source):
        message = (
            'SCB skriver - för noll och .. för det som saknas. Skriv zeroValues: "-" och '
            'missingValues: [{value: "..", label: uppgift saknas}] under schema.'
        )
        raise ProblemsFound([source.problem(message, "schema")])
    below = source.below("fetch")
    if service == "kolada":
        return validated(KoladaFetch, below)
    return validated(ScbFetch, below)


def fetch_problems(dataset: Dataset) -> Iterator[Problem]:
    """Find what is wrong with a dataset's fetch block, where it has one."""
    source = dataset.descriptor_text
    if "fetch" not in source.value:
        return
    try:
        planned(source)
    except ProblemsFound as found:
        yield from found.problems
    if not dataset.file.endswith(".csv"):
        message = "Siffror som hämtas sparas som CSV, men datafilen är ett kalkylark. Ta bort det."
        yield source.problem(message, "fetch")


def _says_what_signs_are(source: YamlText) -> bool:
    """Tell whether the schema says what SCB's two signs mean; Kolada's are the usual ones."""
    schema = source.value.get("schema") or {}
    zeros, missing = (str(schema.get(key) or "") for key in ("zeroValues", "missingValues"))
    return "-" in zeros + missing and ".." in missing


def _titles(source: YamlText) -> list[str]:
    sources = source.value.get("sources")
    entries = sources if isinstance(sources, list) else []
    return [str(entry.get("title")) for entry in entries if isinstance(entry, dict)]
