"""What `tasks.py archive` does, with what it says to the person who runs it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from insyn import swedish
from insyn.delivery.archive.package import pack_built, pack_release
from insyn.delivery.archive.verify import check_package
from insyn.keeping import digest
from insyn.problems import Problem, ProblemsFound


def archive(site: str, release: str, output: Path) -> int:
    """Make a package of a built site or of a release; give the exit code."""
    if site and release:
        return _complain(["Välj en av --site och --release."])
    try:
        if release:
            made = pack_release(Path(release), output)
        else:
            made = pack_built(Path(site or "output"), output)
    except ProblemsFound as found:
        return _complain(found.problems)
    except OSError as cause:
        where = cause.filename or output
        message = f"Det gick inte att läsa eller skriva: {cause.strerror or cause}."
        return _complain([Problem(str(where), 1, message, "archive")])
    print(
        f"Paketet ligger i {made.path} ({swedish.file_size(made.path.stat().st_size)}). "
        f"Det är läst tillbaka och helt: {made.files} filer.\n"
        f"Kontrollsumma (SHA-256): {digest(made.path)}"
    )
    return 0


def verify(package: Path) -> int:
    """Say whether a package is whole; give the exit code."""
    if not package.is_file():
        return _complain([Problem(str(package), 1, "Filen finns inte.", "archive")])
    checked = check_package(package)
    if checked.faults:
        found = [Problem(str(package), 1, fault, "archive") for fault in checked.faults]
        print(*found, "Paketet är inte helt.", sep="\n", file=sys.stderr)
        return 1
    print(
        f"{package} är helt: {checked.files} filer, och alla kontrollsummor stämmer.\n"
        f"Kontrollsumma (SHA-256): {digest(package)}"
    )
    return 0


def _complain(problems: Iterable[Problem | str]) -> int:
    print(*problems, "Inget paket har gjorts.", sep="\n", file=sys.stderr)
    return 1
