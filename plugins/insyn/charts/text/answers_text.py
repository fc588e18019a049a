"""What the answers of a survey say in words and as a table: the words are the answers' own."""

from __future__ import annotations

from decimal import Decimal

from insyn import swedish
from insyn.charts.base import Table
from insyn.charts.plot import Plot
from insyn.charts.text.words import caption, ends, missing_sentences, response_text, why_missing
from insyn.charts.values.answers import share_of, sides, total
from insyn.charts.values.shares import PERCENT, percent


def answers_heading(plot: Plot) -> str:
    """Say which statement has the largest share on the right-hand side."""
    right = _right(plot)
    if None in right.values():
        return plot.measure_title
    highest, lowest = ends(right)
    if len(highest) > 1 or (highest == lowest and len(right) > 1):
        return plot.measure_title
    share = percent(right[highest[0]] or Decimal(0))
    return f"{share} svarar {_answers(plot)} på ”{highest[0]}”"


def answers_summary(plot: Plot) -> str:
    """Say for which statements the right-hand answers are most and least, and how many answered."""
    right = _right(plot)
    known = {name: value for name, value in right.items() if value is not None}
    several = len(sides(plot).right) > 1
    answer = f"{'Svaren' if several else 'Svaret'} {_answers(plot)}"
    sentences = []
    highest, lowest = ends(known)
    if len(known) == 1:
        sentences.append(f"{percent(known[highest[0]])} svarar {_answers(plot)} på ”{highest[0]}”.")
    elif lowest == highest:
        equal = "lika vanliga" if several else "lika vanligt"
        sentences.append(f"{answer} är {equal} på alla ({percent(known[highest[0]])}).")
    else:
        least = "Minst vanliga är de" if several else "Minst vanligt är det"
        sentences.append(f"{answer} är vanligast på {_named(highest, known)}.")
        sentences.append(f"{least} på {_named(lowest, known)}.")
    sentences.append(f"{response_text(plot)}.")
    lacking = [(f"”{name}”", why(plot, name)) for name in plot.categories if name not in known]
    return " ".join([*sentences, *missing_sentences(lacking)])


def answers_table(plot: Plot) -> Table:
    """Give every answer: as the file has it, or in percent where the file counts them."""
    counted = plot.file_unit not in PERCENT

    def cells(name: str) -> list[str]:
        written = [plot.written(name, answer) for answer in plot.series]
        if not counted:
            return written
        shares = [share_of(plot, name, answer) for answer in plot.series]
        return written + [why(plot, name) if part is None else percent(part) for part in shares]

    heads = [f"{answer} ({plot.file_unit})" for answer in plot.series]
    if counted:
        heads += [f"{answer}, andel" for answer in plot.series]
    return Table(
        caption=caption(plot),
        head=(plot.category_title, *heads),
        rows=tuple((name, *cells(name)) for name in plot.categories),
    )


def why(plot: Plot, name: str) -> str:
    """Say why a statement's answers aren't shown."""
    return why_missing(plot, name, plot.series)


def _right(plot: Plot) -> dict[str, Decimal | None]:
    return {name: total(plot, name, sides(plot).right) for name in plot.categories}


def _answers(plot: Plot) -> str:
    """Name the answers of the right-hand side: “instämmer helt eller delvis”."""
    return " eller ".join(f"”{answer}”" for answer in reversed(sides(plot).right))


def _named(names: tuple[str, ...], values: dict[str, Decimal]) -> str:
    said = swedish.join([f"”{name}”" for name in names])
    return f"{said} ({percent(values[names[0]])})"
