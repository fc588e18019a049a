"""The preview's builder: a process that builds each time a line comes in, and answers by a line.

A line tells which files were saved. When that is a text alone, its page is shown first; the line
after, with none, has all built. A line that comes during a build ends that without an answer.

It begins every build afresh but for what is imported; when Python code changes, another takes its
place. It ends when nobody is left to listen, and after a fault in the code, having told of it.
"""

from __future__ import annotations

import io
import json
import os
import queue
import sys
import threading
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from insyn.problems import Problem
from insyn.site.preview.watching import CONFS, FOLDERS

if TYPE_CHECKING:
    from insyn.site.preview.works import Works

CALM = 2.0  # seconds without a save, after which what was written is indexed for search


def main(conf: Path, output: Path) -> int:
    """Build whenever a line comes in, until there are no more; give the exit code."""
    answers = _answers()
    try:
        lines = _lines()
        works = _imported(conf, output, lines)
        _tell(answers, {"ready": True})
        read, wanted = 1, lines.get()
        while wanted:
            if answer := works.glanced(json.loads(wanted)) or works.built():
                _tell(answers, {**answer, "read": read})
            try:
                wanted = lines.get(timeout=CALM)
            except queue.Empty:
                works.index()
                wanted = lines.get()
            read += 1
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
    """Give what comes in, line by line, and nothing at the end.

    It is read without sys.stdin, whose lock a thread that still reads would hold at the end.
    """
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def read() -> None:
        with io.FileIO(0, closefd=False) as coming:
            while line := coming.readline():
                lines.put(line)
        lines.put(b"")

    threading.Thread(target=read, daemon=True).start()
    return lines


def _imported(conf: Path, output: Path, lines: queue.SimpleQueue[bytes]) -> Works:
    """Import all that a build takes, and give what builds."""
    from insyn.problems import ProblemsFound
    from insyn.site.conf import read_conf
    from insyn.site.preview.works import Works

    with suppress(ProblemsFound):  # a build will say what is wrong with the settings
        for name in read_conf(conf)["PLUGINS"]:
            if name.startswith("insyn."):  # of a plugin that can't be imported Pelican only logs
                import_module(name)
    return Works(conf, output, lambda: not lines.empty())


def _answers() -> IO[str]:
    """Give the way to whoever started us; what anyone prints goes to the terminal instead."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _tell(answers: IO[str], answer: dict[str, Any]) -> None:
    answers.write(f"{json.dumps(answer)}\n")
    answers.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
