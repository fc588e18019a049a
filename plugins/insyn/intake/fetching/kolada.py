"""From a fetch block to a table of key figures from Kolada, with titles compared on the way."""

from __future__ import annotations

from datetime import date
from itertools import compress, product
from operator import contains
from urllib.parse import urlsplit

from insyn.intake.fetching.errors import FetchError
from insyn.intake.fetching.http import Client
from insyn.intake.fetching.kolada_api import Kpi, Series, batches, read_all
from insyn.intake.fetching.kolada_spec import KoladaFetch
from insyn.intake.fetching.table import Fetched, Key, plain_text


def fetch_kolada(spec: KoladaFetch, client: Client, base: str, today: date) -> Fetched:
    """Fetch the values of a spec with the columns ar, kommun, kpi, kon and varde, oldest first.

    kpi and kon are there only when several are asked for; values that Kolada has deleted are not.
    Raises FetchError when something goes wrong on the way, when a KPI is gone or has another
    title, and when a KPI or a municipality has no values at all.
    """
    years = spec.wanted_years(today.year)
    if not years:
        raise FetchError("Åren har inte varit än. Skriv år som Kolada kan ha värden för.", "years")
    _check_titles(spec, client, base)
    asked = (years, spec.municipalities, spec.kpis, spec.gender)
    order = tuple(tuple(dict.fromkeys(names)) for names in asked)  # each once
    found: dict[Key, str] = {}
    for some, areas, kpis in product(*map(batches, order[:3])):
        path = f"data/kpi/{kpis}/municipality/{areas}/year/{some}?per_page=5000"
        for series in read_all(Series, client, base, path):
            for value in series.values:
                key = (str(series.period), series.municipality, series.kpi, value.gender)
                if value.isdeleted or not all(map(contains, order, key)):
                    continue
                text = value.text(urlsplit(base).netloc)
                if found.setdefault(key, text) != text:
                    raise FetchError(f"Kolada gav två värden för {' '.join(key)}. Försök igen.")
    _check_nothing_is_empty(spec, found)
    shown = (True, True, len(spec.kpis) > 1, len(order[3]) > 1)
    return Fetched(
        header=(*compress(("ar", "kommun", "kpi", "kon"), shown), "varde"),
        rows=tuple((*compress(key, shown), found[key]) for key in product(*order) if key in found),
        keys=sum(shown),
    )


def _check_titles(spec: KoladaFetch, client: Client, base: str) -> None:
    """Compare titles with Kolada's, where an id can come to mean something else without notice."""
    titles: dict[str, str] = {}
    for ids in batches(spec.kpis):
        known = list(read_all(Kpi, client, base, f"kpi/{ids}"))
        if not known:  # one id that is gone may have hidden the others
            each = (read_all(Kpi, client, base, f"kpi/{name}") for name in ids.split(","))
            known = [kpi for answer in each for kpi in answer]
        titles.update({kpi.id: plain_text(kpi.title) for kpi in known})
    for name, title in spec.kpis.items():
        if name not in titles:
            raise FetchError(
                f"Nyckeltalet {name} (”{title}”) finns inte längre i Kolada. Sök upp vad som har "
                "ersatt det, eller ta bort det ur beskrivningen.",
                "kpis",
                name,
            )
        if titles[name] != plain_text(title):
            raise FetchError(
                f"Nyckeltalet {name} heter ”{titles[name]}” i Kolada, men ”{title}” här. "
                "Kontrollera att det mäter samma sak, och rätta i så fall titeln här.",
                "kpis",
                name,
            )


def _check_nothing_is_empty(spec: KoladaFetch, found: dict[Key, str]) -> None:
    """Refuse a hole that a code that is wrong, or has gone, would leave."""
    areas, kpis = {key[1] for key in found}, {key[2] for key in found}
    message = "Kolada har inga värden för {} de åren. Kontrollera koden, åren och gender."
    for name in spec.kpis:
        if name not in kpis:
            raise FetchError(message.format(name), "kpis", name)
    for place, name in enumerate(spec.municipalities):
        if name not in areas:
            raise FetchError(message.format(name), "municipalities", place)
