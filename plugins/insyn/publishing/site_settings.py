"""Whether the site's address, contact and comments are set so that pages made of them work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from insyn.problems import Problem
from insyn.publishing.settings import setting_problem

SITEURL, SITEROOT, SITEPATH = "SITEURL", "SITEROOT", "SITEPATH"
CONTACT, COMMENTS = "CONTACT", "COMMENTS"
_SITE = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?(/[\w~.-]+)*", re.ASCII)
_MAIL = re.compile(r"[^\s@:/<>,;\"]+@[^\s@:/<>,;\"]+\.\w+")
_PATH = re.compile(r"(/[a-z0-9_-]+)+")


def site_problems(root: Path, settings: Mapping[str, Any]) -> list[Problem]:
    """Find what is wrong with the settings, each at its line."""
    said = {
        name: str(settings.get(name) or "")
        for name in (SITEURL, SITEROOT, SITEPATH, CONTACT, COMMENTS)
    }
    faults = [*_faults(said), *_unheeded(settings)]
    return [setting_problem(root, name, fault) for name, fault in faults]


def _unheeded(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if settings.get("DEFAULT_PAGINATION"):
        message = "Listor delas inte på flera sidor: arkivet är delat på år. Ta bort raden."
        yield "DEFAULT_PAGINATION", message


def _faults(said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the setting at fault and what is wrong with it."""
    site = said[SITEROOT]  # as it was written: Pelican mends SITEURL by itself
    if fault := _site_fault(site):
        yield SITEURL, f"Adressen ”{site}” {fault} Skriv som https://blogg.kommunen.se."
    else:
        if said[SITEURL] != site:
            yield SITEROOT, "SITEROOT ska vara densamma som SITEURL."
        if said[SITEPATH] != (path := urlsplit(site).path):
            yield SITEPATH, f"SITEPATH ska vara ”{path}”, det som står efter värden i SITEURL."
    if not _MAIL.fullmatch(said[CONTACT]):
        yield CONTACT, f"”{said[CONTACT]}” är ingen e-postadress. Skriv som namn@kommunen.se."
    if said[COMMENTS] and not _PATH.fullmatch(said[COMMENTS]):
        message = "är ingen plats på webbplatsen. Skriv som /isso, utan / på slutet, eller inget."
        yield COMMENTS, f"”{said[COMMENTS]}” {message}"


def _site_fault(site: str) -> str:
    if not site.startswith("https://"):
        return "ska börja med https://."
    if site.endswith("/"):
        return "ska inte sluta med ett snedstreck."
    return "" if _SITE.fullmatch(site) else "är ingen adress med värd och eventuell sökväg."
