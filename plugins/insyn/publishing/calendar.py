"""The budget's way to decision as a calendar to subscribe to (RFC 5545, RFC 7986)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from insyn.posts.process import Round, Step

ADDRESS = "budgetprocessen/kalender.ics"
ZONE = "Europe/Stockholm"
# The European Union's rule since 1996 (directive 2000/84/EC): the same bytes whatever the
# machine's own zone files are.
_TIMEZONE = f"""BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19970330T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Publisher:
    """Who gives the calendar out: the municipality, and the site's whole address."""

    organisation: str
    site: str

    @property
    def host(self) -> str:
        """The site's host, which makes the events' identities the site's own."""
        return self.site.partition("://")[2].partition("/")[0]


def to_calendar(rounds: Sequence[Round], publisher: Publisher) -> bytes:
    """Write an event for each step whose days are set; the same bytes for the same rounds."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{publisher.organisation}//Insyn//SV")
    calendar.add("calscale", "GREGORIAN")
    name = f"Budgetens väg till beslut – {publisher.organisation}"
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("url", f"{publisher.site}/budgetprocessen/")
    calendar.add("source", f"{publisher.site}/{ADDRESS}", parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    calendar.add_component(Timezone.from_ical(_TIMEZONE))
    for one in rounds:
        for step in one.plan.steps:
            if step.first and step.last:
                event = _event(one, step, step.first, step.last, publisher)
                calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(one: Round, step: Step, first: date, last: date, publisher: Publisher) -> Event:
    """Make the event of a step: whole days, or the hours of each of its days."""
    event, address = Event(), f"{publisher.site}/{one.address_of(step)}"
    event.add("uid", f"budget-{one.year}-{step.slug}@{publisher.host}")
    changed = datetime.combine(one.plan.updated, time.min, UTC)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("summary", f"{one.plan.title}: {step.name}")
    event.add("description", _description(step, address))
    event.add("url", address)
    event.add("status", "CONFIRMED")
    event.add("categories", [one.plan.title])
    event.add("class", "PUBLIC")
    event.add("transp", "OPAQUE" if step.hours else "TRANSPARENT")
    if step.place:
        event.add("location", step.place)
    if step.hours is None:
        event.add("dtstart", first)
        event.add("dtend", last + timedelta(days=1))
        return event
    zone = ZoneInfo(ZONE)
    event.add("dtstart", datetime.combine(first, step.hours.start, zone))
    if step.hours.end:
        event.add("dtend", datetime.combine(first, step.hours.end, zone))
    if last > first:
        event.add("rrule", {"freq": "daily", "count": (last - first).days + 1})
    return event


def _description(step: Step, address: str) -> str:
    """Say who does what, what was decided, and where to read more."""
    facts = [
        f"Organ: {step.body}",
        step.text,
        f"Beslut: {step.decision}" if step.decision else "",
        f"Diarienummer: {step.number}" if step.number else "",
        *(f"{document.title}: {document.address}" for document in step.documents),
        f"Läs mer: {address}",
    ]
    return "\n".join(filter(None, facts))
