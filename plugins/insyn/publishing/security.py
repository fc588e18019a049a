"""security.txt (RFC 9116): whom to tell of a hole in the site, and how long that holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from insyn.posts.statement import a_year_on
from insyn.problems import Problem
from insyn.publishing.settings import setting_problem

ADDRESS = ".well-known/security.txt"
CONTACT, EXPIRES, POLICY = "SECURITY_CONTACT", "SECURITY_EXPIRES", "SECURITY_POLICY"
_REACHED = re.compile(r"(mailto:)?[^\s@:/]+@[^\s@/]+\.\w+|https://\S+")


@dataclass(frozen=True)
class Security:
    """What the settings say: a mail or web address, the moment it ends, and rules for finders."""

    contact: str
    expires: str
    policy: str = ""

    def moment(self, zone: tzinfo) -> datetime | None:
        """Give the moment it ends, in the site's time zone; None for what is no moment."""
        try:
            moment = datetime.fromisoformat(self.expires)
        except ValueError:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)

    def text(self, site: str, zone: tzinfo) -> str:
        """Write the file; `site` is the address of the host that it lies on."""
        ends = self.moment(zone)
        assert ends
        mail = "@" in self.contact and not self.contact.startswith("mailto:")
        lines = [
            f"Contact: {'mailto:' if mail else ''}{self.contact}",
            f"Expires: {ends.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: sv, en",
            f"Canonical: {site}/{ADDRESS}",
            *([f"Policy: {self.policy}"] if self.policy else []),
        ]
        return "".join(f"{line}\n" for line in lines)


def read_security(
    root: Path, settings: Mapping[str, Any], now: datetime
) -> tuple[Security | None, list[Problem]]:
    """Take the settings as they stand at the moment `now`; a site may do without all of them."""
    contact, expires, policy = (
        str(settings.get(name) or "") for name in (CONTACT, EXPIRES, POLICY)
    )
    if not (contact or expires or policy):
        return None, []
    security = Security(contact, expires, policy)
    faults = _faults(security, now)
    return security, [setting_problem(root, name, fault) for name, fault in faults]


def _faults(security: Security, now: datetime) -> Iterator[tuple[str, str]]:
    """Give the setting at fault and what is wrong with it."""
    for name, value in ((CONTACT, security.contact), (EXPIRES, security.expires)):
        if not value:
            yield name, f"Inställningen {name} saknas. I security.txt måste den finnas."
    if security.contact and not _REACHED.fullmatch(security.contact):
        cure = "Skriv en e-postadress eller en adress som börjar med https://."
        yield CONTACT, f"”{security.contact}” går inte att nå. {cure}"
    if security.policy and not security.policy.startswith("https://"):
        yield POLICY, f"Adressen ”{security.policy}” ska börja med https://."
    if security.expires and (fault := _date_fault(security, now)):
        yield EXPIRES, fault


def _date_fault(security: Security, now: datetime) -> str:
    ends, latest = security.moment(now.tzinfo or UTC), a_year_on(now.date())
    if ends is None:
        return f"”{security.expires}” är inget datum. Skriv som 2013-04-26."
    if ends <= now:
        return (
            f"Uppgifterna i security.txt gällde till {security.expires}. Se efter att kontakten "
            "stämmer och skriv ett nytt datum, högst ett år fram."
        )
    if ends.astimezone(now.tzinfo).date() > latest:
        return f"Datumet {security.expires} är mer än ett år fram. Skriv senast {latest}."
    return ""
