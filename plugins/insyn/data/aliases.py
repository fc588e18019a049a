"""One name for each thing: data/alias.yaml says what a committee is called today.

```yaml
namnd:                                # the column that the names stand in
  - name: Barn- och utbildningsnämnden
    aliases: [BUN, Skolnämnden]
    years: 2007–2014                  # only in these years, where a name has meant several things
```
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, RootModel, field_validator

from insyn import typedyaml
from insyn.data.reading.yaml_file import read_yaml
from insyn.data.schema import Strict, Text, as_list

FILE = "data/alias.yaml"


class Alias(Strict):
    """A name and what else it is or was called, maybe in certain years only."""

    name: Text
    aliases: Annotated[tuple[str, ...], BeforeValidator(as_list)]
    years: str = ""

    @field_validator("years")
    @classmethod
    def _readable(cls, years: str) -> str:
        if years and not re.fullmatch(r"\d{4}[–-]\d{4}|\d{4}", years):
            raise ValueError(f"”{years}” går inte att läsa. Skriv som 2007–2014.")
        return years

    def holds(self, year: int | None) -> bool:
        """Tell whether the alias is meant in a year; a year that isn't known is any year."""
        if not self.years or year is None:
            return True
        first, last = self.years[:4], self.years[-4:]
        return int(first) <= year <= int(last)


class Aliases(RootModel[dict[str, tuple[Alias, ...]]]):
    """The aliases of each column."""

    def name(self, column: str, text: str, year: int | None) -> str:
        """Give the name that a text stands for in a column: mostly the text itself."""
        for alias in self.root.get(column, ()):
            known = {other.casefold() for other in (alias.name, *alias.aliases)}
            if text.casefold() in known and alias.holds(year):
                return alias.name
        return text


def read_aliases(root: Path) -> Aliases:
    """Read the site's aliases, none where it has no such file; raise ProblemsFound for a fault."""
    path = root / FILE
    if not path.is_file():
        return Aliases({})
    source = read_yaml(path.read_bytes(), FILE)
    return typedyaml.validated(Aliases, source)


def year_of(row: Mapping[str, object], period: str) -> int | None:
    """Give the year that a row is about: its own, otherwise that of the dataset's period."""
    own = row.get("ar")
    if isinstance(own, int):
        return own
    years = set(re.findall(r"\b(?:19|20)\d\d\b", period))
    return int(years.pop()) if len(years) == 1 else None
