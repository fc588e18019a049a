"""data/katalog.yaml: what holds for all datasets, as a catalogue of open data tells it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from insyn import typedyaml
from insyn.data.provenance import Contact, License
from insyn.data.reading.yaml_file import read_yaml
from insyn.data.schema import Strict, Text
from insyn.problems import Problem, ProblemsFound

FILE = "data/katalog.yaml"


class Publisher(Strict):
    """The municipality: its name and its organisation number, ten digits."""

    name: Text
    number: Annotated[str, Field(alias="orgnr")]

    @field_validator("number")
    @classmethod
    def _ten_digits(cls, number: str) -> str:
        if not re.fullmatch(r"\d{6}-?\d{4}", number):
            raise ValueError("Organisationsnumret ska ha tio siffror: 212000-0000.")
        return number.replace("-", "")


class Catalogue(Strict):
    """The catalogue's own title and description, its publisher, licence and contact."""

    title: Text
    description: Text
    publisher: Publisher
    license: License
    contact: Contact


def read_catalogue(root: Path) -> Catalogue:
    """Read the site's catalogue; raise ProblemsFound when it is missing or broken."""
    path = root / FILE
    if not path.is_file():
        message = "Filen saknas. Den säger vem som publicerar data, och vem som svarar på frågor."
        raise ProblemsFound([Problem(FILE, 1, message)])
    source = read_yaml(path.read_bytes(), FILE)
    return typedyaml.validated(Catalogue, source)
