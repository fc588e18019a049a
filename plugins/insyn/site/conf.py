"""Reading a Pelican settings file, whichever folder the program was started in."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import FileSystemBytecodeCache
from pelican.settings import read_settings

from insyn.keeping import fingerprint
from insyn.problems import Problem, ProblemsFound


def read_conf(conf: Path) -> dict[str, Any]:
    """Read the settings; raise ProblemsFound when there is no such file.

    publishconf.py imports pelicanconf from its own folder, and another site in the same process
    must not get this one's.
    """
    if not conf.exists():
        raise ProblemsFound([Problem(conf.name, 1, "Filen saknas.", "settings")])
    folder = str(conf.resolve().parent)
    sys.path.insert(0, folder)
    try:
        settings: dict[str, Any] = read_settings(str(conf))
    finally:
        sys.path.remove(folder)
        sys.modules.pop("pelicanconf", None)
    content = Path(settings["PATH"])  # Pelican warns of a folder that isn't there
    settings["PAGE_PATHS"] = [name for name in settings["PAGE_PATHS"] if (content / name).is_dir()]
    settings["JINJA_ENVIRONMENT"]["bytecode_cache"] = _compiled(settings)
    return settings


def _compiled(settings: dict[str, Any]) -> FileSystemBytecodeCache:
    """Keep compiled templates, by their text and by the options that they were compiled with."""
    options = json.dumps(settings["JINJA_ENVIRONMENT"], sort_keys=True, default=str)
    folder = Path(settings["CACHE_PATH"]) / "mallar" / fingerprint(options + jinja2.__version__)
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))
