"""What a verb says of problems: lines for people, and a form that programs read."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from insyn.keeping import write_whole
from insyn.problems import Problem, unknown
from insyn.publishing.reporting import FORMS, plain


@dataclass(frozen=True)
class Teller:
    """Tells what a verb found: in `form`, to the file `report` or else to standard output.

    Lines for people go to standard error as well, so that a log can be read.
    """

    form: str = "text"
    report: Path | None = None

    @property
    def fault(self) -> str:
        """What is wrong with the form that was asked for; an empty string when nothing is."""
        return "" if self.form in FORMS else unknown("Formen", self.form, "", FORMS)

    def refuse(self) -> int:
        """Say what is wrong with the form; give the exit code."""
        print(self.fault, file=sys.stderr)
        return 1

    def say(self, line: str) -> None:
        """Say something that is no problem, where it doesn't stand in the way of a program."""
        apart = self.form != "text" and not self.report
        print(line, file=sys.stderr if apart else sys.stdout)

    def tell(self, problems: Iterable[Problem]) -> int:
        """Tell all problems, or in a program's form that there are none; give the exit code."""
        found = list(problems)  # the one place that all that is told passes through
        if found:
            what = "problem" if len(found) > 1 else "sak att rätta"
            said = f"{plain(found)}{len(found)} {what}. Ingenting har publicerats."
            print(said, file=sys.stderr, flush=True)
        written = FORMS[self.form](found)
        if self.report:
            try:
                write_whole(self.report, written.encode())
            except OSError as error:
                print(f"{self.report}: Filen går inte att skriva: {error}.", file=sys.stderr)
                return 1
        elif self.form != "text":
            print(written, end="", flush=True)
        return int(bool(found))
