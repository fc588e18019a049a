"""Building and checking the site, with what they say to the person or the program that asked."""

from __future__ import annotations

import argparse
import sys
import time
from decimal import Decimal
from pathlib import Path

from insyn import swedish
from insyn.delivery.serving.configuration import ROOT, Wanted
from insyn.problems import ProblemsFound, full_disk
from insyn.site.build import build, rehearse
from insyn.site.summary import summary
from insyn.site.telling import Teller


def build_site(
    conf: Path,
    output: Path,
    teller: Teller | None = None,
    wanted: Wanted | None = None,
    *,
    embargoed: bool = False,
) -> int:
    """Build the site into `output`, and the configuration wanted; give the exit code.

    A preview shows what is `embargoed` only where that is asked for.
    """
    teller = teller or Teller()
    if teller.fault:
        return teller.refuse()
    start = time.perf_counter()
    try:
        house = build(conf, output, wanted, embargoed=embargoed)
    except ProblemsFound as found:
        return teller.tell(found.problems)
    except OSError as error:
        return teller.tell([full_disk(error, str(output))])
    seconds = swedish.number(Decimal(str(time.perf_counter() - start)), 1)
    teller.say(
        f"Klart på {seconds} s. Webbplatsen ligger i {output}. "
        f"Den har {len(house.shown)} diagram, varav {house.drawings.drawn} ritades nu."
    )
    return teller.tell([])


def check_site(conf: Path, teller: Teller | None = None) -> int:
    """Check content and data, and the pages that they would become; give the exit code."""
    teller = teller or Teller()
    if teller.fault:
        return teller.refuse()
    try:
        house, report = rehearse(conf)
    except ProblemsFound as found:
        return teller.tell(found.problems)
    except OSError as error:
        return teller.tell([full_disk(error, str(conf.parent))])
    for line in summary(house, report):
        teller.say(line)
    return teller.tell([])


def main() -> int:
    """Build in a process of its own, for the preview and for releases."""
    parser = argparse.ArgumentParser()
    parser.add_argument("conf", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--embargoed", action="store_true")
    parser.add_argument("--serving", type=Path)
    parser.add_argument("--root", default=ROOT)
    chosen = parser.parse_args()
    wanted = Wanted(chosen.serving, chosen.root) if chosen.serving else None
    return build_site(chosen.conf, chosen.output, None, wanted, embargoed=chosen.embargoed)


if __name__ == "__main__":
    sys.exit(main())
