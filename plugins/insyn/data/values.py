"""From a cell to a value of its column's type. Missing is None with a reason, never zero."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from insyn.data.reading.grid import Cell, Number, text_of
from insyn.data.reading.numbers import Column, taken_apart
from insyn.data.schema import ColumnSpec, Schema
from insyn.data.units import MONEY, converted

Value = str | Decimal | int | date | None

_ERROR = re.compile(r"#(?!saknas!|n/a).+[!?]", re.IGNORECASE)  # a formula that went wrong


class ColumnReader:
    """Reads one column: `look` at every cell first, then `read` each.

    `unit` is the column's unit, `where` the descriptor that a cure belongs in.
    """

    def __init__(self, spec: ColumnSpec, schema: Schema, unit: str, where: str) -> None:
        self.spec, self.schema, self.unit, self.where = spec, schema, unit, where
        self.written = Column(spec.decimal_char, spec.group_char)
        self.padded = True  # as Excel writes its accounting formats, until a cell shows otherwise
        self.numbers = 0

    def look(self, cell: Cell, line: int) -> None:
        """Learn from a cell how the column's numbers are written."""
        if not self.spec.numeric or not isinstance(cell, str):
            return
        if self.reason(cell) is None and (number := taken_apart(cell)):
            self.numbers += 1
            self.padded = self.padded and cell != cell.strip()
            self.written.see(number.digits, line)

    def reason(self, cell: Cell) -> str | None:
        """Tell why a cell has no value; None when it has one."""
        return None if self._dash(cell) else self.schema.reason(text_of(cell), self.spec)

    def doubt(self) -> tuple[int, str] | None:
        """Give the line and the fault when the column's numbers can't be read for certain."""
        name, written = self.spec.name, self.written
        if written.clash:
            return written.clash[1], (
                f"Kolumnen ”{name}” skriver tal på två sätt: rad {written.clash[0]} och rad "
                f"{written.clash[1]} kan inte läsas likadant. Skriv alla med samma decimaltecken."
                if written.clash[0]
                else f"Talet i kolumnen ”{name}” går inte att läsa. Kontrollera decimaltecken och "
                "tusental."
            )
        if written.unsure is not None:
            return written.unsure, (
                f"Kolumnen ”{name}” kan läsas på två sätt: är punkten eller kommat decimaltecken "
                f'eller tusental? Skriv decimalChar: "," eller decimalChar: "." för kolumnen i '
                f"{self.where}."
            )
        return None

    def read(self, cell: Cell) -> Value:
        """Convert a cell that has a value; raise ValueError with a Swedish message."""
        kind = self.spec.type
        if self._dash(cell):
            return self._zero(cell)
        text = text_of(cell)
        if re.fullmatch("##+", text):
            raise ValueError("Kolumnen var för smal i kalkylarket när filen sparades: ####.")
        if _ERROR.fullmatch(text):
            raise ValueError(f"Cellen har ett formelfel: {text}. Rätta det i kalkylarket.")
        if kind == "string":
            if isinstance(cell, date):
                raise ValueError(
                    f"Kalkylarket har gjort om en text till datumet {text}. Skriv om cellen som "
                    f"text, eller ge kolumnen ”{self.spec.name}” type: date."
                )
            if isinstance(cell, Number) and cell.fault:
                raise ValueError(cell.fault)
            return text
        if kind in {"date", "year"}:
            return _DAYS[kind](cell, self.spec)
        return self._bounded(self._number(cell, text), text)

    def _dash(self, cell: Cell) -> bool:
        """Tell whether a cell is a lone dash that may mean zero."""
        if not (self.spec.numeric and isinstance(cell, str)):
            return False
        text = text_of(cell)
        if text in self.schema.zero_values:
            return True
        listed = any(text == mark.value for mark in self.schema.missing_values)
        return text in {"-", "–"} and bool(re.fullmatch(r"\s+\S\s+", cell)) and not listed

    def _zero(self, cell: Cell) -> Decimal:
        """Read Excel's dash for zero, where the column is written as Excel's accounting formats."""
        excels = self.padded and self.numbers and bool(re.search(r"\s\s$", str(cell)))
        if text_of(cell) in self.schema.zero_values or excels:
            return Decimal(0)
        raise ValueError(
            f"”{cell}” i kolumnen ”{self.spec.name}” kan vara Excels nolla eller betyda att "
            'uppgift saknas. Skriv zeroValues: "-" eller missingValues: "-" under schema i '
            f"{self.where}."
        )

    def _number(self, cell: Cell, text: str) -> Decimal:
        name = self.spec.name
        if isinstance(cell, date):
            message = f"Kalkylarket har gjort om ett tal till datumet {text} (”{name}”)."
            raise ValueError(message)  # noqa: TRY004  (every fault in a cell is one)
        if isinstance(cell, Number):
            if cell.fault:
                raise ValueError(cell.fault)
            if cell.repeated:
                raise ValueError(f"Talet {text} står i sammanfogade celler. Dela upp dem.")
            value, unit = cell.value, cell.unit
        else:
            written = taken_apart(cell)
            size = self.written.style.read(written.digits) if written else None
            if written is None or size is None:
                raise ValueError(
                    f"”{text}” i kolumnen ”{name}” är inget tal. Betyder det att uppgift saknas, "
                    "skriv det under missingValues."
                )
            value, unit = -size if written.negative else size, written.unit
        if Decimal(repr(float(value))) != value:  # JSON and spreadsheets would round it in silence
            raise ValueError(f"”{text}” i kolumnen ”{name}” har för många siffror: högst 15.")
        if not unit or unit == self.unit:
            return value
        if unit in MONEY and self.unit in MONEY:
            return converted(value, unit, self.unit)
        raise ValueError(
            f"”{text}” står i {unit}, men kolumnen ”{name}” har enheten {self.unit or '(ingen)'}."
        )

    def _bounded(self, value: Decimal, text: str) -> Decimal:
        name, bounds = self.spec.name, self.spec.constraints
        if self.spec.type == "integer" and value != value.to_integral_value():
            raise ValueError(f"”{text}” i kolumnen ”{name}” är inget heltal.")
        low, high = bounds.minimum, bounds.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            said = [f"minst {low}" * (low is not None), f"högst {high}" * (high is not None)]
            limits = " ".join(filter(None, said))
            raise ValueError(f"”{text}” i kolumnen ”{name}” är utanför gränsen ({limits}).")
        return value


def _year(cell: Cell, _: ColumnSpec) -> int:
    text = text_of(cell)
    if not re.fullmatch(r"\d{4}", text):
        raise ValueError(f"”{text}” är inget årtal. Skriv med fyra siffror, till exempel 2013.")
    return int(text)


def _date(cell: Cell, spec: ColumnSpec) -> date:
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    try:
        if spec.format:
            return datetime.strptime(text, spec.format).date()  # noqa: DTZ007  (a day has no zone)
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"”{text}” är inget datum. Skriv som 2013-04-26.") from None


_DAYS: Mapping[str, Callable[[Cell, ColumnSpec], int | date]] = {"year": _year, "date": _date}
