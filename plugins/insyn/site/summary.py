"""What `check` says of a site that nothing is wrong with."""

from __future__ import annotations

import os
from collections.abc import Iterator

from insyn import swedish
from insyn.posts.commitments.ledger import ledger_at
from insyn.posts.commitments.words import state_words
from insyn.posts.statement import FILE as STATEMENT
from insyn.publishing.check import Report
from insyn.publishing.discretion import is_public_log
from insyn.site.house import House


def summary(house: House, report: Report) -> Iterator[str]:
    """Say what there is, what waits, and what its writer may want to know.

    A log that anyone may read is told nothing of what isn't public.
    """
    is_public = is_public_log(os.environ)
    sources = [one for one in report.sources if not is_public or one.status(house.now) != "draft"]
    posts = [source for source in sources if source.is_post]
    translations = [source for source in sources if source.is_translation]
    pages = len(sources) - len(posts) - len(translations)
    datasets = len(house.public if is_public else report.library.datasets)
    uses = [use for use in report.uses if use.source in sources]
    figures = sum(use.figure is not None for use in uses)
    more = f"{len(translations)} översättningar, " if translations else ""
    yield (
        f"Allt är i sin ordning: {len(posts)} inlägg, {more}{pages} sidor, "
        f"{datasets} datamängder och {figures} diagram."
    )
    for use in uses:
        if use.figure and use.figure.chosen and use.source.is_post:
            yield (
                f"{use.source.file}:{use.figure.line}: {use.figure.dataset.name} ritas som "
                f"{use.figure.chart.name}, därför att {use.figure.chosen}."
            )
    for source in posts:
        if source.head.status == "draft":
            yield f"{source.file} är ett utkast och publiceras inte."
        elif source.status(house.now) == "draft" and (moment := source.public_from):
            yield f"{source.file} väntar till {swedish.definite_moment(moment)}."
    for one in ledger_at(house.standing.commitments, house.now).overdue:
        yield f"{one.source.file}:{one.line}: Åtagandet ”{one.what}” är {state_words(one)}."
    statement = report.standing.statement
    if statement and statement.due_soon(house.now.date()):
        yield f"{STATEMENT}: redogörelsen behöver förnyas senast {statement.due}."
