"""A number in the text, taken from a dataset: text and chart can't say different things."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from insyn import yamltext
from insyn.data.dataset import Dataset
from insyn.data.library import Library
from insyn.data.versions import AsOf
from insyn.figures.forms import Form, has_form, replace_forms
from insyn.figures.lookup import NAME, look_up
from insyn.figures.notes import change_notes
from insyn.problems import Problem, ProblemsFound, unknown
from insyn.yamltext import YamlText


@dataclass(frozen=True)
class Number:
    """A value of a dataset as a post of its day shows it.

    `value` is in the file's unit; `text` is what is read, with the unit.
    """

    as_of: AsOf
    value: Decimal
    text: str

    @property
    def dataset(self) -> Dataset:
        """The data that the value is from."""
        return self.as_of.dataset


def make_number(form: Form, file: str, library: Library, day: date | None = None) -> Number:
    """Take the number that a form asks for; raise ProblemsFound with all that is wrong with it.

    `day` is that of the post it stands in: the number is that of the day.
    A form whose dataset is itself broken raises no problem of its own: the dataset has its own.
    """
    if not form.text:
        message = "Formen {tal: …} avslutas aldrig. Skriv } efter den, i samma stycke."
        raise ProblemsFound([Problem(file, form.line, message)])
    written = yamltext.parse(form.text, file, form.line)
    if faults := list(_form_faults(written)):
        raise ProblemsFound(faults)
    as_of = library.as_of(known_dataset(written, NAME, library), day)
    return Number(as_of, *look_up(written, as_of.dataset))


def known_dataset(written: YamlText, key: str, library: Library) -> str:
    """Give the name of a dataset at `key`; raise ProblemsFound where there is none to show.

    A broken one raises no problem of its own here: it has its own.
    """
    name = str(written.value[key])
    if name in library.broken:
        raise ProblemsFound([])
    if name not in library.datasets:
        known = sorted({*library.datasets, *library.broken})
        raise ProblemsFound([written.problem(unknown("Datamängden", name, "", known), key)])
    return name


def notes(numbers: Iterable[Number], drawn: Collection[str] = ()) -> tuple[str, ...]:
    """Say what has happened to the numbers of a text since it was written, dataset by dataset.

    `drawn` are the datasets that the text has figures of, which say it themselves.
    """
    shown = {
        number.dataset.name: number.as_of for number in numbers if number.dataset.name not in drawn
    }
    return tuple(
        f"{as_of.dataset.descriptor.title}. {note}"
        for as_of in shown.values()
        for note in change_notes(as_of, "Texten visar")
    )


def filled(
    written: YamlText, keys: Collection[str], library: Library, day: date | None
) -> tuple[YamlText, tuple[Number, ...]]:
    """Write the numbers into the texts at `keys`; raise ProblemsFound with all that is wrong."""
    numbers: list[Number] = []
    problems: list[Problem] = []

    def write(form: Form) -> str:
        try:
            numbers.append(make_number(form, written.file, library, day))
        except ProblemsFound as found:
            problems.extend(found.problems)
            return ""
        return numbers[-1].text

    value = {
        key: replace_forms(text, written.line(key), write)
        if key in keys and isinstance(text, str)
        else text
        for key, text in written.value.items()
    }
    if problems:
        raise ProblemsFound(problems)
    return replace(written, value=value), tuple(numbers)


def refuse_forms(written: YamlText, keys: Collection[str]) -> None:
    """Raise ProblemsFound for a form in a descriptor: it would be in posts of every day."""
    if wrong := [key for key in keys if has_form(str(written.value.get(key, "")))]:
        message = "Formen {tal: …} går inte att använda i en beskrivning."
        raise ProblemsFound(written.problem(message, key) for key in wrong)


def _form_faults(written: YamlText) -> Iterator[Problem]:
    """Find what no form may have, whatever its dataset."""
    for key, value in written.value.items():
        if not isinstance(value, str):
            yield written.problem(f"Fältet ”{key}” ska vara en enkel text.", key)
        elif not value and ":" in key:
            name = key.partition(":")[0]
            yield written.problem(f"Skriv ett mellanslag efter kolonet i ”{name}:”.", key)
        elif not value:
            message = f"”{key}” saknar värde. Har ett värde ett komma, sätt citattecken runt det."
            yield written.problem(message, key)
    if NAME not in written.value and not any(key.startswith("tal:") for key in written.value):
        yield written.problem("Fältet ”tal” saknas. Skriv tal: och datamängdens namn.")
