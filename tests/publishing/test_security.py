"""security.txt holds for at most a year, and says whom to reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import setting
from insyn.site.build import build
from insyn.site.conf import read_conf
from insyn.site.opening import open_house

CONTACT, EXPIRES, POLICY = "SECURITY_CONTACT", "SECURITY_EXPIRES", "SECURITY_POLICY"
MISTAKES = {
    "a phone": (
        CONTACT,
        "0999-100 00",
        (
            "”0999-100 00” går inte att nå. Skriv en e-postadress eller en adress som börjar med "
            "https://."
        ),
    ),
    "nobody": (
        CONTACT,
        "",
        "Inställningen SECURITY_CONTACT saknas. I security.txt måste den finnas.",
    ),
    "no end": (
        EXPIRES,
        "",
        "Inställningen SECURITY_EXPIRES saknas. I security.txt måste den finnas.",
    ),
    "no day": (EXPIRES, "nästa vår", "”nästa vår” är inget datum. Skriv som 2013-04-26."),
    "over": (
        EXPIRES,
        "2013-05-17",
        (
            "Uppgifterna i security.txt gällde till 2013-05-17. Se efter att kontakten stämmer och "
            "skriv ett nytt datum, högst ett år fram."
        ),
    ),
    "too long": (
        EXPIRES,
        "2014-05-18",
        "Datumet 2014-05-18 är mer än ett år fram. Skriv senast 2014-05-17.",
    ),
    "rules in the clear": (
        POLICY,
        "http://tallvika.example/regler",
        "Adressen ”http://tallvika.example/regler” ska börja med https://.",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_what_is_wrong_is_said_at_the_setting(small: Path, name: str) -> None:
    """A contact that can't be reached and a date that has passed are told of at their lines."""
    key, value, message = MISTAKES[name]
    line = setting(small, f'{key} = "{value}"')
    _, report = open_house(small, read_conf(small / "publishconf.py"))
    assert [str(problem) for problem in report.problems] == [f"pelicanconf.py:{line}: {message}"]


def test_the_file_is_as_the_standard_says(small: Path) -> None:
    """It has contact, end, languages and address (RFC 9116), also for a site below a path."""
    setting(small, 'SECURITY_CONTACT = "https://tallvika.example/sakerhet"')
    setting(small, 'SECURITY_EXPIRES = "2014-05-17"; SECURITY_POLICY = "https://t.example/regler"')
    setting(small, 'SITEURL = SITEROOT = "https://tallvika.example/blogg"; SITEPATH = "/blogg"')
    build(small / "publishconf.py", small / "ut")
    assert (small / "ut/.well-known/security.txt").read_text(encoding="ascii").splitlines() == [
        "Contact: https://tallvika.example/sakerhet",
        "Expires: 2014-05-16T22:00:00Z",
        "Preferred-Languages: sv, en",
        "Canonical: https://tallvika.example/.well-known/security.txt",
        "Policy: https://t.example/regler",
    ]


def test_a_site_may_do_without(small: Path) -> None:
    """Without the settings there is no file."""
    setting(small, 'SECURITY_CONTACT = SECURITY_EXPIRES = ""')
    build(small / "publishconf.py", small / "ut")
    assert not (small / "ut/.well-known").exists()
