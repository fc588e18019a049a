"""Days and moments as people write them, and a moment in the site's time zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timezone, tzinfo
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from insyn import swedish

# With hyphens: pydantic takes digits alone for seconds since 1970.
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\s*(?P<clock>\d.*))?")


def _day(value: Any) -> Any:
    """Let a day be “2013-04-26”, and no number."""
    if isinstance(value, str) and not _WRITTEN.fullmatch(value.strip()):
        raise PydanticCustomError("date_parsing", "not a day")  # typedyaml has the words
    return value


def _moment(value: Any) -> Any:
    """Read “2013-04-26”, “2013-04-26 15:10” or ISO 8601 with an offset."""
    if not isinstance(value, str):
        return value
    if (moment := _read(value)) is None:
        raise ValueError(f"”{value}” är inget datum. Skriv som 2013-04-26 eller 2013-04-26 15:10.")
    return moment


def _clock(value: Any) -> Any:
    """Read a moment that says its hour too."""
    if value is None or isinstance(value, datetime):
        return value
    written = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    moment = _read(value) if written and written["clock"] else None
    if moment is None:
        raise ValueError(
            f"Embargot ”{value}” behöver både dag och klockslag. Skriv som 2013-04-26T09:00+02:00 "
            "eller 2013-04-26 09:00."
        )
    return moment


def _read(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if _WRITTEN.fullmatch(text.strip()) and 1900 <= moment.year <= 2200 else None


Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Embargo = Annotated[datetime, BeforeValidator(_clock)]


def clock_fault(moment: datetime, zone: tzinfo) -> str:
    """Say what is wrong with a local moment that a change of the clocks skips or repeats.

    Gives an empty string for any other, and for one that is written with its offset.
    """
    if moment.tzinfo is not None:
        return ""
    first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    before, after = first.utcoffset(), second.utcoffset()
    if before == after or before is None or after is None:
        return ""
    day, clock = swedish.short_date(moment), f"{moment:%H.%M}"
    if before > after:
        return (
            f"Klockan {clock} är det två gånger den {day}, då klockan ställs tillbaka. Skriv "
            f"vilken: {first.isoformat()} är den första och {second.isoformat()} den andra."
        )
    real = first.astimezone(UTC).astimezone(zone)
    return (
        f"Klockan {clock} finns inte den {day}, då klockan ställs fram. Skriv en annan tid, till "
        f"exempel {real.isoformat()}."
    )


def pinned(moment: datetime, zone: tzinfo) -> datetime:
    """Give a moment as the zone's clocks show it, with its offset instead of the zone.

    So two moments are compared by when they are: Python compares those of one zone by their
    clocks, which show an hour twice in autumn. Without an offset a moment is the zone's own.
    """
    here = moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    offset = here.utcoffset()
    return here if offset is None else here.replace(tzinfo=timezone(offset), fold=0)


def midnight(day: date, zone: tzinfo) -> datetime:
    """Give the moment that a day begins."""
    return pinned(datetime(day.year, day.month, day.day), zone)  # noqa: DTZ001  (pinned says where)


def site_now(setting: str, zone: str, epoch: str | None) -> datetime:
    """Give the moment that the site is built for.

    `epoch` is SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), in
    seconds; it comes before `setting`, a moment in ISO 8601; with neither, the clock tells.
    """
    if epoch:
        return datetime.fromtimestamp(int(epoch), ZoneInfo(zone))
    if setting:
        moment = datetime.fromisoformat(setting)
        here = ZoneInfo(zone)
        if fault := clock_fault(moment, here):
            raise ValueError(fault)
        return moment.astimezone(here) if moment.tzinfo else moment.replace(tzinfo=here)
    return datetime.now(ZoneInfo(zone)).replace(microsecond=0)  # as SOURCE_DATE_EPOCH can say it
