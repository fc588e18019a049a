"""Write the descriptor of a file that was looked at, with blanks for what only a person knows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

from insyn import swedish
from insyn.data.catalogue import Catalogue
from insyn.data.units import canonical
from insyn.intake.guessing import Guess
from insyn.intake.guessing_wide import left_out
from insyn.intake.looking import Look

BLANK = "  # fyll i:"


def descriptor_text(look: Look, name: str, today: date, catalogue: Catalogue | None) -> str:
    """Give the YAML text of a descriptor; a line that ends in “fyll i” is for a person."""
    return "\n".join(_lines(look, name, today, catalogue)) + "\n"


def _lines(look: Look, name: str, today: date, catalogue: Catalogue | None) -> Iterator[str]:
    place = catalogue.publisher.name if catalogue else ""
    told = [line for line in look.raw.before if line != place and not canonical(_last(line))]
    title = next(iter(told), "") or name.replace("-", " ").capitalize()
    said = ". ".join(line.rstrip(".") for line in (*told[1:], *look.raw.notes, *look.remarks))
    period = _years_in(look)
    yield f"name: {name}"
    yield f"title: {_text(title)}  # stämmer det? Utan kommun och enhet"
    yield f"description: {_text(f'{said}.' if said else '')}  # stämmer det?"
    yield f"place: {_text(catalogue.publisher.name)}" if catalogue else f"place:{BLANK} kommunen"
    yield f"period: {_text(period)}" if period else f"period:{BLANK} vilken tid, till exempel 2013"
    yield f"producer:{BLANK} vem som tagit fram siffrorna, en enhet och inte en person"
    yield "sources:"
    yield f"  - title:{BLANK} varifrån siffrorna kommer, till exempel ett system eller en rapport"
    yield "licenses:"
    yield f"  - name: {catalogue.license.name if catalogue else 'CC0-1.0'}"
    if catalogue and catalogue.license.title:
        yield f"    title: {_text(catalogue.license.title)}"
    yield f"frequency:{BLANK} hur ofta: årligen, månadsvis, vid behov, uppdateras inte …"
    yield f"retrieved: {today}"
    yield "decision:"
    yield f"  status:{BLANK} förslag, på remiss, beslutad, reviderad, preliminär eller slutlig"
    if look.wide and "scenario" in look.wide.keys:
        yield f"costs:{BLANK} positive om kostnader skrivs utan minus, annars negative"
    yield from _reading(look)
    yield "schema:"
    yield "  fields:"
    turned = {*(look.wide.columns if look.wide else ()), *left_out(look.guesses, look.wide)}
    for guess in look.guesses:
        if guess.header not in turned:
            yield from _field(guess)
    yield from _made_fields(look)
    if look.read.key:
        yield f"  primaryKey: [{', '.join(look.read.key)}]"
    else:
        yield f"  primaryKey:{BLANK} kolumnerna som tillsammans skiljer raderna åt"


def _last(line: str) -> str:
    """Give the last word of a line that is but a unit: “Belopp i tkr”."""
    words = line.strip("()").split()
    return words[-1] if len(words) <= 3 else ""


def _reading(look: Look) -> Iterator[str]:
    """Say what can't be seen again from the file itself."""
    dialect = dict(_dialect(look))
    if dialect:
        yield "dialect:"
        yield from (f"  {key}: {value}" for key, value in dialect.items())
    ignored = left_out(look.guesses, look.wide)
    if ignored:
        yield f"ignore: [{', '.join(_text(header) for header in ignored)}]"
    if look.skipped:
        yield f"ignoreRows: [{', '.join(map(_text, look.skipped))}]"
    if look.wide:
        yield "wide:"
        yield f"  values: {look.wide.values}"
        yield "  columns:"
        for header, keys in look.wide.columns.items():
            said = ", ".join(f"{key}: {value}" for key, value in keys.items())
            yield f"    {_text(header)}: {{{said}}}"
    if look.read.totals:
        yield "totals:"
        yield from (f"  - row: {_text(label)}" for label in look.read.totals)
    if answers := next((guess for guess in look.guesses if guess.unit == "svar"), None):
        groups = [guess.name for guess in look.guesses if guess.type == "string"]
        yield "survey:"
        yield f"  answers: {answers.name}"
        yield f"  groups: [{', '.join(groups[:1])}]"


def _dialect(look: Look) -> Iterator[tuple[str, str]]:
    if len(look.grid.sheets) > 1:
        yield "sheetName", _text(dict(look.grid.traits)["Ark"])
    if look.headers != (look.grid.rows[0].line,):
        yield "headerRows", f"[{', '.join(map(str, look.headers))}]"
    if look.grid.hidden:
        yield "hiddenRows", f"{BLANK.strip()} read om dolda rader ska vara med, annars skip"


def _field(guess: Guess) -> Iterator[str]:
    yield f"    - name: {guess.name}"
    yield f"      title: {_text(swedish.capitalised(guess.header.replace('_', ' ')))}"
    if guess.header != guess.name:
        yield f"      from: {_text(guess.header)}"
    yield f"      type: {guess.type}"
    if guess.type in {"number", "integer"}:
        unit = f" {_text(guess.unit)}" if guess.unit else f"{BLANK} tkr, %, antal, index …"
        yield f"      unit:{unit}"
    if guess.both_signs:
        yield f"      plus:{BLANK} överskott eller underskott, eller ta bort raden och skriv costs"
    if guess.unsure:
        yield f'      decimalChar:{BLANK} "," eller "."'


def _made_fields(look: Look) -> Iterator[str]:
    if not look.wide:
        return
    titles = {"ar": ("År", "year"), "scenario": ("Scenario", "string")}
    for name in look.wide.keys:
        title, kind = titles[name]
        yield f"    - name: {name}"
        yield f"      title: {title}"
        yield f"      type: {kind}"
    yield f"    - name: {look.wide.values}"
    title = f" {_text(look.wide.title)}" if look.wide.title else f"{BLANK} vad talen är"
    yield f"      title:{title}"
    yield "      type: number"
    unit = f" {_text(look.wide.unit)}" if look.wide.unit else f"{BLANK} tkr, %, antal, index …"
    yield f"      unit:{unit}"
    scenarios = "scenario" in look.wide.keys
    signs = (guess.both_signs for guess in look.guesses if guess.header in look.wide.columns)
    if any(signs) and not scenarios:
        yield f"      plus:{BLANK} överskott eller underskott, eller ta bort raden och skriv costs"


def _text(text: str) -> str:
    """Write a text so that YAML reads just that."""
    return json.dumps(text, ensure_ascii=False)


def _years_in(look: Look) -> str:
    """Give the years that a file speaks of: “2010–2013”, "" for none."""
    said = [*look.raw.before, *look.grid.sheets, *(guess.header for guess in look.guesses)]
    places = [place for place, guess in enumerate(look.guesses) if guess.type == "year"]
    said += [str(row[place]) for row in look.raw.rows for place in places]
    years = sorted({int(year) for text in said for year in re.findall(r"\b(?:19|20)\d\d\b", text)})
    years = years or [
        int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", look.grid.file)
    ]
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
