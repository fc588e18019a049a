"""Fetching anew what datasets take from services; never part of a build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from insyn.data.reading.yaml_file import read_yaml
from insyn.intake.fetching import kolada_api, pxweb
from insyn.intake.fetching.errors import FetchError
from insyn.intake.fetching.files import replace_together, with_date
from insyn.intake.fetching.http import Client
from insyn.intake.fetching.kolada import fetch_kolada
from insyn.intake.fetching.kolada_spec import KoladaFetch
from insyn.intake.fetching.outcome import Outcome
from insyn.intake.fetching.plan import planned
from insyn.intake.fetching.pxweb import fetch_scb
from insyn.intake.fetching.table import Fetched, compare, write_csv
from insyn.problems import Problem, ProblemsFound, unknown
from insyn.yamltext import YamlText

BASES: Mapping[str, str] = {"kolada": kolada_api.BASE, "scb": pxweb.BASE}


def fetch(
    root: Path,
    names: Sequence[str],
    today: date,
    bases: Mapping[str, str] = BASES,
    client: Client | None = None,
) -> list[Outcome]:
    """Fetch every dataset below root/data that has a `fetch` block, or those that are named.

    A dataset whose values differ gets a new CSV file and `retrieved:` set to `today`; one whose
    values are as before, or that something goes wrong for, is left as it is to the last byte.
    `bases` gives the addresses of services that aren't asked where they usually are. What goes
    wrong is in the outcomes; nothing is raised.
    """
    outcomes: list[Outcome] = []
    found: dict[Path, YamlText] = {}
    for path in sorted((root / "data").rglob("[!.]*.yaml")):
        try:
            source = _described(path, path.relative_to(root).as_posix())
        except ProblemsFound as broken:
            if not names or path.stem in names:
                outcomes.append(Outcome.failed(path.stem, *broken.problems))
        else:
            if "fetch" in source.value:
                found[path] = source
    known = [path.stem for path in found]
    for name in names:
        if name not in {*known, *(outcome.name for outcome in outcomes)}:
            message = unknown("Datamängden", name, " bland dem som kan hämtas", known)
            outcomes.append(Outcome.failed(name, Problem("data", 1, message)))
    with nullcontext(client) if client else Client() as asked:
        for path, source in found.items():
            if not names or path.stem in names:
                outcomes.append(_fetch_one(path, source, today, bases, asked))
    return outcomes


def _described(path: Path, file: str) -> YamlText:
    try:
        return read_yaml(path.read_bytes(), file)
    except OSError:
        raise ProblemsFound([Problem(file, 1, "Filen går inte att läsa.")]) from None


def _fetch_one(
    path: Path, source: YamlText, today: date, bases: Mapping[str, str], client: Client
) -> Outcome:
    data = path.with_suffix(".csv")
    try:
        description = _dated(path, source, today)
        table = _ask(source, today, bases, client)
        difference = compare(data.read_bytes() if data.exists() else b"", table)
        if difference:
            replace_together({data: write_csv(table), path: description})
    except ProblemsFound as found:
        return Outcome.failed(path.stem, *found.problems)
    except FetchError as error:
        return Outcome.failed(path.stem, source.problem(str(error), "fetch", *error.place))
    except OSError:
        message = (
            f"{data.name} och {path.name} gick inte att skriva. Är de öppna i ett annat program "
            "eller skrivskyddade? Stäng dem och försök igen."
        )
        return Outcome.failed(path.stem, source.problem(message, "fetch"))
    return Outcome(path.stem, len(table.rows), difference)


def _ask(source: YamlText, today: date, bases: Mapping[str, str], client: Client) -> Fetched:
    """Ask the service that a description names for what it asks."""
    spec = planned(source)
    base = {**BASES, **bases}[spec.source].rstrip("/") + "/"
    if isinstance(spec, KoladaFetch):
        return fetch_kolada(spec, client, base, today)
    return fetch_scb(spec, client, base)


def _dated(path: Path, source: YamlText, today: date) -> bytes:
    """Give the description with its `retrieved:` line set to today, and all else as it is."""
    dated = with_date(path.read_bytes(), source.line("retrieved"), today)
    if "retrieved" in source.value and dated is not None:
        again = read_yaml(dated, source.file)
        if again.value == {**source.value, "retrieved": today.isoformat()}:
            return dated
    message = f"Skriv dagen som siffrorna hämtades på en egen rad: retrieved: {today}."
    raise ProblemsFound([source.problem(message, "retrieved")])
