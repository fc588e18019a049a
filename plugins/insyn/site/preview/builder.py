"""The preview's builder: a process that builds each time a line comes in, and answers by a line.

It begins every build afresh but for what is imported; when Python code changes, another takes its
place. It ends when nobody is left to listen, and after a fault in the code, having told of it.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from insyn import swedish
from insyn.problems import Problem
from insyn.site.preview.changes import Outputs
from insyn.site.preview.watching import CONFS, FOLDERS

Answer = dict[str, Any]
CALM = 2.0  # seconds without a save, after which what was written is indexed for search


def main(conf: Path, output: Path) -> int:
    """Build whenever a line comes in, until there are no more; give the exit code."""
    answers = _answers()
    try:
        build, index = _imported(conf, output)
        from insyn.site.afresh import afresh, settle

        settle()
        _tell(answers, {"ready": True})
        lines = _lines()
        wanted = lines.get()
        while wanted:
            _tell(answers, build())
            afresh()
            try:
                wanted = lines.get(timeout=CALM)
            except queue.Empty:
                index()
                afresh()
                wanted = lines.get()
    except (Exception, SystemExit) as error:  # noqa: BLE001  (whatever it is, the writer is told)
        traceback.print_exc()
        _tell(answers, {"problems": str(broken(error, conf.parent)), "broken": True})
        return 1
    except KeyboardInterrupt:
        pass
    return 0


def broken(error: BaseException, root: Path) -> Problem:
    """Say where in the site's own code or templates something went wrong."""
    if isinstance(error, SyntaxError) and error.filename:
        places = [(error.filename, error.lineno or 1)]
    else:
        stack = traceback.extract_tb(error.__traceback__)
        places = [(frame.filename, frame.lineno or 1) for frame in reversed(stack)]
    said = traceback.format_exception_only(error)[-1].strip().rstrip(".")
    message = f"Här gick koden sönder: {said}. Texter och data är det inget fel på."
    for name, line in places:
        path = Path(name)
        inside = path.is_relative_to(root) and path.relative_to(root).as_posix()
        if inside and inside.partition("/")[0] in {*FOLDERS, *CONFS}:
            return Problem(inside, line, message)
    return Problem("tasks.py", 1, message)


def _lines() -> queue.SimpleQueue[bytes]:
    """Give what comes in, as it comes, and nothing at the end.

    It is read without sys.stdin, whose lock a thread that still reads would hold at the end.
    """
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def read() -> None:
        while line := os.read(0, 1024):
            lines.put(line)
        lines.put(b"")

    threading.Thread(target=read, daemon=True).start()
    return lines


def _imported(conf: Path, output: Path) -> tuple[Callable[[], Answer], Callable[[], None]]:
    """Import all that a build takes; give what builds once and answers, and what indexes."""
    from insyn.problems import ProblemsFound, full_disk
    from insyn.publishing.reporting import plain
    from insyn.site.build import build
    from insyn.site.conf import read_conf
    from insyn.site.telling import Teller

    with suppress(ProblemsFound):  # a build will say what is wrong with the settings
        for name in read_conf(conf)["PLUGINS"]:
            if name.startswith("insyn."):  # of a plugin that can't be imported Pelican only logs
                import_module(name)
    outputs, teller = Outputs(output), Teller()

    def built() -> Answer:
        start = time.perf_counter()
        try:
            house = build(conf, output, embargoed=True, indexed=False)
        except ProblemsFound as found:
            teller.tell(found.problems)
            return {"problems": plain(found.problems)}
        except OSError as error:
            full = [full_disk(error, str(output))]
            teller.tell(full)
            return {"problems": plain(full)}
        changed = outputs.changed()
        addresses = {
            file: house.shown_at(source)
            for file, source in house.sources.items()
            if house.is_seen(source)
        }
        seconds = swedish.number(Decimal(str(time.perf_counter() - start)), 2)
        print(f"Byggt på {seconds} s.", flush=True)
        return {"problems": "", "changed": changed, "addresses": addresses}

    def index() -> None:
        with suppress(ProblemsFound, OSError):
            build(conf, output, embargoed=True)

    return built, index


def _answers() -> IO[str]:
    """Give the way to whoever started us; what anyone prints goes to the terminal instead."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _tell(answers: IO[str], answer: Answer) -> None:
    answers.write(f"{json.dumps(answer)}\n")
    answers.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
