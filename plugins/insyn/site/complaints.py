"""What Pelican only logs: a warning there is a fault on the site."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pelican.log import console

from insyn.problems import Problem


class Complaints(logging.Handler):
    """Collects what is logged, as problems of the file `conf`."""

    def __init__(self, conf: str) -> None:
        super().__init__(logging.WARNING)
        self.conf = conf
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Collect a complaint."""
        said = " ".join(record.getMessage().split())
        if record.exc_info and record.exc_info[1] is not None:
            said += f" ({record.exc_info[1]!r})"
        message = f"Pelican kunde inte bygga sidan: {said}"
        self.problems.append(Problem(self.conf, 1, message, "build"))


@contextmanager
def complaints(conf: str) -> Iterator[Complaints]:
    """Collect what Pelican complains of."""
    said, logger = Complaints(conf), logging.getLogger("pelican")
    logger.addHandler(said)
    console.quiet = True
    try:
        yield said
    finally:
        logger.removeHandler(said)
