"""What a text beside a figure is held against: the figure's facts, and the words known there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from insyn import swedish
from insyn.charts.plot import Plot
from insyn.charts.text.facts import VALUE, Fact
from insyn.data.units import MONEY, converted, plain
from insyn.figures.amounts import Amount
from insyn.figures.clauses import Clause, Words
from insyn.figures.figure import Figure
from insyn.figures.vocabulary import EXPECTED, IDLE, MOVING, SETTLED, SHOWS, WHOLE

TEXT = "Texten"
BARE = frozenset({"", "antal", "index", "placering"})  # units that no number is followed by


@dataclass(frozen=True)
class Ground:
    """A figure, and where the text stands: “Rubriken”, “Underrubriken” or, for prose, “Texten”.

    `year` is that of the post, None for a page.
    """

    figure: Figure
    where: str
    year: int | None = None

    @property
    def heading(self) -> bool:
        """Whether the text is the figure's own heading, so that it can be about nothing else."""
        return self.where != TEXT

    @property
    def plot(self) -> Plot:
        """What the figure shows."""
        return self.figure.plot

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What the data say."""
        return self.figure.chart.facts(self.plot)

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that the figure is about."""
        return frozenset([*re.findall(r"\b\d{4}\b", self.plot.period), *self.told_years])

    @cached_property
    def told_years(self) -> tuple[str, ...]:
        """The years that single facts are about, in order."""
        return tuple(sorted({fact.year for fact in self.facts if fact.year}))

    @property
    def narrowed(self) -> bool:
        """Whether only some categories are shown, so that the whole is more than the figure."""
        columns = self.figure.dataset.columns
        titles = {spec.title: spec.name for spec in self.figure.dataset.descriptor.table.fields}
        return len(set(columns[titles[self.plot.category_title]])) > len(self.plot.categories)

    @cached_property
    def words(self) -> Words:
        """The words that are known here."""
        plot = self.plot
        counted = swedish.uncapitalised(plot.category_title) if not plot.years else ""
        described = f"{plot.measure_title} {self.figure.dataset.descriptor.title} {plot.place}"
        definite = {f"{counted}{ending}" for ending in ("erna", "arna", "orna")} if counted else ()
        return Words(
            subjects=tuple(dict.fromkeys(filter(None, (*plot.categories, *plot.series)))),
            whole=frozenset(
                {*definite, *(f"{word}s" for word in definite), *(WHOLE if self.heading else ())}
            ),
            counted=counted,
            topics=tuple(
                word.casefold()
                for word in re.findall(r"[^\W\d_]{4,}", described)
                if word.casefold() not in {"alla", "kommun"}
            ),
            idle=IDLE | EXPECTED | SETTLED | SHOWS | MOVING,
        )

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The words that tell a paragraph on this figure from one on another like it."""
        described = f"{self.plot.measure_title} {self.figure.dataset.descriptor.title}"
        words = (word.casefold() for word in re.findall(r"[^\W\d_]{8,}", described))
        return tuple(word for word in words if word not in {"placering", "kommuner", "kommunerna"})

    def subject(self, clause: Clause) -> str | None:
        """Give the series or category that a clause is about; None where that isn't certain."""
        if clause.subjects:
            return clause.subjects[0] if len(clause.subjects) == 1 else None
        subjects = self.plot.series if self.plot.years else self.plot.categories
        if len(subjects) > 1:
            subjects = self.plot.highlight
        return subjects[0] if len(subjects) == 1 else None

    def values(self, subject: str) -> list[Fact]:
        """Give a subject's values, in order of years."""
        found = [fact for fact in self.facts if fact.kind == VALUE and fact.subject == subject]
        return sorted(found, key=lambda fact: fact.year)

    def against(
        self,
        amount: Amount,
        facts: Iterable[Fact],
        say: Callable[[str, Fact], str],
        sign: int = 0,
    ) -> str | None:
        """Hold an amount against facts: "" when it is right about any, None when nothing can tell.

        `say` words the contradiction from what the data give, as a size with its unit and as the
        fact. `sign` is that of the values meant, 0 for either.
        """
        comparable = [(fact, *pair) for fact in facts if (pair := _in_unit(amount, fact))]
        if not comparable:
            return None
        for _, *values in comparable:
            right = [value for value in values if value * sign >= 0]
            if any(amount.holds(value) for value in right):
                return ""
        fact, exact, shown = comparable[0]
        return say(_quantity(amount, fact, exact, shown), fact)

    def contradiction(self, claimed: str, given: str) -> str:
        """Word the problem."""
        return f"{self.where} säger {claimed}, men diagrammets siffror ger {given}."


def _quantity(amount: Amount, fact: Fact, exact: Decimal, shown: Decimal) -> str:
    """Write a fact in the amount's unit, with at least its decimals, as a size without sign."""
    same = not amount.unit or amount.unit == fact.unit or fact.unit not in MONEY
    if same and amount.decimals <= fact.decimals:
        text = swedish.number(abs(shown), fact.decimals)
    elif same:
        text = swedish.number(abs(exact), amount.decimals)
    else:
        text = swedish.exact(plain(abs(exact)))
    return swedish.with_unit(text, amount.unit or ("" if fact.unit in BARE else fact.unit))


def _in_unit(amount: Amount, fact: Fact) -> tuple[Decimal, Decimal] | None:
    """Give a fact exact and as shown, in the amount's unit; None where that can't be."""
    if fact.unit in MONEY and amount.unit in MONEY:
        exact, shown = (
            converted(value, fact.unit, amount.unit) for value in (fact.value, fact.shown)
        )
        return exact, shown
    if amount.unit == fact.unit or (not amount.unit and fact.unit in BARE):
        return fact.value, fact.shown
    return None


def form(pattern: str) -> re.Pattern[str]:
    """Make a form of words with blanks between; those with “?” at their end may be left out."""
    return re.compile(
        "".join(
            f"(?:{word.removesuffix('?')} ){'?' if word.endswith('?') else ''}"
            for word in pattern.split()
        )
    )


def has_form(words: str, forms: Sequence[re.Pattern[str]]) -> bool:
    """Tell whether words have one of some forms."""
    return any(each.fullmatch(f"{words} ") for each in forms)
