"""A small budget process for tests: two rounds, one that goes on and one that is done."""

from __future__ import annotations

from pathlib import Path

FILE = "content/budgetprocessen.yaml"
ROUNDS = """\
"2014":
  titel: Budget 2014
  ingress: Förslagen är på remiss.
  uppdaterad: 2013-05-17
  steg:
    - namn: Remiss
      organ: nämnderna
      från: 2013-04-26
      till: 2013-05-21
      inlägg: [2013-04-26]
      data: ramar-2014
    - namn: Budgetdialog
      organ: nämnderna
      datum: 2013-05-14
      tid: 09:00–17:00
      plats: Stora salen; plan 2, kommunhuset
      handlingar:
        - titel: Kallelse
          adress: https://www.provkoping.example/kallelse
    - namn: Beslut om ramar
      organ: kommunfullmäktige
      datum: 2013-06-17
      tid: "18:00"
"2013":
  titel: Budget 2013
  ingress: Budgeten är fastställd.
  uppdaterad: 2012-12-03
  steg:
    - namn: Fastställd
      organ: kommunfullmäktige
      datum: 2012-11-26
      dnr: KS 2012/7
      beslut: Kommunfullmäktige fastställer budgeten, § 9.
"""


def write_rounds(root: Path, old: str = "", new: str = "") -> Path:
    """Give a site the two rounds, with a text in place of another, once."""
    assert old in ROUNDS
    path = root / FILE
    path.write_text(ROUNDS.replace(old, new, 1) if old else ROUNDS, encoding="utf-8")
    return path
