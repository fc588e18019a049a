"""Which value of a dataset a form asks for, and how it is to be written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from insyn import swedish
from insyn.charts.columns import cell_text, first_measure
from insyn.charts.plot import BARE
from insyn.data.dataset import Dataset
from insyn.data.units import MONEY, canonical, converted
from insyn.problems import Problem, ProblemsFound, unknown
from insyn.yamltext import YamlText

NAME = "tal"
OWN = ("visa", "enhet", "decimaler", "tecken")


def look_up(written: YamlText, dataset: Dataset) -> tuple[Decimal, str]:
    """Give the value in the file's unit, and the text with its unit.

    Raises ProblemsFound with all that is wrong with what was written.
    """
    return _Asked(written, dataset).found()


class _Asked:
    """What a form asks of its dataset; `problems` is filled as it is looked up.

    A column of the dataset comes before a word of ours with its name.
    """

    def __init__(self, written: YamlText, dataset: Dataset) -> None:
        self.written = written
        self.dataset = dataset
        self.problems: list[Problem] = []
        given = {key: value for key, value in written.value.items() if key != NAME}
        own = {key for key in given if key in OWN and key not in self.dataset.columns}
        self.own = {key: given[key] for key in own}
        self.picks = {key: value for key, value in given.items() if key not in own}

    def found(self) -> tuple[Decimal, str]:
        """Give the value and how it is written; raise ProblemsFound with all that is wrong."""
        measure = self._measure()
        unit = self._unit(measure)
        decimals, signed = self._decimals(), self._signed()
        place = self._place()
        value = self.dataset.columns[measure][place] if measure and place is not None else None
        if measure and place is not None and value is None:
            reason = self.dataset.reason(measure, place)
            self._fault(f"Värdet i kolumnen ”{measure}” kan inte visas: {reason}.", NAME)
        if self.problems or not isinstance(value, Decimal):
            raise ProblemsFound(self.problems)
        shown = converted(value, self.dataset.unit(measure), unit)
        exact = max(0, -int(shown.as_tuple().exponent))
        write = swedish.signed if signed else swedish.number
        text = write(shown, exact if decimals is None else decimals)
        return value, swedish.with_unit(text, "" if unit in BARE else unit)

    def _measure(self) -> str:
        """Give the column of the value: that which is asked for, or the first that tells."""
        dataset = self.dataset
        measure = self.own.get("visa") or first_measure(dataset)
        if measure in dataset.measures:
            return measure
        if not dataset.measures:
            self._fault(f"Det finns ingen kolumn med mätvärden i {dataset.name}.", NAME)
        elif measure not in dataset.columns:
            where = f" i {dataset.name}"
            self._fault(unknown("Kolumnen", measure, where, dataset.measures), "visa")
        else:
            numeric = swedish.join(dataset.measures)
            self._fault(f"Kolumnen ”{measure}” har inga mätvärden. Det har {numeric}.", "visa")
        return ""

    def _unit(self, measure: str) -> str:
        """Give the unit to write the value in."""
        unit = self.dataset.unit(measure) if measure else ""
        if "enhet" not in self.own or not measure:
            return unit
        wanted = canonical(self.own["enhet"]) or self.own["enhet"]
        if wanted != unit and unit not in MONEY:
            message = f"Bara kr, tkr och mnkr kan räknas om. ”{measure}” har enheten {unit}."
            self._fault(message, "enhet")
        elif wanted != unit and wanted not in MONEY:
            self._fault(unknown("Enheten", self.own["enhet"], "", MONEY), "enhet")
        return wanted

    def _decimals(self) -> int | None:
        written = self.own.get("decimaler")
        if written is not None and not re.fullmatch("[0-6]", written):
            self._fault(f"”{written}” i fältet ”decimaler” ska vara ett heltal 0–6.", "decimaler")
            return None
        return None if written is None else int(written)

    def _signed(self) -> bool:
        written = str(self.own.get("tecken", "nej"))
        if written not in {"ja", "nej"}:
            self._fault(f"”{written}” i fältet ”tecken” ska vara ja eller nej.", "tecken")
        return written == "ja"

    def _place(self) -> int | None:
        """Give the place of the only row that has the values asked for."""
        dataset, left = self.dataset, list(range(len(self.dataset)))
        before = len(self.problems)
        for column, wanted in self.picks.items():
            if column not in dataset.columns:
                known = [*dataset.columns, *OWN]
                self._fault(unknown("Kolumnen", column, f" i {dataset.name}", known), column)
                continue
            texts = [cell_text(value) for value in dataset.columns[column]]
            if wanted not in texts:
                there = list(filter(None, dict.fromkeys(texts)))
                where = f" i kolumnen ”{column}”"
                self._fault(unknown("Värdet", wanted, where, there), column)
            left = [place for place in left if texts[place] == wanted]
        if len(self.problems) > before:
            return None
        if not left:
            self._fault("Ingen rad har alla de värden som står här.", NAME)
        elif len(left) > 1:
            self._fault(self._several(left), NAME)
        return left[0] if len(left) == 1 else None

    def _several(self, left: Sequence[int]) -> str:
        """Ask for the columns that still tell the rows apart."""
        columns = self.dataset.columns
        free = [
            f"”{key}”"
            for key in self.dataset.keys
            if len({columns[key][place] for place in left}) > 1
        ]
        if not free:
            return "Flera rader passar, och inget skiljer dem åt."
        return f"Flera rader passar. Välj också ett värde för {swedish.join(free)}."

    def _fault(self, message: str, key: str) -> None:
        self.problems.append(self.written.problem(message, key))
