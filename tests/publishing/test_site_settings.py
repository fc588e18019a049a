"""The site's address, contact and comments are looked at before anything is made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import setting
from insyn.site.conf import read_conf
from insyn.site.opening import open_house

SITE = "SITEURL = SITEROOT = "
SHOULD = "Skriv som https://blogg.kommunen.se."
MAIL = "är ingen e-postadress. Skriv som namn@kommunen.se."
PLACE = "är ingen plats på webbplatsen. Skriv som /isso, utan / på slutet, eller inget."
MISTAKES = {
    "no TLS": (f'{SITE}"http://a.example"', f"ska börja med https://. {SHOULD}"),
    "a slash": (f'{SITE}"https://a.example/"', f"ska inte sluta med ett snedstreck. {SHOULD}"),
    "no host": (f'{SITE}"https://"', f"ska inte sluta med ett snedstreck. {SHOULD}"),
    "a user": (f'{SITE}"https://a@b.example"', SHOULD),
    "a space": (f'{SITE}"https://a b.example"', SHOULD),
    "a question": (f'{SITE}"https://a.example?b"', SHOULD),
    "nothing": (f'{SITE}""', SHOULD),
    "two addresses": ('SITEROOT = "https://b.example"', "SITEROOT ska vara densamma som SITEURL."),
    "a path unsaid": (
        f'{SITE}"https://a.example/blogg"',
        "SITEPATH ska vara ”/blogg”, det som står efter värden i SITEURL.",
    ),
    "no mail": ('CONTACT = ""', MAIL),
    "a name": ('CONTACT = "Kommunchefen"', MAIL),
    "a link": ('CONTACT = "mailto:a@b.example"', MAIL),
    "comments at the root": ('COMMENTS = "/"', PLACE),
    "comments elsewhere": ('COMMENTS = "https://isso.example"', PLACE),
    "comments with a slash": ('COMMENTS = "/isso/"', PLACE),
    "comments without one": ('COMMENTS = "isso"', PLACE),
}
RIGHT = ('COMMENTS = ""', 'CONTACT = "åsa.öberg@a.example"', f'{SITE}"https://a.example:8443"')


def said(root: Path) -> list[str]:
    _, report = open_house(root, read_conf(root / "publishconf.py"))
    return [str(problem) for problem in report.problems]


@pytest.mark.parametrize("name", MISTAKES)
def test_what_is_wrong_is_said_at_the_setting(small: Path, name: str) -> None:
    """One line, where the setting stands, with how it should be."""
    line, message = MISTAKES[name]
    number = setting(small, line)
    (problem,) = said(small)
    number = number if name != "a path unsaid" else int(problem.split(":")[1])
    assert problem.startswith(f"pelicanconf.py:{number}: ")
    assert problem.endswith(message)


@pytest.mark.parametrize("line", RIGHT)
def test_what_is_right_is_let_be(small: Path, line: str) -> None:
    """No comments, a contact with Swedish letters, a port of its own."""
    setting(small, line)
    assert said(small) == []
