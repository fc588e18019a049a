"""Reading a Pelican settings file, whichever folder the program was started in."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket, BytecodeCache
from pelican.settings import read_settings

from insyn.incremental.store import FILE, Store
from insyn.keeping import fingerprint
from insyn.problems import Problem, ProblemsFound

STORE = "INSYN_STORE"


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
    settings["JINJA_ENVIRONMENT"]["bytecode_cache"] = _Compiled(settings)
    return settings


def store_of(settings: MutableMapping[str, Any]) -> Store:
    """Give the store of a build with these settings; whoever builds closes it."""
    if STORE not in settings:
        settings[STORE] = Store(Path(settings["CACHE_PATH"]) / FILE)
    store = settings[STORE]
    assert isinstance(store, Store)
    return store


class _Compiled(BytecodeCache):
    """Keeps compiled templates, by their text and by the options that they were compiled with."""

    def __init__(self, settings: MutableMapping[str, Any]) -> None:
        options = json.dumps(settings["JINJA_ENVIRONMENT"], sort_keys=True, default=str)
        self.by = f"{options} {jinja2.__version__} {sys.implementation.cache_tag}"
        self.store = store_of(settings)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template's code, if it is kept."""
        if code := self.store.get("template", self._key(bucket)):
            bucket.load_bytecode(io.BytesIO(code))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        self.store.put("template", self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return fingerprint(f"{self.by} {bucket.key} {bucket.checksum}")
