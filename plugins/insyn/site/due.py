"""What `tasks.py due` says: when the site changes by itself, for people and for timers."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path

from insyn import swedish
from insyn.moments import clock_fault, pinned
from insyn.problems import ProblemsFound
from insyn.publishing.check import Report
from insyn.publishing.discretion import is_public_log
from insyn.publishing.due import IN_PUBLIC, Due, all_due
from insyn.site.conf import read_conf
from insyn.site.house import House
from insyn.site.opening import Settings, open_house

FALLEN, NOTHING, UNKNOWN = 0, 1, 2


def tell_due(conf: Path, since: str = "", *, as_json: bool = False) -> int:
    """Print what is to come, or what has fallen due after `since` and until now.

    Gives 0; with `since` 1 when nothing has fallen due, and 2 when that can't be told: the moment
    can't be read, or the settings can't.
    """
    try:
        house, report = open_house(conf.resolve().parent, read_conf(conf))
        zone = house.now.tzinfo
        assert zone
        after = _moment(since, zone) if since else None
    except ProblemsFound as wrong:
        print(*wrong.problems, sep="\n", file=sys.stderr)
        return UNKNOWN
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return UNKNOWN
    found = _found(house, report, after)
    print(_json(house.now, after, found) if as_json else _text(found, since=bool(after)))
    return NOTHING if after and not found else FALLEN


def next_change(house: House, report: Report, settings: Settings) -> float:
    """Give the moment (seconds since 1970) from which the site is another by itself; 0 for never.

    Where the site's clock stands still, as that of the sample does, it never is.
    """
    if settings.get("NOW") or "SOURCE_DATE_EPOCH" in os.environ:
        return 0
    every = (due.moment for due in all_due(report, house.security, house.zone))
    return min((moment.timestamp() for moment in every if moment > house.now), default=0)


def to_come(house: House, report: Report) -> str:
    """Give what is to come as JSON, as `due --json` prints it."""
    return _json(house.now, None, _found(house, report, None))


def _found(house: House, report: Report, after: datetime | None) -> list[Due]:
    """List what has fallen due after a moment and until now; without one, what is to come."""
    zone = house.now.tzinfo
    assert zone
    every = all_due(report, house.security, zone)
    if after:
        found = [due for due in every if after < due.moment <= house.now]
    else:
        found = [due for due in every if due.moment > house.now]
    if is_public_log(os.environ):
        found = [replace(due, what=IN_PUBLIC.get(due.kind, due.what)) for due in found]
    return found


def _moment(written: str, zone: tzinfo) -> datetime:
    """Read a moment in ISO 8601; raise ValueError, with what is wrong, for another text."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        message = f"”{written}” är ingen tid. Skriv som 2013-05-17T16:00+02:00."
        raise ValueError(message) from None
    if fault := clock_fault(moment, zone):
        raise ValueError(fault)
    return pinned(moment, zone)


def _json(now: datetime, since: datetime | None, found: Sequence[Due]) -> str:
    said = {
        "now": now.isoformat(),
        "since": since.isoformat() if since else None,
        "due": [
            {
                "moment": due.moment.isoformat(),
                "kind": due.kind,
                "what": due.what,
                "refused": due.refused,
            }
            for due in found
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _text(found: Sequence[Due], *, since: bool) -> str:
    if not found:
        return "Inget har inträffat sedan dess." if since else "Inget ändras av sig självt."
    lines = [
        f"{due.moment.isoformat()} ({swedish.WEEKDAYS[due.moment.weekday()]}): {due.what}."
        + (" Bygget vägrar från och med då." if due.refused else "")
        for due in found
    ]
    return "\n".join(lines)
