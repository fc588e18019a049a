"""What must hold for a commitment and each of its follow-ups, beyond what a block says itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from insyn import swedish
from insyn.posts.commitments.commitment import Commitment, FollowUp

FURTHEST = 10  # years that a promise may take
Fault = tuple[str, str]  # the field that is wrong, and what is wrong with it


def promise_faults(made: Commitment) -> Iterator[Fault]:
    """Find what is wrong with a promise by itself."""
    if made.first_due < made.day:
        message = f"Dagen är före inläggets egen, {_day(made.day)}. Skriv en senare dag."
        yield "klart", message
    elif made.first_due.year - made.day.year > FURTHEST:
        yield "klart", f"Dagen ligger mer än {FURTHEST} år fram. Skriv en dag som går att minnas."


def follow_up_faults(whole: Commitment, told: FollowUp) -> Iterator[Fault]:
    """Find what is wrong with a follow-up of a commitment, as that stood when it was written."""
    then = whole.before(told)
    place = f"{whole.source.file}, rad {whole.line}"
    if any(one.source is told.source for one in then.follow_ups):
        yield "åtagande", "Inlägget följer redan upp det här åtagandet. Behåll ett av blocken."
    elif told.source is whole.source:
        yield "åtagande", "Åtagandet står i samma inlägg. Följ upp det i ett senare."
    elif told.moment <= whole.moment:
        message = f"Åtagandet gavs först {_day(whole.day)} ({place}). Flytta uppföljningen."
        yield "åtagande", message
    elif told.source.head.status != "draft" and whole.source.head.status == "draft":
        yield "åtagande", f"Åtagandet står i {place}, som inte är publicerad. Publicera den först."
    elif then.end:
        how = "klart" if then.end.outcome == "klart" else "struket"
        where = f"{then.end.source.file}, rad {then.end.line}"
        yield "åtagande", f"Åtagandet är redan {how} ({where}). Ta bort uppföljningen."
    else:
        yield from _date_faults(then, told)


def _date_faults(then: Commitment, told: FollowUp) -> Iterator[Fault]:
    if told.to and told.to <= then.due:
        message = f"Åtagandet skulle redan vara klart {_day(then.due)}. Skriv en senare dag."
        yield "till", message
    elif told.to and told.to < told.day:
        message = f"Åtagandet flyttas till en dag före inläggets egen, {_day(told.day)}."
        yield "till", f"{message} Skriv en senare dag."
    if told.finished and told.finished > told.day:
        message = f"Dagen är efter inläggets egen, {_day(told.day)}. Skriv när det blev klart."
        yield "datum", message
    elif told.finished and told.finished < then.day:
        message = f"Dagen är före åtagandet, som gavs {_day(then.day)}. Skriv när det blev klart."
        yield "datum", message


def _day(day: date) -> str:
    return f"den {swedish.short_date(day)}"
