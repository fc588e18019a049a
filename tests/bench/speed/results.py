"""What was measured, kept between runs: a run that was broken off goes on where it was."""

from __future__ import annotations

import os
import platform
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median

from pydantic import TypeAdapter, ValidationError

from bench.speed.made_site import ROOT
from bench.speed.measuring import Cost
from bench.speed.others import HUGO
from insyn.keeping import code_digest, write_whole

Round = dict[str, list[Cost]]
MEASURING = ("made_site", "others", "naive_charts", "rounds", "edits", "latency", "timed")
PACKAGES = ("pelican", "markdown", "altair", "vl-convert-python")


@dataclass
class Results:
    """The rounds of one size, each with what it measured; `date` is that of the last."""

    rounds: list[Round] = field(default_factory=list)
    date: str = ""

    def medians(self) -> dict[str, Cost]:
        """Give the median of each thing measured, over all rounds."""
        found: defaultdict[str, list[Cost]] = defaultdict(list)
        for one in self.rounds:
            for name, costs in one.items():
                found[name] += costs
        return {name: _median(costs) for name, costs in found.items()}


def _median(costs: Sequence[Cost]) -> Cost:
    cpu = [cost.cpu for cost in costs if cost.cpu is not None]
    memory = [cost.memory for cost in costs if cost.memory is not None]
    return Cost(
        median(cost.wall for cost in costs),
        median(cpu) if cpu else None,
        round(median(memory)) if memory else None,
    )


def gathered(measured: Iterable[tuple[str, Cost]]) -> Round:
    """Gather what a round gives."""
    found: defaultdict[str, list[Cost]] = defaultdict(list)
    for name, cost in measured:
        found[name].append(cost)
    return dict(found)


def keep(path: Path, results: Results) -> None:
    """Keep results in a file, whole or not at all."""
    write_whole(path, TypeAdapter(Results).dump_json(results))


def kept(path: Path) -> Results:
    """Give what a file keeps; nothing measured when there is none that can be read."""
    try:
        return TypeAdapter(Results).validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return Results()


def measured_of() -> str:
    """Name the code that is measured: what was measured of other code says nothing of it."""
    files = (path for name in ("plugins", "theme") for path in (ROOT / name).rglob("*"))
    own = (Path(__file__).with_name(f"{name}.py") for name in MEASURING)
    return code_digest([*(path for path in files if _is_source(path)), *own])[:16]


def _is_source(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc"


def machine(folder: Path) -> Mapping[str, str]:
    """Say on what was measured, with the sites in a folder."""
    return {
        "Processor": f"{_processor()}, {os.cpu_count()} cores",
        "System": f"{platform.system()} {platform.release()}",
        "Files": _file_system(folder),
        "Python": platform.python_version(),
        "Packages": ", ".join([*(f"{name} {version(name)}" for name in PACKAGES), HUGO]),
    }


def _file_system(folder: Path) -> str:
    """Name the file system that a folder lies on, where the system tells."""
    told = Path("/proc/mounts")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    mounts = [(Path(line.split()[1]), line.split()[2]) for line in lines]
    found = [mount for mount in mounts if folder.is_relative_to(mount[0])]
    return max(found, key=lambda mount: len(mount[0].parts), default=(folder, "unknown"))[1]


def _processor() -> str:
    """Name the processor, where the system tells."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or platform.machine()
