"""Run a command and write what it cost; started by measuring.py as a small process of its own.

Linux lets a child begin with its parent's peak of memory, so the parent must be small.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time


def main(report: str, command: list[str]) -> int:
    """Write wall and CPU seconds, and the peak memory in bytes of the largest process."""
    start = time.perf_counter()
    child = subprocess.Popen(command)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage(2) says kilobytes, but on macOS
    cost = {
        "wall": wall,
        "cpu": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss * unit,
    }
    with open(report, "w", encoding="utf-8") as opened:  # noqa: PTH123  (pathlib is 2 MB more)
        json.dump(cost, opened)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
