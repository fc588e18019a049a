"""What `check --external` says of the addresses of other sites."""

from __future__ import annotations

import sys
from pathlib import Path

from insyn.problems import ProblemsFound
from insyn.publishing.external import ask_all, external_addresses, no_network, told
from insyn.site.conf import read_conf
from insyn.site.opening import open_house
from insyn.site.telling import Teller


def check_external(conf: Path, *, timeout: float = 10.0) -> int:
    """Ask once for each address of another site; give 1 when one is dead, 2 without a network.

    `timeout` is in seconds, for each answer.
    """
    try:
        _, report = open_house(conf.resolve().parent, read_conf(conf))
    except ProblemsFound as wrong:
        return Teller().tell(wrong.problems)
    found = external_addresses(report.texts, report.library)
    print(f"Frågar efter {len(found)} adresser på andra webbplatser.", flush=True)
    answers = ask_all(found, timeout=timeout)
    if no_network(answers):
        message = "Ingen server går att nå. Är datorn på nätet? Länkarna är inte kontrollerade."
        print(message, file=sys.stderr)
        return 2
    dead, moved = told(found, answers)
    print(*moved, sep="\n", end="\n" if moved else "")
    if dead:
        print(*dead, sep="\n", file=sys.stderr)
        return 1
    print("Alla länkar till andra webbplatser svarar.")
    return 0
