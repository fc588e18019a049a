"""Dates and words in the theme, as Swedish writes them whatever the machine's locale."""

from __future__ import annotations

from datetime import datetime

from pelican import signals
from pelican.generators import Generator

from insyn import swedish


def _week(moment: datetime) -> int:
    """Give the ISO week, which is what Swedes mean by a week's number."""
    return moment.isocalendar().week


def _add_filters(generator: Generator) -> None:
    generator.env.filters.update(
        long_date=swedish.long_date,
        short_date=swedish.short_date,
        week=_week,
        capitalised=swedish.capitalised,
    )


def register() -> None:
    """Plug in."""
    signals.generator_init.connect(_add_filters)
