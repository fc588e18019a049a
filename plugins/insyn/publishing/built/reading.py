"""The files of a built site, read. What was read is kept: what hasn't changed costs nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from html import unescape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from insyn.data import privacy
from insyn.data.library import Library
from insyn.data.privacy_files import PACKED, TABLES, personal_numbers_in
from insyn.incremental.output import Output
from insyn.incremental.store import Store
from insyn.keeping import code_digest, fingerprint
from insyn.publishing import safety
from insyn.publishing.built.page import APART, NUMBER, Page, read_page, tells_a_number

_TEXTS = {".atom", ".html", ".ics", ".json", ".rss", ".txt", ".xml", ""}
# What is made of pages and pictures that are looked through themselves, and the theme's own files.
_NOT_READ = ("pagefind/", "theme/")
_TAG = re.compile(r"<[^<>]*>")
_ADDRESS = re.compile(r"\b(?:https?|webcal|tag|urn|mailto):[^\s\"'<>]+")
_DRAWN_TEXT = re.compile(r">([^<]+)<")


def not_personal(library: Library) -> frozenset[str]:
    """Give the values that look like personal numbers to nobody who has read their descriptors."""
    versions = (one.dataset for kept in library.versions.values() for one in kept)
    return frozenset(
        str(value)
        for dataset in (*library.datasets.values(), *versions)
        for spec in dataset.descriptor.table.fields
        if spec.not_personal and spec.name in dataset.columns
        for value in dataset.columns[spec.name]
    )


def read_files(
    output: Output, paths: Iterable[str], site: str, known: frozenset[str], store: Store
) -> dict[str, Page]:
    """Read files of a built site, by their paths in it.

    `site` is its whole address; `known` are numbers that look personal and are something else.
    What was read is kept in `store`.
    """
    code = code_digest([*Path(__file__).parent.glob("*.py"), *_code()])
    about = fingerprint(json.dumps([code, version("lxml"), site, sorted(known)]))
    found: dict[str, Page] = {}
    for path in paths:
        if path.startswith(_NOT_READ):
            found[path] = Page((), (), ())
            continue
        file = output.where(path)
        key = f"{about}{output.digests[path].hex()}{file.suffix}"
        read = partial(_told, file, site, known)
        said = json.loads(store.kept("built page", key, read))
        found[path] = Page(tuple(said["addresses"]), tuple(said["ids"]), _faults(said))
    return found


def _told(path: Path, site: str, known: frozenset[str]) -> bytes:
    return json.dumps(asdict(_read(path, site, known)), ensure_ascii=False).encode()


def _faults(said: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((message, rule) for message, rule in said["faults"])


def _code() -> list[Path]:
    return [Path(str(module.__file__)) for module in (privacy, safety)]


def _read(path: Path, site: str, known: frozenset[str]) -> Page:
    if path.suffix == ".html":
        content = path.read_bytes()
        page = read_page(content, known)
        whole = _whole(content.decode("utf-8"), site)
        return Page(tuple(sorted({*page.addresses, *whole})), page.ids, page.faults)
    if path.suffix in TABLES - {".txt"} or path.suffix in PACKED:
        digits = {number for _, number in personal_numbers_in(path) if len(number) > 9}
        unknown = any(not any(number in one for one in known) for number in digits)
        return Page((), (), ((NUMBER, "privacy"),) if unknown else ())
    if path.suffix == ".svg":
        drawn = "\n".join(_DRAWN_TEXT.findall(path.read_text(encoding="utf-8")))
        return Page((), (), _number(drawn, known))
    if path.suffix in _TEXTS:
        text = path.read_text(encoding="utf-8")
        return Page(tuple(sorted(_whole(text, site))), (), _number(_said(text), known))
    return Page((), (), ())


def _number(text: str, known: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return ((NUMBER, "privacy"),) if tells_a_number(text, known) else ()


def _said(text: str) -> str:
    """Give what people read in a feed or another text: values by themselves, without addresses."""
    try:
        text = APART.join(_strings(json.loads(text)))
    except ValueError:
        text = re.sub(r"\r?\n ", "", text)  # a calendar folds its lines
    for _ in range(2):  # a feed's HTML is text in its XML
        text = unescape(_TAG.sub(APART, text))
    return _ADDRESS.sub(APART, text)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    else:
        yield str(value)


def _whole(text: str, site: str) -> set[str]:
    """Give the whole addresses of the site that stand in a text; a calendar folds its lines."""
    unfolded = unescape(text.replace("\r\n ", "").replace("\n ", ""))
    return set(re.findall(rf"{re.escape(site)}(?=[/#?\s\"'<>]|$)[^\s\"'<>()\\]*", unfolded))
