"""Dates and words in the theme, as Swedish writes them whatever the machine's locale."""

from __future__ import annotations

from datetime import datetime

from pelican import Pelican, signals

from insyn import swedish
from insyn.site.opening import tell_templates


def _week(moment: datetime) -> int:
    """Give the ISO week, which is what Swedes mean by a week's number."""
    return moment.isocalendar().week


def _add_filters(pelican: Pelican) -> None:
    tell_templates(
        pelican.settings,
        long_date=swedish.long_date,
        short_date=swedish.short_date,
        week=_week,
        capitalised=swedish.capitalised,
    )


def register() -> None:
    """Plug in."""
    signals.initialized.connect(_add_filters)
