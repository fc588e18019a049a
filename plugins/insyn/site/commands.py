"""Building and checking the site, with what they say to the person or the program that asked."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from insyn.incremental.seal import Seal

if TYPE_CHECKING:
    from insyn.delivery.serving.configuration import Wanted
    from insyn.site.telling import Teller

STOPPED = 130  # what a shell says of a program that Ctrl+C ended


def build_site(
    conf: Path,
    output: Path,
    teller: Teller | None = None,
    wanted: Wanted | None = None,
    *,
    embargoed: bool = False,
) -> int:
    """Build the site into `output`, and the configuration wanted; give the exit code.

    A preview shows what is `embargoed` only where that is asked for. Where nothing has changed
    since the last time, that is said before anything heavy is imported.
    """
    start, seal = time.perf_counter(), Seal(conf, output, embargoed=embargoed)
    if teller is None and wanted is None and (said := seal.is_whole()):
        print(f"Ingenting har ändrats. Webbplatsen ligger i {output}. {said}", flush=True)
        return 0
    from decimal import Decimal

    from insyn import swedish
    from insyn.problems import ProblemsFound, full_disk
    from insyn.site.build import build
    from insyn.site.telling import Teller

    teller = teller or Teller()
    if teller.fault:
        return teller.refuse()
    try:
        seal.look()
        house = build(conf, output, wanted, embargoed=embargoed)
    except ProblemsFound as found:
        return teller.tell(found.problems)
    except OSError as error:
        return teller.tell([full_disk(error, str(output))])
    said = f"Den har {len(house.shown)} diagram"
    if house.is_together:
        seal.set(f"{said}.", house.until)
    seconds = swedish.number(Decimal(str(time.perf_counter() - start)), 1)
    teller.say(
        f"Klart på {seconds} s. Webbplatsen ligger i {output}. "
        f"{said}, varav {house.drawings.drawn} ritades nu."
    )
    return teller.tell([])


def check_site(conf: Path, teller: Teller | None = None) -> int:
    """Check content and data, and the pages that they would become; give the exit code."""
    from insyn.problems import ProblemsFound, full_disk
    from insyn.site.build import rehearse
    from insyn.site.summary import summary
    from insyn.site.telling import Teller

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
    parser.add_argument("--serving", default="")
    parser.add_argument("--root", default="")
    chosen = parser.parse_args()
    wanted = wanted_of(chosen.serving, chosen.root)
    try:
        return build_site(chosen.conf, chosen.output, None, wanted, embargoed=chosen.embargoed)
    except KeyboardInterrupt:
        print("Avbrutet.", file=sys.stderr)
        return STOPPED


def wanted_of(folder: str, root: str) -> Wanted | None:
    """Give the configuration of web servers that is asked for, if any."""
    if not folder:
        return None
    from insyn.delivery.serving.configuration import ROOT, Wanted

    return Wanted(Path(folder), root or ROOT)


def teller_of(form: str, report: str) -> Teller | None:
    """Give what tells of problems, where that is to be more than lines for people."""
    if (form, report) == ("text", ""):
        return None
    from insyn.site.telling import Teller

    return Teller(form, Path(report) if report else None)


if __name__ == "__main__":
    sys.exit(main())
