"""What a waterfall says in words and as a table."""

from __future__ import annotations

from insyn import swedish
from insyn.charts.base import Table
from insyn.charts.plot import ROUNDED, Plot
from insyn.charts.text.words import caption, common, in_brackets
from insyn.charts.values.steps import Step, steps


def steps_heading(plot: Plot) -> str:
    """Say where it begins and ends."""
    first, last = _ends(plot)
    unit = plot.unit_in_prose
    start, end = (swedish.with_unit(plot.label(step.after), unit) for step in (first, last))
    return f"{first.name} {start}, {common(last.name)} {end}"


def steps_summary(plot: Plot) -> str:
    """Say how far it is in all, the largest steps down and up, and each step in order."""
    found, (first, last) = steps(plot), _ends(plot)
    changes = [step for step in found if not step.level]
    whole = last.after - first.after
    said = f"{last.name} är {plot.quantity(last.after)}"
    if plot.shown(whole):
        way = "högre" if whole > 0 else "lägre"
        said += f", {plot.quantity(abs(whole))} {way} än {common(first.name)}."
    else:
        said += f", oförändrat från {common(first.name)}."
    sentences = [said]
    for words, chosen in (
        ("Mest sänker", [step for step in changes if step.change < 0]),
        ("Mest höjer", [step for step in changes if step.change > 0]),
    ):
        if chosen:
            most = max(chosen, key=lambda step: abs(step.change)).change
            names = [common(step.name) for step in chosen if step.change == most]
            size = swedish.with_unit(plot.signed(most), plot.unit_in_prose)
            sentences.append(f"{words} {swedish.join(names)} ({size}).")
    running = [
        f"{common(step.name)} {plot.signed(step.change)} ger {plot.label(step.after)}"
        for step in changes
    ]
    sentences.append(f"I ordning: {'; '.join(running)}.")
    return " ".join(sentences)


def steps_notes(plot: Plot) -> tuple[str, ...]:
    """Say how to read the steps, and when rounded values don't add up."""
    adds = all(
        plot.shown(step.before) + plot.shown(step.change) == plot.shown(step.after)
        for step in steps(plot)
    )
    said = "Varje steg börjar där det förra slutade. Plus (+) höjer och minus"
    said += f" ({swedish.MINUS}) sänker."
    return (said,) if adds else (said, ROUNDED)


def steps_table(plot: Plot) -> Table:
    """Give each step's change and what it leads to, unrounded."""
    unit = in_brackets(plot)
    return Table(
        caption=caption(plot),
        head=(plot.category_title, f"Förändring{unit}", f"Nivå efter{unit}"),
        rows=tuple(
            (
                step.name,
                "" if step.level else swedish.exact_signed(step.change),
                swedish.exact(step.after),
            )
            for step in steps(plot)
        ),
    )


def _ends(plot: Plot) -> tuple[Step, Step]:
    levels = [step for step in steps(plot) if step.level]
    return levels[0], levels[-1]
